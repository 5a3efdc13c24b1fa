// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.x509.PathValidator;
import dev.jessel.x509.PathVerdict;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.PeerName;
import dev.jessel.x509.Purpose;
import dev.jessel.x509.TrustAnchors;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands behind a handle of parameters for verification. Not thread-safe. */
abstract sealed class VerifyParameters permits LibX509Param.X509_VERIFY_PARAM {
  static final int UNSET = -1;

  /** {@code X509_V_FLAG_USE_CHECK_TIME}. */
  static final long USE_CHECK_TIME = 0x2;

  /** {@code X509_V_FLAG_X509_STRICT}. */
  static final long STRICT = 0x20;

  /** {@code X509_V_FLAG_TRUSTED_FIRST}, which is always so. */
  static final long TRUSTED_FIRST = 0x8000;

  /** {@code X509_V_FLAG_PARTIAL_CHAIN}. */
  static final long PARTIAL_CHAIN = 0x80000;

  private static final long SUPPORTED_FLAGS =
      USE_CHECK_TIME | STRICT | TRUSTED_FIRST | PARTIAL_CHAIN;
  private static final int MAX_TRUST = 8;
  private static final int MAX_LEVEL = 5;

  private List<PeerName> names = new ArrayList<>();
  private long flags = TRUSTED_FIRST;
  private int hostFlags;
  private int depth = UNSET;
  private int authLevel = UNSET;
  private Optional<Purpose> purpose = Optional.empty();
  private int trust;
  private Instant time = Instant.EPOCH;
  private Optional<String> peerName = Optional.empty();

  final void copyFrom(VerifyParameters other) {
    names = new ArrayList<>(other.names);
    flags = other.flags;
    hostFlags = other.hostFlags;
    depth = other.depth;
    authLevel = other.authLevel;
    purpose = other.purpose;
    trust = other.trust;
    time = other.time;
  }

  final List<PeerName> names() {
    return names;
  }

  final long flags() {
    return flags;
  }

  /** Turns flags on; false when one of them is not to be had. */
  final boolean setFlags(long more) {
    if ((more & ~SUPPORTED_FLAGS) != 0) {
      return Configured.refuse(
          ErrorCode.LIB_X509, ErrorCode.PASSED_INVALID_ARGUMENT, "flags " + more);
    }
    flags |= more;
    return true;
  }

  final void clearFlags(long fewer) {
    flags &= ~fewer;
  }

  final int hostFlags() {
    return hostFlags;
  }

  final void hostFlags(int value) {
    hostFlags = value;
  }

  final int depth() {
    return depth;
  }

  final void depth(int value) {
    depth = value;
  }

  final int authLevel() {
    return authLevel;
  }

  final void authLevel(int level) {
    authLevel = Math.min(level, MAX_LEVEL);
  }

  /** What the peer's certificate must be good for, in place of what its role says. */
  final boolean purpose(int number) {
    return switch (number) {
      case 1 -> purpose(Purpose.CLIENT);
      case 2 -> purpose(Purpose.SERVER);
      default ->
          Configured.refuse(
              ErrorCode.LIB_X509, ErrorCode.PASSED_INVALID_ARGUMENT, "purpose " + number);
    };
  }

  private boolean purpose(Purpose value) {
    purpose = Optional.of(value);
    return true;
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
    return time;
  }

  final void time(Instant when) {
    time = when;
    flags |= USE_CHECK_TIME;
  }

  /** The name that matched when a peer was verified. */
  final Optional<String> peerName() {
    return peerName;
  }

  final void peerName(Optional<String> matched) {
    peerName = matched;
  }

  /** True when something was set that only {@link #validate} knows of. */
  final boolean judgesPaths() {
    return depth != UNSET || authLevel != UNSET || purpose.isPresent() || flags != TRUSTED_FIRST;
  }

  /**
   * Validates the peer's certificates.
   *
   * @param usual the purpose that its role asks for
   * @param level the security level unless one was set here
   */
  final PathVerdict validate(
      List<PeerCertificate> chain, TrustAnchors anchors, Purpose usual, int level) {
    PathValidator validator =
        PathValidator.create().withSecurityLevel(authLevel == UNSET ? level : authLevel);
    Instant when = has(USE_CHECK_TIME) ? time : Clock.systemUTC().instant();
    int most = depth < 0 ? PathValidator.DEFAULT_MAX_DEPTH : depth;
    validator = has(PARTIAL_CHAIN) ? validator.acceptingPartialChains() : validator;
    validator = has(STRICT) ? validator.strict() : validator;
    return validator.validate(chain, anchors, purpose.orElse(usual), when, most);
  }

  private boolean has(long flag) {
    return (flags & flag) != 0;
  }
}
