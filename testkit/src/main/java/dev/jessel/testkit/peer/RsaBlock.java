// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;

/**
 * A premaster secret in its padding (RFC 8017 7.2.1), which can be anything: it is encrypted by
 * hand.
 *
 * @param key the server's key
 * @param bytes the block, as long as the modulus
 */
public record RsaBlock(RSAPublicKey key, Bytes bytes) {
  /** Length of a premaster secret. */
  public static final int PREMASTER = 48;

  /** A right one. */
  static RsaBlock honest(CryptoProvider crypto, Bytes certificate, ProtocolVersion offered) {
    RSAPublicKey key = key(certificate);
    byte[] block = new byte[length(key)];
    crypto.randomBytes(block);
    for (int i = 0; i < block.length; i++) {
      block[i] = block[i] == 0 ? 1 : block[i];
    }
    block[0] = 0;
    block[1] = 2;
    block[block.length - PREMASTER - 1] = 0;
    block[block.length - PREMASTER] = (byte) (offered.code() >>> 8);
    block[block.length - PREMASTER + 1] = (byte) offered.code();
    return new RsaBlock(key, Bytes.of(block));
  }

  private static int length(RSAPublicKey key) {
    return (key.getModulus().bitLength() + 7) / 8;
  }

  private static RSAPublicKey key(Bytes certificate) {
    try {
      return (RSAPublicKey)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(certificate.toArray()))
              .getPublicKey();
    } catch (CertificateException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The last 48 bytes. */
  Bytes premaster() {
    return bytes.slice(bytes.length() - PREMASTER, PREMASTER);
  }

  /** This block with one byte set; counted from the end when negative. */
  public RsaBlock with(int index, int value) {
    byte[] block = bytes.toArray();
    block[index < 0 ? block.length + index : index] = (byte) value;
    return new RsaBlock(key, Bytes.of(block));
  }

  /** What the key makes of it. */
  Bytes encrypt() {
    return fixed(
        new BigInteger(1, bytes.toArray()).modPow(key.getPublicExponent(), key.getModulus()));
  }

  private Bytes fixed(BigInteger number) {
    byte[] bytesOf = number.toByteArray();
    byte[] out = new byte[length(key)];
    int from = Math.max(0, bytesOf.length - out.length);
    byte[] tail = Arrays.copyOfRange(bytesOf, from, bytesOf.length);
    System.arraycopy(tail, 0, out, out.length - tail.length, tail.length);
    return Bytes.of(out);
  }
}
