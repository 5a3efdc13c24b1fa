// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MemoryBioTest {
  private final MemoryBio bio = new MemoryBio();

  @Test
  void whatIsWrittenIsReadInOrder() {
    write(bio, "one");
    write(bio, "two");
    assertThat(bio.pending()).isEqualTo(6);
    assertThat(bio.writePending()).isZero();
    assertThat(bio.toByteArray()).asString(US_ASCII).isEqualTo("onetwo");
    assertThat(read(bio, 4)).isEqualTo("onet");
    assertThat(read(bio, 4)).isEqualTo("wo");
    assertThat(bio.pending()).isZero();
    assertThat(bio.flush()).isTrue();
  }

  @Test
  void anEmptyReadIsARetryAndEofIsTrueAllTheSame() {
    assertThat(bio.read(new byte[1], 0, 1)).isEqualTo(-1);
    assertThat(bio.shouldRetry()).isTrue();
    assertThat(bio.shouldRead()).isTrue();
    assertThat(bio.eof()).isTrue();
    write(bio, "x");
    assertThat(bio.eof()).isFalse();
  }

  @Test
  void eofReturnZeroMakesAnEmptyReadTheEnd() {
    assertThat(bio.eofReturn(0)).isSameAs(bio);
    assertThat(bio.read(new byte[1], 0, 1)).isZero();
    assertThat(bio.shouldRetry()).isFalse();
    assertThat(bio.eof()).isTrue();
    write(bio, "more");
    assertThat(bio.eof()).isFalse();
    assertThat(read(bio, 10)).isEqualTo("more");
    assertThat(bio.read(new byte[1], 0, 1)).isZero();
  }

  @Test
  void eofReturnMinusOneMakesAnEmptyReadARetryAndNoEnd() {
    bio.eofReturn(0).eofReturn(-1);
    assertThat(bio.read(new byte[1], 0, 1)).isEqualTo(-1);
    assertThat(bio.shouldRetry()).isTrue();
    assertThat(bio.eof()).isFalse();
  }

  @Test
  void anEofReturnThatLooksLikeACountIsRefused() {
    assertThatThrownBy(() -> bio.eofReturn(7)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aReadOnlyBioGivesItsContentAndThenEnds() {
    byte[] content = "abc".getBytes(US_ASCII);
    MemoryBio fixed = MemoryBio.readOnly(content);
    content[0] = 'X';
    assertThat(fixed.eof()).isFalse();
    assertThat(read(fixed, 10)).isEqualTo("abc");
    assertThat(fixed.eof()).isTrue();
    assertThat(fixed.read(new byte[1], 0, 1)).isZero();
    assertThat(fixed.shouldRetry()).isFalse();
    fixed.reset();
    assertThat(read(fixed, 10)).isEqualTo("abc");
  }

  @Test
  void aReadOnlyBioRefusesWrites() {
    MemoryBio fixed = MemoryBio.readOnly("abc".getBytes(US_ASCII));
    assertThat(fixed.write(new byte[1], 0, 1)).isEqualTo(-1);
    assertThat(fixed.shouldRetry()).isFalse();
    assertThat(fixed.failure()).isPresent();
    assertThat(fixed.pending()).isEqualTo(3);
  }

  @Test
  void resetRewindsAReadOnlyBioAndEmptiesAnother() {
    MemoryBio fixed = MemoryBio.readOnly("abc".getBytes(US_ASCII));
    assertThat(read(fixed, 2)).isEqualTo("ab");
    assertThat(fixed.reset()).isTrue();
    assertThat(read(fixed, 3)).isEqualTo("abc");
    write(bio, "abc");
    assertThat(bio.reset()).isTrue();
    assertThat(bio.pending()).isZero();
  }

  @Test
  void aLineEndsWithItsNewline() {
    write(bio, "one\n\nthree");
    assertThat(readLine(bio, 10)).isEqualTo("one\n");
    assertThat(readLine(bio, 10)).isEqualTo("\n");
    assertThat(readLine(bio, 2)).isEqualTo("th");
    assertThat(readLine(bio, 10)).isEqualTo("ree");
    assertThat(bio.readLine(new byte[10], 0, 10)).isZero();
    assertThat(bio.shouldRetry()).isFalse();
  }

  @Test
  void writesNeverBlock() {
    byte[] megabyte = new byte[1 << 20];
    for (int i = 0; i < 5; i++) {
      assertThat(bio.write(megabyte, 0, megabyte.length)).isEqualTo(megabyte.length);
    }
    assertThat(bio.pending()).isEqualTo(5 << 20);
  }

  @Test
  void closingDropsTheContent() {
    write(bio, "abc");
    bio.close();
    assertThat(bio.pending()).isZero();
    assertThat(bio.read(new byte[1], 0, 1)).isEqualTo(-1);
    assertThat(bio.shouldRetry()).isFalse();
  }

  @Test
  void oneThreadMayReadWhileAnotherWrites() {
    int total = 1_000_000;
    CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> writeCounting(total));
    int seen = 0;
    byte[] b = new byte[777];
    while (seen < total) {
      int n = bio.read(b, 0, b.length);
      assertThat(n > 0 || bio.readFlags().shouldRead()).isTrue();
      for (int i = 0; i < n; i++) {
        assertThat(b[i]).isEqualTo((byte) seen++);
      }
    }
    writer.join();
    assertThat(bio.pending()).isZero();
  }

  private void writeCounting(int total) {
    byte[] b = new byte[1000];
    for (int sent = 0; sent < total; sent += b.length) {
      for (int i = 0; i < b.length; i++) {
        b[i] = (byte) (sent + i);
      }
      assertThat(bio.write(b, 0, b.length)).isEqualTo(b.length);
    }
  }

  private static void write(Bio bio, String text) {
    byte[] b = text.getBytes(US_ASCII);
    assertThat(bio.write(b, 0, b.length)).isEqualTo(b.length);
  }

  private static String read(Bio bio, int len) {
    byte[] b = new byte[len];
    return new String(b, 0, bio.read(b, 0, len), US_ASCII);
  }

  private static String readLine(MemoryBio bio, int len) {
    byte[] b = new byte[len];
    return new String(b, 0, bio.readLine(b, 0, len), US_ASCII);
  }
}
