// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.server;

import dev.jessel.SslEarlyData;

/**
 * What a server does for one client. Called on the loop's thread alone; must not block for long.
 */
interface Service {
  /** Early data came, which may be a copy; the array is used again afterwards. */
  default void receivedEarly(byte[] bytes, int length) {}

  /** No more early data will come; called once, where it is read at all. */
  default void earlyDataEnded(SslEarlyData outcome) {}

  /** The handshake is over. */
  default void opened() {}

  /** Bytes came; the array is used again afterwards. */
  void received(byte[] bytes, int length);

  /** The connection is gone, for whatever reason; called once, also when it was never opened. */
  default void closed() {}

  /** Makes the service of a client that has just connected. */
  @FunctionalInterface
  interface Factory {
    Service serve(ServerConnection client);
  }
}
