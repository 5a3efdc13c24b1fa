// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client12;

import dev.jessel.handshake.Agreement12;
import dev.jessel.handshake.CertificateTypeTerms;
import dev.jessel.handshake.hello.ClientOffer;
import dev.jessel.wire.Bytes;

/**
 * What is settled with a ServerHello of TLS 1.2.
 *
 * @param offer what the client offered
 * @param agreement what the hellos settled
 * @param sessionId what the server calls the session; empty when it keeps none
 * @param ticketPromised whether a NewSessionTicket must come
 * @param statusPromised whether a CertificateStatus may come
 * @param types what each side shows
 */
public record ServerTerms(
    ClientOffer offer,
    Agreement12 agreement,
    Bytes sessionId,
    boolean ticketPromised,
    boolean statusPromised,
    CertificateTypeTerms types) {
  /** Whether the server shows a certificate. */
  boolean hasCertificate() {
    return agreement.suite().authentication().usesCertificate();
  }
}
