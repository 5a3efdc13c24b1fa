// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.message;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CertificateCompression;
import dev.jessel.wire.HandshakeType;

/**
 * CompressedCertificate (RFC 8879 section 4), in the place of a Certificate.
 *
 * @param algorithm how it is compressed
 * @param uncompressedLength bytes of the Certificate message's body, as its sender says
 * @param compressed that body, compressed; not empty
 */
public record CompressedCertificate(
    CertificateCompression algorithm, int uncompressedLength, Bytes compressed)
    implements HandshakeMessage {
  /**
   * Reads the body of the message.
   *
   * @param body all of it, without the four bytes of header
   * @return the message
   * @throws TlsException if the bytes are no such message
   */
  public static CompressedCertificate decode(ByteReader body) throws TlsException {
    CertificateCompression algorithm = new CertificateCompression(body.u16());
    int length = body.u24();
    Bytes compressed = body.opaque24(1, 0xffffff);
    body.expectEnd();
    return new CompressedCertificate(algorithm, length, compressed);
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.COMPRESSED_CERTIFICATE;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.u16(algorithm.code()).u24(uncompressedLength).opaque24(compressed);
  }
}
