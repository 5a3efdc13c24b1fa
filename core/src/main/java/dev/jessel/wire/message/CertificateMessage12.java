// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.message;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.HandshakeType;
import java.util.List;

/**
 * Certificate of TLS 1.2 (RFC 5246 section 7.4.2).
 *
 * @param chain certificates in DER, leaf first, none of them empty; maybe no certificate at all
 */
public record CertificateMessage12(List<Bytes> chain) implements HandshakeMessage {
  private static final int MAX_LENGTH = 0xffffff;

  /** Copies the list. */
  public CertificateMessage12 {
    chain = List.copyOf(chain);
  }

  /**
   * Reads the body of the message.
   *
   * @param body all of it, without the four bytes of header
   * @return the message
   * @throws TlsException if the bytes are no such message
   */
  public static CertificateMessage12 decode(ByteReader body) throws TlsException {
    List<Bytes> chain = body.vector24().items(item -> item.opaque24(1, MAX_LENGTH));
    body.expectEnd();
    return new CertificateMessage12(chain);
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.CERTIFICATE;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.vector24(list -> chain.forEach(list::opaque24));
  }
}
