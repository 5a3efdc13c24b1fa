// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionType;
import java.util.List;

/**
 * {@code signed_certificate_timestamp} beside a certificate, or in a ServerHello of TLS 1.2 (RFC
 * 6962 section 3.3).
 *
 * @param timestamps one {@code SerializedSCT} each, none of them empty; at least one
 */
public record SignedCertificateTimestamps(List<Bytes> timestamps) implements Extension {
  /** Copies the list. */
  public SignedCertificateTimestamps {
    timestamps = List.copyOf(timestamps);
  }

  static SignedCertificateTimestamps decode(ByteReader in) throws TlsException {
    return new SignedCertificateTimestamps(
        in.vector16(1, 0xffff).items(item -> item.opaque16(1, 0xffff)));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.vector16(list -> timestamps.forEach(list::opaque16));
  }
}
