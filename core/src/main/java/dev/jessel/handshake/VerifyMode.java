// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

/** What is asked of a peer's certificate. */
public enum VerifyMode {
  /** A client goes on whatever the verdict; a server asks for no certificate. */
  NONE,
  /** The peer's certificate must be good; a server takes a client that has none. */
  PEER,
  /** The peer must have a certificate and it must be good. */
  REQUIRED
}
