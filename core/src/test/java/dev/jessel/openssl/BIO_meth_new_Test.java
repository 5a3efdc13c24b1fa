// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.bio.Bio;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** BIO_meth_new(3): kinds of one's own, function by function. */
class BIO_meth_new_Test {
  private static final int ENDS = 0x1000;
  private final byte[] buffer = new byte[16];
  private final int[] count = {9};

  @BeforeEach
  void empty() {
    ERR_clear_error();
  }

  private static int create(Bio bio) {
    BIO_set_init(bio, 1);
    return 1;
  }

  private static BIO_METHOD readOnly(String name, BIO_ctrl_fn ctrl) {
    BIO_METHOD method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, name);
    BIO_meth_set_create(method, BIO_meth_new_Test::create);
    BIO_meth_set_ctrl(method, ctrl);
    return method;
  }

  private void check(BIO_METHOD method, int flag, int read, int eof) {
    Bio bio = BIO_new(method);
    BIO_set_flags(bio, flag);
    assertThat(BIO_read(bio, buffer, 1)).isEqualTo(read);
    assertThat(BIO_eof(bio)).isEqualTo(eof);
    assertThat(BIO_read_ex(bio, buffer, 1, count)).isZero();
    assertThat(BIO_eof(bio)).isEqualTo(eof);
    BIO_free(bio);
  }

  @Test
  @DisplayName("IO-29: a 0 from an old read is the end, where nobody answers for the end")
  void anOldReadWithoutAnEnd() {
    BIO_METHOD method = readOnly("old, no end", (b, cmd, num, ptr) -> 0);
    BIO_meth_set_read(method, (b, data, len) -> BIO_test_flags(b, ENDS) != 0 ? 0 : -1);
    check(method, ENDS, 0, 1);
    check(method, 0, -1, 0);
  }

  @Test
  @DisplayName("IO-29: what answers for the end is asked after an old read, too")
  void anOldReadWithAnEnd() {
    BIO_METHOD method = readOnly("old", (b, cmd, num, ptr) -> cmd == BIO_CTRL_EOF ? 1 : 0);
    BIO_meth_set_read(method, (b, data, len) -> BIO_test_flags(b, ENDS) != 0 ? 0 : -1);
    check(method, ENDS, 0, 1);
    check(method, 0, -1, 1);
  }

  @Test
  @DisplayName("IO-29: a 0 from read_ex is an error, unless what answers for the end says yes")
  void aNewReadIsAnErrorUnlessItEnds() {
    BIO_METHOD method =
        readOnly(
            "new",
            (b, cmd, num, ptr) -> cmd == BIO_CTRL_EOF && BIO_test_flags(b, ENDS) != 0 ? 1 : 0);
    BIO_meth_set_read_ex(method, (b, data, len, readbytes) -> 0);
    check(method, ENDS, 0, 1);
    check(method, 0, -1, 0);
  }

  @Test
  void allFunctionsAreCalled() {
    int[] destroyed = new int[1];
    BIO_METHOD method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "mine");
    StringBuilder taken = new StringBuilder();
    BIO_meth_set_create(
        method,
        b -> {
          BIO_set_data(b, taken);
          BIO_set_init(b, 1);
          BIO_set_shutdown(b, 1);
          return 1;
        });
    BIO_meth_set_destroy(method, b -> destroyed[0]++);
    BIO_meth_set_write_ex(
        method,
        (b, data, len, written) -> {
          ((StringBuilder) BIO_get_data(b)).append(ascii(data, len));
          written[0] = len;
          return 1;
        });
    BIO_meth_set_read_ex(
        method,
        (b, data, len, readbytes) -> {
          data[0] = 'r';
          readbytes[0] = 1;
          return 1;
        });
    BIO_meth_set_puts(
        method,
        (b, text) -> {
          taken.append('<').append(text).append('>');
          return text.length();
        });
    BIO_meth_set_gets(
        method,
        (b, buf, size) -> {
          buf[0] = 'g';
          buf[1] = 0;
          return 1;
        });
    BIO_meth_set_ctrl(method, (b, cmd, num, ptr) -> cmd == BIO_CTRL_PENDING ? 7 : num);
    BIO_meth_set_callback_ctrl(method, (b, cmd, fp) -> fp.info(b, 1, 2));

    Bio bio = BIO_new(method);
    assertThat(BIO_write_ex(bio, "abc".getBytes(StandardCharsets.US_ASCII), 2, count)).isEqualTo(1);
    assertThat(count[0]).isEqualTo(2);
    assertThat(BIO_puts(bio, "xyz")).isEqualTo(3);
    assertThat(taken).hasToString("ab<xyz>");
    assertThat(BIO_number_written(bio)).isEqualTo(5);
    assertThat(BIO_read(bio, buffer, 16)).isEqualTo(1);
    assertThat(BIO_gets(bio, buffer, 16)).isEqualTo(1);
    assertThat(buffer[0]).isEqualTo((byte) 'g');
    assertThat(BIO_pending(bio)).isEqualTo(7);
    assertThat(BIO_ctrl(bio, 1000, 42, null)).isEqualTo(42);
    assertThat(BIO_set_info_callback(bio, (b, state, res) -> state + res)).isEqualTo(3);
    assertThat(BIO_method_name(bio)).isEqualTo("mine");
    assertThat(BIO_method_type(bio) & BIO_TYPE_MASK).isGreaterThan(BIO_TYPE_START);
    BIO_free(bio);
    assertThat(destroyed[0]).isEqualTo(1);
    BIO_meth_free(method);
  }

  @Test
  void theFunctionsCanBeAskedFor() {
    BIO_METHOD method = BIO_meth_new(BIO_TYPE_SOURCE_SINK, "empty");
    assertThat(BIO_meth_get_read(method)).isNull();
    assertThat(BIO_meth_get_read_ex(method)).isNull();
    assertThat(BIO_meth_get_write(method)).isNull();
    assertThat(BIO_meth_get_write_ex(method)).isNull();
    BIO_read_fn read = (b, data, len) -> 0;
    BIO_write_fn write = (b, data, len) -> len;
    BIO_puts_fn puts = (b, text) -> 0;
    BIO_gets_fn gets = (b, buf, size) -> 0;
    BIO_ctrl_fn ctrl = (b, cmd, num, ptr) -> 0;
    BIO_lifecycle_fn life = b -> 1;
    BIO_callback_ctrl_fn callback = (b, cmd, fp) -> 0;
    assertThat(BIO_meth_set_read(method, read)).isEqualTo(1);
    assertThat(BIO_meth_set_write(method, write)).isEqualTo(1);
    BIO_meth_set_puts(method, puts);
    BIO_meth_set_gets(method, gets);
    BIO_meth_set_ctrl(method, ctrl);
    BIO_meth_set_create(method, life);
    BIO_meth_set_destroy(method, life);
    BIO_meth_set_callback_ctrl(method, callback);
    assertThat(BIO_meth_get_read(method)).isSameAs(read);
    assertThat(BIO_meth_get_write(method)).isSameAs(write);
    assertThat(BIO_meth_get_puts(method)).isSameAs(puts);
    assertThat(BIO_meth_get_gets(method)).isSameAs(gets);
    assertThat(BIO_meth_get_ctrl(method)).isSameAs(ctrl);
    assertThat(BIO_meth_get_create(method)).isSameAs(life);
    assertThat(BIO_meth_get_destroy(method)).isSameAs(life);
    assertThat(BIO_meth_get_callback_ctrl(method)).isSameAs(callback);
  }

  @Test
  void whatAKindHasNoFunctionForIsUnsupported() {
    Bio bio = BIO_new(BIO_meth_new(BIO_TYPE_SOURCE_SINK, "empty"));
    assertThat(BIO_read(bio, buffer, 1)).isEqualTo(-2);
    assertThat(reason()).isEqualTo("unsupported method");
    assertThat(BIO_write(bio, buffer, 1)).isEqualTo(-2);
    assertThat(BIO_puts(bio, "x")).isEqualTo(-2);
    assertThat(BIO_gets(bio, buffer, 1)).isEqualTo(-2);
    assertThat(BIO_ctrl(bio, BIO_CTRL_EOF, 0, null)).isEqualTo(-2);
    ERR_clear_error();
    assertThat(BIO_callback_ctrl(bio, BIO_CTRL_SET_CALLBACK, null)).isEqualTo(-2);
    assertThat(reason()).isEqualTo("unsupported method");
  }

  @Test
  void nothingWorksBeforeItIsInitialised() {
    BIO_METHOD method = BIO_meth_new(BIO_TYPE_SOURCE_SINK, "later");
    BIO_meth_set_create(method, b -> 1);
    BIO_meth_set_write(method, (b, data, len) -> len);
    Bio bio = BIO_new(method);
    assertThat(BIO_get_init(bio)).isZero();
    assertThat(BIO_write(bio, buffer, 1)).isEqualTo(-1);
    assertThat(reason()).isEqualTo("uninitialized");
    BIO_set_init(bio, 1);
    assertThat(BIO_write(bio, buffer, 1)).isEqualTo(1);
    BIO_meth_set_create(method, b -> 0);
    assertThat(BIO_new(method)).isNull();
    assertThat(reason()).isEqualTo("init fail");
  }

  @Test
  void aSourceSaysWhetherToTryAgain() {
    BIO_METHOD method = readOnly("later", (b, cmd, num, ptr) -> 0);
    BIO_meth_set_read(
        method,
        (b, data, len) -> {
          BIO_clear_retry_flags(b);
          BIO_set_retry_special(b);
          BIO_set_retry_reason(b, BIO_RR_CONNECT);
          return -1;
        });
    Bio bio = BIO_new(method);
    assertThat(BIO_read(bio, buffer, 1)).isEqualTo(-1);
    assertThat(BIO_should_io_special(bio)).isTrue();
    assertThat(BIO_should_retry(bio)).isTrue();
    int[] why = new int[1];
    assertThat(BIO_get_retry_BIO(bio, why)).isSameAs(bio);
    assertThat(why[0]).isEqualTo(BIO_RR_CONNECT);
    assertThat(reason()).isEqualTo("-");
  }

  @Test
  void aFilterPassesOnWhatIsBehindIt() {
    BIO_METHOD method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_FILTER, "upper");
    BIO_meth_set_write(
        method,
        (b, data, len) -> {
          byte[] upper =
              ascii(data, len).toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
          int n = BIO_write(BIO_next(b), upper, len);
          BIO_copy_next_retry(b);
          return n;
        });
    BIO_meth_set_ctrl(method, (b, cmd, num, ptr) -> BIO_ctrl(BIO_next(b), cmd, num, ptr));
    Bio[] a = new Bio[1];
    Bio[] far = new Bio[1];
    BIO_new_bio_pair(a, 4, far, 0);
    Bio chain = BIO_push(BIO_new(method), a[0]);
    assertThat(BIO_write(chain, "abc".getBytes(StandardCharsets.US_ASCII), 3)).isEqualTo(3);
    assertThat(BIO_read(far[0], buffer, 2)).isEqualTo(2);
    assertThat(ascii(buffer, 2)).isEqualTo("AB");
    assertThat(BIO_write(chain, new byte[9], 9)).isEqualTo(3);
    assertThat(BIO_write(chain, new byte[1], 1)).isEqualTo(-1);
    assertThat(BIO_should_write(chain)).isTrue();
    assertThat(BIO_wpending(chain)).isEqualTo(4);
    BIO_free_all(chain);
  }

  @Test
  void aConnectionRunsOverAKindOfItsOwn() {
    Endpoints ends = Endpoints.overPair();
    BIO_METHOD method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_FILTER, "mine");
    BIO_meth_set_read_ex(
        method,
        (b, data, len, n) -> {
          int done = BIO_read_ex(BIO_next(b), data, len, n);
          BIO_copy_next_retry(b);
          return done;
        });
    BIO_meth_set_write(
        method,
        (b, data, len) -> {
          int n = BIO_write(BIO_next(b), data, len);
          BIO_copy_next_retry(b);
          return n;
        });
    BIO_meth_set_ctrl(method, (b, cmd, num, ptr) -> BIO_ctrl(BIO_next(b), cmd, num, ptr));
    ends.make();
    BIO_up_ref(ends.clientBio);
    Bio mine = BIO_push(BIO_new(method), ends.clientBio);
    SSL_set_bio(ends.client, mine, mine);
    ends.shakeOnly();
    assertThat(SSL_write(ends.client, Endpoints.DATA, 5000)).isEqualTo(5000);
    assertThat(Endpoints.drain(ends.server)).isEqualTo(5000);
  }

  private static String ascii(byte[] bytes, int len) {
    return new String(bytes, 0, len, StandardCharsets.US_ASCII);
  }

  @Test
  void functionsForLinesAndTextsMayUseTheBioItself() {
    BIO_METHOD method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "recursive");
    BIO_meth_set_read(method, (b, data, len) -> fill(data, Math.min(len, 2)));
    BIO_meth_set_gets(method, (b, buf, size) -> BIO_read(b, buf, size));
    BIO_meth_set_write(method, (b, data, len) -> len);
    BIO_meth_set_puts(
        method, (b, text) -> BIO_write(b, text.getBytes(StandardCharsets.US_ASCII), text.length()));
    Bio bio = BIO_new(method);
    assertThat(BIO_gets(bio, buffer, 16)).isEqualTo(2);
    assertThat(BIO_puts(bio, "abc")).isEqualTo(3);
    assertThat(BIO_read(bio, buffer, 1)).as("a read again, not a line").isEqualTo(1);
    assertThat(BIO_write(bio, buffer, 4)).isEqualTo(4);
  }

  @Test
  void countsThatCannotBeAreNotBelieved() {
    for (int lie : new int[] {5_000, 100_000, Integer.MAX_VALUE}) {
      BIO_METHOD method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "liar");
      BIO_meth_set_read(method, (b, data, len) -> lie);
      BIO_meth_set_gets(method, (b, data, len) -> lie);
      BIO_meth_set_write_ex(
          method,
          (b, data, len, written) -> {
            written[0] = lie;
            return 1;
          });
      BIO_meth_set_puts(method, (b, text) -> lie);
      Bio bio = BIO_new(method);
      assertThat(BIO_read(bio, buffer, 10)).isEqualTo(-1);
      assertThat(BIO_gets(bio, buffer, 10)).isEqualTo(-1);
      assertThat(BIO_write(bio, buffer, 10)).isEqualTo(-1);
      assertThat(BIO_puts(bio, "abc")).isEqualTo(-1);
      assertThat(BIO_should_retry(bio)).isFalse();
      assertThat(BIO_number_read(bio) + BIO_number_written(bio)).isZero();
      Bio chain = BIO_push(BIO_new(BIO_f_buffer()), bio);
      assertThat(BIO_read(chain, buffer, 10)).isEqualTo(-1);
      assertThat(BIO_write(chain, buffer, 10)).isEqualTo(10);
      assertThat(BIO_flush(chain)).isLessThanOrEqualTo(0);
      BIO_free_all(chain);
    }
  }

  @Test
  void aConnectionOverALiarFails() {
    for (int lie : new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE, 100_000}) {
      BIO_METHOD method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "liar");
      BIO_meth_set_read(method, (b, data, len) -> lie);
      BIO_meth_set_write(method, (b, data, len) -> lie);
      Endpoints ends = Endpoints.overPair().make();
      SSL_set_bio(ends.client, BIO_new(method), BIO_new(method));
      int ret = SSL_do_handshake(ends.client);
      assertThat(ret).isEqualTo(-1);
      assertThat(SSL_get_error(ends.client, ret)).isEqualTo(SSL_ERROR_SYSCALL);
      ERR_clear_error();
    }
  }

  private static int fill(byte[] data, int len) {
    java.util.Arrays.fill(data, 0, len, (byte) 'r');
    return len;
  }
}
