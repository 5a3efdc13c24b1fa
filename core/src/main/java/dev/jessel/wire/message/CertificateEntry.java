// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.message;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.MessageContext;

/**
 * {@code CertificateEntry} (RFC 9846 section 4.5.1).
 *
 * @param der the certificate, or a raw public key; at least one byte
 * @param extensions what comes with it
 */
public record CertificateEntry(Bytes der, Extensions extensions) {
  static CertificateEntry decode(ByteReader in) throws TlsException {
    return new CertificateEntry(
        in.opaque24(1, 0xffffff), Extensions.decode(in, MessageContext.CERTIFICATE));
  }

  void encode(ByteWriter out) {
    out.opaque24(der);
    extensions.encode(out);
  }
}
