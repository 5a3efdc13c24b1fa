// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Hash;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.Secret;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * What protects the records of one direction (draft-hickman-netscape-ssl-00 4.1.1): the MAC, the
 * data and the padding are encrypted together.
 */
final class RecordKeys {
  static final int MAC_LENGTH = 16;

  private final CryptoProvider crypto;
  private final CipherKind kind;
  private final Secret key;
  private final RecordCipher cipher;

  /**
   * The keys of one direction.
   *
   * @param key the WRITE-KEY of who sends; belongs to this object from here on
   */
  RecordKeys(CryptoProvider crypto, CipherKind kind, Secret key, Bytes keyArg, boolean encrypts) {
    this.crypto = crypto;
    this.kind = kind;
    this.key = key;
    this.cipher = RecordCipher.of(kind.cipher(), key, keyArg, encrypts);
  }

  /** Bytes of padding that data of a length needs. */
  int padding(int length) {
    return Math.floorMod(-(MAC_LENGTH + length), kind.blockLength());
  }

  /** Seals data that has its padding behind it. */
  byte[] seal(byte[] dataAndPadding, int sequence) {
    byte[] body = new byte[MAC_LENGTH + dataAndPadding.length];
    System.arraycopy(mac(dataAndPadding, 0, sequence), 0, body, 0, MAC_LENGTH);
    System.arraycopy(dataAndPadding, 0, body, MAC_LENGTH, dataAndPadding.length);
    byte[] sealed = cipher.next(body);
    Arrays.fill(body, (byte) 0);
    return sealed;
  }

  /**
   * Opens a record.
   *
   * @param body all behind its header
   * @param padding what the header says; no MAC covers it, so it may not be more than is needed
   * @throws TlsException bad_record_mac, whatever is wrong
   */
  Bytes open(byte[] body, int padding, int sequence) throws TlsException {
    int length = body.length - MAC_LENGTH - padding;
    if (length < 0 || body.length % kind.blockLength() != 0 || padding >= kind.blockLength()) {
      throw forged();
    }
    byte[] opened = cipher.next(body);
    byte[] mac = Arrays.copyOf(opened, MAC_LENGTH);
    if (!MessageDigest.isEqual(mac, mac(opened, MAC_LENGTH, sequence))) {
      throw forged();
    }
    return Bytes.copyOf(opened, MAC_LENGTH, length);
  }

  private static TlsException forged() {
    return new TlsException(SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC);
  }

  // draft-hickman-netscape-ssl-00 4.1.1: HASH[SECRET, ACTUAL-DATA, PADDING-DATA, SEQUENCE-NUMBER]
  private byte[] mac(byte[] data, int offset, int sequence) {
    Hash md5 = crypto.hash(HashAlgorithm.MD5);
    key.expose(
        secret -> {
          md5.update(secret, 0, secret.length);
          return md5;
        });
    md5.update(data, offset, data.length - offset);
    byte[] number = {
      (byte) (sequence >>> 24), (byte) (sequence >>> 16), (byte) (sequence >>> 8), (byte) sequence
    };
    md5.update(number, 0, number.length);
    return md5.digest();
  }

  void destroy() {
    key.destroy();
  }
}
