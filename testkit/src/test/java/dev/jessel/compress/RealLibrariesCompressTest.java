// SPDX-License-Identifier: Apache-2.0
package dev.jessel.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jessel.wire.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Libraries keep the contract of {@link CertificateCodec}, as zlib does. */
class RealLibrariesCompressTest {
  private static final Bytes MESSAGE =
      Bytes.of("to be or not to be or not".repeat(40).getBytes(StandardCharsets.US_ASCII));

  // What org.brotli:dec reads at once.
  private static final int CHUNK = 4096;

  @ParameterizedTest
  @EnumSource
  void whatWasCompressedIsDecompressed(RealLibrary library) throws IOException {
    byte[] noise = new byte[50_000];
    new Random(1).nextBytes(noise);
    for (Bytes message : List.of(MESSAGE, Bytes.of((byte) 1), Bytes.of(noise))) {
      assertThat(decompress(library, library.compressed(message), message.length()))
          .isEqualTo(message);
    }
    assertThat(library.compressed(MESSAGE).length()).isLessThan(MESSAGE.length() / 4);
  }

  @ParameterizedTest
  @EnumSource
  void anotherLengthThanAnnouncedIsRefused(RealLibrary library) {
    Bytes compressed = library.compressed(MESSAGE);
    for (int length : new int[] {MESSAGE.length() - 1, MESSAGE.length() + 1, 0, 0xffffff}) {
      refused(library, compressed, length);
    }
  }

  @ParameterizedTest
  @EnumSource
  void bytesBehindTheEndAreRefused(RealLibrary library) {
    Bytes compressed = library.compressed(MESSAGE);
    int toChunk = CHUNK - compressed.length();
    for (int more : new int[] {1, 100, toChunk - 1, toChunk, toChunk + 1, CHUNK, 20_000}) {
      refused(library, compressed.plus(Bytes.of(new byte[more])), MESSAGE.length());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMessageThatFillsWhatIsReadAtOnceIsTaken(RealLibrary library) throws IOException {
    byte[] noise = new byte[CHUNK + 10];
    new Random(2).nextBytes(noise);
    int filled = 0;
    for (int length = CHUNK - 30; length < CHUNK; length++) {
      Bytes message = Bytes.copyOf(noise, 0, length);
      Bytes compressed = library.compressed(message);
      filled += compressed.length() == CHUNK ? 1 : 0;
      assertThat(decompress(library, compressed, length)).isEqualTo(message);
    }
    assertThat(filled).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void piecesAreRefused(RealLibrary library) {
    Bytes compressed = library.compressed(MESSAGE);
    for (int length = 0; length < compressed.length(); length++) {
      refused(library, compressed.slice(0, length), MESSAGE.length());
    }
  }

  @ParameterizedTest
  @EnumSource
  void garbageIsRefusedOrIsAsLongAsItSays(RealLibrary library) {
    Random random = new Random(3);
    byte[] compressed = library.compressed(MESSAGE).toArray();
    int refused = 0;
    for (int i = 0; i < 2000; i++) {
      byte[] bent = compressed.clone();
      bent[random.nextInt(bent.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        assertThat(decompress(library, Bytes.of(bent), MESSAGE.length()).length())
            .isEqualTo(MESSAGE.length());
      } catch (IOException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(100);
  }

  @ParameterizedTest
  @EnumSource
  void noMoreIsTakenOfABombThanWasAnnounced(RealLibrary library) {
    Bytes bomb = library.compressed(Bytes.of(new byte[10_000_000]));
    assertThat(bomb.length()).isLessThan(2000);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> decompress(library, bomb, 1000))
        .withMessage("more than 1000 bytes where 1000 were announced");
  }

  /** Windows of 16 MiB and more, and sizes without a window, all in few bytes (RFC 8878 3.1.1). */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "28b52ffd" + "0070" + "29000068656c6c6f",
        "28b52ffd" + "00a8" + "29000068656c6c6f",
        "28b52ffd" + "a001008000" + "29000068656c6c6f",
        "28b52ffd" + "e0ffffffffffffff0f" + "29000068656c6c6f"
      })
  void aFrameOfZstdHasNoMemoryTakenForWhatItSays(String frame) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> decompress(RealLibrary.ZSTD_JNI, Bytes.ofHex(frame), 5))
        .withMessageContaining("too much memory");
  }

  @Test
  void aWindowOfEightMebibytesIsTaken() throws IOException {
    Bytes frame = Bytes.ofHex("28b52ffd" + "0068" + "29000068656c6c6f");
    assertThat(decompress(RealLibrary.ZSTD_JNI, frame, 5)).isEqualTo(Bytes.ofHex("68656c6c6f"));
  }

  @Test
  void framesThatFollowEachOtherAreOneMessage() throws IOException {
    Bytes twice = ZstdJni.HELLO.plus(ZstdJni.HELLO);
    assertThat(decompress(RealLibrary.ZSTD_JNI, twice, 10).length()).isEqualTo(10);
    refused(RealLibrary.ZSTD_JNI, twice, 5);
  }

  private static Bytes decompress(RealLibrary library, Bytes compressed, int length)
      throws IOException {
    return new CertificateCompressor(List.of(library.codec()))
        .decompress(library.algorithm(), compressed, length);
  }

  private static void refused(RealLibrary library, Bytes compressed, int length) {
    assertThatExceptionOfType(IOException.class)
        .as(compressed.length() + " bytes for " + length)
        .isThrownBy(() -> decompress(library, compressed, length));
  }
}
