// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionType;

/**
 * {@code status_request} beside a certificate (RFC 9846 section 4.5.1.1).
 *
 * @param ocspResponse an OCSPResponse in DER, not empty
 */
public record CertificateStatus(Bytes ocspResponse) implements Extension {
  static CertificateStatus decode(ByteReader in) throws TlsException {
    int type = in.u8();
    if (type != StatusRequest.OCSP) {
      throw new TlsException(SslReason.UNSUPPORTED_STATUS_TYPE, "type " + type);
    }
    return new CertificateStatus(in.opaque24(1, 0xffffff));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.STATUS_REQUEST;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.u8(StatusRequest.OCSP).opaque24(ocspResponse);
  }
}
