// SPDX-License-Identifier: Apache-2.0
package dev.jessel.keys;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Hash;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * The running hash over the handshake messages, each with its header.
 *
 * <p>Until the cipher suite is chosen the hash is not known; messages are then kept as they are.
 * TLS 1.2 keeps them on, since the signature of a client is over the messages themselves and has a
 * hash of its own. Not thread-safe.
 */
public final class Transcript {
  /** Bytes of messages that are kept at the most, once the hash is chosen. */
  public static final int MAX_KEPT = 1 << 20;

  private static final byte MESSAGE_HASH = (byte) 254;

  private final CryptoProvider crypto;
  private List<Bytes> kept = new ArrayList<>();
  private boolean keeping = true;
  private int keptBytes;
  private HashAlgorithm algorithm;
  private Hash hash;

  /** A transcript without messages. */
  public Transcript(CryptoProvider crypto) {
    this.crypto = crypto;
  }

  /** Adds one message, with its four-byte header. */
  public void add(Bytes message) {
    if (hash != null) {
      update(hash, message);
    }
    if (keeping) {
      keep(message);
    }
  }

  /** As {@link #add(Bytes)}, of a message that is copied if it has to be kept. */
  public void add(byte[] array, int offset, int length) {
    if (hash != null) {
      hash.update(array, offset, length);
    }
    if (keeping) {
      keep(Bytes.copyOf(array, offset, length));
    }
  }

  private void keep(Bytes message) {
    keptBytes += message.length();
    if (hash == null || keptBytes <= MAX_KEPT) {
      kept.add(message);
    } else {
      kept = List.of();
    }
  }

  /**
   * Says which hash it is; the messages themselves are forgotten. A second call with the same one
   * does nothing.
   *
   * @throws IllegalStateException if another one was chosen before
   */
  public void selectHash(HashAlgorithm chosen) {
    selectHashAndKeep(chosen);
    forgetMessages();
  }

  /**
   * As {@link #selectHash}, but the messages stay for {@link #messages}, until {@link
   * #forgetMessages}.
   */
  public void selectHashAndKeep(HashAlgorithm chosen) {
    if (hash != null) {
      if (algorithm != chosen) {
        throw new IllegalStateException("the transcript runs on " + algorithm);
      }
      return;
    }
    hash = overKept(chosen);
    algorithm = chosen;
  }

  /**
   * As {@link #selectHashAndKeep(HashAlgorithm)}, for a hash that has no name.
   *
   * @param fresh has seen nothing yet
   * @throws IllegalStateException if one was chosen before
   */
  public void selectHashAndKeep(Hash fresh) {
    if (hash != null) {
      throw new IllegalStateException("the transcript runs already");
    }
    requireNoEnd();
    kept.forEach(message -> update(fresh, message));
    hash = fresh;
  }

  /** The hash over all messages so far, running on apart from the transcript's. */
  public Hash running() {
    return selected().copy();
  }

  /** Keeps the hash alone from now on: nobody will sign the messages any more. */
  public void forgetMessages() {
    selected();
    keeping = false;
    kept = List.of();
  }

  /**
   * Forgets everything, since the handshake is over: a connection that idles holds no hash. A
   * handshake that has failed under the hands of another thread cannot begin a new one either.
   */
  public void end() {
    keeping = false;
    kept = List.of();
    hash = null;
  }

  /**
   * All messages so far, one after the other: what a signature of TLS 1.2 covers.
   *
   * @return an array of the caller's own
   * @throws TlsException with an illegal_parameter alert if there are more than {@link #MAX_KEPT}
   *     bytes
   * @throws IllegalStateException once they are forgotten
   */
  public byte[] messages() throws TlsException {
    // RFC 5246 7.4.8: all handshake messages sent or received, up to but not including this one
    requireKept();
    ByteWriter all = new ByteWriter();
    kept.forEach(all::bytes);
    return all.toByteArray();
  }

  /**
   * The hash of all messages so far under {@code other}, whatever the transcript's own one is.
   *
   * @return an array of the caller's own
   * @throws TlsException with an illegal_parameter alert if there are more than {@link #MAX_KEPT}
   *     bytes
   * @throws IllegalStateException once the messages are forgotten
   */
  public byte[] hashWith(HashAlgorithm other) throws TlsException {
    requireKept();
    return overKept(other).digest();
  }

  private void requireKept() throws TlsException {
    if (!keeping) {
      throw new IllegalStateException("the messages were not kept");
    }
    if (keptBytes > MAX_KEPT) {
      throw new TlsException(
          SslReason.EXCESSIVE_MESSAGE_SIZE, "messages of " + keptBytes + " bytes to be signed");
    }
  }

  /**
   * The hash of all messages so far, in an array of the caller's own.
   *
   * @throws IllegalStateException before {@link #selectHash}
   */
  public byte[] hash() {
    return selected().copy().digest();
  }

  /**
   * The hash that there would be under {@code assumed} after {@code next}: what a PSK binder
   * covers, where {@code next} is a ClientHello cut before its binders. Changes nothing.
   *
   * @param assumed the hash of the PSK; before {@link #selectHash} any, afterwards the selected one
   */
  public byte[] hashWith(HashAlgorithm assumed, Bytes next) {
    if (hash != null && algorithm != assumed) {
      throw new IllegalStateException("the transcript runs on " + algorithm);
    }
    Hash ahead = hash == null ? overKept(assumed) : hash.copy();
    update(ahead, next);
    return ahead.digest();
  }

  /**
   * Puts a message_hash message in the place of all messages so far, which must be the first
   * ClientHello: what a HelloRetryRequest does to the transcript.
   *
   * @throws IllegalStateException before {@link #selectHash}
   */
  public void replaceWithMessageHash() {
    // RFC 9846 4.1: Hash(message_hash || 00 00 Hash.length || Hash(ClientHello1) || HRR ...)
    byte[] clientHelloHash = selected().digest();
    forgetMessages();
    byte[] header = {MESSAGE_HASH, 0, 0, (byte) clientHelloHash.length};
    hash.update(header, 0, header.length);
    hash.update(clientHelloHash, 0, clientHelloHash.length);
  }

  /** A transcript with the same messages: both go on apart from each other. */
  public Transcript copy() {
    Transcript copy = new Transcript(crypto);
    copy.kept.addAll(kept);
    copy.keeping = keeping;
    copy.keptBytes = keptBytes;
    copy.algorithm = algorithm;
    copy.hash = hash == null ? null : hash.copy();
    return copy;
  }

  private Hash selected() {
    if (hash == null) {
      throw new IllegalStateException("the transcript's hash is not known yet");
    }
    return hash;
  }

  private Hash overKept(HashAlgorithm chosen) {
    requireNoEnd();
    Hash fresh = crypto.hash(chosen);
    kept.forEach(message -> update(fresh, message));
    return fresh;
  }

  /** Nothing is signed or checked over less than all messages. */
  private void requireNoEnd() {
    if (!keeping) {
      throw new IllegalStateException("the transcript has ended");
    }
  }

  private static void update(Hash hash, Bytes message) {
    message.lendTo(hash::update);
  }
}
