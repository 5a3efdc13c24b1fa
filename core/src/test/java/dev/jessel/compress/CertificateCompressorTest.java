// SPDX-License-Identifier: Apache-2.0
package dev.jessel.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jessel.wire.Bytes;
import dev.jessel.wire.CertificateCompression;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class CertificateCompressorTest {
  private static final CertificateCompression ZLIB = CertificateCompression.ZLIB;
  private static final Bytes MESSAGE =
      Bytes.of("to be or not to be or not".repeat(40).getBytes(StandardCharsets.US_ASCII));

  private final CertificateCompressor compressor =
      new CertificateCompressor(List.of(CertificateCodec.zlib()));

  @Test
  void whatWasCompressedIsDecompressed() throws IOException {
    Bytes compressed = compressor.compress(ZLIB, MESSAGE, false);
    assertThat(compressed.length()).isLessThan(MESSAGE.length());
    assertThat(compressor.decompress(ZLIB, compressed, MESSAGE.length())).isEqualTo(MESSAGE);
  }

  @Test
  void anotherLengthThanAnnouncedIsRefused() {
    Bytes compressed = compressor.compress(ZLIB, MESSAGE, false);
    refused(compressed, MESSAGE.length() - 1);
    refused(compressed, MESSAGE.length() + 1);
    refused(compressed, 0);
    refused(compressed, 0xffffff);
  }

  @Test
  void bytesBehindTheEndAreRefused() {
    Bytes compressed = compressor.compress(ZLIB, MESSAGE, false);
    refused(compressed.plus(Bytes.of((byte) 0)), MESSAGE.length());
    refused(compressed.plus(Bytes.of(new byte[5000])), MESSAGE.length());
  }

  @Test
  void garbageAndPiecesAreRefused() {
    Bytes compressed = compressor.compress(ZLIB, MESSAGE, false);
    refused(Bytes.of(new byte[100]), 100);
    refused(compressed.slice(0, compressed.length() - 1), MESSAGE.length());
    for (int at = 0; at < compressed.length(); at++) {
      byte[] bent = compressed.toArray();
      bent[at] ^= 0x55;
      refused(Bytes.of(bent), MESSAGE.length());
    }
  }

  @Test
  void aDictionaryThatNobodyHasIsRefused() {
    Deflater deflater = new Deflater();
    deflater.setDictionary(new byte[] {1, 2, 3, 4});
    deflater.setInput(MESSAGE.toArray());
    deflater.finish();
    byte[] out = new byte[MESSAGE.length()];
    int length = deflater.deflate(out);
    deflater.end();
    refused(Bytes.copyOf(out, 0, length), MESSAGE.length());
    refused(Bytes.copyOf(out, 0, length), 0);
  }

  @Test
  void noMoreIsTakenOfABombThanWasAnnounced() {
    AtomicInteger given = new AtomicInteger();
    CertificateCodec endless =
        new Fake(new CertificateCompression(99)) {
          @Override
          public InputStream decompress(InputStream compressed) {
            return new InputStream() {
              @Override
              public int read() {
                given.incrementAndGet();
                return 0;
              }

              @Override
              public int read(byte[] target, int offset, int length) {
                given.addAndGet(length);
                return length;
              }
            };
          }
        };
    CertificateCompressor bombed = new CertificateCompressor(List.of(endless));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> bombed.decompress(endless.algorithm(), MESSAGE, 1000));
    assertThat(given.get()).isEqualTo(1001);
  }

  @Test
  void theSameIsCompressedOnce() {
    AtomicInteger times = new AtomicInteger();
    CertificateCodec counting =
        new Fake(ZLIB) {
          @Override
          public byte[] compress(byte[] message) {
            times.incrementAndGet();
            return super.compress(message);
          }
        };
    CertificateCompressor counted = new CertificateCompressor(List.of(counting));
    Bytes first = counted.compress(ZLIB, MESSAGE, true);
    assertThat(counted.compress(ZLIB, Bytes.of(MESSAGE.toArray()), true)).isEqualTo(first);
    assertThat(times.get()).isEqualTo(1);
    assertThat(counted.compress(ZLIB, MESSAGE.plus(MESSAGE), false)).isNotEqualTo(first);
    counted.compress(ZLIB, MESSAGE.plus(MESSAGE), false);
    assertThat(times.get()).isEqualTo(3);
  }

  @Test
  void notMoreThanSomeIsRemembered() {
    AtomicInteger times = new AtomicInteger();
    CertificateCodec counting =
        new Fake(ZLIB) {
          @Override
          public byte[] compress(byte[] message) {
            times.incrementAndGet();
            return super.compress(message);
          }
        };
    CertificateCompressor counted = new CertificateCompressor(List.of(counting));
    for (int i = 0; i <= CertificateCompressor.REMEMBERED; i++) {
      counted.compress(ZLIB, Bytes.of((byte) i), true);
    }
    counted.compress(ZLIB, Bytes.of((byte) 0), true);
    assertThat(times.get()).isEqualTo(CertificateCompressor.REMEMBERED + 2);
  }

  @Test
  void ourBestAlgorithmIsChosen() {
    CertificateCompressor two =
        new CertificateCompressor(
            List.of(new Fake(CertificateCompression.ZSTD), CertificateCodec.zlib()));
    assertThat(two.common(List.of(ZLIB, CertificateCompression.ZSTD)))
        .contains(CertificateCompression.ZSTD);
    assertThat(two.common(List.of(CertificateCompression.BROTLI, ZLIB))).contains(ZLIB);
    assertThat(two.common(List.of(CertificateCompression.BROTLI))).isEmpty();
  }

  @Test
  void whatIsNotThereIsNotAskedFor() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> compressor.compress(CertificateCompression.BROTLI, MESSAGE, false));
  }

  @Test
  void zlibIsAlwaysAvailable() {
    assertThat(CertificateCodec.available()).first().isEqualTo(CertificateCodec.zlib());
  }

  private void refused(Bytes compressed, int length) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> compressor.decompress(ZLIB, compressed, length));
  }

  /** Copies, under another name. */
  private static class Fake implements CertificateCodec {
    private final CertificateCompression algorithm;

    Fake(CertificateCompression algorithm) {
      this.algorithm = algorithm;
    }

    @Override
    public CertificateCompression algorithm() {
      return algorithm;
    }

    @Override
    public byte[] compress(byte[] message) {
      return message.clone();
    }

    @Override
    public InputStream decompress(InputStream compressed) throws IOException {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      compressed.transferTo(all);
      return new ByteArrayInputStream(all.toByteArray());
    }
  }
}
