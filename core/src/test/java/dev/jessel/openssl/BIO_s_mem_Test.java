// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.bio.Bio;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** BIO_s_mem(3), and what all BIOs have in common: lengths, chains, references. */
class BIO_s_mem_Test {
  private final byte[] buffer = new byte[100];
  private final Bio bio = BIO_new(BIO_s_mem());

  @BeforeEach
  void empty() {
    ERR_clear_error();
  }

  @Test
  @DisplayName(
      "IO-28: an empty one is to be read again, ends, or is to be read again without an end")
  void anEmptyOneIsToBeReadAgain() {
    assertThat(BIO_read(bio, buffer, 10)).isEqualTo(-1);
    assertThat(BIO_should_retry(bio)).isTrue();
    assertThat(BIO_eof(bio)).isEqualTo(1);
    assertThat(BIO_set_mem_eof_return(bio, 0)).isEqualTo(1);
    assertThat(BIO_read(bio, buffer, 10)).isZero();
    assertThat(BIO_should_retry(bio)).isFalse();
    assertThat(BIO_set_mem_eof_return(bio, -1)).isEqualTo(1);
    assertThat(BIO_read(bio, buffer, 10)).isEqualTo(-1);
    assertThat(BIO_eof(bio)).isZero();
    assertThat(BIO_set_mem_eof_return(bio, 7)).isZero();
    ERR_clear_error();
  }

  @Test
  void linesAndTextsGoThrough() {
    assertThat(BIO_puts(bio, "one\ntwo")).isEqualTo(7);
    assertThat(BIO_gets(bio, buffer, 100)).isEqualTo(4);
    assertThat(BIO_pending(bio)).isEqualTo(3);
    assertThat(BIO_get_mem_data(bio)).isEqualTo("two".getBytes(StandardCharsets.US_ASCII));
    assertThat(BIO_reset(bio)).isEqualTo(1);
    assertThat(BIO_ctrl_pending(bio)).isZero();
    assertThat(BIO_number_written(bio)).isEqualTo(7);
    assertThat(BIO_number_read(bio)).isEqualTo(4);
  }

  @Test
  void aReadOnlyOneEndsAndRefusesWrites() {
    Bio text = BIO_new_mem_buf("abc");
    assertThat(BIO_write(text, buffer, 1)).isEqualTo(-1);
    assertThat(reason()).isEqualTo("write to read only BIO");
    int[] count = {9};
    assertThat(BIO_read_ex(text, buffer, 10, count)).isEqualTo(1);
    assertThat(count[0]).isEqualTo(3);
    assertThat(BIO_read_ex(text, buffer, 10, count)).isZero();
    assertThat(BIO_reset(text)).isEqualTo(1);
    assertThat(BIO_pending(text)).isEqualTo(3);
    assertThat(BIO_pending(BIO_new_mem_buf(new byte[] {1, 2, 3}, 2))).isEqualTo(2);
  }

  @Test
  void emptyReadsAndWritesDoNothing() {
    int[] count = {9};
    assertThat(BIO_write(bio, buffer, 0)).isZero();
    assertThat(BIO_write_ex(bio, buffer, 0, count)).isEqualTo(1);
    assertThat(count[0]).isZero();
    assertThat(BIO_read(bio, buffer, 0)).isZero();
    assertThat(BIO_read(null, buffer, 1)).isEqualTo(-1);
    assertThat(BIO_write(null, buffer, 1)).isZero();
  }

  @Test
  void aBufferHoldsBackUntilItIsFlushed() {
    Bio memory = BIO_new(BIO_s_mem());
    Bio chain = BIO_push(BIO_new(BIO_f_buffer()), memory);
    assertThat(BIO_next(chain)).isSameAs(memory);
    BIO_puts(chain, "held back");
    assertThat(BIO_pending(memory)).isZero();
    assertThat(BIO_wpending(chain)).isEqualTo(9);
    assertThat(BIO_flush(chain)).isEqualTo(1);
    assertThat(BIO_pending(memory)).isEqualTo(9);
    assertThat(BIO_pop(chain)).isSameAs(memory);
  }

  @Test
  void aSharedOneOutlivesItsFirstOwner() {
    BIO_puts(bio, "x");
    BIO_up_ref(bio);
    BIO_free(bio);
    assertThat(BIO_read(bio, buffer, 1)).isEqualTo(1);
    BIO_free(bio);
    assertThat(BIO_write(bio, buffer, 1)).isEqualTo(-1);
    assertThat(BIO_free(null)).isZero();
    ERR_clear_error();
  }

  @Test
  void theNullBioTakesEverything() {
    Bio sink = BIO_new(BIO_s_null());
    assertThat(BIO_puts(sink, "gone")).isEqualTo(4);
    assertThat(BIO_read(sink, buffer, 1)).isZero();
  }

  private String read() {
    int n = BIO_read(bio, buffer, 16);
    return new String(buffer, 0, Math.max(n, 0), StandardCharsets.US_ASCII);
  }

  @Test
  void contentCanBeSetAndReadOnly() {
    BUF_MEM content = new BUF_MEM("BIO test\n".getBytes(StandardCharsets.US_ASCII));
    assertThat(BIO_set_mem_buf(bio, content, BIO_NOCLOSE)).isEqualTo(1);
    BIO_set_flags(bio, BIO_FLAGS_MEM_RDONLY);
    assertThat(BIO_test_flags(bio, BIO_FLAGS_MEM_RDONLY)).isEqualTo(BIO_FLAGS_MEM_RDONLY);
    assertThat(read()).isEqualTo("BIO test\n");
    assertThat(BIO_write(bio, buffer, 1)).isEqualTo(-1);
    assertThat(reason()).isEqualTo("write to read only BIO");
    assertThat(BIO_reset(bio)).isEqualTo(1);
    assertThat(read()).isEqualTo("BIO test\n");
  }

  @Test
  void contentOutlivesTheBio() {
    BIO_puts(bio, "Hello World\n");
    BUF_MEM[] content = new BUF_MEM[1];
    assertThat(BIO_get_mem_ptr(bio, content)).isEqualTo(1);
    assertThat(BIO_set_close(bio, BIO_NOCLOSE)).isEqualTo(1);
    assertThat(BIO_get_close(bio)).isEqualTo(BIO_NOCLOSE);
    BIO_free(bio);
    assertThat(content[0].length).isEqualTo(12);
    assertThat(content[0].data).isEqualTo("Hello World\n".getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void aReadOnlyOneRewindsAndWhatWasReadOfItCanBePassedOn() {
    Bio first = BIO_new_mem_buf("Hello World\n");
    assertThat(BIO_read(first, buffer, 5)).isEqualTo(5);
    BUF_MEM[] rest = new BUF_MEM[1];
    BIO_get_mem_ptr(first, rest);
    BIO_set_mem_buf(bio, rest[0], BIO_CLOSE);
    BIO_set_flags(bio, BIO_FLAGS_MEM_RDONLY);
    assertThat(read()).isEqualTo(" World\n");
    BIO_reset(bio);
    assertThat(read()).isEqualTo(" World\n");
    assertThat(BIO_reset(first)).isEqualTo(1);
    assertThat(BIO_pending(first)).isEqualTo(12);
  }

  @Test
  void aReadOnlyOneCanBeWrittenAgain() {
    BIO_puts(bio, "Hello World\n");
    BIO_set_flags(bio, BIO_FLAGS_MEM_RDONLY);
    assertThat(read()).isEqualTo("Hello World\n");
    BIO_reset(bio);
    BIO_clear_flags(bio, BIO_FLAGS_MEM_RDONLY);
    assertThat(BIO_puts(bio, "Hi!\n")).isEqualTo(4);
    assertThat(read()).isEqualTo("Hello World\nHi!\n");
  }

  @Test
  void aResetKeepsTheContentWhenItIsTold() {
    BIO_puts(bio, "Hello World\n");
    BIO_set_flags(bio, BIO_FLAGS_NONCLEAR_RST);
    assertThat(read()).isEqualTo("Hello World\n");
    assertThat(BIO_reset(bio)).isEqualTo(1);
    assertThat(read()).isEqualTo("Hello World\n");
    BIO_clear_flags(bio, BIO_FLAGS_NONCLEAR_RST);
    assertThat(BIO_reset(bio)).isEqualTo(1);
    assertThat(read()).isEmpty();
  }

  @Test
  void aPlaceCanBeSoughtOut() {
    Bio text = BIO_new_mem_buf("hello");
    assertThat(BIO_tell(text)).isZero();
    assertThat(BIO_seek(text, 3)).isEqualTo(3);
    assertThat(BIO_tell(text)).isEqualTo(3);
    assertThat(BIO_seek(text, 0)).isZero();
    assertThat(BIO_seek(text, 6)).isEqualTo(-1);
    assertThat(BIO_read(text, buffer, 10)).isEqualTo(5);
    assertThat(BIO_new_mem_buf(null, 1)).isNull();
    assertThat(reason()).isEqualTo("passed a null parameter");
    assertThat(BIO_method_name(BIO_new(BIO_s_secmem()))).isEqualTo("secure memory buffer");
    assertThat(BIO_get_mem_data(text, new byte[1][])).isZero();
  }
}
