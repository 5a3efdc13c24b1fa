// SPDX-License-Identifier: Apache-2.0

/**
 * Certificates as TLS needs them: reading what a peer sends ({@link
 * dev.jessel.x509.PeerCertificate}), loading one's own chain and key from PEM, DER and PKCS#12
 * ({@link dev.jessel.x509.Credential}), deciding whether a chain leads to a trust anchor ({@link
 * dev.jessel.x509.PathValidator}) and whether a certificate names the host that was asked for
 * ({@link dev.jessel.x509.PeerName}). Signatures and PKIX rules are the JDK's; the order of the
 * checks and the results ({@link dev.jessel.x509.VerifyResult}) are OpenSSL's.
 */
package dev.jessel.x509;
