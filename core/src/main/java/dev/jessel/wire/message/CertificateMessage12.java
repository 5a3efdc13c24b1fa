// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.message;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CertificateType;
import dev.jessel.wire.HandshakeType;
import java.util.List;

/**
 * Certificate of TLS 1.2 (RFC 5246 section 7.4.2), or a raw public key in its place (RFC 7250
 * section 3), which is in no list.
 *
 * @param chain certificates in DER, leaf first, none of them empty; maybe no certificate at all. Or
 *     one key
 * @param contents which of the two
 */
public record CertificateMessage12(List<Bytes> chain, CertificateType contents)
    implements HandshakeMessage {
  private static final int MAX_LENGTH = 0xffffff;

  /** How each SubjectPublicKeyInfo begins. */
  private static final byte SEQUENCE = 0x30;

  /** Copies the list. */
  public CertificateMessage12 {
    chain = List.copyOf(chain);
  }

  /** A chain of certificates. */
  public CertificateMessage12(List<Bytes> chain) {
    this(chain, CertificateType.X509);
  }

  /** A raw public key. */
  public static CertificateMessage12 ofRawPublicKey(Bytes spki) {
    return new CertificateMessage12(List.of(spki), CertificateType.RAW_PUBLIC_KEY);
  }

  /**
   * Reads the body of the message.
   *
   * @param body all of it, without the four bytes of header
   * @return the message
   * @throws TlsException if the bytes are no such message
   */
  public static CertificateMessage12 decode(ByteReader body) throws TlsException {
    Bytes content = body.opaque24();
    body.expectEnd();
    // A list that begins so would have a first certificate of more than three million bytes.
    if (!content.isEmpty() && content.at(0) == SEQUENCE) {
      return ofRawPublicKey(content);
    }
    return new CertificateMessage12(
        ByteReader.of(content).items(item -> item.opaque24(1, MAX_LENGTH)));
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.CERTIFICATE;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    if (contents.equals(CertificateType.RAW_PUBLIC_KEY)) {
      out.opaque24(chain.get(0));
    } else {
      out.vector24(list -> chain.forEach(list::opaque24));
    }
  }
}
