// SPDX-License-Identifier: Apache-2.0
package dev.jessel.keys;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Hash;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.Hmac;
import dev.jessel.crypto.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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

  private static final byte[] LABEL_PREFIX = "tls13 ".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_LABEL = 255;
  private static final int MAX_CONTEXT = 255;
  private static final byte[] EMPTY = {};

  private final CryptoProvider crypto;
  private final HashAlgorithm hash;
  private Hmac mac;
  private Secret keyed;
  private byte[] emptyHash;

  /** The same with nothing in it yet: for another thread, or to be kept. */
  Hkdf copy() {
    return new Hkdf(crypto, hash);
  }

  /** HKDF with {@code hash}. */
  public Hkdf(CryptoProvider crypto, HashAlgorithm hash) {
    this.crypto = crypto;
    this.hash = hash;
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
    return expandCounted(pseudorandomKey, Arrays.copyOf(info, info.length + 1), length);
  }

  /** With {@code counted}, the info and behind it one byte of zero, the counter of blocks. */
  private Secret expandCounted(Secret pseudorandomKey, byte[] counted, int length) {
    if (length < 0 || length > MAX_BLOCKS * hash.length()) {
      throw new IllegalArgumentException("HKDF cannot give " + length + " bytes");
    }
    Hmac hmac = under(pseudorandomKey);
    int counter = counted.length - 1;
    counted[counter]++;
    byte[] block = hmac.mac(counted);
    if (block.length == length) {
      return Secret.take(block);
    }
    byte[] output = Arrays.copyOf(block, length);
    for (int written = block.length; written < length; written += block.length) {
      counted[counter]++;
      byte[] next = hmac.mac(block, counted);
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
    return expandCounted(secret, countedLabel(label, context, length), length);
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
    if (emptyHash == null) {
      emptyHash = crypto.hash(hash).digest();
    }
    return emptyHash;
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

  /** HkdfLabel and behind it room for the counter of blocks. */
  private static byte[] countedLabel(String label, byte[] context, int length) {
    int nameLength = LABEL_PREFIX.length + label.length();
    if (nameLength > MAX_LABEL || context.length > MAX_CONTEXT) {
      throw new IllegalArgumentException("label or context too long for HkdfLabel");
    }
    // RFC 9846 7.1: struct { uint16 length; opaque label<7..255>; opaque context<0..255>; }
    byte[] info = new byte[2 + 1 + nameLength + 1 + context.length + 1];
    info[0] = (byte) (length >> 8);
    info[1] = (byte) length;
    info[2] = (byte) nameLength;
    System.arraycopy(LABEL_PREFIX, 0, info, 3, LABEL_PREFIX.length);
    for (int i = 0; i < label.length(); i++) {
      info[3 + LABEL_PREFIX.length + i] = (byte) label.charAt(i);
    }
    info[3 + nameLength] = (byte) context.length;
    System.arraycopy(context, 0, info, 4 + nameLength, context.length);
    return info;
  }
}
