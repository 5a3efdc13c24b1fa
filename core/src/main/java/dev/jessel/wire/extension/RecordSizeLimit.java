// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.ExtensionType;

/**
 * {@code record_size_limit} (RFC 8449): the largest plaintext that its sender wants to receive. In
 * TLS 1.3 it counts the content type byte and the padding.
 *
 * @param limit 64 to 65535 bytes
 */
public record RecordSizeLimit(int limit) implements Extension {
  private static final int MIN_LIMIT = 64;

  /**
   * Takes a limit.
   *
   * @throws IllegalArgumentException if it is below 64
   */
  public RecordSizeLimit {
    if (limit < MIN_LIMIT) {
      throw new IllegalArgumentException("record_size_limit " + limit);
    }
  }

  static RecordSizeLimit decode(ByteReader in) throws TlsException {
    int limit = in.u16();
    if (limit < MIN_LIMIT) {
      // RFC 8449 4: a smaller value is an illegal_parameter.
      throw new TlsException(SslReason.BAD_EXTENSION, "record_size_limit " + limit);
    }
    return new RecordSizeLimit(limit);
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.RECORD_SIZE_LIMIT;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.u16(limit);
  }
}
