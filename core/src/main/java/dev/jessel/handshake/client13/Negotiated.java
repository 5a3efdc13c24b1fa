// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client13;

import dev.jessel.crypto.SuiteParameters;
import dev.jessel.handshake.CertificateTypeTerms;
import dev.jessel.handshake.hello.ClientOffer;
import dev.jessel.keys.HandshakeSecrets;

/**
 * What is settled with the ServerHello.
 *
 * @param offer what the client offered
 * @param suite the chosen suite
 * @param secrets the handshake stage of the key schedule
 * @param types what each side shows
 */
public record Negotiated(
    ClientOffer offer,
    SuiteParameters suite,
    HandshakeSecrets secrets,
    CertificateTypeTerms types) {
  /** The same once the server has said what each side shows. */
  Negotiated with(CertificateTypeTerms agreed) {
    return new Negotiated(offer, suite, secrets, agreed);
  }
}
