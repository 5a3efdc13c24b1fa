// SPDX-License-Identifier: Apache-2.0
package dev.jessel.compress;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;

/** A library's stream: what the library cannot read is an IOException, and so is what follows. */
class LibraryStream extends InputStream {
  private final ByteArrayInputStream compressed;
  private final InputStream decompressed;

  /**
   * Opens a stream.
   *
   * @param constructor the library's: a stream of a stream
   */
  LibraryStream(MethodHandle constructor, byte[] compressed) throws Throwable {
    this.compressed = new ByteArrayInputStream(compressed);
    decompressed = (InputStream) constructor.invokeExact((InputStream) this.compressed);
  }

  /** Sets how much history the library may keep. */
  final LibraryStream limit(MethodHandle setter, int value) throws Throwable {
    setter.invokeExact(decompressed, value);
    return this;
  }

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public final int read(byte[] target, int offset, int length) throws IOException {
    try {
      int count = decompressed.read(target, offset, length);
      if (count < 0) {
        checkEnd();
      }
      return count;
    } catch (RuntimeException | LinkageError e) {
      throw new IOException("not to be decompressed", e);
    }
  }

  /** Refuses bytes behind the end. */
  void checkEnd() throws IOException {
    if (compressed.available() > 0) {
      throw new IOException("bytes behind the end");
    }
  }

  @Override
  public final void close() throws IOException {
    decompressed.close();
  }
}
