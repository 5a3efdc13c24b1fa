// SPDX-License-Identifier: Apache-2.0
package dev.jessel.connection;

/** How far the engine got, and what it needs to get on. */
public enum Progress {
  /** Nothing more to do. */
  DONE,
  /** Bytes must come from the transport: {@link TlsConnection#bytesWanted()} of them. */
  NEED_INPUT,
  /** Bytes of a flight must go to the transport. */
  NEED_FLUSH,
  /** The application must answer: {@link TlsConnection#waitingFor()}. */
  BLOCKED,
  /** Data came before the peer's part of another handshake, and must be read first. */
  DATA_FIRST,
  /** Early data came, and must be read first: {@link TlsConnection#readEarlyData}. */
  EARLY_DATA,
  /** The peer said goodbye. */
  CLOSED
}
