// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.wire.message.ClientHello;
import java.nio.ByteBuffer;

/** The randoms of hello messages. */
public final class HelloRandom {
  private HelloRandom() {}

  /** A client's, 32 bytes. */
  public static byte[] ofClient(HandshakeIo io) {
    return random(io, io.config().behaviour().helloTimes().client());
  }

  /** A server's, 32 bytes. */
  public static byte[] ofServer(HandshakeIo io) {
    return random(io, io.config().behaviour().helloTimes().server());
  }

  private static byte[] random(HandshakeIo io, boolean tellsTime) {
    byte[] random = new byte[ClientHello.RANDOM_LENGTH];
    io.crypto().randomBytes(random);
    if (tellsTime) {
      // RFC 5246 7.4.1.2: gmt_unix_time, which is no random at all and tells who speaks.
      ByteBuffer.wrap(random).putInt((int) io.now().getEpochSecond());
    }
    return random;
  }
}
