// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.bio.Bio;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** BIO_f_readbuffer(3): going back in what cannot. */
class BIO_f_readbuffer_Test {
  @TempDir Path directory;
  private final byte[] buffer = new byte[255];
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = directory.resolve("lines");
    Files.writeString(file, "first line\n\nthird\0line\n" + "x".repeat(600) + "\nlast");
  }

  private Bio open() {
    return BIO_push(BIO_new(BIO_f_readbuffer()), BIO_new_file(file.toString(), "r"));
  }

  /** How many lines are read before going back to the start: none, a few, all. */
  @ParameterizedTest
  @ValueSource(ints = {0, 4, 1000})
  void allIsReadAgainAfterGoingBack(int lines) throws IOException {
    Bio chain = open();
    assertThat(BIO_tell(chain)).isZero();
    for (int i = 0; i < lines && BIO_eof(chain) == 0; i++) {
      int n = BIO_gets(chain, buffer, 255);
      assertThat(n).isBetween(0, 254);
      assertThat(buffer[n]).isZero();
    }
    assertThat(BIO_seek(chain, 0)).isEqualTo(1);
    assertThat(readAll(chain, 8)).isEqualTo(Files.readString(file));
    BIO_free_all(chain);
  }

  private String readAll(Bio chain, int first) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int length = first;
    int[] count = new int[1];
    while (BIO_eof(chain) == 0 && BIO_read_ex(chain, buffer, length, count) == 1) {
      all.write(buffer, 0, count[0]);
      length = buffer.length;
    }
    return all.toString(StandardCharsets.US_ASCII);
  }

  @Test
  void onlyWhatWasReadCanBeSoughtOut() {
    Bio chain = open();
    assertThat(BIO_read(chain, buffer, 10)).isEqualTo(10);
    assertThat(BIO_tell(chain)).isEqualTo(10);
    assertThat(BIO_seek(chain, 11)).isZero();
    assertThat(BIO_seek(chain, -1)).isZero();
    assertThat(BIO_seek(chain, 6)).isEqualTo(1);
    assertThat(BIO_pending(chain)).isEqualTo(4);
    assertThat(BIO_eof(chain)).isZero();
    assertThat(BIO_read(chain, buffer, 4)).isEqualTo(4);
    assertThat(new String(buffer, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("line");
    assertThat(BIO_reset(chain)).isEqualTo(1);
    assertThat(BIO_tell(chain)).isZero();
    BIO_free_all(chain);
  }

  @Test
  void itCannotBeWrittenTo() {
    Bio chain = BIO_push(BIO_new(BIO_f_readbuffer()), BIO_new(BIO_s_mem()));
    assertThat(BIO_write(chain, buffer, 1)).isNotPositive();
    assertThat(BIO_puts(chain, "x")).isNotPositive();
    assertThat(BIO_flush(chain)).isEqualTo(1);
    ERR_clear_error();
  }

  @Test
  void aBlockedLineIsARetryAndLosesNothing() {
    Bio[] near = new Bio[1];
    Bio[] far = new Bio[1];
    BIO_new_bio_pair(near, 0, far, 0);
    Bio chain = BIO_push(BIO_new(BIO_f_readbuffer()), near[0]);
    assertThat(BIO_gets(chain, buffer, 100)).isEqualTo(-1);
    assertThat(BIO_should_read(chain)).isTrue();
    BIO_puts(far[0], "ab");
    assertThat(BIO_gets(chain, buffer, 100)).isEqualTo(2);
    BIO_puts(far[0], "c\nd");
    assertThat(BIO_gets(chain, buffer, 100)).isEqualTo(2);
    assertThat(BIO_pending(near[0])).as("no more is taken than the line").isEqualTo(1);
    BIO_seek(chain, 0);
    assertThat(BIO_gets(chain, buffer, 100)).isEqualTo(4);
  }
}
