// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.Bytes;
import dev.jessel.wire.der.DerException;
import dev.jessel.wire.der.DerReader;
import dev.jessel.wire.der.DerTag;
import dev.jessel.wire.der.DerWriter;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;

/**
 * How OCSP names a certificate: {@code CertID} (RFC 6960 4.1.1).
 *
 * @param hash the object identifier of the hash
 * @param issuerName the hash of the issuer's name
 * @param issuerKey the hash of the issuer's key
 * @param serial the certificate's number
 */
record OcspCertId(String hash, Bytes issuerName, Bytes issuerKey, BigInteger serial) {
  private static final String SHA1 = "1.3.14.3.2.26";
  private static final Map<String, String> HASHES =
      Map.of(
          SHA1,
          "SHA-1",
          "2.16.840.1.101.3.4.2.1",
          "SHA-256",
          "2.16.840.1.101.3.4.2.2",
          "SHA-384",
          "2.16.840.1.101.3.4.2.3",
          "SHA-512");

  private static final byte[] SHA1_IDENTIFIER = {
    DerTag.SEQUENCE, 9, DerTag.OBJECT_IDENTIFIER, 5, 0x2B, 0x0E, 0x03, 0x02, 0x1A, DerTag.NULL, 0
  };

  static OcspCertId read(DerReader fields) throws DerException {
    return new OcspCertId(
        fields.sequence().next().oid(),
        fields.next(DerTag.OCTET_STRING).valueBytes(),
        fields.next(DerTag.OCTET_STRING).valueBytes(),
        fields.next(DerTag.INTEGER).integer());
  }

  /** Whether it names a certificate that an issuer has signed. */
  boolean names(PeerCertificate certificate, PeerCertificate issuer) {
    String algorithm = HASHES.get(hash);
    return algorithm != null
        && serial.equals(certificate.serial())
        && issuerName.equals(digest(algorithm, certificate.issuerDer()))
        && issuerKey.equals(digest(algorithm, key(issuer)));
  }

  /** In DER, with SHA-1: it names, and proves nothing; all responders know it (RFC 5019 2.1.1). */
  static byte[] encode(PeerCertificate certificate, PeerCertificate issuer) {
    return DerWriter.element(
        DerTag.SEQUENCE,
        SHA1_IDENTIFIER,
        octets(digest("SHA-1", certificate.issuerDer())),
        octets(digest("SHA-1", key(issuer))),
        DerWriter.element(DerTag.INTEGER, certificate.serial().toByteArray()));
  }

  /** The hash of a key by which responders name themselves (RFC 6960 4.2.1). */
  static Bytes keyHash(PeerCertificate responder) {
    return digest("SHA-1", key(responder));
  }

  private static byte[] octets(Bytes content) {
    return DerWriter.element(DerTag.OCTET_STRING, content.toArray());
  }

  /** The bits of the key, without its algorithm. */
  private static Bytes key(PeerCertificate holder) {
    try {
      DerReader spki = DerReader.of(holder.spki()).sequence();
      spki.next(DerTag.SEQUENCE);
      return Bytes.of(spki.next(DerTag.BIT_STRING).bits());
    } catch (DerException e) {
      return Bytes.EMPTY; // no such key verifies anything
    }
  }

  private static Bytes digest(String algorithm, Bytes content) {
    try {
      return Bytes.of(MessageDigest.getInstance(algorithm).digest(content.toArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has these
    }
  }
}
