// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who one is: a certificate chain with the private key of its first certificate. That the two
 * belong together has been checked. Immutable, safe for use by several threads.
 */
public final class Credential {
  private final List<PeerCertificate> chain;
  private final PublicKey publicKey;
  private final PrivateKey privateKey;

  private Credential(List<PeerCertificate> chain, PublicKey publicKey, PrivateKey privateKey) {
    this.chain = List.copyOf(chain);
    this.publicKey = publicKey;
    this.privateKey = privateKey;
  }

  /**
   * A key and its chain.
   *
   * @param privateKey any key that the installed providers can sign with, also one in hardware
   * @param chain the certificate of the key first, then its issuers; at least one
   * @return the credential
   * @throws IllegalArgumentException if there is no certificate, or the first one is for another
   *     key
   */
  public static Credential of(PrivateKey privateKey, List<X509Certificate> chain) {
    try {
      return checked("certificate chain", privateKey, certificates(chain));
    } catch (PemException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * A key and its chain as it was read, which may hold what the JDK cannot parse.
   *
   * @param privateKey any key that the installed providers can sign with
   * @param chain the certificate of the key first, then its issuers; at least one
   * @return the credential
   * @throws IllegalArgumentException if there is no certificate, or the first one is for another
   *     key
   */
  public static Credential ofRead(PrivateKey privateKey, List<PeerCertificate> chain) {
    try {
      return checked("certificate chain", privateKey, chain);
    } catch (PemException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * A chain and a plain key from PEM or DER files, as {@code SSL_CTX_use_certificate_chain_file(3)}
   * and {@code SSL_CTX_use_PrivateKey_file(3)} read them.
   *
   * @param chain certificates, the one of the key first; anything else in the file is passed over
   * @param key the private key; may be the same file
   * @return the credential
   * @throws PemException if a file cannot be used, or the key is for another certificate
   */
  public static Credential ofPem(Path chain, Path key) throws PemException {
    return ofPem(chain, key, PasswordSource.none());
  }

  /**
   * A chain and a key, which may be encrypted, from PEM or DER files.
   *
   * @param chain certificates, the one of the key first; anything else in the file is passed over
   * @param key the private key; may be the same file
   * @param password asked if the key is encrypted
   * @return the credential
   * @throws PemException if a file cannot be used, the password is wrong, or the key is for another
   *     certificate
   */
  public static Credential ofPem(Path chain, Path key, PasswordSource password)
      throws PemException {
    List<PeerCertificate> certificates = Certificates.read(chain);
    return checked(key.toString(), PrivateKeys.read(key, password), certificates);
  }

  /**
   * The first key of a PKCS#12 file with its chain.
   *
   * @param file up to 16 MiB
   * @param password of the file and of the key in it
   * @return the credential
   * @throws PemException if the file cannot be used, holds no key, or the password is wrong
   */
  public static Credential ofPkcs12(Path file, char[] password) throws PemException {
    Pkcs12 contents = Pkcs12.read(file, password);
    return checked(file.toString(), contents.privateKey(), certificates(contents.chain()));
  }

  private static Credential checked(
      String source, PrivateKey privateKey, List<PeerCertificate> chain) throws PemException {
    if (chain.isEmpty()) {
      throw new PemException(source, "no certificate found");
    }
    PublicKey publicKey = publicKey(source, chain.get(0));
    Optional<String> problem = KeyPairCheck.problem(privateKey, publicKey);
    if (problem.isPresent()) {
      throw new PemException(source, problem.get());
    }
    return new Credential(chain, publicKey, privateKey);
  }

  private static PublicKey publicKey(String source, PeerCertificate leaf) throws PemException {
    try {
      return leaf.publicKey();
    } catch (TlsException e) {
      throw new PemException(source, "the public key of the certificate cannot be used", e);
    }
  }

  private static List<PeerCertificate> certificates(List<X509Certificate> chain)
      throws PemException {
    List<PeerCertificate> certificates = new ArrayList<>();
    for (X509Certificate certificate : chain) {
      try {
        certificates.add(PeerCertificate.read(Bytes.of(certificate.getEncoded())));
      } catch (DerException | CertificateEncodingException e) {
        throw new PemException("certificate chain", "malformed certificate", e);
      }
    }
    return certificates;
  }

  /**
   * The certificates to send.
   *
   * @return at least one, that of the key first
   */
  public List<PeerCertificate> chain() {
    return chain;
  }

  /**
   * The certificate of the key.
   *
   * @return the first of the chain
   */
  public PeerCertificate leaf() {
    return chain.get(0);
  }

  /**
   * The key that peers will verify signatures with.
   *
   * @return the public key of the leaf
   */
  public PublicKey publicKey() {
    return publicKey;
  }

  /**
   * The key to sign with.
   *
   * @return the private key of the leaf
   */
  public PrivateKey privateKey() {
    return privateKey;
  }

  /** The subject alone. */
  @Override
  public String toString() {
    return "Credential[" + leaf().subject() + "]";
  }
}
