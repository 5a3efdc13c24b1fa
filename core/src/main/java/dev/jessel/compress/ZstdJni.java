// SPDX-License-Identifier: Apache-2.0
package dev.jessel.compress;

import dev.jessel.wire.Bytes;
import dev.jessel.wire.CertificateCompression;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Zstandard in both directions: {@code com.github.luben:zstd-jni}. Frames may follow each other, as
 * RFC 8878 3 has it; the end is the last one's.
 */
final class ZstdJni {
  /** A frame of one raw block. */
  static final Bytes HELLO = Bytes.ofHex("28b52ffd2005290000" + "68656c6c6f");

  private static final String STREAM = "com.github.luben.zstd.ZstdInputStreamNoFinalizer";

  // The last level before the window grows beyond what every decoder supports.
  private static final int LEVEL = 19;

  private ZstdJni() {}

  static LibraryCodec bind(Library library) throws ReflectiveOperationException {
    MethodHandle compress =
        library.function(
            "com.github.luben.zstd.Zstd", "compress", byte[].class, byte[].class, int.class);
    MethodHandle stream = library.stream(STREAM);
    // What a frame says of its size and window is believed up to here.
    MethodHandle setLongMax = library.setter(STREAM, "setLongMax");
    return new LibraryCodec(
        CertificateCompression.ZSTD,
        Optional.of(message -> (byte[]) compress.invokeExact(message, LEVEL)),
        compressed ->
            new LibraryStream(stream, compressed).limit(setLongMax, LibraryCodec.MAX_WINDOW_LOG));
  }
}
