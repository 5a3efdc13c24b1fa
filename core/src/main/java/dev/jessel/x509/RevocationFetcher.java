// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.Bytes;
import java.io.IOException;
import java.net.URI;

/**
 * Fetches what says whether a certificate is revoked, where certificates say it is to be had. It is
 * called while a path is judged, on that thread, so the handshake waits for it; where that must not
 * be, judge in a {@code peerVerifier} that answers later. The places come from certificates that
 * somebody sent: an implementation decides which it visits, how long it waits and how much it
 * reads. {@link HttpRevocationFetcher} is one.
 */
public interface RevocationFetcher {
  /**
   * Fetches a revocation list (RFC 5280 4.2.1.13).
   *
   * @param place from a certificate
   * @return the list, in DER or PEM
   * @throws IOException if there is none to be had
   */
  Bytes list(URI place) throws IOException;

  /**
   * Asks an OCSP responder (RFC 6960 A.1).
   *
   * @param responder from a certificate
   * @param request an OCSPRequest in DER
   * @return an OCSPResponse in DER
   * @throws IOException if there is none to be had
   */
  Bytes ask(URI responder, Bytes request) throws IOException;
}
