// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.wire.ProtocolVersion;
import java.util.List;

/**
 * The versions that may be negotiated.
 *
 * @param min the oldest
 * @param max the newest, not older than {@code min}
 */
public record VersionRange(ProtocolVersion min, ProtocolVersion max) {
  /** What is spoken unless the settings say otherwise: TLS 1.2 and TLS 1.3. */
  public static final VersionRange DEFAULT =
      new VersionRange(ProtocolVersion.TLS_1_2, ProtocolVersion.TLS_1_3);

  /** Refuses a range without a version. */
  public VersionRange {
    if (!max.isAtLeast(min)) {
      throw new IllegalArgumentException("no version is at least " + min + " and at most " + max);
    }
  }

  /** Whether a version is one of them. */
  public boolean includes(ProtocolVersion version) {
    return version.isAtLeast(min) && max.isAtLeast(version);
  }

  /** Whether TLS 1.3 is one of them. */
  public boolean hasTls13() {
    return includes(ProtocolVersion.TLS_1_3);
  }

  /** Whether a version older than TLS 1.3 is one of them. */
  public boolean hasOlder() {
    return !min.isAtLeast(ProtocolVersion.TLS_1_3);
  }

  /**
   * Those that a client can offer: where SSLv2 is to understand it, there is no word for TLS 1.3.
   */
  public VersionRange offerable() {
    return includes(ProtocolVersion.SSL_2) && hasTls13()
        ? new VersionRange(min, ProtocolVersion.TLS_1_2)
        : this;
  }

  /** All of them that this library speaks, the newest first. */
  public List<ProtocolVersion> newestFirst() {
    List<ProtocolVersion> all = Versions.newestFirst();
    int from = 0;
    while (from < all.size() && !includes(all.get(from))) {
      from++;
    }
    int to = from;
    while (to < all.size() && includes(all.get(to))) {
      to++;
    }
    return all.subList(from, to);
  }
}
