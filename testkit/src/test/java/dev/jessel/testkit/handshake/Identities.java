// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import dev.jessel.SslContext;
import dev.jessel.crypto.CryptoProvider;
import dev.jessel.testkit.CertificateFactory;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.SeededRandom;
import dev.jessel.x509.Credential;

/** Certificates and settings that many tests share; made once, never changed. */
public final class Identities {
  /** Who signs. */
  public static final CertificateFactory AUTHORITY = CertificateFactory.create();

  /** Whom nobody trusts. */
  public static final CertificateFactory STRANGER = CertificateFactory.create();

  /** A server's P-256 certificate. */
  public static final Credential SERVER = AUTHORITY.localhost(KeyType.P256).credential();

  /** A server's RSA certificate. */
  public static final Credential RSA_SERVER = AUTHORITY.localhost(KeyType.RSA).credential();

  /** A client's P-256 certificate. */
  public static final Credential CLIENT = AUTHORITY.client(KeyType.P256, "client").credential();

  /** Cryptography that finds its providers once. */
  public static final CryptoProvider CRYPTO = SeededRandom.crypto(1);

  private Identities() {}

  /** A client that trusts the authority and expects localhost. */
  public static SslContext.Builder client() {
    return SslContext.client()
        .crypto(CRYPTO)
        .trust(AUTHORITY.trust())
        .peer("localhost")
        .groups("X25519:P-256");
  }

  /** A server that shows its certificate. */
  public static SslContext.Builder server() {
    return SslContext.server().crypto(CRYPTO).groups("X25519:P-256").credential(SERVER);
  }

  /** A server that must have a certificate from its client. */
  public static SslContext.Builder askingServer() {
    return server().trust(AUTHORITY.trust()).verify(dev.jessel.SslVerify.REQUIRED);
  }
}
