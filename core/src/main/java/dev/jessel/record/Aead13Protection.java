// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

import dev.jessel.crypto.Aead;
import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.keys.TrafficKeys;
import dev.jessel.keys.TrafficSecret;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ContentType;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/** RFC 9846 5.2: TLSCiphertext. The real content type and the padding are inside. */
public final class Aead13Protection implements RecordProtection {
  private static final int OUTER_TYPE = ContentType.APPLICATION_DATA.code();
  private static final int OUTER_VERSION = 0x0303;
  private static final int SEQUENCE_OFFSET = 4;

  private final int tagLength;
  private final byte[] iv;
  private final byte[] nonce;
  private final byte[] typeByte = new byte[1];
  private final long sealLimit;
  private final Keyed<Aead> keyed;
  private long sequence;

  /**
   * Makes the protection of one direction.
   *
   * @param aead the cipher with this epoch's key
   * @param iv this epoch's static IV, 12 bytes
   * @param sealLimit records that may be sealed with the key
   */
  public Aead13Protection(Aead aead, Bytes iv, long sealLimit) {
    this.keyed = new Keyed<>(aead);
    this.tagLength = aead.tagLength();
    this.iv = iv.toArray();
    this.nonce = iv.toArray();
    this.sealLimit = sealLimit;
  }

  /**
   * Makes the protection that a traffic secret stands for (RFC 9846 7.3).
   *
   * @param crypto where the cipher comes from
   * @param suite the negotiated suite
   * @param traffic the traffic secret of one direction, which lives on
   */
  public static Aead13Protection of(
      CryptoProvider crypto, SuiteParameters suite, TrafficSecret traffic) {
    TrafficKeys keys = traffic.keys(suite);
    Aead aead = crypto.aead(suite.aead(), keys.key());
    keys.key().destroy();
    return new Aead13Protection(aead, keys.iv(), crypto.sealLimit(suite.aead()));
  }

  @Override
  public int overhead() {
    return RecordLimits.HEADER + 1 + tagLength;
  }

  @Override
  public int maxFragment() {
    return RecordLimits.MAX_PLAINTEXT + RecordLimits.MAX_EXPANSION_13;
  }

  @Override
  public long sealsLeft() {
    return sealLimit - sequence;
  }

  @Override
  public boolean encrypts() {
    return true;
  }

  @Override
  public boolean hidesType() {
    return true;
  }

  @Override
  public int seal(
      int type, byte[] in, int offset, int length, int padding, byte[] out, int outOffset) {
    int body = length + 1 + padding + tagLength;
    RecordHeader.write(out, outOffset, OUTER_TYPE, OUTER_VERSION, body);
    byte[] tail = tail(type, padding);
    try {
      keyed
          .ciphers()
          .seal(
              nonceForSealing(),
              out,
              outOffset,
              RecordLimits.HEADER,
              in,
              offset,
              length,
              tail,
              0,
              tail.length,
              out,
              outOffset + RecordLimits.HEADER);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the cipher refused to seal a record", e);
    }
    return RecordLimits.HEADER + body;
  }

  @Override
  public void open(
      byte[] in, int offset, int length, byte[] out, int outOffset, OpenedRecord opened)
      throws TlsException {
    int inner = decrypt(in, offset, length, out, outOffset);
    // RFC 9846 5.4: the content type is the last byte that is not zero.
    int last = outOffset + inner - 1;
    while (last >= outOffset && out[last] == 0) {
      last--;
    }
    if (last < outOffset) {
      throw new TlsException(SslReason.BAD_RECORD_TYPE, "a record without content type");
    }
    opened.decrypted(out[last] & 0xFF, out, outOffset, last - outOffset, inner);
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

  private int decrypt(byte[] in, int offset, int length, byte[] out, int outOffset)
      throws TlsException {
    try {
      int opened =
          keyed
              .ciphers()
              .open(
                  nonce(),
                  in,
                  offset,
                  RecordLimits.HEADER,
                  in,
                  offset + RecordLimits.HEADER,
                  length,
                  out,
                  outOffset);
      // Not before: a record that is let pass because it cannot be opened has no number here.
      sequence++;
      return opened;
    } catch (GeneralSecurityException e) {
      // RFC 9846 5.2: whatever is wrong, be it that a tag does not fit, the peer learns no more.
      throw new TlsException(SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC);
    }
  }

  private byte[] tail(int type, int padding) {
    byte[] tail = padding == 0 ? typeByte : new byte[1 + padding];
    tail[0] = (byte) type;
    return tail;
  }

  /** A number is spent as soon as it is looked at: no failure makes a nonce be used twice. */
  private byte[] nonceForSealing() {
    byte[] current = nonce();
    sequence++;
    return current;
  }

  /** RFC 9846 5.3: the sequence number, padded to the left, xor the static IV. */
  private byte[] nonce() {
    for (int i = 0; i < Long.BYTES; i++) {
      nonce[SEQUENCE_OFFSET + i] =
          (byte) (iv[SEQUENCE_OFFSET + i] ^ sequence >>> 8 * (Long.BYTES - 1 - i));
    }
    return nonce;
  }
}
