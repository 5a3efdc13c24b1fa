// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionType;

/**
 * {@code ec_point_formats} (RFC 8422 section 5.1.2), for TLS 1.2.
 *
 * @param formats one byte each, not empty
 */
public record EcPointFormats(Bytes formats) implements Extension {
  /** The one format that is used. */
  public static final EcPointFormats UNCOMPRESSED = new EcPointFormats(Bytes.of((byte) 0));

  static EcPointFormats decode(ByteReader in) throws TlsException {
    return new EcPointFormats(in.opaque8(1, 0xff));
  }

  /** Whether the uncompressed format is among them, as it must be. */
  public boolean hasUncompressed() {
    for (byte format : formats.toArray()) {
      if (format == 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.EC_POINT_FORMATS;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.opaque8(formats);
  }
}
