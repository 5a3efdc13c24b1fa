// SPDX-License-Identifier: Apache-2.0
package dev.jessel.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertDescriptionTest {
  @ParameterizedTest
  @CsvSource({
    "0, close_notify, close notify, CN",
    "20, bad_record_mac, bad record mac, BM",
    "48, unknown_ca, unknown CA, CA",
    "50, decode_error, decode error, DE",
    "90, user_canceled, user canceled, US",
    "109, missing_extension, missing extension, UK",
    "115, unknown_psk_identity, unknown PSK identity, UP",
    "117, general_error, general error, UK",
    "200, alert_200, unknown, UK",
  })
  void anAlertHasTheNamesOfTheRfcAndOfOpenSsl(
      int code, String name, String longText, String shortText) {
    AlertDescription alert = new AlertDescription(code);

    assertThat(alert.name()).isEqualTo(name);
    assertThat(alert.longText()).isEqualTo(longText);
    assertThat(alert.shortText()).isEqualTo(shortText);
    assertThat(alert).hasToString(name + "(" + code + ")");
  }

  @Test
  void anAlertIsAValue() {
    assertThat(new AlertDescription(47)).isEqualTo(AlertDescription.ILLEGAL_PARAMETER);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 256})
  void whatIsNoByteIsNoAlert(int code) {
    assertThatIllegalArgumentException().isThrownBy(() -> new AlertDescription(code));
  }
}
