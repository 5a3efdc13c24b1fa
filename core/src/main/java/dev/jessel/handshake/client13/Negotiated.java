// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client13;

import dev.jessel.crypto.SuiteParameters;
import dev.jessel.handshake.CertificateTypeTerms;
import dev.jessel.handshake.PskAccepted;
import dev.jessel.handshake.hello.ClientOffer;
import dev.jessel.keys.HandshakeSecrets;
import java.util.Optional;

/**
 * What is settled with the ServerHello.
 *
 * @param offer what the client offered
 * @param suite the chosen suite
 * @param secrets the handshake stage of the key schedule
 * @param types what each side shows
 * @param psk the pre-shared key that the server took
 * @param earlyData whether the server takes early data, which EncryptedExtensions say
 */
public record Negotiated(
    ClientOffer offer,
    SuiteParameters suite,
    HandshakeSecrets secrets,
    CertificateTypeTerms types,
    Optional<PskAccepted> psk,
    boolean earlyData) {
  /** The same once the server has said what each side shows. */
  Negotiated with(CertificateTypeTerms agreed) {
    return new Negotiated(offer, suite, secrets, agreed, psk, earlyData);
  }

  Negotiated withEarlyData() {
    return new Negotiated(offer, suite, secrets, types, psk, true);
  }

  /** True while it is open whether the server takes early data that was sent with this key. */
  boolean mayBeEarly() {
    return offer.isEarly() && psk.filter(PskAccepted::isFirst).isPresent();
  }
}
