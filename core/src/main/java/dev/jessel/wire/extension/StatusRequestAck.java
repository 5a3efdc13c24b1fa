// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.ExtensionType;

/**
 * {@code status_request} without content: in a ServerHello of TLS 1.2 the promise of a
 * CertificateStatus message (RFC 6066 section 8), in a CertificateRequest the wish for an OCSP
 * response (RFC 9846 section 4.5.1.1).
 */
public record StatusRequestAck() implements Extension {
  static StatusRequestAck decode(ByteReader in) {
    return new StatusRequestAck();
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.STATUS_REQUEST;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    // No content.
  }
}
