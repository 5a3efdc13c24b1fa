// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.message;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;

/**
 * {@code ServerRSAParams} (RFC 6101 section 5.6.3): a server's temporary RSA key, as unsigned
 * numbers of 1 to 65535 bytes.
 *
 * @param modulus {@code RSA_modulus}
 * @param exponent {@code RSA_exponent}
 */
public record RsaPublic(Bytes modulus, Bytes exponent) {
  private static final int MAX_LENGTH = 0xffff;

  /**
   * Reads the parameters.
   *
   * @throws TlsException if the bytes are none
   */
  public static RsaPublic decode(ByteReader in) throws TlsException {
    return new RsaPublic(in.opaque16(1, MAX_LENGTH), in.opaque16(1, MAX_LENGTH));
  }

  /** Writes the parameters. */
  public void encode(ByteWriter out) {
    out.opaque16(modulus).opaque16(exponent);
  }
}
