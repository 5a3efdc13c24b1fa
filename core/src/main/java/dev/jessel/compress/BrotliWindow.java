// SPDX-License-Identifier: Apache-2.0
package dev.jessel.compress;

import dev.jessel.wire.Bytes;
import java.io.IOException;

/** What a Brotli stream asks for with its first bits (RFC 7932 9.1). */
final class BrotliWindow {
  /** "hello" in an uncompressed meta-block. */
  static final Bytes HELLO = Bytes.ofHex("0b0280" + "68656c6c6f" + "03");

  private BrotliWindow() {}

  /**
   * Refuses a window beyond the limit: the libraries take memory as the stream would have it.
   *
   * @param compressed at least one byte
   * @return the same
   */
  static byte[] check(byte[] compressed) throws IOException {
    // RFC 7932 9.1: a bit that is set, then three that are not 0, make WBITS 17 and those three.
    int bits = 17 + ((compressed[0] >> 1) & 7);
    if ((compressed[0] & 1) == 1 && bits > LibraryCodec.MAX_WINDOW_LOG) {
      throw new IOException("a window of 2^" + bits + " bytes");
    }
    return compressed;
  }
}
