// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server13;

import dev.jessel.crypto.SuiteParameters;
import dev.jessel.handshake.CertificateTypeTerms;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.extension.KeyShareEntry;
import dev.jessel.wire.message.ClientHello;
import java.util.Optional;

/**
 * What a server has chosen from a ClientHello.
 *
 * @param hello the ClientHello that counts: the second one after a retry
 * @param suite the suite
 * @param share the client's key share in the chosen group; empty where only a pre-shared key alone
 *     will do
 * @param applicationProtocol the protocol chosen by ALPN
 * @param types what each side shows; chosen when no pre-shared key was
 * @param psks the pre-shared keys that the client offers
 */
public record Terms(
    ClientHello hello,
    SuiteParameters suite,
    Optional<KeyShareEntry> share,
    Optional<Bytes> applicationProtocol,
    CertificateTypeTerms types,
    Optional<PskOffer> psks) {
  /** The same once it is clear that there are certificates, or keys in their place. */
  Terms with(CertificateTypeTerms agreed) {
    return new Terms(hello, suite, share, applicationProtocol, agreed, psks);
  }
}
