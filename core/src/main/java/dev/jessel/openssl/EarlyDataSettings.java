// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.SslContext;
import dev.jessel.openssl.LibSslEarlyData.SSL_allow_early_data_cb_fn;
import java.util.Optional;

/**
 * Early data as C sets it.
 *
 * @param max bytes that a server's tickets allow
 * @param taken bytes that a server takes
 * @param callback who decides whether it takes any
 * @param argument what the callback is told
 */
record EarlyDataSettings(
    long max,
    long taken,
    Optional<SSL_allow_early_data_cb_fn> callback,
    Optional<Object> argument) {
  private static final long DEFAULT_TAKEN = 16_384;

  static final EarlyDataSettings NONE =
      new EarlyDataSettings(0, DEFAULT_TAKEN, Optional.empty(), Optional.empty());

  EarlyDataSettings withMax(long bytes) {
    return new EarlyDataSettings(bytes, taken, callback, argument);
  }

  EarlyDataSettings withTaken(long bytes) {
    return new EarlyDataSettings(max, bytes, callback, argument);
  }

  EarlyDataSettings withCallback(
      Optional<SSL_allow_early_data_cb_fn> other, Optional<Object> told) {
    return new EarlyDataSettings(max, taken, other, told);
  }

  /** Where one limit does not follow the other, as in {@link SslContext.Builder} it does. */
  SslContext.Builder apply(SslContext.Builder builder) {
    return builder.maxEarlyData(max).maxEarlyDataTaken(taken);
  }

  boolean allows(LibSslTypes.SSL handle) {
    return callback.map(one -> one.allow(handle, argument.orElse(null)) != 0).orElse(true);
  }
}
