// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.message;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.HandshakeType;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.MessageContext;

/**
 * CertificateRequest of TLS 1.3 (RFC 9846 section 4.4.2).
 *
 * @param context {@code certificate_request_context}, 0 to 255 bytes; empty during the handshake
 * @param extensions what the certificate has to be like
 */
public record CertificateRequest(Bytes context, Extensions extensions) implements HandshakeMessage {
  /**
   * Reads the body of the message.
   *
   * @param body all of it, without the four bytes of header
   * @return the message
   * @throws TlsException if the bytes are no such message
   */
  public static CertificateRequest decode(ByteReader body) throws TlsException {
    Bytes context = body.opaque8();
    Extensions extensions = Extensions.decode(body, MessageContext.CERTIFICATE_REQUEST);
    body.expectEnd();
    return new CertificateRequest(context, extensions);
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.CERTIFICATE_REQUEST;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.opaque8(context);
    extensions.encode(out);
  }
}
