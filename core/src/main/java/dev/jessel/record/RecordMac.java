// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Hash;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.Hmac;
import dev.jessel.crypto.Secret;

/** The MAC of the records of one direction up to TLS 1.2. */
public final class RecordMac {
  /** A hash ends its input with one byte and a length, which takes up an eighth of a block. */
  private static final int LENGTH_PART = 8;

  private static final byte[] NOTHING_IN_PARTICULAR = new byte[1024];

  private final Hmac hmac;
  private final Hash idle;
  private final Layout layout;
  private final AuthenticatedHeader header;

  /**
   * What goes into the hash before the content.
   *
   * @param blockLength bytes that the hash takes in at a time
   * @param keyed bytes of a block that is begun with the key; 0 when the key fills whole blocks
   * @param header what is written of sequence number, type, version and length
   */
  public record Layout(int blockLength, int keyed, Header header) {
    /** HMAC with a hash. */
    static Layout hmac(HashAlgorithm hash) {
      return new Layout(hash.blockLength(), 0, Header.WITH_VERSION);
    }

    /** Whole blocks that the hash takes in for a content. */
    private int blocks(int length) {
      int padding = 1 + blockLength / LENGTH_PART;
      return (keyed + header.length() + length + padding + blockLength - 1) / blockLength;
    }
  }

  /** What is authenticated besides the content. */
  public enum Header {
    /** RFC 5246 6.2.3.1: sequence number, type, version, length. */
    WITH_VERSION {
      @Override
      void update(Hmac hmac, byte[] whole) {
        hmac.update(whole, 0, whole.length);
      }

      @Override
      int length() {
        return AuthenticatedHeader.LENGTH;
      }
    },
    /** RFC 6101 5.2.3.1: sequence number, type, length. */
    WITHOUT_VERSION {
      @Override
      void update(Hmac hmac, byte[] whole) {
        hmac.update(whole, 0, VERSION_AT);
        hmac.update(whole, VERSION_AT + VERSION_LENGTH, 2);
      }

      @Override
      int length() {
        return AuthenticatedHeader.LENGTH - VERSION_LENGTH;
      }
    };

    private static final int VERSION_AT = Long.BYTES + 1;
    private static final int VERSION_LENGTH = 2;

    abstract void update(Hmac hmac, byte[] whole);

    abstract int length();
  }

  /**
   * Makes a MAC with HMAC.
   *
   * @param key lives on
   * @param version that of the records
   */
  public RecordMac(CryptoProvider crypto, HashAlgorithm hash, Secret key, int version) {
    this(crypto.hmac(hash, key), crypto.hash(hash), Layout.hmac(hash), version);
  }

  /**
   * Makes a MAC of another kind.
   *
   * @param mac has its key
   * @param idle the hash of the MAC, to pass the time with
   * @param version that of the records
   */
  public RecordMac(Hmac mac, Hash idle, Layout layout, int version) {
    this.hmac = mac;
    this.idle = idle;
    this.layout = layout;
    this.header = new AuthenticatedHeader(version);
  }

  /** Size in bytes. */
  int length() {
    return hmac.length();
  }

  /** RFC 5246 6.2.3.1: MAC(MAC_write_key, seq_num + type + version + length + fragment). */
  void compute(
      long sequence, int type, byte[] in, int offset, int length, byte[] out, int outOffset) {
    layout.header().update(hmac, header.of(sequence, type, length));
    hmac.update(in, offset, length);
    hmac.finish(out, outOffset);
  }

  /**
   * As {@link #compute}, where nobody may learn the length from the time it takes: the hash takes
   * in as many blocks as it would for {@code maxLength} bytes.
   *
   * <p>This is what can be done above JCA. The compression function runs equally often whatever the
   * length; copying less than a block to its place does not take the same time to the last cycle.
   */
  void computeHidingLength(
      long sequence, int type, byte[] in, int offset, int length, int maxLength, byte[] out) {
    compute(sequence, type, in, offset, length, out, 0);
    // One block more, so that there is always something to do.
    int missing = 1 + layout.blocks(maxLength) - layout.blocks(length);
    idle.update(NOTHING_IN_PARTICULAR, 0, missing * layout.blockLength());
  }
}
