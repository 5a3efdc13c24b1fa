// SPDX-License-Identifier: Apache-2.0
package dev.jessel.keys;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Hash;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.Hmac;
import dev.jessel.crypto.Secret;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * HKDF (RFC 5869) with the labels that TLS 1.3 puts on it. Not thread-safe: all its steps run on
 * one MAC, since a new one for each would be most of what a key schedule costs, and a key that is
 * used twice in a row is given to it once.
 *
 * <p>No method destroys a secret that it is given.
 */
public final class Hkdf {
  /** RFC 5869 2.3: the counter of blocks is one byte. */
  private static final int MAX_BLOCKS = 255;

  private static final byte[] EMPTY = {};

  private static final byte[] SHA_256_OF_NOTHING =
      HexFormat.of().parseHex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

  private static final byte[] SHA_384_OF_NOTHING =
      HexFormat.of()
          .parseHex(
              "38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da"
                  + "274edebfe76f65fbd51ad2f14898b95b");

  private final CryptoProvider crypto;
  private final HashAlgorithm hash;
  private final HkdfLabel labelled = new HkdfLabel();
  private Hmac mac;
  private Secret keyed;

  /** HKDF with {@code hash}. */
  public Hkdf(CryptoProvider crypto, HashAlgorithm hash) {
    this.crypto = crypto;
    this.hash = hash;
  }

  HashAlgorithm hash() {
    return hash;
  }

  CryptoProvider crypto() {
    return crypto;
  }

  /** Size of the hash, and so of each secret of the key schedule, in bytes. */
  public int hashLength() {
    return hash.length();
  }

  /** HKDF-Extract: concentrates {@code inputKey} into a secret of the hash's size. */
  public Secret extract(Secret salt, Secret inputKey) {
    Hmac hmac = under(salt);
    return Secret.take(inputKey.expose(key -> hmac.mac(key)));
  }

  private Hmac under(Secret key) {
    if (mac == null) {
      mac = crypto.hmac(hash, key);
    } else if (key != keyed || key.isDestroyed()) {
      keyed = null; // a key that is refused halfway may have taken the place of the old one
      mac.rekey(key);
    }
    keyed = key;
    return mac;
  }

  /**
   * HKDF-Expand.
   *
   * @param length size of the result in bytes, at most 255 times {@link #hashLength}
   */
  public Secret expand(Secret pseudorandomKey, byte[] info, int length) {
    return expandCounted(
        pseudorandomKey, Arrays.copyOf(info, info.length + 1), info.length, length);
  }

  /** With the first {@code infoLength} bytes of {@code counted}; the counter goes behind them. */
  private Secret expandCounted(Secret pseudorandomKey, byte[] counted, int infoLength, int length) {
    if (length < 0 || length > MAX_BLOCKS * hash.length()) {
      throw new IllegalArgumentException("HKDF cannot give " + length + " bytes");
    }
    Hmac hmac = under(pseudorandomKey);
    counted[infoLength] = 1;
    hmac.update(counted, 0, infoLength + 1);
    byte[] block = hmac.mac();
    if (block.length == length) {
      return Secret.take(block);
    }
    byte[] output = Arrays.copyOf(block, length);
    for (int written = block.length; written < length; written += block.length) {
      counted[infoLength]++;
      hmac.update(block, 0, block.length);
      hmac.update(counted, 0, infoLength + 1);
      byte[] next = hmac.mac();
      System.arraycopy(next, 0, output, written, Math.min(next.length, length - written));
      Arrays.fill(block, (byte) 0);
      block = next;
    }
    Arrays.fill(block, (byte) 0);
    return Secret.take(output);
  }

  /**
   * HKDF-Expand-Label.
   *
   * @param label without the prefix "tls13 "; at most 249 bytes of ASCII
   * @param context at most 255 bytes
   * @param length size of the result in bytes, at most 255 times {@link #hashLength}
   */
  public Secret expandLabel(Secret secret, String label, byte[] context, int length) {
    labelled.write(label, context, length);
    return expandCounted(secret, labelled.bytes(), labelled.length(), length);
  }

  /**
   * Derive-Secret.
   *
   * @param transcriptHash the hash of the messages, not the messages
   */
  public Secret deriveSecret(Secret secret, String label, byte[] transcriptHash) {
    return expandLabel(secret, label, transcriptHash, hash.length());
  }

  /**
   * The hash of no bytes at all: the context of the derivations between two stages. Not to be
   * changed.
   */
  byte[] emptyHash() {
    return switch (hash) {
      case SHA_256 -> SHA_256_OF_NOTHING;
      case SHA_384 -> SHA_384_OF_NOTHING;
      default -> hashOf(EMPTY);
    };
  }

  /** The hash of {@code content}. */
  byte[] hashOf(byte[] content) {
    Hash running = crypto.hash(hash);
    running.update(content, 0, content.length);
    return running.digest();
  }

  /**
   * The verify_data of a Finished message, or a PSK binder, whose base key is {@code baseKey}.
   *
   * @param transcriptHash of the messages up to there
   */
  public byte[] finishedMac(Secret baseKey, byte[] transcriptHash) {
    // RFC 9846 4.5.3: finished_key = HKDF-Expand-Label(BaseKey, "finished", "", Hash.length)
    Secret finishedKey = expandLabel(baseKey, "finished", EMPTY, hash.length());
    try {
      return under(finishedKey).mac(transcriptHash);
    } finally {
      finishedKey.destroy();
    }
  }

  /** The traffic secret that follows {@code trafficSecret} when the sender updates its keys. */
  public Secret nextTraffic(Secret trafficSecret) {
    // RFC 9846 7.2: application_traffic_secret_N+1
    return expandLabel(trafficSecret, "traffic upd", EMPTY, hash.length());
  }

  /** The PSK that belongs to a ticket with {@code ticketNonce}. */
  public Secret resumptionPsk(Secret resumptionMain, byte[] ticketNonce) {
    // RFC 9846 4.7.1: the PSK of the ticket
    return expandLabel(resumptionMain, "resumption", ticketNonce, hash.length());
  }
}
