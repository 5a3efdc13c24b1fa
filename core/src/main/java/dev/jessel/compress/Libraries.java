// SPDX-License-Identifier: Apache-2.0
package dev.jessel.compress;

import dev.jessel.wire.Bytes;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The libraries that are known by name: what is on the class path is a codec without more ado. */
final class Libraries {
  // Both directions before one.
  private static final List<Known> KNOWN =
      List.of(
          new Known(ZstdJni.HELLO, ZstdJni::bind),
          new Known(BrotliWindow.HELLO, Brotli4j::bind),
          new Known(BrotliWindow.HELLO, BrotliDec::bind));

  private record Known(Bytes hello, Binding binding) {}

  private interface Binding {
    LibraryCodec bind(Library library) throws ReflectiveOperationException;
  }

  private Libraries() {}

  /**
   * Those that work, the best first, several for an algorithm perhaps.
   *
   * <p>Classes come from the thread's context loader, as the service loader's do: in a container it
   * knows the application's libraries. Where it has none, the loader of this class is asked, which
   * has what lies beside Jessel. Nothing is kept in static fields: an application that goes takes
   * its libraries along.
   */
  static List<CertificateCodec> codecs() {
    return codecs(
        Stream.of(Thread.currentThread().getContextClassLoader(), Libraries.class.getClassLoader())
            .filter(Objects::nonNull)
            .distinct()
            .toList());
  }

  static List<CertificateCodec> codecs(List<ClassLoader> loaders) {
    return KNOWN.stream().flatMap(known -> codec(known, loaders).stream()).toList();
  }

  private static Optional<CertificateCodec> codec(Known known, List<ClassLoader> loaders) {
    return loaders.stream().flatMap(loader -> codec(known, loader).stream()).findFirst();
  }

  private static Optional<CertificateCodec> codec(Known known, ClassLoader loader) {
    try {
      LibraryCodec codec = known.binding().bind(new Library(loader));
      return codec.works(known.hello().toArray()) ? Optional.of(codec) : Optional.empty();
    } catch (ReflectiveOperationException | IOException | RuntimeException | LinkageError e) {
      // Not there, of another shape, or without its native part: it is as if it were not there.
      return Optional.empty();
    }
  }
}
