// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.bio.Bio;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** BIO_f_prefix(3) and BIO_f_linebuffer: filters for lines that are written. */
class BIO_f_prefix_Test {
  private final Bio memory = BIO_new(BIO_s_mem());

  private String written() {
    return new String(BIO_get_mem_data(memory), StandardCharsets.US_ASCII);
  }

  @Test
  void eachLineBeginsWithThePrefixAndTheBlanks() {
    Bio chain = BIO_push(BIO_new(BIO_f_prefix()), memory);
    assertThat(BIO_puts(chain, "plain\n")).isEqualTo(6);
    assertThat(BIO_set_prefix(chain, "> ")).isEqualTo(1);
    assertThat(BIO_set_indent(chain, 2)).isEqualTo(1);
    assertThat(BIO_get_indent(chain)).isEqualTo(2);
    assertThat(BIO_set_indent(chain, -1)).isZero();
    assertThat(BIO_set_indent(chain, 2)).isEqualTo(1);
    assertThat(BIO_puts(chain, "a\n\nb")).isEqualTo(4);
    assertThat(BIO_puts(chain, "c\n")).isEqualTo(2);
    BIO_set_prefix(chain, null);
    BIO_set_indent(chain, 0);
    BIO_puts(chain, "end");
    assertThat(written()).isEqualTo("plain\n>   a\n>   \n>   bc\nend");
  }

  @Test
  void aBlockedPrefixIsWrittenOnce() {
    Bio[] near = new Bio[1];
    Bio[] far = new Bio[1];
    BIO_new_bio_pair(near, 3, far, 0);
    Bio chain = BIO_push(BIO_new(BIO_f_prefix()), near[0]);
    BIO_set_prefix(chain, "12345");
    byte[] line = {'x', '\n'};
    StringBuilder all = new StringBuilder();
    byte[] out = new byte[10];
    int taken = 0;
    for (int i = 0; i < 10; i++) {
      byte[] rest = Arrays.copyOfRange(line, taken, 2);
      int n = BIO_write(chain, rest, rest.length);
      assertThat(n > 0 || rest.length == 0 || BIO_should_write(chain)).isTrue();
      taken += Math.max(n, 0);
      int got = BIO_read(far[0], out, 10);
      all.append(new String(out, 0, Math.max(got, 0), StandardCharsets.US_ASCII));
    }
    assertThat(all).hasToString("12345x\n");
  }

  @Test
  void wholeLinesLeaveAtOnceAndTheRestWithTheFlush() {
    Bio chain = BIO_push(BIO_new(BIO_f_linebuffer()), memory);
    assertThat(BIO_puts(chain, "one\ntwo")).isEqualTo(7);
    assertThat(written()).isEqualTo("one\n");
    assertThat(BIO_wpending(chain)).isEqualTo(3);
    BIO_puts(chain, "!\n");
    assertThat(written()).isEqualTo("one\ntwo!\n");
    BIO_puts(chain, "three");
    assertThat(BIO_flush(chain)).isEqualTo(1);
    assertThat(written()).isEqualTo("one\ntwo!\nthree");
    BIO_gets(chain, new byte[9], 9);
    assertThat(written()).isEqualTo("two!\nthree");
  }

  @Test
  void aLineThatIsBlockedLeavesLater() {
    Bio[] near = new Bio[1];
    Bio[] far = new Bio[1];
    BIO_new_bio_pair(near, 3, far, 0);
    Bio chain = BIO_push(BIO_new(BIO_f_linebuffer()), near[0]);
    assertThat(BIO_puts(chain, "abcd\n")).isEqualTo(5);
    assertThat(BIO_wpending(chain)).isEqualTo(2);
    byte[] out = new byte[10];
    assertThat(BIO_read(far[0], out, 10)).isEqualTo(3);
    assertThat(BIO_flush(chain)).isEqualTo(1);
    assertThat(BIO_read(far[0], out, 10)).isEqualTo(2);
  }
}
