// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.CertificateType;
import dev.jessel.wire.ExtensionType;
import java.util.List;
import java.util.Optional;

/**
 * {@code client_certificate_type} or {@code server_certificate_type} in a ClientHello (RFC 7250
 * section 3): what a client can show, or takes from its server.
 *
 * @param type which of the two
 * @param types most wanted first, not empty
 */
public record CertificateTypes(ExtensionType type, List<CertificateType> types)
    implements Extension {
  /** Copies the list. */
  public CertificateTypes {
    types = List.copyOf(types);
  }

  /** The types of one of the two extensions, if it is among some. */
  public static Optional<List<CertificateType>> in(Extensions extensions, ExtensionType which) {
    return extensions
        .find(which)
        .filter(CertificateTypes.class::isInstance)
        .map(extension -> ((CertificateTypes) extension).types());
  }

  static CertificateTypes ofClient(ByteReader in) throws TlsException {
    return new CertificateTypes(ExtensionType.CLIENT_CERTIFICATE_TYPE, list(in));
  }

  static CertificateTypes ofServer(ByteReader in) throws TlsException {
    return new CertificateTypes(ExtensionType.SERVER_CERTIFICATE_TYPE, list(in));
  }

  private static List<CertificateType> list(ByteReader in) throws TlsException {
    return in.vector8(1, 0xff).items(item -> new CertificateType(item.u8()));
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.vector8(list -> types.forEach(item -> list.u8(item.code())));
  }
}
