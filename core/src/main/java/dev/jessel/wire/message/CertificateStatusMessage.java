// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.message;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.HandshakeType;

/**
 * CertificateStatus of TLS 1.2 (RFC 6066 section 8).
 *
 * @param ocspResponse an OCSPResponse in DER, not empty
 */
public record CertificateStatusMessage(Bytes ocspResponse) implements HandshakeMessage {
  private static final int OCSP = 1;

  /**
   * Reads the body of the message.
   *
   * @param body all of it, without the four bytes of header
   * @return the message
   * @throws TlsException if the bytes are no such message
   */
  public static CertificateStatusMessage decode(ByteReader body) throws TlsException {
    int type = body.u8();
    if (type != OCSP) {
      throw new TlsException(SslReason.UNSUPPORTED_STATUS_TYPE, "type " + type);
    }
    Bytes response = body.opaque24(1, 0xffffff);
    body.expectEnd();
    return new CertificateStatusMessage(response);
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.CERTIFICATE_STATUS;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.u8(OCSP).opaque24(ocspResponse);
  }
}
