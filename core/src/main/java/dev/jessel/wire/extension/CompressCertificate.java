// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.CertificateCompression;
import dev.jessel.wire.ExtensionType;
import java.util.List;

/**
 * {@code compress_certificate} (RFC 8879 section 3): how the peer may compress its certificates.
 *
 * @param algorithms not empty, 127 at the most
 */
public record CompressCertificate(List<CertificateCompression> algorithms) implements Extension {
  /** Copies the list. */
  public CompressCertificate {
    algorithms = List.copyOf(algorithms);
  }

  static CompressCertificate decode(ByteReader in) throws TlsException {
    return new CompressCertificate(
        in.vector8(2, 0xfe).items(item -> new CertificateCompression(item.u16())));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.COMPRESS_CERTIFICATE;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.vector8(list -> algorithms.forEach(item -> list.u16(item.code())));
  }
}
