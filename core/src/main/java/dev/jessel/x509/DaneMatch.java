// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.util.Optional;

/**
 * Which TLSA record has decided that a peer is who it says.
 *
 * @param record the record
 * @param depth where in the path the certificate stands that it is about: 0 is the leaf. For a bare
 *     key of an anchor, the certificate which that key has signed
 * @param certificate the one that it is about; empty where it has the key of an anchor whose
 *     certificate nobody has shown, and where the peer has shown a raw public key
 */
public record DaneMatch(TlsaRecord record, int depth, Optional<PeerCertificate> certificate) {}
