// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit;

import dev.jessel.x509.Credential;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * A test certificate with its key.
 *
 * @param type of the key
 * @param keys both halves
 * @param chain the certificate, then its issuers without the root
 */
public record TestCredential(KeyType type, KeyPair keys, List<X509Certificate> chain) {
  private static final int PEM_LINE = 64;

  /** Keeps a copy. */
  public TestCredential {
    chain = List.copyOf(chain);
  }

  /** The certificate. */
  public X509Certificate certificate() {
    return chain.get(0);
  }

  /** For {@code SslContext.Builder.credential}. */
  public Credential credential() {
    return Credential.of(keys.getPrivate(), chain);
  }

  /** The chain in PEM form. */
  public String chainPem() {
    StringBuilder pem = new StringBuilder();
    for (X509Certificate certificate : chain) {
      try {
        pem.append(pem("CERTIFICATE", certificate.getEncoded()));
      } catch (CertificateEncodingException e) {
        throw new IllegalStateException(e);
      }
    }
    return pem.toString();
  }

  /** The private key in PEM form, PKCS#8 without encryption. */
  public String keyPem() {
    try {
      return pem("PRIVATE KEY", encodedKey());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes chain and key to files for a peer.
   *
   * @param directory where
   * @param name of the files, without {@code .crt} and {@code .key}
   */
  public PemFiles writeTo(Path directory, String name) {
    Path chainFile = directory.resolve(name + ".crt");
    Path keyFile = directory.resolve(name + ".key");
    try {
      Files.writeString(chainFile, chainPem(), StandardCharsets.US_ASCII);
      Files.writeString(keyFile, keyPem(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new PemFiles(chainFile, keyFile);
  }

  /** Where a credential was written. */
  public record PemFiles(Path chain, Path key) {}

  boolean isSelfSigned() {
    return certificate().getSubjectX500Principal().equals(certificate().getIssuerX500Principal());
  }

  X500Name subject() {
    return X500Name.getInstance(certificate().getSubjectX500Principal().getEncoded());
  }

  /** Type and subject; never the key. */
  @Override
  public String toString() {
    return "TestCredential[" + type + ", " + certificate().getSubjectX500Principal() + "]";
  }

  // GnuTLS does not read EC keys without their public half, which JDKs leave out.
  private byte[] encodedKey() throws IOException {
    if (!(keys.getPrivate() instanceof ECPrivateKey ec)) {
      return keys.getPrivate().getEncoded();
    }
    SubjectPublicKeyInfo other = SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
    int bits = ec.getParams().getOrder().bitLength();
    return new PrivateKeyInfo(
            other.getAlgorithm(),
            new org.bouncycastle.asn1.sec.ECPrivateKey(
                bits, ec.getS(), other.getPublicKeyData(), null))
        .getEncoded();
  }

  private static String pem(String label, byte[] content) {
    Base64.Encoder encoder =
        Base64.getMimeEncoder(PEM_LINE, "\n".getBytes(StandardCharsets.US_ASCII));
    return "-----BEGIN "
        + label
        + "-----\n"
        + encoder.encodeToString(content)
        + "\n-----END "
        + label
        + "-----\n";
  }
}
