// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.Bytes;
import dev.jessel.wire.der.DerElement;
import dev.jessel.wire.der.DerException;
import dev.jessel.wire.der.DerReader;
import java.util.List;
import java.util.Optional;

/**
 * The names in a subjectAltName extension (RFC 5280 4.2.1.6).
 *
 * @param all each name, in the order of the certificate
 */
record SubjectAltNames(List<GeneralName> all) {
  static final SubjectAltNames NONE = new SubjectAltNames(List.of());

  SubjectAltNames {
    all = List.copyOf(all);
  }

  static SubjectAltNames read(DerElement generalNames) throws DerException {
    return new SubjectAltNames(GeneralName.readAll(generalNames.content()));
  }

  /** As they stand in the certificate, byte for byte. */
  List<String> dnsNames() {
    return texts(GeneralName.Form.DNS);
  }

  /** As they stand in the certificate, byte for byte. */
  List<String> emailAddresses() {
    return texts(GeneralName.Form.EMAIL);
  }

  private List<String> texts(GeneralName.Form form) {
    return all.stream().filter(name -> name.form() == form).map(GeneralName::text).toList();
  }

  /** 4 or 16 bytes when they are well-formed. */
  List<Bytes> ipAddresses() {
    return all.stream()
        .filter(name -> name.form() == GeneralName.Form.IP)
        .map(GeneralName::value)
        .toList();
  }

  /** The first directory name among general names: its DER, without the tag of the choice. */
  static Optional<Bytes> firstDirectoryName(DerReader generalNames) throws DerException {
    return GeneralName.readAll(generalNames).stream()
        .filter(name -> name.form() == GeneralName.Form.DIRECTORY)
        .map(GeneralName::value)
        .findFirst();
  }
}
