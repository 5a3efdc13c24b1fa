// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import java.util.Arrays;

/**
 * RFC 9846 4.2.3: the last eight bytes of a ServerHello's random, by which a server that knows TLS
 * 1.3 marks a hello of an older version.
 */
public final class DowngradeSentinel {
  private static final byte[] TO_TLS_1_2 = {0x44, 0x4F, 0x57, 0x4E, 0x47, 0x52, 0x44, 0x01};
  private static final byte[] TO_OLDER = {0x44, 0x4F, 0x57, 0x4E, 0x47, 0x52, 0x44, 0x00};

  private DowngradeSentinel() {}

  /**
   * Refuses the random of a hello that speaks an older version than TLS 1.3.
   *
   * @throws TlsException illegal_parameter when it is marked
   */
  public static void check(Bytes serverRandom) throws TlsException {
    byte[] random = serverRandom.toArray();
    byte[] tail = Arrays.copyOfRange(random, random.length - TO_OLDER.length, random.length);
    if (Arrays.equals(tail, TO_TLS_1_2) || Arrays.equals(tail, TO_OLDER)) {
      throw new TlsException(
          SslReason.TLS13_DOWNGRADE, "the server could speak TLS 1.3 and was kept from it");
    }
  }
}
