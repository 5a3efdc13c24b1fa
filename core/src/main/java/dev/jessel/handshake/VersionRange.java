// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.dialect.Dialects;
import dev.jessel.wire.ProtocolVersion;
import java.util.List;
import java.util.stream.Stream;

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

  /** All of them that this library speaks, the newest first. */
  public List<ProtocolVersion> newestFirst() {
    return Stream.concat(Stream.of(ProtocolVersion.TLS_1_3), Dialects.versions().stream())
        .filter(this::includes)
        .toList();
  }
}
