// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.dialect.Dialects;
import dev.jessel.wire.ProtocolVersion;
import java.util.List;
import java.util.stream.Stream;

/** The versions that can be spoken here at all. */
public final class Versions {
  private static final List<ProtocolVersion> NEWEST_FIRST =
      Stream.of(
              Stream.of(ProtocolVersion.TLS_1_3),
              Dialects.versions().stream(),
              Ssl2.speaker().stream().map(speaker -> ProtocolVersion.SSL_2))
          .flatMap(versions -> versions)
          .toList();

  private Versions() {}

  /** All of them, the newest first. */
  public static List<ProtocolVersion> newestFirst() {
    return NEWEST_FIRST;
  }

  /** The oldest of them. */
  public static ProtocolVersion oldest() {
    return NEWEST_FIRST.get(NEWEST_FIRST.size() - 1);
  }
}
