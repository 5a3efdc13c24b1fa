// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The names in a subjectAltName extension that TLS compares (RFC 5280 4.2.1.6).
 *
 * @param dnsNames as they stand in the certificate, byte for byte
 * @param ipAddresses 4 or 16 bytes when they are well-formed
 */
record SubjectAltNames(List<String> dnsNames, List<Bytes> ipAddresses) {
  static final SubjectAltNames NONE = new SubjectAltNames(List.of(), List.of());

  private static final int DNS_NAME = DerTag.implicit(2);
  private static final int DIRECTORY_NAME = DerTag.constructed(4);
  private static final int IP_ADDRESS = DerTag.implicit(7);

  SubjectAltNames {
    dnsNames = List.copyOf(dnsNames);
    ipAddresses = List.copyOf(ipAddresses);
  }

  static SubjectAltNames read(DerElement generalNames) throws DerException {
    List<String> dnsNames = new ArrayList<>();
    List<Bytes> ipAddresses = new ArrayList<>();
    for (DerReader names = generalNames.content(); !names.isEmpty(); ) {
      DerElement name = names.next();
      if (name.tag() == DNS_NAME) {
        dnsNames.add(name.text());
      } else if (name.tag() == IP_ADDRESS) {
        ipAddresses.add(name.valueBytes());
      }
    }
    return new SubjectAltNames(dnsNames, ipAddresses);
  }

  /** The first directory name among general names: its DER, without the tag of the choice. */
  static Optional<Bytes> firstDirectoryName(DerReader generalNames) throws DerException {
    while (!generalNames.isEmpty()) {
      DerElement name = generalNames.next();
      if (name.tag() == DIRECTORY_NAME) {
        return Optional.of(name.content().next(DerTag.SEQUENCE).encodedBytes());
      }
    }
    return Optional.empty();
  }
}
