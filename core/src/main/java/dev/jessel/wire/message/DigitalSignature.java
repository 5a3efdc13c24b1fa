// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.message;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.SignatureScheme;

/**
 * {@code DigitallySigned} (RFC 5246 section 4.7).
 *
 * @param scheme how it was signed; {@link SignatureScheme#UNNAMED} before TLS 1.2
 * @param signature 0 to 65535 bytes
 */
public record DigitalSignature(SignatureScheme scheme, Bytes signature) {
  static DigitalSignature decode(ByteReader in, boolean named) throws TlsException {
    // RFC 2246 4.7: before TLS 1.2 there is the signature alone
    SignatureScheme scheme = named ? new SignatureScheme(in.u16()) : SignatureScheme.UNNAMED;
    if (named && scheme.equals(SignatureScheme.UNNAMED)) {
      throw new TlsException(SslReason.WRONG_SIGNATURE_TYPE);
    }
    return new DigitalSignature(scheme, in.opaque16());
  }

  void encode(ByteWriter out) {
    if (!scheme.equals(SignatureScheme.UNNAMED)) {
      out.u16(scheme.code());
    }
    out.opaque16(signature);
  }
}
