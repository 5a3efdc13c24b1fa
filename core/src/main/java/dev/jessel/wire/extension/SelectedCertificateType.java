// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.CertificateType;
import dev.jessel.wire.ExtensionType;
import java.util.Optional;

/**
 * {@code client_certificate_type} or {@code server_certificate_type} in the server's answer (RFC
 * 7250 section 3): what the client shall show, or what the server shows.
 *
 * @param type which of the two
 * @param chosen one of those that the client named
 */
public record SelectedCertificateType(ExtensionType type, CertificateType chosen)
    implements Extension {
  /** The choice in one of the two extensions, if it is among some. */
  public static Optional<CertificateType> in(Extensions extensions, ExtensionType which) {
    return extensions
        .find(which)
        .filter(SelectedCertificateType.class::isInstance)
        .map(extension -> ((SelectedCertificateType) extension).chosen());
  }

  static SelectedCertificateType ofClient(ByteReader in) throws TlsException {
    return new SelectedCertificateType(
        ExtensionType.CLIENT_CERTIFICATE_TYPE, new CertificateType(in.u8()));
  }

  static SelectedCertificateType ofServer(ByteReader in) throws TlsException {
    return new SelectedCertificateType(
        ExtensionType.SERVER_CERTIFICATE_TYPE, new CertificateType(in.u8()));
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.u8(chosen.code());
  }
}
