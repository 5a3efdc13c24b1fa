// SPDX-License-Identifier: Apache-2.0
package dev.jessel.compress;

import dev.jessel.wire.CertificateCompression;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** Brotli in both directions: {@code com.aayushatharva.brotli4j:brotli4j} and a native part. */
final class Brotli4j {
  private static final String PACKAGE = "com.aayushatharva.brotli4j.";

  private Brotli4j() {}

  static LibraryCodec bind(Library library) throws ReflectiveOperationException {
    // The classes below do not load the native part themselves.
    MethodHandle load =
        library.function(PACKAGE + "Brotli4jLoader", "ensureAvailability", void.class);
    MethodHandle compress =
        library.function(PACKAGE + "encoder.Encoder", "compress", byte[].class, byte[].class);
    MethodHandle stream = library.stream(PACKAGE + "decoder.BrotliInputStream");
    return new LibraryCodec(
        CertificateCompression.BROTLI,
        Optional.of(
            message -> {
              load.invokeExact();
              return (byte[]) compress.invokeExact(message);
            }),
        compressed -> {
          load.invokeExact();
          return new LibraryStream(stream, BrotliWindow.check(compressed));
        });
  }
}
