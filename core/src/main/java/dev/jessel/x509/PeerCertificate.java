// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.der.DerException;
import dev.jessel.x509.pem.Pem;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A certificate as somebody sent it. Reading is lenient: what is odd but can be understood does not
 * fail here, whatever path validation says of it later. Immutable; equal when the DER is.
 *
 * <p>A raw public key (RFC 7250) is one as well, with nothing in it but the key: it has no names,
 * no extensions, and is never valid by its dates.
 */
public final class PeerCertificate {
  private static final String DELEGATION_USAGE = "1.3.6.1.4.1.44363.44";

  private final Bytes der;
  private final CertificateFields fields;
  private volatile Optional<PublicKey> decoded = Optional.empty();

  private PeerCertificate(Bytes der, CertificateFields fields) {
    this.der = der;
    this.fields = fields;
  }

  /**
   * Reads a certificate.
   *
   * @param der one X.509 certificate and nothing after it
   * @return the certificate
   * @throws TlsException {@link SslReason#BAD_CERTIFICATE} if it is not one
   */
  public static PeerCertificate parse(Bytes der) throws TlsException {
    try {
      return read(der);
    } catch (DerException e) {
      throw new TlsException(SslReason.BAD_CERTIFICATE, e.getMessage(), e);
    }
  }

  /**
   * Reads a raw public key.
   *
   * @param spki a SubjectPublicKeyInfo and nothing after it
   * @return what stands in the place of a certificate
   * @throws TlsException {@link SslReason#BAD_CERTIFICATE} if it is not one
   */
  public static PeerCertificate ofRawPublicKey(Bytes spki) throws TlsException {
    try {
      return new PeerCertificate(spki, CertificateFields.ofRawPublicKey(spki));
    } catch (DerException e) {
      throw new TlsException(SslReason.BAD_CERTIFICATE, e.getMessage(), e);
    }
  }

  /** Whether there is a key alone, which {@link #spki} has. */
  public boolean isRawPublicKey() {
    return fields.version() == CertificateFields.NO_VERSION;
  }

  static PeerCertificate read(Bytes der) throws DerException {
    return new PeerCertificate(der, CertificateFields.read(der));
  }

  /**
   * The whole certificate.
   *
   * @return the bytes that were read
   */
  public Bytes der() {
    return der;
  }

  /**
   * The public key with its algorithm: a DER SubjectPublicKeyInfo.
   *
   * @return the encoding that is in the certificate
   */
  public Bytes spki() {
    return fields.spki();
  }

  /**
   * The public key, ready for use.
   *
   * @return a key of the JDK, or of Bouncy Castle for what the JDK lacks
   * @throws TlsException {@link SslReason#UNKNOWN_PKEY_TYPE} if no provider knows the algorithm,
   *     {@link SslReason#UNABLE_TO_FIND_PUBLIC_KEY_PARAMETERS} if the key is malformed
   */
  public PublicKey publicKey() throws TlsException {
    Optional<PublicKey> known = decoded;
    if (known.isEmpty()) {
      known = Optional.of(decodeKey());
      decoded = known;
    }
    return known.get();
  }

  private PublicKey decodeKey() throws TlsException {
    try {
      return KeyFormat.publicKey(spki());
    } catch (NoSuchAlgorithmException e) {
      throw new TlsException(SslReason.UNKNOWN_PKEY_TYPE, fields.keyAlgorithm(), e);
    } catch (GeneralSecurityException e) {
      throw new TlsException(
          SslReason.UNABLE_TO_FIND_PUBLIC_KEY_PARAMETERS, fields.keyAlgorithm(), e);
    }
  }

  /**
   * Whose certificate it is, on one line: {@code C = US, O = Example, CN = example.com}.
   *
   * @return OpenSSL's one-line form; empty if the name is
   */
  public String subject() {
    return fields.subject().oneLine();
  }

  /**
   * Who signed it, on one line.
   *
   * @return OpenSSL's one-line form; empty if the name is
   */
  public String issuer() {
    return fields.issuer().oneLine();
  }

  /**
   * Whose certificate it is, as a DER Name.
   *
   * @return the encoding that is in the certificate
   */
  public Bytes subjectDer() {
    return fields.subjectName().der();
  }

  /**
   * Who signed it, as a DER Name.
   *
   * @return the encoding that is in the certificate
   */
  public Bytes issuerDer() {
    return fields.issuerName().der();
  }

  /**
   * The DNS names among the subject's alternative names.
   *
   * @return as they stand there: not checked, not folded to lower case
   */
  public List<String> dnsNames() {
    return extensions().subjectAltNames().dnsNames();
  }

  /**
   * The IP addresses among the subject's alternative names.
   *
   * @return 4 or 16 bytes each, if they are well-formed
   */
  public List<Bytes> ipAddresses() {
    return extensions().subjectAltNames().ipAddresses();
  }

  /**
   * The first common name of the subject. It says nothing about hosts: see {@link PeerName}.
   *
   * @return the text, or empty
   */
  public Optional<String> commonName() {
    return fields.subject().commonName();
  }

  /**
   * Whether the key may make signatures, as TLS 1.3 demands (RFC 9846 section 4.5.1.2).
   *
   * @return true if there is no key usage extension or it says digitalSignature
   */
  public boolean mayDigitallySign() {
    return extensions().allowsAnyUsage(KeyUsageBit.DIGITAL_SIGNATURE);
  }

  /**
   * Whether the key may delegate (RFC 9345 section 4.2): the certificate says DelegationUsage, and
   * that its key signs.
   */
  public boolean mayDelegate() {
    // RFC 9345 4.2: the key usage must say so; to say nothing is not enough.
    return extensions().has(DELEGATION_USAGE)
        && extensions().assertsUsage(KeyUsageBit.DIGITAL_SIGNATURE);
  }

  /**
   * Whether a secret may be encrypted with the key: what the suites of TLS 1.2 with RSA key
   * transport need.
   *
   * @return true if there is no key usage extension or it says keyEncipherment
   */
  public boolean mayEncipherKeys() {
    return extensions().allowsAnyUsage(KeyUsageBit.KEY_ENCIPHERMENT);
  }

  /**
   * The first second of validity.
   *
   * @return {@link Instant#MAX} if the field cannot be understood: such a certificate is never
   *     valid
   */
  public Instant notBefore() {
    return fields.notBefore().orElse(Instant.MAX);
  }

  /**
   * The last second of validity.
   *
   * @return {@link Instant#MIN} if the field cannot be understood: such a certificate is never
   *     valid
   */
  public Instant notAfter() {
    return fields.notAfter().orElse(Instant.MIN);
  }

  /**
   * With what the issuer signed.
   *
   * @return a dotted object identifier
   */
  public String signatureAlgorithm() {
    return fields.signatureAlgorithm().oid();
  }

  /**
   * With what the issuer signed, as TLS names it. RSA-PSS counts as made with an ordinary RSA key,
   * and ECDSA is named after the hash alone: the issuer's key is not known here.
   *
   * @return the scheme, or empty if TLS has none for it
   */
  public Optional<SignatureScheme> signatureScheme() {
    return fields.signatureAlgorithm().scheme();
  }

  /**
   * The serial number.
   *
   * @return any number: some issuers use 0 and negative ones
   */
  public BigInteger serial() {
    return fields.serial();
  }

  /**
   * Whether subject and issuer are the same name.
   *
   * @return true for roots, and for certificates with which a CA replaces its own key
   */
  public boolean isSelfIssued() {
    return fields.subjectName().isSame(fields.issuerName());
  }

  /**
   * The certificate as the JDK has it.
   *
   * @return a certificate of the JDK's own provider
   * @throws CertificateException if that finds it malformed; it is stricter than this class
   */
  public X509Certificate toX509() throws CertificateException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    try {
      return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der.toArray()));
    } catch (RuntimeException e) {
      throw new CertificateException("certificate that the JDK cannot read", e);
    }
  }

  /**
   * The certificate in PEM.
   *
   * @return BEGIN line, 64 characters a line, END line; every line ends in a line feed
   */
  public String pem() {
    return Pem.encode("CERTIFICATE", der);
  }

  CertificateFields fields() {
    return fields;
  }

  CertificateExtensions extensions() {
    return fields.extensions();
  }

  boolean isValidAt(Instant time) {
    return !time.isBefore(notBefore()) && !time.isAfter(notAfter());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PeerCertificate that && der.equals(that.der);
  }

  @Override
  public int hashCode() {
    return der.hashCode();
  }

  @Override
  public String toString() {
    return "PeerCertificate[" + subject() + "]";
  }
}
