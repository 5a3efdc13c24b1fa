// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Function;
import javax.security.auth.Destroyable;

/**
 * Secret bytes: a shared secret, a stage of the key schedule, a key.
 *
 * <p>It never prints what it holds, is compared in constant time, and can be wiped. Its bytes are
 * reached only through {@link #expose}, so that each such place can be found and read. Once
 * destroyed, every method but {@link #destroy}, {@link #isDestroyed}, {@link #length} and {@link
 * #toString} throws {@link IllegalStateException}.
 *
 * <p>Immutable until destroyed. It may be read by many threads, but whoever destroys it must know
 * that nobody reads it any more.
 */
public final class Secret implements Destroyable {
  private final byte[] bytes;
  private volatile boolean destroyed;

  private Secret(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A secret that owns {@code bytes} from now on: the caller must forget the array. */
  public static Secret take(byte[] bytes) {
    return new Secret(bytes);
  }

  /** A secret with a copy of {@code bytes}; wiping the original is the caller's. */
  public static Secret copyOf(byte[] bytes) {
    return new Secret(bytes.clone());
  }

  /** As many zero bytes as asked for: the key schedule's input where a secret is missing. */
  public static Secret zeros(int length) {
    return new Secret(new byte[length]);
  }

  /** This secret followed by {@code next}, as a new one. Neither of the two is destroyed. */
  public Secret concat(Secret next) {
    byte[] both = Arrays.copyOf(alive(), bytes.length + next.bytes.length);
    System.arraycopy(next.alive(), 0, both, bytes.length, next.bytes.length);
    return new Secret(both);
  }

  /** A copy that lives on when this one is destroyed. */
  public Secret copy() {
    return copyOf(alive());
  }

  /** Size in bytes. */
  public int length() {
    return bytes.length;
  }

  /**
   * Lends the bytes to {@code reader}, which must neither keep nor change the array.
   *
   * @return what the reader returned
   */
  public <R> R expose(Function<byte[], R> reader) {
    return reader.apply(alive());
  }

  /** Whether both hold the same bytes; takes the same time wherever they differ. */
  public boolean equalTo(Secret other) {
    return MessageDigest.isEqual(alive(), other.alive());
  }

  /** Wipes the bytes. A second call does nothing. */
  @Override
  public void destroy() {
    destroyed = true;
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public boolean isDestroyed() {
    return destroyed;
  }

  /** The size and nothing of the content. */
  @Override
  public String toString() {
    return "Secret[" + bytes.length + "]";
  }

  private byte[] alive() {
    if (destroyed) {
      throw new IllegalStateException("the secret has been destroyed");
    }
    return bytes;
  }
}
