// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

/** What a {@link WorkState} may wait for. All of them are answers from the application. */
public enum Wait {
  /** A server's application looks at the ClientHello before anything is chosen. */
  CLIENT_HELLO,
  /** A server looks a session up in a store that is not at hand. */
  SESSION_LOOKUP,
  /** A server has tickets made or opened elsewhere. */
  TICKET,
  /** The application chooses certificate and key. */
  CHOOSE_CREDENTIAL,
  /** A key that is not at hand signs. */
  SIGN,
  /** The application judges the peer's certificates. */
  VERIFY_PEER,
  /** The application looks a pre-shared key up, or the secret of a session that is its own. */
  PSK,
  /** A server asks whether it may take a client's early data, or has seen it before. */
  EARLY_DATA
}
