// SPDX-License-Identifier: Apache-2.0
package dev.jessel.compress;

import dev.jessel.wire.CertificateCompression;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * An algorithm of a library that was found.
 *
 * @param compressor empty for a library that decompresses only
 * @param opener what is read from the compressed bytes, which are at least one
 */
record LibraryCodec(
    CertificateCompression algorithm,
    Optional<Call<byte[], byte[]>> compressor,
    Call<byte[], InputStream> opener)
    implements CertificateCodec {
  /** log2 of the bytes of history that a stream may have kept (RFC 8878 3.1.1.1.2: up to 8 MiB). */
  static final int MAX_WINDOW_LOG = 23;

  private static final byte[] HELLO = "hello".getBytes(StandardCharsets.US_ASCII);

  /** A call of a method handle. */
  interface Call<A, B> {
    B with(A argument) throws Throwable;
  }

  /**
   * Whether the library does what it is there for: its native part may be missing, or not fit.
   *
   * @param hello "hello", compressed
   */
  boolean works(byte[] hello) throws IOException {
    return isHello(hello) && (!compresses() || isHello(compress(HELLO)));
  }

  private boolean isHello(byte[] compressed) throws IOException {
    try (InputStream decompressed = open(compressed)) {
      return Arrays.equals(decompressed.readNBytes(HELLO.length + 1), HELLO);
    }
  }

  @Override
  public boolean compresses() {
    return compressor.isPresent();
  }

  @Override
  public byte[] compress(byte[] message) {
    try {
      return compressor.orElseThrow(UnsupportedOperationException::new).with(message);
    } catch (Throwable e) {
      throw new IllegalStateException(algorithm + " did not compress", unlessFatal(e));
    }
  }

  @Override
  public InputStream decompress(InputStream compressed) throws IOException {
    return open(compressed.readAllBytes());
  }

  private InputStream open(byte[] compressed) throws IOException {
    if (compressed.length == 0) {
      throw new EOFException("nothing is compressed");
    }
    try {
      return opener.with(compressed);
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) {
      throw new IOException(algorithm + " did not decompress", unlessFatal(e));
    }
  }

  /** The same, except for what nobody catches. */
  static Throwable unlessFatal(Throwable e) {
    if (e instanceof VirtualMachineError fatal) {
      throw fatal;
    }
    return e;
  }
}
