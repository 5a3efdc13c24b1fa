// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.x509.HostFlag;
import dev.jessel.x509.PeerName;
import dev.jessel.x509.Purpose;
import dev.jessel.x509.VerifyFlag;
import dev.jessel.x509.VerifyParameters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What stands behind a handle of parameters for verification: a value that is replaced, and what C
 * alone knows of it. Not thread-safe.
 */
abstract sealed class ParameterState permits LibX509Param.X509_VERIFY_PARAM {
  static final int UNSET = -1;

  /** {@code X509_V_FLAG_USE_CHECK_TIME}. */
  static final long USE_CHECK_TIME = 0x2;

  private static final long SUPPORTED_FLAGS =
      USE_CHECK_TIME | VerifyFlag.mask(List.of(VerifyFlag.values()));
  private static final int MAX_TRUST = 8;
  private static final int MAX_LEVEL = 5;

  private VerifyParameters value = VerifyParameters.defaults();
  private Optional<Instant> time = Optional.empty();
  private boolean timeCounts;
  private int hostFlags;
  private int trust;
  private Optional<String> peerName = Optional.empty();

  final void copyFrom(ParameterState other) {
    value = other.value;
    time = other.time;
    timeCounts = other.timeCounts;
    hostFlags = other.hostFlags;
    trust = other.trust;
  }

  /** All that is asked; what is not said here is what others say. */
  final VerifyParameters over(ParameterState others) {
    Set<VerifyFlag> flags = value.flags();
    flags.addAll(others.value.flags());
    VerifyParameters all = value.with(flags.toArray(VerifyFlag[]::new));
    Set<String> policies = or(value.policies(), others.value.policies());
    return (policies.isEmpty() ? all : all.withPolicies(policies))
        .withDepth(or(value.depth(), others.value.depth()))
        .withSecurityLevel(or(value.securityLevel(), others.value.securityLevel()))
        .withTime(checkTime().or(others::checkTime))
        .withPurpose(value.purpose().or(others.value::purpose))
        .withHosts(or(value.hosts(), others.value.hosts()))
        .withEmails(or(value.emails(), others.value.emails()))
        .withHostFlags(or(value.hostFlags(), others.value.hostFlags()));
  }

  private static OptionalInt or(OptionalInt own, OptionalInt other) {
    return own.isPresent() ? own : other;
  }

  private static <C extends Collection<?>> C or(C own, C other) {
    return own.isEmpty() ? other : own;
  }

  private Optional<Instant> checkTime() {
    return timeCounts ? Optional.of(time.orElse(Instant.EPOCH)) : Optional.empty();
  }

  final VerifyParameters value() {
    return value;
  }

  /** Changes what is asked; false when it cannot be asked. */
  final boolean change(UnaryOperator<VerifyParameters> change) {
    try {
      value = change.apply(value);
      return true;
    } catch (IllegalArgumentException e) {
      return Configured.refuse(
          ErrorCode.LIB_X509, ErrorCode.PASSED_INVALID_ARGUMENT, e.getMessage());
    }
  }

  final long flags() {
    return VerifyFlag.mask(value.flags()) | (timeCounts ? USE_CHECK_TIME : 0);
  }

  /** Turns flags on; false when one of them is not to be had. */
  final boolean setFlags(long more) {
    if ((more & ~SUPPORTED_FLAGS) != 0) {
      return Configured.refuse(
          ErrorCode.LIB_X509, ErrorCode.PASSED_INVALID_ARGUMENT, "flags " + more);
    }
    timeCounts |= (more & USE_CHECK_TIME) != 0;
    return change(all -> all.with(VerifyFlag.of(more).toArray(VerifyFlag[]::new)));
  }

  final void clearFlags(long fewer) {
    timeCounts &= (fewer & USE_CHECK_TIME) == 0;
    value = value.without(VerifyFlag.of(fewer).toArray(VerifyFlag[]::new));
  }

  final int hostFlags() {
    return hostFlags;
  }

  final void hostFlags(int flags) {
    hostFlags = flags;
    value = value.withHostFlags(HostFlag.of(flags));
  }

  final int depth() {
    return value.depth().orElse(UNSET);
  }

  final void depth(int most) {
    value = value.withDepth(most < 0 ? OptionalInt.empty() : OptionalInt.of(most));
  }

  final int authLevel() {
    return value.securityLevel().orElse(UNSET);
  }

  final void authLevel(int level) {
    value =
        value.withSecurityLevel(
            level < 0 ? OptionalInt.empty() : OptionalInt.of(Math.min(level, MAX_LEVEL)));
  }

  /** What the peer's certificate must be good for, in place of what its role says. */
  final boolean purpose(int number) {
    return switch (number) {
      case 1 -> change(all -> all.withPurpose(Optional.of(Purpose.CLIENT)));
      case 2 -> change(all -> all.withPurpose(Optional.of(Purpose.SERVER)));
      default ->
          Configured.refuse(
              ErrorCode.LIB_X509, ErrorCode.PASSED_INVALID_ARGUMENT, "purpose " + number);
    };
  }

  /**
   * What anchors must be trusted for. Only certificates with trust settings of their own are judged
   * by it, and such cannot be loaded.
   */
  final boolean trust(int number) {
    boolean known = number >= 1 && number <= MAX_TRUST;
    trust = known ? number : trust;
    return known
        || Configured.refuse(
            ErrorCode.LIB_X509, ErrorCode.PASSED_INVALID_ARGUMENT, "trust " + number);
  }

  final Instant time() {
    return time.orElse(Instant.EPOCH);
  }

  final void time(Instant when) {
    time = Optional.of(when);
    timeCounts = true;
  }

  /** The names of one kind that were set. */
  final List<PeerName> hosts(boolean addresses) {
    return value.hosts().stream().filter(host -> host.isAddress() == addresses).toList();
  }

  /** Forgets the names of some kind. */
  final void forgetHosts(Predicate<PeerName> which) {
    value = value.withHosts(value.hosts().stream().filter(which.negate()).toList());
  }

  /**
   * Adds a name; false when it is none, or of another kind. One that begins with a dot stands for
   * what lies below it.
   */
  final boolean addHost(String text, Predicate<PeerName> kind) {
    try {
      PeerName name =
          text.startsWith(".") ? PeerName.under(text.substring(1)) : PeerName.parse(text);
      return kind.test(name) && change(all -> all.plusHost(name));
    } catch (IllegalArgumentException e) {
      return Configured.refuse(
          ErrorCode.LIB_X509, ErrorCode.PASSED_INVALID_ARGUMENT, e.getMessage());
    }
  }

  /** Adds a policy of those that will do. */
  final boolean addPolicy(String oid) {
    List<String> more = new ArrayList<>(value.policies());
    more.add(oid);
    return policies(more);
  }

  /** Sets the policies that will do. */
  final boolean policies(List<String> oids) {
    return change(all -> all.withPolicies(oids));
  }

  /** The name that matched when a peer was verified. */
  final Optional<String> peerName() {
    return peerName;
  }

  final void peerName(Optional<String> matched) {
    peerName = matched;
  }
}
