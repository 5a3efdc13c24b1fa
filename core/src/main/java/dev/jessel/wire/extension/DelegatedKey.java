// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.SignatureScheme;

/**
 * {@code delegated_credential} beside a certificate (RFC 9345 section 4): {@code
 * DelegatedCredential}, a key that signs in place of the certificate's.
 *
 * @param validTime seconds from the certificate's notBefore, 0 to 2^32 - 1
 * @param scheme {@code dc_cert_verify_algorithm}: what the key signs the handshake with
 * @param spki a SubjectPublicKeyInfo, not empty
 * @param algorithm what the certificate's key signed this with
 * @param signature not empty
 */
public record DelegatedKey(
    long validTime, SignatureScheme scheme, Bytes spki, SignatureScheme algorithm, Bytes signature)
    implements Extension {
  /** Reads all of it. */
  public static DelegatedKey decode(ByteReader in) throws TlsException {
    return new DelegatedKey(
        in.u32(),
        new SignatureScheme(in.u16()),
        in.opaque24(1, 0xffffff),
        new SignatureScheme(in.u16()),
        in.opaque16(1, 0xffff));
  }

  /** All of it. */
  public Bytes encoded() {
    ByteWriter out = new ByteWriter();
    encodeBody(out);
    return out.toBytes();
  }

  /** What is signed of it: {@code Credential}, and the algorithm. */
  public Bytes signedPart() {
    ByteWriter out = new ByteWriter();
    encodeSigned(out);
    return out.toBytes();
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.DELEGATED_CREDENTIAL;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    encodeSigned(out);
    out.opaque16(signature);
  }

  private void encodeSigned(ByteWriter out) {
    out.u32(validTime).u16(scheme.code()).opaque24(spki).u16(algorithm.code());
  }
}
