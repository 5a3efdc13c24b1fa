// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.message;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.HandshakeType;
import java.util.List;

/**
 * Certificate of TLS 1.3 (RFC 9846 section 4.5.1).
 *
 * @param context {@code certificate_request_context}, 0 to 255 bytes
 * @param entries the chain, leaf first; maybe empty
 */
public record CertificateMessage(Bytes context, List<CertificateEntry> entries)
    implements HandshakeMessage {
  /** Copies the list. */
  public CertificateMessage {
    entries = List.copyOf(entries);
  }

  /**
   * Reads the body of the message.
   *
   * @param body all of it, without the four bytes of header
   * @return the message
   * @throws TlsException if the bytes are no such message
   */
  public static CertificateMessage decode(ByteReader body) throws TlsException {
    Bytes context = body.opaque8();
    List<CertificateEntry> entries = body.vector24().items(CertificateEntry::decode);
    body.expectEnd();
    return new CertificateMessage(context, entries);
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.CERTIFICATE;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.opaque8(context);
    out.vector24(list -> entries.forEach(entry -> entry.encode(list)));
  }
}
