// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.x509.TlsaMatching;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a context knows of DANE: the digests that TLSA records may have, and flags. */
final class DaneContext {
  private final Map<Integer, Optional<TlsaMatching>> digests = new HashMap<>();
  private long flags;

  void enable() {
    if (!isEnabled()) {
      digests.put(TlsaMatching.SHA2_256.type(), Optional.of(TlsaMatching.SHA2_256));
      digests.put(TlsaMatching.SHA2_512.type(), Optional.of(TlsaMatching.SHA2_512));
    }
  }

  boolean isEnabled() {
    return !digests.isEmpty();
  }

  /** Sets the digest of a matching type; empty to know none. */
  void digest(int type, Optional<HashAlgorithm> hash, int strength) {
    digests.put(type, hash.map(known -> new TlsaMatching(type, Optional.of(known), strength)));
  }

  /** How records of a type match; empty for one that is not known. */
  Optional<TlsaMatching> matching(int type) {
    return type == TlsaMatching.FULL.type()
        ? Optional.of(TlsaMatching.FULL)
        : digests.getOrDefault(type, Optional.empty());
  }

  /** Turns flags on and off; returns what held before. */
  long flags(long set, long clear) {
    long before = flags;
    flags = (flags | set) & ~clear;
    return before;
  }
}
