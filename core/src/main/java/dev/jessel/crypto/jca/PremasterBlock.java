// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import dev.jessel.crypto.RsaKeyTransport;
import dev.jessel.crypto.Secret;
import dev.jessel.wire.ProtocolVersion;
import java.util.Arrays;

/**
 * Takes a premaster secret out of its padding, or random bytes when anything is wrong with it. What
 * is wrong, and whether, decides nothing but which bytes come out: there is no branch on it.
 */
final class PremasterBlock {
  private static final int LENGTH = RsaKeyTransport.PREMASTER_LENGTH;

  /** RFC 8017 7.2.1: 00 02, eight bytes of padding at least, 00. */
  private static final int MIN_PADDING = 11;

  private static final int BLOCK_TYPE = 2;

  private final byte[] random;
  private final int version;

  /**
   * Unpads one message.
   *
   * @param random the bytes to take otherwise; owned from now on
   * @param offered the version that must stand in the secret
   */
  PremasterBlock(byte[] random, ProtocolVersion offered) {
    this.random = random;
    this.version = offered.code();
  }

  /**
   * The secret in a padded block.
   *
   * @param raw what decryption gave, with its leading zeros or without; of no bytes if it gave
   *     nothing; wiped
   * @param modulusLength size of the block with its zeros, which is that of the message
   */
  Secret unpad(byte[] raw, int modulusLength) {
    // The sizes are known to all.
    if (modulusLength < LENGTH + MIN_PADDING || raw.length == 0 || raw.length > modulusLength) {
      return Secret.take(random);
    }
    byte[] block = new byte[modulusLength];
    System.arraycopy(raw, 0, block, modulusLength - raw.length, raw.length);
    int start = modulusLength - LENGTH;
    // RFC 8017 7.2.2: EM = 0x00 || 0x02 || PS || 0x00 || M
    int wrong = block[0] | block[1] ^ BLOCK_TYPE | block[start - 1];
    for (int i = 2; i < start - 1; i++) {
      wrong |= isZero(block[i]);
    }
    Secret chosen = choose(block, start, wrong);
    Arrays.fill(block, (byte) 0);
    Arrays.fill(raw, (byte) 0);
    return chosen;
  }

  /** The secret itself, if it has the right size and version; {@code message} is wiped. */
  Secret take(byte[] message) {
    byte[] sized = Arrays.copyOf(message, LENGTH);
    Arrays.fill(message, (byte) 0);
    Secret chosen = choose(sized, 0, message.length ^ LENGTH);
    Arrays.fill(sized, (byte) 0);
    return chosen;
  }

  /**
   * The bytes from {@code start}, or the random ones if {@code wrong} is not 0 or the version is
   * another one.
   */
  private Secret choose(byte[] block, int start, int wrong) {
    // RFC 5246 7.4.7.1: a wrong version is answered like wrong padding (Klima, Pokorny, Rosa)
    int allWrong = wrong | block[start] ^ version >>> 8 | block[start + 1] ^ (byte) version;
    int keep = isZero(allWrong);
    byte[] chosen = new byte[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      chosen[i] = (byte) (block[start + i] & keep | random[i] & ~keep);
    }
    Arrays.fill(random, (byte) 0);
    return Secret.take(chosen);
  }

  /** All ones for 0, else 0. */
  private static int isZero(int value) {
    return ~((value | -value) >> 31);
  }
}
