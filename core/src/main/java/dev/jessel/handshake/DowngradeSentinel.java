// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
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
   * Marks the random of a server that speaks an older version than it could.
   *
   * @param random 32 bytes, changed in place
   * @param ours what the server could speak
   * @param chosen what it speaks
   */
  public static void mark(byte[] random, VersionRange ours, ProtocolVersion chosen) {
    // RFC 9846 4.2.3: one mark for TLS 1.2, another for all that is older
    boolean below13 = ours.hasTls13() && chosen.equals(ProtocolVersion.TLS_1_2);
    boolean older =
        ours.max().isAtLeast(ProtocolVersion.TLS_1_2) && !chosen.isAtLeast(ProtocolVersion.TLS_1_2);
    if (below13 || older) {
      byte[] mark = older ? TO_OLDER : TO_TLS_1_2;
      System.arraycopy(mark, 0, random, random.length - mark.length, mark.length);
    }
  }

  /**
   * Refuses the marked random of a hello that speaks an older version than was offered.
   *
   * @param serverRandom 32 bytes
   * @param ours what was offered
   * @param chosen what the server speaks
   * @throws TlsException illegal_parameter when it is marked
   */
  public static void check(Bytes serverRandom, VersionRange ours, ProtocolVersion chosen)
      throws TlsException {
    boolean older = !chosen.isAtLeast(ProtocolVersion.TLS_1_2);
    // RFC 9846 4.2.3: TLS 1.3 clients look for both marks, those of TLS 1.2 for the second one.
    if (ours.hasTls13() || ours.max().isAtLeast(ProtocolVersion.TLS_1_2) && older) {
      check(serverRandom);
    }
  }

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
