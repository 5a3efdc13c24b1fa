// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.handshake.EarlyDataStatus;

/**
 * What became of early data.
 *
 * @see <a
 *     href="https://docs.openssl.org/master/man3/SSL_get_early_data_status/">SSL_get_early_data_status(3)</a>
 */
public enum SslEarlyData {
  /** There was none, or it is not known yet whether the server takes it. */
  NOT_SENT(0),
  /** The server did not take it: nobody read it, and who wrote it must decide what to do. */
  REJECTED(1),
  /** The server took it. */
  ACCEPTED(2);

  private final int code;

  SslEarlyData(int code) {
    this.code = code;
  }

  /** The {@code SSL_EARLY_DATA_} number that stands for this. */
  public int code() {
    return code;
  }

  static SslEarlyData of(EarlyDataStatus status) {
    return switch (status) {
      case NOT_SENT -> NOT_SENT;
      case REJECTED -> REJECTED;
      case ACCEPTED -> ACCEPTED;
    };
  }
}
