// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.openssl.EarlyEndpoints.Way;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SSL_write_early_data(3), where it is called when nothing is early any more. */
class SSL_write_early_data_Test {
  @ParameterizedTest
  @EnumSource(Way.class)
  void earlyDataThatComesTooLateHarmsNothing(Way way) {
    EarlyEndpoints ends = EarlyEndpoints.ready(way);
    assertThat(ends.write(ends.client(), "early")).isOne();
    assertThat(ends.readEarly()).isEqualTo("success: early");
    assertThat(SSL_connect(ends.client())).isOne();
    assertThat(ends.write(ends.client(), "late")).isZero();
    assertThat(SSL_get_error(ends.client(), 0)).isEqualTo(SSL_ERROR_SSL);
    assertThat(SSL_get_early_data_status(ends.client())).isEqualTo(SSL_EARLY_DATA_ACCEPTED);
    assertThat(ends.readEarly()).isEqualTo("finish");
    ends.finish();
    speak(ends);
  }

  @Test
  void whoHasNoKeyThatAllowsItGoesOnWithout() {
    EarlyEndpoints ends = EarlyEndpoints.prepared(Way.PSK);
    ends.ends.make();
    SSL_set_psk_use_session_callback(ends.client(), (ssl, md, id, sess) -> 1);
    assertThat(ends.write(ends.client(), "early")).isZero();
    assertThat(SSL_get_early_data_status(ends.client())).isEqualTo(SSL_EARLY_DATA_NOT_SENT);
    assertThat(ends.write(ends.client(), "early")).isZero();
    ends.finish();
    speak(ends);
  }

  @Test
  void aServerWritesAllOfItWhereverTheHandshakeStands() {
    EarlyEndpoints ends = EarlyEndpoints.ready(Way.TICKET);
    SSL_set_mode(ends.server(), SSL_MODE_ENABLE_PARTIAL_WRITE);
    assertThat(ends.write(ends.client(), "early")).isOne();
    assertThat(ends.readEarly()).isEqualTo("success: early");
    assertThat(SSL_connect(ends.client())).isOne();
    assertThat(ends.readEarly()).isEqualTo("finish");
    ends.finish();
    String text = "0123456789".repeat(5000);
    byte[] bytes = text.getBytes(ISO_8859_1);
    StringBuilder read = new StringBuilder();
    int written = 0;
    for (int i = 0; i < 100 && read.length() < bytes.length; i++) {
      if (written == 0) {
        written = SSL_write_early_data(ends.server(), bytes, bytes.length, ends.count);
        int error = SSL_get_error(ends.server(), written);
        assertThat(error).isEqualTo(written == 1 ? SSL_ERROR_NONE : SSL_ERROR_WANT_WRITE);
      }
      String next = ends.read(ends.client());
      read.append(next);
    }
    assertThat(written).isOne();
    assertThat(read).hasToString(text);
  }

  private static void speak(EarlyEndpoints ends) {
    assertThat(ends.writeLate(ends.client(), "hello")).isEqualTo(5);
    assertThat(ends.read(ends.server())).isEqualTo("hello");
    assertThat(ends.writeLate(ends.server(), "there")).isEqualTo(5);
    assertThat(ends.read(ends.client())).isEqualTo("there");
    ERR_clear_error();
  }
}
