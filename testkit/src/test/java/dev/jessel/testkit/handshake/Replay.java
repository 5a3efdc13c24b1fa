// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslStatus;
import dev.jessel.bio.Bio;
import dev.jessel.bio.MemoryBio;
import dev.jessel.wire.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Somebody who recorded a client's first flight and sends it again. */
final class Replay {
  private static final int LARGEST_FLIGHT = 20_000;

  private Replay() {}

  /** Takes what waits for a server before it gets it. */
  static Bytes taken(Ssl server) {
    Bio reader = server.reader().orElseThrow();
    byte[] flight = new byte[LARGEST_FLIGHT];
    int length = reader.read(flight, 0, flight.length);
    return Bytes.copyOf(flight, 0, length);
  }

  /** What a server reads as early data; empty when it takes none. */
  static String against(SslContext server, Bytes flight) throws SslException {
    MemoryBio in = new MemoryBio();
    int written = in.write(flight.toArray(), 0, flight.length());
    if (written != flight.length()) {
      throw new IllegalStateException("a memory took " + written + " bytes");
    }
    try (Ssl ssl = server.newSsl()) {
      ssl.bio(in, new MemoryBio());
      ByteBuffer target = ByteBuffer.allocate(100);
      SslStatus status = ssl.readEarlyData(target);
      if (status == SslStatus.DONE) {
        return StandardCharsets.UTF_8.decode(target.flip()).toString();
      }
      return "";
    }
  }
}
