// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

import java.io.IOException;
import java.util.Optional;

/**
 * How the last operation in one direction of a {@link Bio} ended: nothing to say, try again, or
 * failed.
 *
 * <p>Each Bio owns two of these, one for reading and one for writing (flushing counts as writing),
 * so that one thread may read while another writes. An instance is live: the next operation in its
 * direction overwrites it. Only the thread that runs that direction sees a consistent answer.
 *
 * <p>The bit values are those of {@code BIO_get_retry_flags}, the reasons those of {@code
 * BIO_get_retry_reason}.
 */
public final class RetryFlags {
  /** The transport has nothing to read yet ({@code BIO_FLAGS_READ}). */
  public static final int READ = 1;

  /** The transport takes no bytes now ({@code BIO_FLAGS_WRITE}). */
  public static final int WRITE = 2;

  /** Something else is awaited; {@link #reason} says what ({@code BIO_FLAGS_IO_SPECIAL}). */
  public static final int IO_SPECIAL = 4;

  /** The operation did not fail: call it again ({@code BIO_FLAGS_SHOULD_RETRY}). */
  public static final int SHOULD_RETRY = 8;

  /** No special reason. */
  public static final int REASON_NONE = 0;

  /** A TLS Bio waits for a certificate lookup ({@code BIO_RR_SSL_X509_LOOKUP}). */
  public static final int REASON_X509_LOOKUP = 1;

  /** A connection is being made ({@code BIO_RR_CONNECT}). */
  public static final int REASON_CONNECT = 2;

  /** A connection is being waited for ({@code BIO_RR_ACCEPT}). */
  public static final int REASON_ACCEPT = 3;

  private int bits;
  private int reason;
  private IOException failure;

  RetryFlags() {}

  /**
   * All flags as one word: any of {@link #READ}, {@link #WRITE}, {@link #IO_SPECIAL}, {@link
   * #SHOULD_RETRY}.
   */
  public int bits() {
    return bits;
  }

  /** True when the operation should be called again, once the transport is ready. */
  public boolean shouldRetry() {
    return (bits & SHOULD_RETRY) != 0;
  }

  /** True when the operation waits for the transport to become readable. */
  public boolean shouldRead() {
    return (bits & READ) != 0;
  }

  /** True when the operation waits for the transport to become writable. */
  public boolean shouldWrite() {
    return (bits & WRITE) != 0;
  }

  /** True when the operation waits for something else, named by {@link #reason}. */
  public boolean shouldIoSpecial() {
    return (bits & IO_SPECIAL) != 0;
  }

  /** One of the {@code REASON_} constants; meaningful when {@link #shouldIoSpecial} holds. */
  public int reason() {
    return reason;
  }

  /**
   * What the transport threw, if the operation failed with a cause. Never set together with a
   * retry.
   */
  public Optional<IOException> failure() {
    return Optional.ofNullable(failure);
  }

  void clear() {
    bits = 0;
    reason = REASON_NONE;
    failure = null;
  }

  void retry(int what, int why) {
    bits = what | SHOULD_RETRY;
    reason = why;
    failure = null;
  }

  void overrule(int what, int why) {
    bits = what & (READ | WRITE | IO_SPECIAL | SHOULD_RETRY);
    reason = why;
    failure = shouldRetry() ? null : failure;
  }

  void fail(IOException cause) {
    clear();
    failure = cause;
  }

  void copyFrom(RetryFlags other) {
    bits = other.bits;
    reason = other.reason;
    failure = other.failure;
  }

  boolean failed() {
    return failure != null;
  }

  /** The flags by name, for logs; the failure by its class alone. */
  @Override
  public String toString() {
    StringBuilder names = new StringBuilder("RetryFlags[");
    names.append(shouldRetry() ? "retry" : failed() ? failure.getClass().getSimpleName() : "none");
    names.append(shouldRead() ? " read" : "");
    names.append(shouldWrite() ? " write" : "");
    names.append(shouldIoSpecial() ? " special(" + reason + ")" : "");
    return names.append(']').toString();
  }
}
