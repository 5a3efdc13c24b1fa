// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.message;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.HandshakeType;
import dev.jessel.wire.SignatureScheme;

/**
 * CertificateVerify (RFC 9846 section 4.5.2).
 *
 * @param scheme how it was signed; {@link SignatureScheme#UNNAMED} before TLS 1.2
 * @param signature 0 to 65535 bytes
 */
public record CertificateVerify(SignatureScheme scheme, Bytes signature)
    implements HandshakeMessage {
  /**
   * Reads the body of the message.
   *
   * @param body all of it, without the four bytes of header
   * @return the message
   * @throws TlsException if the bytes are no such message
   */
  public static CertificateVerify decode(ByteReader body) throws TlsException {
    SignatureScheme scheme = new SignatureScheme(body.u16());
    if (scheme.equals(SignatureScheme.UNNAMED)) {
      // RFC 5246 7.4.1.4.1: no hash and no signature cannot be what something is signed with.
      throw new TlsException(SslReason.WRONG_SIGNATURE_TYPE);
    }
    Bytes signature = body.opaque16();
    body.expectEnd();
    return new CertificateVerify(scheme, signature);
  }

  /**
   * Reads the body of the message as it was before TLS 1.2 (RFC 4346 section 7.4.8).
   *
   * @param body all of it, without the four bytes of header
   * @return the message, without a scheme
   * @throws TlsException if the bytes are no such message
   */
  public static CertificateVerify decodeUnnamed(ByteReader body) throws TlsException {
    Bytes signature = body.opaque16();
    body.expectEnd();
    return new CertificateVerify(SignatureScheme.UNNAMED, signature);
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.CERTIFICATE_VERIFY;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    if (!scheme.equals(SignatureScheme.UNNAMED)) {
      out.u16(scheme.code());
    }
    out.opaque16(signature);
  }
}
