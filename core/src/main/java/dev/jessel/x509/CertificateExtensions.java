// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.Bytes;
import dev.jessel.wire.der.DerElement;
import dev.jessel.wire.der.DerException;
import dev.jessel.wire.der.DerReader;
import dev.jessel.wire.der.DerTag;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The extensions of a certificate that TLS and path building look at (RFC 5280 4.2.1). An extension
 * that cannot be read counts as absent and sets {@link #isMalformed}: the certificate itself can
 * still be shown to the application.
 */
final class CertificateExtensions {
  static final String SUBJECT_KEY_IDENTIFIER = "2.5.29.14";
  static final String KEY_USAGE = "2.5.29.15";
  static final String NETSCAPE_CERT_TYPE = "2.16.840.1.113730.1.1";
  static final String SUBJECT_ALT_NAME = "2.5.29.17";
  static final String BASIC_CONSTRAINTS = "2.5.29.19";
  static final String NAME_CONSTRAINTS = "2.5.29.30";
  static final String CRL_DISTRIBUTION_POINTS = "2.5.29.31";
  static final String AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";
  static final String EXTENDED_KEY_USAGE = "2.5.29.37";
  static final String AUTHORITY_INFO_ACCESS = "1.3.6.1.5.5.7.1.1";
  static final String TLS_FEATURE = "1.3.6.1.5.5.7.1.24";

  /** CA or not, and how many more CAs may follow. */
  record BasicConstraints(boolean isCa, OptionalInt pathLength) {}

  /** What the issuer's certificate looks like; any part may be missing. */
  record AuthorityKeyIdentifier(
      Optional<Bytes> keyId, Optional<CertificateName> issuerName, Optional<BigInteger> serial) {}

  private record Extension(boolean isCritical, DerElement value) {}

  @FunctionalInterface
  private interface ExtensionDecoder<T> {
    T decode(DerElement content) throws DerException;
  }

  private final Map<String, Extension> byOid = new LinkedHashMap<>();
  private boolean duplicated;
  private boolean malformed;

  private final Optional<BasicConstraints> basicConstraints;
  private final Optional<Integer> keyUsage;
  private final Optional<Integer> netscapeCertType;
  private final Optional<Set<String>> extendedKeyUsage;
  private final Optional<Bytes> subjectKeyId;
  private final Optional<AuthorityKeyIdentifier> authorityKeyId;
  private final SubjectAltNames subjectAltNames;
  private final Optional<NameConstraints> nameConstraints;

  private CertificateExtensions(DerReader list) throws DerException {
    while (!list.isEmpty()) {
      add(list.sequence());
    }
    basicConstraints = decode(BASIC_CONSTRAINTS, CertificateExtensions::basicConstraints);
    keyUsage = decode(KEY_USAGE, CertificateExtensions::namedBits);
    netscapeCertType = decode(NETSCAPE_CERT_TYPE, CertificateExtensions::namedBits);
    extendedKeyUsage = decode(EXTENDED_KEY_USAGE, CertificateExtensions::oids);
    subjectKeyId = decode(SUBJECT_KEY_IDENTIFIER, DerElement::valueBytes);
    authorityKeyId = decode(AUTHORITY_KEY_IDENTIFIER, CertificateExtensions::authorityKeyId);
    subjectAltNames = decode(SUBJECT_ALT_NAME, SubjectAltNames::read).orElse(SubjectAltNames.NONE);
    nameConstraints = decode(NAME_CONSTRAINTS, NameConstraints::read);
  }

  /** Reads the SEQUENCE of extensions. */
  static CertificateExtensions read(DerReader list) throws DerException {
    return new CertificateExtensions(list);
  }

  /** A certificate without any. */
  static CertificateExtensions none() throws DerException {
    return new CertificateExtensions(DerReader.of(new byte[0]));
  }

  private void add(DerReader extension) throws DerException {
    String oid = extension.next().oid();
    boolean critical = extension.nextIs(DerTag.BOOLEAN) && extension.next().bool();
    DerElement value = extension.next(DerTag.OCTET_STRING);
    duplicated |= byOid.putIfAbsent(oid, new Extension(critical, value)) != null;
  }

  private <T> Optional<T> decode(String oid, ExtensionDecoder<T> decoder) {
    Extension extension = byOid.get(oid);
    if (extension == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(decoder.decode(extension.value.content().next()));
    } catch (DerException e) {
      malformed = true;
      return Optional.empty();
    }
  }

  private static BasicConstraints basicConstraints(DerElement content) throws DerException {
    DerReader fields = content.content();
    boolean ca = fields.nextIs(DerTag.BOOLEAN) && fields.next().bool();
    return new BasicConstraints(
        ca, fields.isEmpty() ? OptionalInt.empty() : OptionalInt.of(fields.next().smallInteger()));
  }

  private static int namedBits(DerElement content) throws DerException {
    byte[] bits = content.bits();
    int set = 0;
    for (int bit = 0; bit < Math.min(Integer.SIZE, 8 * bits.length); bit++) {
      if ((bits[bit / 8] & 0x80 >> bit % 8) != 0) {
        set |= 1 << bit;
      }
    }
    return set;
  }

  private static Set<String> oids(DerElement content) throws DerException {
    Set<String> oids = new HashSet<>();
    for (DerReader list = content.content(); !list.isEmpty(); ) {
      oids.add(list.next().oid());
    }
    return Set.copyOf(oids);
  }

  static AuthorityKeyIdentifier authorityKeyId(DerElement content) throws DerException {
    Optional<Bytes> keyId = Optional.empty();
    Optional<CertificateName> issuer = Optional.empty();
    Optional<BigInteger> serial = Optional.empty();
    for (DerReader fields = content.content(); !fields.isEmpty(); ) {
      DerElement field = fields.next();
      if (field.tag() == DerTag.implicit(0)) {
        keyId = Optional.of(field.valueBytes());
      } else if (field.tag() == DerTag.constructed(1)) {
        issuer = SubjectAltNames.firstDirectoryName(field.content()).map(CertificateName::new);
      } else if (field.tag() == DerTag.implicit(2)) {
        serial = Optional.of(field.integer());
      }
    }
    return new AuthorityKeyIdentifier(keyId, issuer, serial);
  }

  boolean isEmpty() {
    return byOid.isEmpty();
  }

  boolean isMalformed() {
    return malformed;
  }

  boolean hasDuplicates() {
    return duplicated;
  }

  boolean has(String oid) {
    return byOid.containsKey(oid);
  }

  /** What one of the extensions that only few look at holds: the content of its OCTET STRING. */
  Optional<DerReader> content(String oid) {
    return Optional.ofNullable(byOid.get(oid)).map(extension -> extension.value.content());
  }

  boolean isCritical(String oid) {
    return has(oid) && byOid.get(oid).isCritical;
  }

  /** Whether each critical extension is one of these. */
  boolean criticalOnesAreAmong(Set<String> known) {
    return byOid.entrySet().stream()
        .allMatch(entry -> !entry.getValue().isCritical || known.contains(entry.getKey()));
  }

  Optional<BasicConstraints> basicConstraints() {
    return basicConstraints;
  }

  /** Whether there is no key usage, or it has at least one of these bits. */
  boolean allowsAnyUsage(int... bits) {
    return keyUsage.isEmpty() || hasAny(keyUsage.get(), bits);
  }

  /** Whether there is a key usage and it has this bit. */
  boolean assertsUsage(int bit) {
    return keyUsage.isPresent() && hasAny(keyUsage.get(), bit);
  }

  /** Whether there is an extended key usage and it names this one. */
  boolean assertsExtendedUsage(String oid) {
    return extendedKeyUsage.map(oids -> oids.contains(oid)).orElse(false);
  }

  /** Whether there is no Netscape certificate type, or it has this bit. */
  boolean allowsNetscapeType(int bit) {
    return netscapeCertType.isEmpty() || hasAny(netscapeCertType.get(), bit);
  }

  /** Whether there is no extended key usage, or it names at least one of these. */
  boolean allowsAnyExtendedUsage(Set<String> oids) {
    return extendedKeyUsage.isEmpty() || !Collections.disjoint(extendedKeyUsage.get(), oids);
  }

  private static boolean hasAny(int set, int... bits) {
    return Arrays.stream(bits).anyMatch(bit -> (set & 1 << bit) != 0);
  }

  Optional<Bytes> subjectKeyId() {
    return subjectKeyId;
  }

  Optional<AuthorityKeyIdentifier> authorityKeyId() {
    return authorityKeyId;
  }

  SubjectAltNames subjectAltNames() {
    return subjectAltNames;
  }

  Optional<NameConstraints> nameConstraints() {
    return nameConstraints;
  }
}
