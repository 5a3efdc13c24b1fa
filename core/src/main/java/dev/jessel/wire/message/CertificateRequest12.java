// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.message;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.HandshakeType;
import dev.jessel.wire.SignatureScheme;
import java.util.List;

/**
 * CertificateRequest of TLS 1.2 (RFC 5246 section 7.4.4).
 *
 * @param certificateTypes {@code ClientCertificateType}, one byte each, not empty
 * @param schemes {@code supported_signature_algorithms}; empty before TLS 1.2, where there are none
 * @param authorities distinguished names in DER; empty for any
 */
public record CertificateRequest12(
    Bytes certificateTypes, List<SignatureScheme> schemes, List<Bytes> authorities)
    implements HandshakeMessage {
  /** {@code rsa_sign}. */
  public static final int RSA_SIGN = 1;

  /** {@code ecdsa_sign} (RFC 8422 section 5.5): ECDSA and EdDSA. */
  public static final int ECDSA_SIGN = 64;

  /** Copies the lists. */
  public CertificateRequest12 {
    schemes = List.copyOf(schemes);
    authorities = List.copyOf(authorities);
  }

  /** Whether certificates of a type are taken. */
  public boolean takes(int certificateType) {
    for (byte type : certificateTypes.toArray()) {
      if ((type & 0xff) == certificateType) {
        return true;
      }
    }
    return false;
  }

  /** The types of certificates whose keys can sign in some of the schemes. */
  public static Bytes typesFor(List<SignatureScheme> schemes) {
    boolean rsa = schemes.stream().anyMatch(SignatureScheme::isRsa);
    boolean other = !schemes.stream().allMatch(SignatureScheme::isRsa);
    if (rsa && other) {
      return Bytes.of((byte) RSA_SIGN, (byte) ECDSA_SIGN);
    }
    return Bytes.of((byte) (rsa ? RSA_SIGN : ECDSA_SIGN));
  }

  /** Whether the types of certificates include those whose keys can sign in a scheme. */
  public boolean takesKeysOf(SignatureScheme scheme) {
    int wanted = scheme.isRsa() ? RSA_SIGN : ECDSA_SIGN;
    for (byte type : certificateTypes.toArray()) {
      if (type == wanted) {
        return true;
      }
    }
    return false;
  }

  /**
   * Reads the body of the message.
   *
   * @param body all of it, without the four bytes of header
   * @return the message
   * @throws TlsException if the bytes are no such message
   */
  public static CertificateRequest12 decode(ByteReader body) throws TlsException {
    Bytes types = body.opaque8(1, 0xff);
    List<SignatureScheme> schemes =
        body.vector16(2, 0xfffe).items(item -> new SignatureScheme(item.u16()));
    List<Bytes> authorities = body.vector16().items(item -> item.opaque16(1, 0xffff));
    body.expectEnd();
    return new CertificateRequest12(types, schemes, authorities);
  }

  /**
   * Reads the body of the message as it was before TLS 1.2 (RFC 4346 section 7.4.4).
   *
   * @param body all of it, without the four bytes of header
   * @return the message, without schemes
   * @throws TlsException if the bytes are no such message
   */
  public static CertificateRequest12 decodeWithoutSchemes(ByteReader body) throws TlsException {
    Bytes types = body.opaque8(1, 0xff);
    List<Bytes> authorities = body.vector16().items(item -> item.opaque16(1, 0xffff));
    body.expectEnd();
    return new CertificateRequest12(types, List.of(), authorities);
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.CERTIFICATE_REQUEST;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.opaque8(certificateTypes);
    if (!schemes.isEmpty()) {
      out.vector16(list -> schemes.forEach(scheme -> list.u16(scheme.code())));
    }
    out.vector16(list -> authorities.forEach(list::opaque16));
  }
}
