// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit;

import dev.jessel.x509.RevocationLists;
import dev.jessel.x509.TrustAnchors;
import java.io.IOException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.X509v2CRLBuilder;

/**
 * A certificate authority for the time of a test: makes certificates in memory, for keys of any
 * {@link KeyType}. Thread-safe.
 *
 * <pre>{@code
 * CertificateFactory factory = CertificateFactory.create();
 * TestCredential server = factory.server(KeyType.P256, "localhost", "127.0.0.1");
 * SslContext.server().credential(server.credential());
 * SslContext.client().trust(factory.trust());
 * }</pre>
 */
public final class CertificateFactory {
  private final TestCredential authority;

  private CertificateFactory(TestCredential authority) {
    this.authority = authority;
  }

  /** An authority with a P-256 key, which every peer knows. */
  public static CertificateFactory create() {
    return withAuthority(KeyType.P256);
  }

  /** An authority with a name of its own, and a P-256 key. */
  public static CertificateFactory named(String name) {
    return create(KeyType.P256, name);
  }

  /** A root authority with a key of a certain type. */
  public static CertificateFactory withAuthority(KeyType type) {
    return create(type, "Jessel test CA");
  }

  private static CertificateFactory create(KeyType type, String name) {
    KeyPair keys = type.newKeyPair();
    return new CertificateFactory(
        CertificateRequest.selfSigned(type, keys).subject(name).authority().issue());
  }

  /** An authority below this one; its certificates come with its own in their chain. */
  public CertificateFactory intermediate(KeyType type) {
    return new CertificateFactory(
        request(type).subject("Jessel test intermediate CA").authority().issue());
  }

  /** The authority itself. */
  public TestCredential authority() {
    return authority;
  }

  /** What a peer trusts that trusts this authority. */
  public TrustAnchors trust() {
    return TrustAnchors.of(List.of(authority.certificate()));
  }

  /**
   * A server's certificate.
   *
   * @param type of its key
   * @param hosts DNS names and IP addresses, which stand in the subject alternative name
   */
  public TestCredential server(KeyType type, String... hosts) {
    return request(type).subject(hosts[0]).hosts(hosts).forServers().issue();
  }

  /** A certificate for a server that is called localhost, 127.0.0.1 and ::1. */
  public TestCredential localhost(KeyType type) {
    return server(type, "localhost", "127.0.0.1", "::1");
  }

  /**
   * A client's certificate.
   *
   * @param type of its key
   * @param name common name of its subject
   */
  public TestCredential client(KeyType type, String name) {
    return request(type).subject(name).forClients().issue();
  }

  /** A server's certificate that ended yesterday. */
  public TestCredential expired(KeyType type, String... hosts) {
    Instant now = Instant.now();
    return request(type)
        .subject(hosts[0])
        .hosts(hosts)
        .forServers()
        .valid(now.minus(Duration.ofDays(2)), now.minus(Duration.ofDays(1)))
        .issue();
  }

  /** A list of the authority, good for a day, of certificates that it takes back. */
  public RevocationLists revoking(TestCredential... revoked) {
    Instant now = Instant.now();
    X509v2CRLBuilder list =
        new X509v2CRLBuilder(authority.subject(), Date.from(now.minus(Duration.ofHours(1))))
            .setNextUpdate(Date.from(now.plus(Duration.ofDays(1))));
    for (TestCredential one : revoked) {
      list.addCRLEntry(
          one.certificate().getSerialNumber(), Date.from(now), CRLReason.keyCompromise);
    }
    try {
      return RevocationLists.parse(
          "a test's list", list.build(authority.type().signer(authority.keys())).getEncoded());
    } catch (IOException e) {
      throw new IllegalStateException("a test's revocation list could not be made", e);
    }
  }

  /** A certificate for a key that is there already, of which everything can be chosen. */
  public CertificateRequest request(KeyType type, KeyPair keys) {
    return CertificateRequest.issuedBy(authority, type, keys);
  }

  /** A certificate of which everything can be chosen. */
  public CertificateRequest request(KeyType type) {
    return request(type, type.newKeyPair());
  }
}
