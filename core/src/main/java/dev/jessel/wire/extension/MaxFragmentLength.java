// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.ExtensionType;

/**
 * {@code max_fragment_length} (RFC 6066 section 4), both as asked for and as granted.
 *
 * @param code 1 to 4
 */
public record MaxFragmentLength(int code) implements Extension {
  private static final int SMALLEST = 1;
  private static final int LARGEST = 4;

  /**
   * Takes a code.
   *
   * @throws IllegalArgumentException if there is no such code
   */
  public MaxFragmentLength {
    if (code < SMALLEST || code > LARGEST) {
      throw new IllegalArgumentException("max_fragment_length " + code);
    }
  }

  static MaxFragmentLength decode(ByteReader in) throws TlsException {
    int code = in.u8();
    if (code < SMALLEST || code > LARGEST) {
      // RFC 6066 4: any other value is an illegal_parameter.
      throw new TlsException(SslReason.SSL3_EXT_INVALID_MAX_FRAGMENT_LENGTH, "code " + code);
    }
    return new MaxFragmentLength(code);
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.MAX_FRAGMENT_LENGTH;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.u8(code);
  }

  /**
   * The length that the code stands for.
   *
   * @return 512, 1024, 2048 or 4096 bytes of plaintext
   */
  public int length() {
    return 256 << code;
  }
}
