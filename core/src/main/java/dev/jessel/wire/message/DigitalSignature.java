// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.message;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.SignatureScheme;

/**
 * {@code DigitallySigned} of TLS 1.2 (RFC 5246 section 4.7).
 *
 * @param scheme how it was signed
 * @param signature 0 to 65535 bytes
 */
public record DigitalSignature(SignatureScheme scheme, Bytes signature) {
  static DigitalSignature decode(ByteReader in) throws TlsException {
    return new DigitalSignature(new SignatureScheme(in.u16()), in.opaque16());
  }

  void encode(ByteWriter out) {
    out.u16(scheme.code()).opaque16(signature);
  }
}
