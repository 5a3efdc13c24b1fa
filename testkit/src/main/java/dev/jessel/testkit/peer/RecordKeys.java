// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import dev.jessel.crypto.Aead;
import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.keys.Hkdf;
import dev.jessel.keys.TrafficKeys;
import dev.jessel.keys.TrafficSecret;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ContentType;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;

/** One direction's keys, without any of the scruples that an honest record layer has. */
final class RecordKeys {
  static final int HEADER = 5;

  private static final int LEGACY_VERSION = 0x0303;
  private static final byte[] NOTHING = {};

  private final CryptoProvider crypto;
  private final SuiteParameters suite;
  private final Secret secret;
  private final Epoch epoch;
  private final Aead aead;
  private final byte[] iv;
  private long sequence;

  RecordKeys(CryptoProvider crypto, SuiteParameters suite, Secret secret, Epoch epoch) {
    this.crypto = crypto;
    this.suite = suite;
    this.secret = secret.copy();
    this.epoch = epoch;
    TrafficKeys keys = TrafficSecret.of(crypto, suite, secret).keys(suite);
    this.aead = crypto.aead(suite.aead(), keys.key());
    this.iv = keys.iv().toArray();
  }

  Epoch epoch() {
    return epoch;
  }

  Secret secret() {
    return secret;
  }

  /** RFC 9846 7.2: the generation that follows. */
  RecordKeys next() {
    Secret next = new Hkdf(crypto, suite.hash()).nextTraffic(secret);
    return new RecordKeys(crypto, suite, next, epoch);
  }

  /** Seals an inner plaintext, type byte and padding included, whatever it holds. */
  Bytes seal(Bytes inner) {
    int length = inner.length() + aead.tagLength();
    byte[] record = new byte[HEADER + length];
    writeHeader(record, ContentType.APPLICATION_DATA, length);
    try {
      byte[] in = inner.toArray();
      aead.seal(
          nonce(sequence++), record, 0, HEADER, in, 0, in.length, NOTHING, 0, 0, record, HEADER);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    return Bytes.of(record);
  }

  /** Opens a whole record; empty when these are not its keys. */
  Optional<Bytes> open(byte[] record) {
    byte[] inner = new byte[record.length];
    try {
      int length =
          aead.open(
              nonce(sequence), record, 0, HEADER, record, HEADER, record.length - HEADER, inner, 0);
      sequence++;
      return Optional.of(Bytes.copyOf(inner, 0, length));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  static void writeHeader(byte[] record, ContentType type, int length) {
    record[0] = (byte) type.code();
    record[1] = (byte) (LEGACY_VERSION >>> 8);
    record[2] = (byte) LEGACY_VERSION;
    record[3] = (byte) (length >>> 8);
    record[4] = (byte) length;
  }

  private byte[] nonce(long number) {
    byte[] nonce = Arrays.copyOf(iv, iv.length);
    for (int i = 0; i < Long.BYTES; i++) {
      nonce[nonce.length - 1 - i] ^= (byte) (number >>> 8 * i);
    }
    return nonce;
  }
}
