// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/** What a certificate shall say. Not thread-safe. Made by {@link CertificateFactory#request}. */
public final class CertificateRequest {
  private static final ASN1ObjectIdentifier DELEGATION_USAGE =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.44363.44");

  private static final int SERIAL_BITS = 64;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Optional<TestCredential> issuer;
  private final KeyType type;
  private final KeyPair keys;
  private final List<GeneralName> names = new ArrayList<>();
  private final List<KeyPurposeId> purposes = new ArrayList<>();
  private String subject = "Jessel test";
  private boolean isAuthority;
  private boolean delegates;
  private boolean hasKeyUsage = true;
  private Instant from = Instant.now().minus(Duration.ofDays(1));
  private Instant until = Instant.now().plus(Duration.ofDays(30));

  private CertificateRequest(Optional<TestCredential> issuer, KeyType type, KeyPair keys) {
    this.issuer = issuer;
    this.type = type;
    this.keys = keys;
  }

  static CertificateRequest selfSigned(KeyType type, KeyPair keys) {
    return new CertificateRequest(Optional.empty(), type, keys);
  }

  static CertificateRequest issuedBy(TestCredential issuer, KeyType type, KeyPair keys) {
    return new CertificateRequest(Optional.of(issuer), type, keys);
  }

  /** Sets the common name. */
  public CertificateRequest subject(String commonName) {
    subject = commonName;
    return this;
  }

  /** Adds DNS names and IP addresses to the subject alternative name. */
  public CertificateRequest hosts(String... hosts) {
    for (String host : hosts) {
      boolean isAddress = host.indexOf(':') >= 0 || host.matches("[0-9.]+");
      names.add(new GeneralName(isAddress ? GeneralName.iPAddress : GeneralName.dNSName, host));
    }
    return this;
  }

  /** Makes it good for servers. */
  public CertificateRequest forServers() {
    purposes.add(KeyPurposeId.id_kp_serverAuth);
    return this;
  }

  /** Makes it good for clients. */
  public CertificateRequest forClients() {
    purposes.add(KeyPurposeId.id_kp_clientAuth);
    return this;
  }

  /** Lets it sign other certificates. */
  public CertificateRequest authority() {
    isAuthority = true;
    return this;
  }

  /** Lets its key delegate to others (RFC 9345). */
  public CertificateRequest delegating() {
    delegates = true;
    return this;
  }

  /** Leaves out what its key may be used for. */
  public CertificateRequest withoutKeyUsage() {
    hasKeyUsage = false;
    return this;
  }

  /** Sets when it is valid; the default is from yesterday for a month. */
  public CertificateRequest valid(Instant notBefore, Instant notAfter) {
    from = notBefore;
    until = notAfter;
    return this;
  }

  /** Makes the certificate. */
  public TestCredential issue() {
    try {
      X509Certificate certificate = certificate();
      List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
      issuer.filter(i -> !i.isSelfSigned()).ifPresent(i -> chain.addAll(i.chain()));
      return new TestCredential(type, keys, chain);
    } catch (IOException | CertificateException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("a test certificate could not be made", e);
    }
  }

  private X509Certificate certificate()
      throws IOException, CertificateException, NoSuchAlgorithmException {
    X500Name name = new X500NameBuilder().addRDN(BCStyle.CN, subject).build();
    X509v3CertificateBuilder builder =
        new X509v3CertificateBuilder(
            issuer.map(TestCredential::subject).orElse(name),
            new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS),
            Date.from(from),
            Date.from(until),
            name,
            SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
    addExtensions(builder);
    KeyType signingType = issuer.map(TestCredential::type).orElse(type);
    KeyPair signingKeys = issuer.map(TestCredential::keys).orElse(keys);
    return new JcaX509CertificateConverter()
        .getCertificate(builder.build(signingType.signer(signingKeys)));
  }

  private void addExtensions(X509v3CertificateBuilder builder)
      throws IOException, NoSuchAlgorithmException {
    JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
    SubjectPublicKeyInfo own = SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
    int usage = isAuthority ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature;
    if (type == KeyType.RSA && !isAuthority) {
      usage |= KeyUsage.keyEncipherment; // suites of TLS 1.2 have clients encrypt to it
    }
    if (hasKeyUsage) {
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
    }
    builder.addExtension(
        Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(own));
    if (issuer.isPresent()) {
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          identifiers.createAuthorityKeyIdentifier(
              SubjectPublicKeyInfo.getInstance(issuer.get().keys().getPublic().getEncoded())));
    }
    if (!names.isEmpty()) {
      GeneralName[] all = names.toArray(GeneralName[]::new);
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(all));
    }
    if (delegates) {
      builder.addExtension(DELEGATION_USAGE, false, DERNull.INSTANCE);
    }
    if (!purposes.isEmpty()) {
      KeyPurposeId[] all = purposes.toArray(KeyPurposeId[]::new);
      builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(all));
    }
  }
}
