// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

/**
 * Which handshakes may follow the first one of a connection, up to TLS 1.2.
 *
 * @param allowed whether there may be any
 * @param byClient whether a server lets its client begin one without having been asked
 * @param unsafe whether peers may do so that do not know RFC 5746: what they said before may have
 *     been an attacker's words
 * @param resumes whether a server lets a session be resumed then
 */
public record RenegotiationPolicy(
    boolean allowed, boolean byClient, boolean unsafe, boolean resumes) {
  /** Where nobody says otherwise: a server's wish is followed, a client's is not. */
  public static final RenegotiationPolicy DEFAULT =
      new RenegotiationPolicy(true, false, false, true);

  /**
   * What is left of it with one peer.
   *
   * @param secure whether the peer knows RFC 5746
   */
  public RenegotiationPolicy with(boolean secure) {
    return new RenegotiationPolicy(allowed && (secure || unsafe), byClient, unsafe, resumes);
  }
}
