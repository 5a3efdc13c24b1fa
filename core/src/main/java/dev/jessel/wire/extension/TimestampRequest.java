// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.ExtensionType;

/**
 * {@code signed_certificate_timestamp} without content (RFC 6962 section 3.3.1): its sender would
 * like timestamps with the peer's certificate.
 */
public record TimestampRequest() implements Extension {
  static TimestampRequest decode(ByteReader in) {
    return new TimestampRequest();
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    // No content.
  }
}
