// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What is asked of a path and of the certificate at its end: OpenSSL's {@code X509_VERIFY_PARAM}.
 * Immutable; each {@code with} makes another one. Equal when all that is asked is.
 *
 * <pre>{@code
 * VerifyParameters parameters =
 *     VerifyParameters.defaults().with(VerifyFlag.CRL_CHECK, VerifyFlag.PARTIAL_CHAIN);
 * }</pre>
 *
 * @see <a href="https://docs.openssl.org/master/man3/X509_VERIFY_PARAM_set_flags/">
 *     X509_VERIFY_PARAM_set_flags(3)</a>
 */
public final class VerifyParameters implements Cloneable {
  private static final Pattern OID = Pattern.compile("[0-2](\\.[0-9]{1,40}){1,60}");
  private static final VerifyParameters DEFAULTS = new VerifyParameters();

  private Set<VerifyFlag> flags = EnumSet.of(VerifyFlag.TRUSTED_FIRST);
  private OptionalInt depth = OptionalInt.empty();
  private OptionalInt securityLevel = OptionalInt.empty();
  private Optional<Instant> time = Optional.empty();
  private Optional<Purpose> purpose = Optional.empty();
  private Set<String> policies = Set.of();
  private List<PeerName> hosts = List.of();
  private List<String> emails = List.of();
  private Set<HostFlag> hostFlags = Set.of();

  private VerifyParameters() {}

  /**
   * Nothing special: paths end at a self-signed anchor, no name is asked for, nobody looks for
   * revoked certificates.
   *
   * @return the parameters
   */
  public static VerifyParameters defaults() {
    return DEFAULTS;
  }

  /**
   * Turns flags on.
   *
   * @param more flags; one about policies brings {@link VerifyFlag#POLICY_CHECK} with it
   * @return other parameters
   */
  public VerifyParameters with(VerifyFlag... more) {
    EnumSet<VerifyFlag> changed = EnumSet.copyOf(flags);
    for (VerifyFlag flag : more) {
      changed.add(flag);
      if (VerifyFlag.OF_POLICIES.contains(flag)) {
        changed.add(VerifyFlag.POLICY_CHECK);
      }
    }
    return with(p -> p.flags = changed);
  }

  /**
   * Turns flags off.
   *
   * @param fewer flags; {@link VerifyFlag#TRUSTED_FIRST} stays on
   * @return other parameters
   */
  public VerifyParameters without(VerifyFlag... fewer) {
    EnumSet<VerifyFlag> changed = EnumSet.copyOf(flags);
    changed.removeAll(List.of(fewer));
    changed.add(VerifyFlag.TRUSTED_FIRST);
    return with(p -> p.flags = changed);
  }

  /**
   * Sets the most intermediate certificates between the leaf and the anchor.
   *
   * @param most 0 and up; empty for what the settings around say
   * @return other parameters
   * @throws IllegalArgumentException if it is negative
   */
  public VerifyParameters withDepth(OptionalInt most) {
    check(most.orElse(0) >= 0, "a negative depth");
    return with(p -> p.depth = most);
  }

  /**
   * Sets how strong keys and signatures of certificates must be: {@code
   * X509_VERIFY_PARAM_set_auth_level}.
   *
   * @param level 0 to 5; empty for what the settings around say
   * @return other parameters
   * @throws IllegalArgumentException if there is no such level
   */
  public VerifyParameters withSecurityLevel(OptionalInt level) {
    int number = level.orElse(0);
    check(number >= 0 && number <= SecurityLevelRules.MAX_LEVEL, "no such security level");
    return with(p -> p.securityLevel = level);
  }

  /**
   * Sets when certificates must be valid.
   *
   * @param when empty for now
   * @return other parameters
   */
  public VerifyParameters withTime(Optional<Instant> when) {
    return with(p -> p.time = when);
  }

  /**
   * Sets what the leaf must be good for.
   *
   * @param what empty for what its role says
   * @return other parameters
   */
  public VerifyParameters withPurpose(Optional<Purpose> what) {
    return with(p -> p.purpose = what);
  }

  /**
   * Sets the policies of which a path must be valid for one, where it must be for any: see {@link
   * VerifyFlag#EXPLICIT_POLICY}. Brings {@link VerifyFlag#POLICY_CHECK} with it. As in OpenSSL, who
   * turns that on and names no policy takes none; {@code 2.5.29.32.0} stands for any.
   *
   * @param oids dotted object identifiers
   * @return other parameters
   * @throws IllegalArgumentException if one is no object identifier
   */
  public VerifyParameters withPolicies(Collection<String> oids) {
    check(oids.stream().allMatch(one -> OID.matcher(one).matches()), "no object identifier");
    return with(VerifyFlag.POLICY_CHECK).with(p -> p.policies = Set.copyOf(oids));
  }

  /**
   * Sets the names that the leaf may have. Where there are host names it must have one of them, and
   * where there are addresses it must have one of those as well.
   *
   * @param some host names and IP addresses; none to take any
   * @return other parameters
   */
  public VerifyParameters withHosts(Collection<PeerName> some) {
    return with(p -> p.hosts = List.copyOf(some));
  }

  /**
   * Adds a name that the leaf may have: see {@link #withHosts}.
   *
   * @param host a host name or an IP address
   * @return other parameters
   */
  public VerifyParameters plusHost(PeerName host) {
    List<PeerName> more = new ArrayList<>(hosts);
    more.add(host);
    return withHosts(more);
  }

  /**
   * Sets the e-mail addresses of which the leaf must have one.
   *
   * @param some {@code local@host} each; none to take any
   * @return other parameters
   * @throws IllegalArgumentException if one has no such form
   */
  public VerifyParameters withEmails(Collection<String> some) {
    check(some.stream().allMatch(NameCheck::isMailbox), "not an e-mail address");
    return with(p -> p.emails = List.copyOf(some));
  }

  /**
   * Sets how names are compared.
   *
   * @param some none for RFC 9525
   * @return other parameters
   */
  public VerifyParameters withHostFlags(Collection<HostFlag> some) {
    return with(p -> p.hostFlags = Set.copyOf(some));
  }

  private VerifyParameters with(Consumer<VerifyParameters> change) {
    try {
      VerifyParameters copy = (VerifyParameters) clone();
      change.accept(copy);
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void check(boolean ok, String problem) {
    if (!ok) {
      throw new IllegalArgumentException(problem);
    }
  }

  /**
   * Whether a flag is on.
   *
   * @param flag which
   * @return true if it is
   */
  public boolean has(VerifyFlag flag) {
    return flags.contains(flag);
  }

  /**
   * The flags that are on.
   *
   * @return a copy
   */
  public Set<VerifyFlag> flags() {
    return EnumSet.copyOf(flags);
  }

  /**
   * The most intermediate certificates.
   *
   * @return empty when not set
   */
  public OptionalInt depth() {
    return depth;
  }

  /**
   * How strong keys and signatures must be.
   *
   * @return empty when not set
   */
  public OptionalInt securityLevel() {
    return securityLevel;
  }

  /**
   * When certificates must be valid.
   *
   * @return empty for now
   */
  public Optional<Instant> time() {
    return time;
  }

  /**
   * What the leaf must be good for.
   *
   * @return empty for what its role says
   */
  public Optional<Purpose> purpose() {
    return purpose;
  }

  /**
   * The policies of which a path must be valid for one.
   *
   * @return dotted object identifiers
   */
  public Set<String> policies() {
    return policies;
  }

  /**
   * The host names and IP addresses that the leaf may have.
   *
   * @return in the order in which they were given
   */
  public List<PeerName> hosts() {
    return hosts;
  }

  /**
   * The e-mail addresses that the leaf may have.
   *
   * @return in the order in which they were given
   */
  public List<String> emails() {
    return emails;
  }

  /**
   * How names are compared.
   *
   * @return the flags that are on
   */
  public Set<HostFlag> hostFlags() {
    return hostFlags;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifyParameters that && all().equals(that.all());
  }

  @Override
  public int hashCode() {
    return all().hashCode();
  }

  private List<Object> all() {
    return List.of(flags, depth, securityLevel, time, purpose, policies, hosts, emails, hostFlags);
  }

  /** The flags, for messages. */
  @Override
  public String toString() {
    return "VerifyParameters" + flags;
  }
}
