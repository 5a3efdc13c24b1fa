// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.Bytes;
import dev.jessel.wire.der.DerElement;
import dev.jessel.wire.der.DerException;
import dev.jessel.wire.der.DerReader;
import dev.jessel.wire.der.DerTag;
import dev.jessel.wire.der.DerTime;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;

/** The fields of a certificate (RFC 5280 4.1), read once. */
record CertificateFields(
    int version,
    BigInteger serial,
    CertificateName issuerName,
    DistinguishedName issuer,
    Optional<Instant> notBefore,
    Optional<Instant> notAfter,
    CertificateName subjectName,
    DistinguishedName subject,
    Bytes spki,
    String keyAlgorithm,
    CertificateExtensions extensions,
    SignatureAlgorithm signatureAlgorithm) {

  /** Of what is no certificate but a key. */
  static final int NO_VERSION = 0;

  private static final Bytes NO_NAME = Bytes.of((byte) DerTag.SEQUENCE, (byte) 0);

  /** A key alone: all the rest is empty. */
  static CertificateFields ofRawPublicKey(Bytes spki) throws DerException {
    DerReader outer = DerReader.of(spki);
    DerReader key = outer.sequence();
    outer.expectEnd();
    DerElement algorithm = key.next(DerTag.SEQUENCE);
    key.next(DerTag.BIT_STRING).bits();
    key.expectEnd();
    DistinguishedName nobody = DistinguishedName.read(DerReader.of(NO_NAME).next());
    return new CertificateFields(
        NO_VERSION,
        BigInteger.ZERO,
        new CertificateName(NO_NAME),
        nobody,
        Optional.empty(),
        Optional.empty(),
        new CertificateName(NO_NAME),
        nobody,
        spki,
        algorithm.content().next().oid(),
        CertificateExtensions.none(),
        SignatureAlgorithm.read(algorithm));
  }

  static CertificateFields read(Bytes der) throws DerException {
    DerReader outer = DerReader.of(der);
    DerReader certificate = outer.sequence();
    outer.expectEnd();
    DerReader toBeSigned = certificate.sequence();
    SignatureAlgorithm algorithm = SignatureAlgorithm.read(certificate.next(DerTag.SEQUENCE));
    certificate.next(DerTag.BIT_STRING).bits();
    certificate.expectEnd();
    return read(toBeSigned, algorithm);
  }

  private static CertificateFields read(DerReader toBeSigned, SignatureAlgorithm algorithm)
      throws DerException {
    int version = version(toBeSigned);
    BigInteger serial = toBeSigned.next(DerTag.INTEGER).integer();
    toBeSigned.next(DerTag.SEQUENCE); // the signature algorithm once more
    DerElement issuer = toBeSigned.next(DerTag.SEQUENCE);
    DerReader validity = toBeSigned.sequence();
    DerElement notBefore = validity.next();
    DerElement notAfter = validity.next();
    DerElement subject = toBeSigned.next(DerTag.SEQUENCE);
    DerElement spki = toBeSigned.next(DerTag.SEQUENCE);
    return new CertificateFields(
        version,
        serial,
        new CertificateName(issuer.encodedBytes()),
        DistinguishedName.read(issuer),
        DerTime.read(notBefore),
        DerTime.read(notAfter),
        new CertificateName(subject.encodedBytes()),
        DistinguishedName.read(subject),
        spki.encodedBytes(),
        spki.content().sequence().next().oid(),
        extensions(toBeSigned),
        algorithm);
  }

  private static int version(DerReader toBeSigned) throws DerException {
    if (!toBeSigned.nextIs(DerTag.constructed(0))) {
      return 1;
    }
    return 1 + toBeSigned.next().content().next(DerTag.INTEGER).smallInteger();
  }

  // [1] and [2] are unique identifiers, which nobody uses; [3] holds the extensions.
  private static CertificateExtensions extensions(DerReader toBeSigned) throws DerException {
    while (!toBeSigned.isEmpty()) {
      DerElement field = toBeSigned.next();
      if (field.tag() == DerTag.constructed(3)) {
        return CertificateExtensions.read(field.content().sequence());
      }
    }
    return CertificateExtensions.none();
  }
}
