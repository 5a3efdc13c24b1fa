// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_alert_type_string(3): alerts in words and in letters. */
class SSL_alert_type_string_Test {
  @Test
  void alertsHaveLongAndShortNames() {
    int closeNotify = 1 << 8;
    int handshakeFailure = 2 << 8 | 40;
    assertThat(SSL_alert_type_string(closeNotify)).isEqualTo("W");
    assertThat(SSL_alert_type_string(handshakeFailure)).isEqualTo("F");
    assertThat(SSL_alert_type_string(0)).isEqualTo("U");
    assertThat(SSL_alert_type_string_long(handshakeFailure)).isEqualTo("fatal");
    assertThat(SSL_alert_desc_string(closeNotify)).isEqualTo("CN");
    assertThat(SSL_alert_desc_string(handshakeFailure)).isEqualTo("HF");
    assertThat(SSL_alert_desc_string_long(handshakeFailure)).isEqualTo("handshake failure");
  }

  @Test
  void textsNeedNoLoading() {
    assertThat(ERR_load_SSL_strings()).isEqualTo(1);
    SSL_set_debug(null, 1);
    assertThat(SSL_alert_type_string_long(1 << 8)).isEqualTo("warning");
  }

  @Test
  void statesHaveNumbers() {
    Endpoints ends = Endpoints.overPair().make();
    assertThat(SSL_get_state(ends.client)).isZero();
    SSL_do_handshake(ends.client);
    assertThat(SSL_get_state(ends.client)).isEqualTo(13);
    SSL_do_handshake(ends.server);
    assertThat(SSL_get_state(ends.server)).isEqualTo(50);
    ends.shakeOnly();
    assertThat(SSL_get_state(ends.client)).isEqualTo(1);
  }
}
