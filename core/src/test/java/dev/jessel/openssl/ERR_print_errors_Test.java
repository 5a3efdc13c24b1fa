// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.bio.Bio;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** ERR_print_errors(3): the lines that people look for in logs. */
class ERR_print_errors_Test {
  private static final String THREAD = "[0-9A-F]{16}";

  @BeforeEach
  void twoErrors() {
    ERR_clear_error();
    ERR_raise_data(ERR_LIB_SSL, 134, "more");
    ERR_new();
    ERR_set_debug("app.c", 30, "main");
    ERR_set_error(ERR_LIB_SYS, 1, null);
  }

  @Test
  void aStreamGetsALineForEachAndTheQueueIsEmpty() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ERR_print_errors_fp(new PrintStream(out, true, StandardCharsets.UTF_8));
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0))
        .matches(
            THREAD
                + ":error:0A000086:SSL routines:twoErrors:certificate verify failed:"
                + "ERR_print_errors_Test.java:\\d+:more");
    assertThat(lines.get(1))
        .matches(THREAD + ":error:80000001:system library:main:Operation not permitted:app.c:30:");
    assertThat(ERR_peek_error()).isZero();
  }

  @Test
  void aBioGetsTheSame() {
    Bio bio = BIO_new(BIO_s_mem());
    ERR_print_errors(bio);
    String text = new String(BIO_get_mem_data(bio), StandardCharsets.UTF_8);
    assertThat(text).contains("error:0A000086:SSL routines:").endsWith(":app.c:30:\n");
    assertThat(text.lines()).hasSize(2);
  }

  @Test
  void aCallbackMayStop() {
    List<Object> seen = new ArrayList<>();
    ERR_print_errors_cb(
        (line, length, u) -> {
          assertThat(line).hasSize(length).endsWith("\n");
          seen.add(u);
          return 0;
        },
        "mine");
    assertThat(seen).containsExactly("mine");
    assertThat(ERR_GET_REASON(ERR_get_error())).isEqualTo(1);
  }
}
