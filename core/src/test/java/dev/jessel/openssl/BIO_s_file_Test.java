// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.bio.Bio;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** BIO_s_file(3): files, their modes, and places in them. */
class BIO_s_file_Test {
  @TempDir Path directory;
  private final byte[] buffer = new byte[100];
  private String name;

  @BeforeEach
  void write() throws IOException {
    ERR_clear_error();
    name = directory.resolve("file").toString();
    Files.writeString(Path.of(name), "one\ntwo\nthree");
  }

  private String content() throws IOException {
    return Files.readString(Path.of(name));
  }

  private String text(int length) {
    return new String(buffer, 0, length, StandardCharsets.US_ASCII);
  }

  @Test
  void linesAndPlacesInAFileThatIsRead() {
    Bio bio = BIO_new_file(name, "r");
    assertThat(BIO_gets(bio, buffer, 100)).isEqualTo(4);
    assertThat(BIO_tell(bio)).isEqualTo(4);
    assertThat(BIO_gets(bio, buffer, 3)).isEqualTo(2);
    assertThat(text(3)).isEqualTo("tw\0");
    assertThat(BIO_eof(bio)).isZero();
    assertThat(BIO_seek(bio, 8)).isZero();
    assertThat(BIO_read(bio, buffer, 100)).isEqualTo(5);
    assertThat(text(5)).isEqualTo("three");
    assertThat(BIO_eof(bio)).as("the read met the end").isEqualTo(1);
    assertThat(BIO_read(bio, buffer, 100)).isZero();
    assertThat(BIO_should_retry(bio)).isFalse();
    assertThat(BIO_gets(bio, buffer, 100)).isZero();
    assertThat(BIO_reset(bio)).as("0 is success for files").isZero();
    assertThat(BIO_eof(bio)).isZero();
    assertThat(BIO_seek(bio, -1)).isEqualTo(-1);
    assertThat(BIO_write(bio, buffer, 1)).isEqualTo(-1);
    assertThat(reason()).isEqualTo("Bad file descriptor");
    assertThat(BIO_free(bio)).isEqualTo(1);
  }

  @Test
  void eachModeWritesWhereItSays() throws IOException {
    Bio append = BIO_new_file(name, "a");
    BIO_puts(append, "!");
    BIO_free(append);
    assertThat(content()).isEqualTo("one\ntwo\nthree!");
    Bio both = BIO_new_file(name, "r+b");
    BIO_puts(both, "ONE");
    assertThat(BIO_gets(both, buffer, 100)).isEqualTo(1);
    assertThat(BIO_gets(both, buffer, 100)).isEqualTo(4);
    assertThat(text(3)).isEqualTo("two");
    BIO_free(both);
    Bio appendAndRead = BIO_new_file(name, "a+");
    assertThat(BIO_gets(appendAndRead, buffer, 100)).isEqualTo(4);
    BIO_puts(appendAndRead, "?");
    assertThat(BIO_read(appendAndRead, buffer, 1)).isZero();
    BIO_free(appendAndRead);
    assertThat(content()).isEqualTo("ONE\ntwo\nthree!?");
    Bio fresh = BIO_new_file(name, "w+");
    assertThat(BIO_read(fresh, buffer, 1)).isZero();
    BIO_puts(fresh, "new");
    assertThat(BIO_flush(fresh)).isEqualTo(1);
    BIO_free(fresh);
    assertThat(content()).isEqualTo("new");
    assertThat(BIO_new_file(name, "wx")).isNull();
    assertThat(reason()).isEqualTo("File exists");
  }

  @Test
  void aFileThatCannotBeOpenedSaysWhy() {
    assertThat(BIO_new_file(directory.resolve("none").toString(), "r")).isNull();
    assertThat(ERR_peek_error_data()).startsWith("calling fopen(").endsWith(", r)");
    assertThat(ERR_reason_error_string(ERR_get_error())).isEqualTo("No such file or directory");
    assertThat(ERR_GET_REASON(ERR_get_error())).isEqualTo(BIO_R_NO_SUCH_FILE);
    assertThat(BIO_new_file(name, "q")).isNull();
    assertThat(ERR_reason_error_string(ERR_get_error())).isEqualTo("Invalid argument");
    assertThat(ERR_GET_REASON(ERR_get_error())).isEqualTo(ERR_R_SYS_LIB);
    Bio folder = BIO_new_file(directory.toString(), "r");
    assertThat(BIO_read(folder, buffer, 1)).isEqualTo(-1);
    assertThat(ERR_reason_error_string(ERR_get_error())).isEqualTo("Is a directory");
    assertThat(ERR_GET_REASON(ERR_get_error())).isEqualTo(ERR_R_SYS_LIB);
  }

  @Test
  void oneBioOpensOneFileAfterTheOther() throws IOException {
    Bio bio = BIO_new(BIO_s_file());
    assertThat(BIO_get_init(bio)).isZero();
    assertThat(BIO_read(bio, buffer, 1)).isEqualTo(-1);
    assertThat(reason()).isEqualTo("uninitialized");
    assertThat(BIO_read_filename(bio, name)).isEqualTo(1);
    assertThat(BIO_get_init(bio)).isEqualTo(1);
    assertThat(BIO_read(bio, buffer, 3)).isEqualTo(3);
    assertThat(BIO_append_filename(bio, name)).isEqualTo(1);
    BIO_puts(bio, "+");
    assertThat(BIO_rw_filename(bio, name)).isEqualTo(1);
    BIO_puts(bio, "O");
    assertThat(BIO_read(bio, buffer, 100)).isEqualTo(13);
    assertThat(content()).isEqualTo("One\ntwo\nthree+");
    assertThat(BIO_write_filename(bio, name)).isEqualTo(1);
    assertThat(content()).isEmpty();
    assertThat(BIO_read_filename(bio, directory.resolve("none").toString())).isZero();
    assertThat(ERR_GET_REASON(ERR_peek_last_error())).isEqualTo(ERR_R_SYS_LIB);
    assertThat(BIO_ctrl(bio, BIO_C_SET_FILENAME, BIO_CLOSE, name)).isZero();
    assertThat(ERR_GET_REASON(ERR_peek_last_error())).isEqualTo(BIO_R_BAD_FOPEN_MODE);
    ERR_clear_error();
  }

  @Test
  void anOpenFileIsClosedOnlyIfTheBioOwnsIt() throws IOException {
    try (FileChannel file = FileChannel.open(Path.of(name))) {
      Bio bio = BIO_new(BIO_s_file());
      assertThat(BIO_set_fp(bio, file, BIO_NOCLOSE)).isEqualTo(1);
      FileChannel[] same = new FileChannel[1];
      assertThat(BIO_get_fp(bio, same)).isEqualTo(1);
      assertThat(same[0]).isSameAs(file);
      BIO_free(bio);
      assertThat(file.isOpen()).isTrue();
      BIO_free(BIO_new_fp(file, BIO_CLOSE));
      assertThat(file.isOpen()).isFalse();
    }
  }

  @Test
  void streamsAreFilesToo() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(BIO_puts(BIO_new_fp(out, BIO_NOCLOSE), "text")).isEqualTo(4);
    assertThat(out).hasToString("text");
    Bio in = BIO_new_fp(new ByteArrayInputStream(new byte[] {1, 2}), BIO_NOCLOSE);
    assertThat(BIO_read(in, buffer, 10)).isEqualTo(2);
    assertThat(BIO_read(in, buffer, 10)).isZero();
  }
}
