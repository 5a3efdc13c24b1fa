// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.demo;

import dev.jessel.x509.Credential;
import dev.jessel.x509.TrustAnchors;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certification authority that lives for one run, and a server that it vouches for. ECDSA on
 * P-256; nothing touches the disk.
 *
 * @param authority what the client trusts
 * @param server what the server shows
 */
record DemoIdentity(TrustAnchors authority, Credential server) {
  static final String HOST = "localhost";

  private static final X500Name AUTHORITY = new X500Name("CN=Jessel demo CA");
  private static final Duration VALIDITY = Duration.ofDays(1);
  private static final Duration CLOCK_SLACK = Duration.ofHours(1);
  private static final int SERIAL_BITS = 127;

  static DemoIdentity create() throws GeneralSecurityException, IOException {
    try {
      KeyPair authorityKeys = keyPair();
      KeyPair serverKeys = keyPair();
      X509Certificate authority = authorityCertificate(authorityKeys);
      X509Certificate server = serverCertificate(serverKeys, authorityKeys);
      return new DemoIdentity(
          TrustAnchors.of(List.of(authority)),
          Credential.of(serverKeys.getPrivate(), List.of(server)));
    } catch (OperatorException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static X509Certificate authorityCertificate(KeyPair keys)
      throws GeneralSecurityException, IOException, OperatorException {
    X509v3CertificateBuilder builder = builder(AUTHORITY, keys, keys);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
    return sign(builder, keys);
  }

  private static X509Certificate serverCertificate(KeyPair keys, KeyPair authority)
      throws GeneralSecurityException, IOException, OperatorException {
    X509v3CertificateBuilder builder = builder(new X500Name("CN=" + HOST), keys, authority);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    builder.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(new GeneralName(GeneralName.dNSName, HOST)));
    return sign(builder, authority);
  }

  private static X509v3CertificateBuilder builder(X500Name subject, KeyPair keys, KeyPair issuer)
      throws GeneralSecurityException, IOException {
    Instant now = Instant.now();
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            AUTHORITY,
            new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(0),
            Date.from(now.minus(CLOCK_SLACK)),
            Date.from(now.plus(VALIDITY)),
            subject,
            keys.getPublic());
    JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        identifiers.createSubjectKeyIdentifier(keys.getPublic()));
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        identifiers.createAuthorityKeyIdentifier(issuer.getPublic()));
    return builder;
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, KeyPair issuer)
      throws GeneralSecurityException, OperatorException {
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(
                new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getPrivate())));
  }

  private static KeyPair keyPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }
}
