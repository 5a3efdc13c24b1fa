// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.peer;

/** A client and a server in one process, joined in memory. Not thread-safe unless it says so. */
public interface Pair {
  /** Makes both ends afresh and performs a handshake, the session ticket included. */
  void connect() throws Exception;

  /**
   * The client writes a message; what comes out is dropped.
   *
   * @return bytes that would have gone to the transport
   */
  int write() throws Exception;

  /**
   * The client writes a message and the server reads it.
   *
   * @return bytes that the server read
   */
  int writeAndRead() throws Exception;

  /**
   * The server writes a message and the client reads it. May run beside {@link #writeAndRead} on
   * another thread.
   *
   * @return bytes that the client read
   */
  int answer() throws Exception;

  /**
   * Lets go of both ends without closing them, so that they idle until the caller drops them.
   *
   * @return what keeps them alive
   */
  Object part();
}
