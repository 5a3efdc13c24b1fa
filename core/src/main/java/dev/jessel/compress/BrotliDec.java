// SPDX-License-Identifier: Apache-2.0
package dev.jessel.compress;

import dev.jessel.wire.CertificateCompression;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Optional;

/** Brotli that comes, and none that goes: {@code org.brotli:dec}, in Java. */
final class BrotliDec {
  private BrotliDec() {}

  static LibraryCodec bind(Library library) throws ReflectiveOperationException {
    MethodHandle stream = library.stream("org.brotli.dec.BrotliInputStream");
    return new LibraryCodec(
        CertificateCompression.BROTLI,
        Optional.empty(),
        compressed -> new Strict(stream, BrotliWindow.check(compressed)));
  }

  /** Sees bytes behind the end where the library does not. */
  private static final class Strict extends LibraryStream {
    // The library reads as much at once, and sees what it has not used when it got less.
    private static final int READ = 4096;

    private final MethodHandle constructor;
    private final byte[] compressed;

    Strict(MethodHandle constructor, byte[] compressed) throws Throwable {
      super(constructor, compressed);
      this.constructor = constructor;
      this.compressed = compressed;
    }

    @Override
    void checkEnd() throws IOException {
      super.checkEnd();
      if (compressed.length % READ == 0 && !isLastByteRead()) {
        throw new IOException("bytes behind the end");
      }
    }

    // A byte that is read makes a difference, if only as padding that must be 0 (RFC 7932 9.2).
    private boolean isLastByteRead() {
      byte[] bent = compressed.clone();
      bent[bent.length - 1] ^= (byte) 0xff;
      try (InputStream as = new LibraryStream(constructor, compressed);
          InputStream other = new LibraryStream(constructor, bent)) {
        byte[] content = as.readAllBytes(); // as much as was read before
        return !Arrays.equals(content, other.readNBytes(content.length + 1));
      } catch (Throwable e) {
        LibraryCodec.unlessFatal(e);
        return true;
      }
    }
  }
}
