// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

import dev.jessel.crypto.Aead;
import dev.jessel.crypto.AeadAlgorithm;
import dev.jessel.crypto.CryptoProvider;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.keys.SideKeys;
import dev.jessel.wire.Bytes;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/** RFC 5246 6.2.3.3: GenericAEADCipher. The content type stays outside; the length is known. */
public final class Aead12Protection implements OpenTypeProtection {
  private static final int NONCE_LENGTH = 12;
  private static final int SEQUENCE_OFFSET = NONCE_LENGTH - Long.BYTES;
  private static final byte[] NO_TAIL = {};

  private final RecordNumbers numbers;
  private final int explicitLength;
  private final int tagLength;
  private final byte[] iv;
  private final byte[] nonce;
  private final AuthenticatedHeader header;
  private final Keyed<Aead> keyed;

  /**
   * Makes the protection of one direction.
   *
   * @param aead the cipher with its key
   * @param iv 4 bytes, to which each record adds 8 of its own, or 12, which are XORed with the
   *     sequence number
   * @param sealLimit records of full size that may be sealed with the key
   */
  public Aead12Protection(Aead aead, Bytes iv, long sealLimit) {
    this.keyed = new Keyed<>(aead);
    this.tagLength = aead.tagLength();
    this.explicitLength = NONCE_LENGTH - iv.length();
    this.iv = Arrays.copyOf(iv.toArray(), NONCE_LENGTH);
    this.nonce = this.iv.clone();
    this.numbers = new RecordNumbers(sealLimit);
    this.header = new AuthenticatedHeader(RecordHeader.TLS_1_2);
  }

  /** The protection that {@code keys} stand for; the keys live on. */
  static Aead12Protection of(CryptoProvider crypto, AeadAlgorithm algorithm, SideKeys keys) {
    Aead aead = crypto.aead(algorithm, keys.key());
    return new Aead12Protection(aead, keys.iv(), crypto.sealLimit(algorithm));
  }

  @Override
  public int overhead() {
    return RecordLimits.HEADER + explicitLength + tagLength;
  }

  @Override
  public long sealsLeft() {
    return numbers.sealsLeft();
  }

  @Override
  public int seal(
      int type, byte[] in, int offset, int length, int padding, byte[] out, int outOffset) {
    int body = explicitLength + length + tagLength;
    long sequence = numbers.nextForSealing(length);
    int bodyOffset = outOffset + RecordLimits.HEADER;
    RecordHeader.write(out, outOffset, type, RecordHeader.TLS_1_2, body);
    byte[] current = nonceFor(sequence);
    System.arraycopy(current, NONCE_LENGTH - explicitLength, out, bodyOffset, explicitLength);
    byte[] aad = header.of(sequence, type, length);
    try {
      keyed
          .ciphers()
          .seal(
              current,
              aad,
              0,
              aad.length,
              in,
              offset,
              length,
              NO_TAIL,
              0,
              0,
              out,
              bodyOffset + explicitLength);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the cipher refused to seal a record", e);
    }
    return RecordLimits.HEADER + body;
  }

  @Override
  public void open(
      byte[] in, int offset, int length, byte[] out, int outOffset, OpenedRecord opened)
      throws TlsException {
    int content = length - explicitLength - tagLength;
    if (content < 0) {
      throw new TlsException(SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC);
    }
    int type = in[offset] & 0xFF;
    int bodyOffset = offset + RecordLimits.HEADER;
    byte[] aad = header.of(numbers.toOpen(), type, content);
    try {
      keyed
          .ciphers()
          .open(
              nonceOf(in, bodyOffset),
              aad,
              0,
              aad.length,
              in,
              bodyOffset + explicitLength,
              content + tagLength,
              out,
              outOffset);
    } catch (GeneralSecurityException e) {
      throw new TlsException(SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC);
    }
    numbers.opened();
    opened.decrypted(type, out, outOffset, content, content);
  }

  @Override
  public boolean keepsContentApart() {
    return true;
  }

  @Override
  public void destroy() {
    keyed.forget();
    Arrays.fill(iv, (byte) 0);
    Arrays.fill(nonce, (byte) 0);
  }

  /** RFC 5288 3, RFC 6655 3: what a sender puts into the record is the sender's own choice. */
  private byte[] nonceOf(byte[] in, int bodyOffset) {
    if (explicitLength == 0) {
      return nonceFor(numbers.toOpen());
    }
    System.arraycopy(in, bodyOffset, nonce, NONCE_LENGTH - explicitLength, explicitLength);
    return nonce;
  }

  /**
   * RFC 7905 2: the sequence number, padded to the left, xor the IV. Where the IV has four bytes,
   * zeros stand behind it, so that the number itself is the explicit part of the nonce.
   */
  private byte[] nonceFor(long sequence) {
    for (int i = 0; i < Long.BYTES; i++) {
      nonce[SEQUENCE_OFFSET + i] =
          (byte) (iv[SEQUENCE_OFFSET + i] ^ sequence >>> 8 * (Long.BYTES - 1 - i));
    }
    return nonce;
  }
}
