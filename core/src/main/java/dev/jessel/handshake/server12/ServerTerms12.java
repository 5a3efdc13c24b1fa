// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server12;

import dev.jessel.crypto.SuiteParameters;
import dev.jessel.handshake.CertificateTypeTerms;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.x509.Credential;
import java.util.Optional;

/**
 * What a server of TLS 1.2 has chosen from a ClientHello.
 *
 * @param hello what the client said
 * @param suite the suite
 * @param group the group of its key exchange; empty for none, and for given parameters
 * @param credential what the server shows; empty in suites without certificate
 * @param scheme how it signs its key share, where it does
 * @param types what each side shows
 */
public record ServerTerms12(
    ClientHello hello,
    SuiteParameters suite,
    Optional<NamedGroup> group,
    Optional<Credential> credential,
    Optional<SignatureScheme> scheme,
    CertificateTypeTerms types) {}
