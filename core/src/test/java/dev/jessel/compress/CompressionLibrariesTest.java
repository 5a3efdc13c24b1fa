// SPDX-License-Identifier: Apache-2.0
package dev.jessel.compress;

import static dev.jessel.wire.CertificateCompression.BROTLI;
import static dev.jessel.wire.CertificateCompression.ZLIB;
import static dev.jessel.wire.CertificateCompression.ZSTD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jessel.wire.Bytes;
import dev.jessel.wire.CertificateCompression;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Libraries that are found by their names; these are fakes, the testkit has the real ones. */
class CompressionLibrariesTest {
  private static final Bytes MESSAGE = bytes("a chain");

  @TempDir private Path directory;
  private FakeLibraries fakes;

  @BeforeEach
  void noLibrary() {
    fakes = new FakeLibraries(directory);
  }

  @Test
  void withoutALibraryThereIsNone() {
    assertThat(Libraries.codecs(List.of(ClassLoader.getPlatformClassLoader()))).isEmpty();
    assertThat(Libraries.codecs(List.of())).isEmpty();
  }

  @Test
  void zstdIsFoundAndBoundByItsWindow() throws IOException {
    CertificateCompressor compressor = found(fakes.zstd());
    assertThat(compressor.algorithms()).containsExactly(ZSTD);
    assertThat(roundTrip(compressor, ZSTD)).isEqualTo(MESSAGE);
  }

  @Test
  void brotliIsFound() throws IOException {
    CertificateCompressor compressor = found(fakes.brotli4j(""));
    assertThat(compressor.common(List.of(ZSTD, BROTLI))).contains(BROTLI);
    assertThat(roundTrip(compressor, BROTLI)).isEqualTo(MESSAGE);
  }

  @Test
  void whoDecompressesOnlyIsOfferedAndNotChosen() throws IOException {
    CertificateCompressor compressor = found(fakes.brotliDec());
    assertThat(compressor.algorithms()).containsExactly(BROTLI);
    assertThat(compressor.common(List.of(BROTLI))).isEmpty();
    assertThat(compressor.compresses(BROTLI)).isFalse();
    assertThat(compressor.decompress(BROTLI, brotli("a chain"), 7)).isEqualTo(MESSAGE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> compressor.compress(BROTLI, MESSAGE, false));
  }

  @Test
  void whoCompressesGoesBeforeWhoDoesNot() throws IOException {
    List<CertificateCodec> both = codecs(fakes.brotliDec().brotli4j(""));
    assertThat(both).extracting(CertificateCodec::compresses).containsExactly(true, false);
    assertThat(new CertificateCompressor(both).algorithms()).containsExactly(BROTLI);
  }

  @Test
  void ofTwoCodecsTheOneThatCompressesCompresses() throws IOException {
    List<CertificateCodec> both = codecs(fakes.brotliDec().brotli4j(""));
    CertificateCompressor turned = new CertificateCompressor(List.of(both.get(1), both.get(0)));
    assertThat(turned.common(List.of(BROTLI))).contains(BROTLI);
    assertThat(roundTrip(turned, BROTLI)).isEqualTo(MESSAGE);
  }

  @Test
  void aLibraryWithoutItsNativePartIsNotThere() throws IOException {
    fakes.brotli4j("throw new UnsatisfiedLinkError(\"of another machine\");");
    assertThat(codecs(fakes)).isEmpty();
  }

  @Test
  void aLibraryThatDoesNotStartIsNotThere() throws IOException {
    fakes.brotliDec();
    fakes.zstdStream();
    fakes.source(
        """
        package com.github.luben.zstd;
        public class Zstd {
          static { if (true) { throw new IllegalStateException("no file to load"); } }
          public static byte[] compress(byte[] message, int level) { return message; }
        }
        """);
    assertThat(found(fakes).algorithms()).containsExactly(BROTLI);
  }

  @Test
  void aLibraryOfAnotherShapeIsNotThere() throws IOException {
    fakes.zstdStream();
    fakes.source("package com.github.luben.zstd; public class Zstd {}");
    assertThat(codecs(fakes)).isEmpty();
  }

  @Test
  void aLibraryThatDoesSomethingElseIsNotThere() throws IOException {
    fakes.zstdStream();
    fakes.source(
        """
        package com.github.luben.zstd;
        public class Zstd {
          public static byte[] compress(byte[] message, int level) { return message; }
        }
        """);
    assertThat(codecs(fakes)).isEmpty();
  }

  @Test
  void whatTheLibraryThrowsIsAnIOException() throws IOException {
    refused(found(fakes.brotliDec()), brotli("bad!"), 4).withMessage("not to be decompressed");
  }

  @Test
  void nothingIsRefused() throws IOException {
    refused(found(fakes.brotliDec()), Bytes.EMPTY, 0).withMessage("nothing is compressed");
  }

  @Test
  void whatTheLibraryLeavesIsRefused() throws IOException {
    Bytes longer = brotli("a chain that the library does not read to its end");
    refused(found(fakes.brotliDec()), longer, 26).withMessage("bytes behind the end");
  }

  @Test
  void aLargerWindowThanEightMebibytesIsRefused() throws IOException {
    CertificateCompressor compressor = found(fakes.brotliDec());
    // RFC 7932 9.1: WBITS of 23 and of 24.
    Bytes most = bytes("\u001d..a chain.");
    assertThat(compressor.decompress(BROTLI, most, 7)).isEqualTo(MESSAGE);
    refused(compressor, bytes("\u001f..a chain."), 7).withMessage("a window of 2^24 bytes");
  }

  @Test
  void theContextLoaderIsAsked() throws IOException {
    CertificateCodec found = codec(fakes.zstd().loader(), ZSTD);
    assertThat(found.compress(MESSAGE.toArray())).hasSize(9 + MESSAGE.length());
  }

  @Test
  void anAdapterGoesBeforeALibrary() throws IOException {
    Path services = directory.resolve("classes/META-INF/services");
    Files.createDirectories(services);
    Files.writeString(services.resolve(CertificateCodec.class.getName()), Adapter.class.getName());
    CertificateCodec found = codec(new Both(fakes.zstd().loader()), ZSTD);
    assertThat(found).isInstanceOf(Adapter.class);
  }

  /** The classes of the tests, and what a loader has. */
  private static final class Both extends ClassLoader {
    private final ClassLoader other;

    Both(ClassLoader other) {
      super(CompressionLibrariesTest.class.getClassLoader());
      this.other = other;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      return other.loadClass(name);
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
      return other.getResources(name);
    }
  }

  /** What a program brings itself. */
  public static final class Adapter implements CertificateCodec {
    @Override
    public CertificateCompression algorithm() {
      return ZSTD;
    }

    @Override
    public byte[] compress(byte[] message) {
      return message.clone();
    }

    @Override
    public InputStream decompress(InputStream compressed) {
      return compressed;
    }
  }

  private static CertificateCodec codec(ClassLoader context, CertificateCompression algorithm) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(context);
    try {
      List<CertificateCodec> available = CertificateCodec.available();
      assertThat(available).extracting(CertificateCodec::algorithm).doesNotHaveDuplicates();
      assertThat(available).first().extracting(CertificateCodec::algorithm).isEqualTo(ZLIB);
      return available.stream()
          .filter(codec -> codec.algorithm().equals(algorithm))
          .findFirst()
          .orElseThrow();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static List<CertificateCodec> codecs(FakeLibraries fakes) throws IOException {
    return Libraries.codecs(List.of(fakes.loader()));
  }

  private static CertificateCompressor found(FakeLibraries fakes) throws IOException {
    return new CertificateCompressor(codecs(fakes));
  }

  private static Bytes roundTrip(CertificateCompressor compressor, CertificateCompression with)
      throws IOException {
    Bytes compressed = compressor.compress(with, MESSAGE, false);
    return compressor.decompress(with, compressed, MESSAGE.length());
  }

  private static ThrowableAssertAlternative<IOException> refused(
      CertificateCompressor compressor, Bytes compressed, int length) {
    return assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> compressor.decompress(BROTLI, compressed, length));
  }

  private static Bytes brotli(String content) {
    return bytes("\u000b.." + content + ".");
  }

  private static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
