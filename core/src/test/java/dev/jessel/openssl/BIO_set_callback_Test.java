// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.bio.Bio;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** BIO_set_callback(3): functions that see, and may overrule, each operation. */
class BIO_set_callback_Test {
  private final byte[] test = "test".getBytes(StandardCharsets.US_ASCII);
  private final byte[] buffer = new byte[16];
  private final Bio bio = BIO_new(BIO_s_mem());
  private final List<String> seen = new ArrayList<>();
  private Object lastArgument;

  private long record(
      Bio b, int oper, Object argp, int len, int argi, long argl, int ret, long[] processed) {
    assertThat(b).isSameAs(bio);
    lastArgument = argp;
    String count = processed == null ? "-" : String.valueOf(processed[0]);
    seen.add(oper + " len=" + len + " argi=" + argi + " argl=" + argl + " " + ret + " " + count);
    return ret;
  }

  private void expect(String... calls) {
    assertThat(seen).containsExactly(calls);
    seen.clear();
  }

  @Test
  void writesAndReadsAreSeenBeforeAndAfter() {
    BIO_set_callback_ex(bio, this::record);
    assertThat(BIO_write(bio, test, 4)).isEqualTo(4);
    expect("3 len=4 argi=0 argl=0 1 -", "131 len=4 argi=0 argl=0 1 4");
    assertThat(lastArgument).isSameAs(test);
    assertThat(BIO_read(bio, buffer, 16)).isEqualTo(4);
    expect("2 len=16 argi=0 argl=0 1 -", "130 len=16 argi=0 argl=0 1 4");
    assertThat(lastArgument).isSameAs(buffer);
    assertThat(BIO_read(bio, buffer, 16)).isEqualTo(-1);
    expect("2 len=16 argi=0 argl=0 1 -", "130 len=16 argi=0 argl=0 -1 0");
    BIO_set_mem_eof_return(bio, 0);
    seen.clear();
    assertThat(BIO_read(bio, buffer, 16)).isZero();
    expect("2 len=16 argi=0 argl=0 1 -", "130 len=16 argi=0 argl=0 0 0");
  }

  @Test
  void commandsTextsLinesAndTheEndAreSeen() {
    BIO_set_callback_ex(bio, this::record);
    assertThat(BIO_set_mem_eof_return(bio, 0)).isEqualTo(1);
    expect("6 len=0 argi=130 argl=0 1 -", "134 len=0 argi=130 argl=0 1 -");
    assertThat(lastArgument).isNull();
    assertThat(BIO_puts(bio, "hello")).isEqualTo(5);
    expect("4 len=0 argi=0 argl=0 1 -", "132 len=0 argi=0 argl=0 1 5");
    assertThat(lastArgument).isEqualTo("hello");
    assertThat(BIO_gets(bio, buffer, 16)).isEqualTo(5);
    expect("5 len=16 argi=0 argl=0 1 -", "133 len=16 argi=0 argl=0 1 5");
    assertThat(BIO_flush(bio)).isEqualTo(1);
    expect("6 len=0 argi=11 argl=0 1 -", "134 len=0 argi=11 argl=0 1 -");
    BIO_free(bio);
    assertThat(seen.get(seen.size() - 1)).isEqualTo("1 len=0 argi=0 argl=0 1 -");
  }

  @Test
  void aCallbackMayForbidTheOperation() {
    BIO_set_callback_ex(bio, (b, oper, argp, len, argi, argl, ret, processed) -> -1);
    assertThat(BIO_write(bio, test, 4)).isEqualTo(-1);
    assertThat(BIO_puts(bio, "x")).isEqualTo(-1);
    assertThat(BIO_ctrl(bio, BIO_CTRL_PENDING, 0, null)).isEqualTo(-1);
    BIO_set_callback_ex(bio, null);
    assertThat(BIO_get_callback_ex(bio)).isNull();
    assertThat(BIO_pending(bio)).isZero();
  }

  @Test
  void aCallbackMayReplaceTheResult() {
    BIO_set_callback_ex(
        bio,
        (b, oper, argp, len, argi, argl, ret, processed) -> {
          if (oper == (BIO_CB_WRITE | BIO_CB_RETURN)) {
            processed[0] = 1;
          }
          return oper == (BIO_CB_READ | BIO_CB_RETURN) ? 0 : ret;
        });
    assertThat(BIO_write(bio, test, 4)).isEqualTo(1);
    assertThat(BIO_read(bio, buffer, 16)).isZero();
  }

  @Test
  void aCallbackMayAskForARetry() {
    BIO_set_callback_ex(
        bio,
        (b, oper, argp, len, argi, argl, ret, processed) -> {
          BIO_set_retry_write(b);
          return -1;
        });
    assertThat(BIO_write(bio, test, 4)).isEqualTo(-1);
    assertThat(BIO_should_write(bio)).isTrue();
    assertThat(BIO_should_retry(bio)).isTrue();
  }

  @Test
  void theOldFormGetsTheCountAsResult() {
    List<String> calls = new ArrayList<>();
    BIO_set_callback(
        bio,
        (b, oper, argp, argi, argl, ret) -> {
          calls.add(oper + " " + argi + " " + argl + " " + ret);
          return ret;
        });
    assertThat(BIO_write(bio, test, 4)).isEqualTo(4);
    assertThat(BIO_read(bio, buffer, 16)).isEqualTo(4);
    assertThat(BIO_read(bio, buffer, 16)).isEqualTo(-1);
    assertThat(BIO_puts(bio, "hello")).isEqualTo(5);
    assertThat(BIO_get_callback(bio)).isNotNull();
    BIO_free(bio);
    assertThat(calls)
        .startsWith(
            "3 4 0 1",
            "131 4 0 4",
            "2 16 0 1",
            "130 16 0 4",
            "2 16 0 1",
            "130 16 0 -1",
            "4 0 0 1",
            "132 0 0 5")
        .endsWith("1 0 0 1");
  }

  @Test
  void theDebugCallbackPrintsSizesAndNoBytes() {
    Bio log = BIO_new(BIO_s_mem());
    BIO_set_callback_arg(bio, log);
    assertThat(BIO_get_callback_arg(bio)).isSameAs(log);
    BIO_set_callback_ex(bio, LibSsl::BIO_debug_callback_ex);
    BIO_write(bio, test, 4);
    BIO_pending(bio);
    BIO_set_callback_ex(bio, null);
    BIO_set_callback(bio, LibSsl::BIO_debug_callback);
    BIO_read(bio, buffer, 16);
    String text = new String(BIO_get_mem_data(log), StandardCharsets.US_ASCII);
    assertThat(text.lines().map(line -> line.replaceFirst("BIO\\[\\w+\\]: ", "")))
        .containsExactly(
            "write(4) - memory buffer",
            "write return 1 processed: 4",
            "ctrl(10) - memory buffer",
            "ctrl return 4",
            "read(16) - memory buffer",
            "read return 1 processed: 4");
  }

  @Test
  void operationsOfAConnectionAreSeenToo() {
    Endpoints ends = Endpoints.overPair().make();
    int[] counts = new int[2];
    BIO_set_callback_ex(
        ends.clientBio,
        (b, oper, argp, len, argi, argl, ret, processed) -> {
          counts[0] += oper == (BIO_CB_WRITE | BIO_CB_RETURN) ? (int) processed[0] : 0;
          counts[1] += oper == (BIO_CB_READ | BIO_CB_RETURN) ? (int) processed[0] : 0;
          return ret;
        });
    ends.shakeOnly();
    assertThat((long) counts[0]).isPositive().isEqualTo(BIO_number_written(ends.clientBio));
    assertThat((long) counts[1]).isPositive().isEqualTo(BIO_number_read(ends.clientBio));
  }

  @Test
  void beforeAndAfterAreToldApart() {
    assertThat(BIO_cb_pre(BIO_CB_READ)).isTrue();
    assertThat(BIO_cb_post(BIO_CB_READ)).isFalse();
    assertThat(BIO_cb_pre(BIO_CB_READ | BIO_CB_RETURN)).isFalse();
    assertThat(BIO_cb_post(BIO_CB_READ | BIO_CB_RETURN)).isTrue();
  }

  @Test
  void aCallbackIsNotBelievedBeyondTheLength() {
    for (long lie : new long[] {11, 1000, 0x7FFF_FFFFL}) {
      Bio bio = BIO_new(BIO_s_mem());
      BIO_write(bio, new byte[5], 5);
      BIO_set_callback_ex(
          bio,
          (b, oper, argp, len, argi, argl, ret, processed) -> {
            if (processed != null) {
              processed[0] = lie;
            }
            return 1;
          });
      byte[] buffer = new byte[20];
      assertThat(BIO_read(bio, buffer, 10)).isEqualTo(10);
      assertThat(BIO_write(bio, buffer, 10)).isEqualTo(10);
      assertThat(BIO_puts(bio, "abc")).isEqualTo(3);
      assertThat(BIO_gets(bio, buffer, 10)).isEqualTo(10);
      BIO_free(bio);
    }
  }

  @Test
  void aCallbackMayFreeTheBioThatIsFreed() {
    Bio bio = BIO_new(BIO_s_mem());
    int[] asked = new int[1];
    BIO_set_callback_ex(
        bio,
        (b, oper, argp, len, argi, argl, ret, processed) -> {
          asked[0]++;
          BIO_free(b);
          return 1;
        });
    assertThat(BIO_free(bio)).isEqualTo(1);
    assertThat(asked[0]).isEqualTo(1);
    assertThat(bio.isClosed()).isTrue();
    BIO_free(bio);
    assertThat(asked[0]).as("it is free already").isEqualTo(1);
  }
}
