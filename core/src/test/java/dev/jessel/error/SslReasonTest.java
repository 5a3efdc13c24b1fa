// SPDX-License-Identifier: Apache-2.0
package dev.jessel.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SslReasonTest {
  /** Not OpenSSL's names: each shares its number with the OpenSSL reason that it refines. */
  private static final Set<SslReason> OWN_NAMES =
      EnumSet.of(
          SslReason.CONCURRENT_USE,
          SslReason.EARLY_DATA_NOT_POSSIBLE,
          SslReason.MISSING_KEY_SHARE,
          SslReason.TLS13_DOWNGRADE,
          SslReason.UNRECOGNIZED_NAME);

  @ParameterizedTest
  @CsvSource({
    "APPLICATION_DATA_AFTER_CLOSE_NOTIFY, 291, application data after close notify",
    "BAD_WRITE_RETRY, 127, bad write retry",
    "BAD_LENGTH, 271, bad length",
    "CERTIFICATE_VERIFY_FAILED, 134, certificate verify failed",
    "DECRYPTION_FAILED_OR_BAD_RECORD_MAC, 281, decryption failed or bad record mac",
    "HTTP_REQUEST, 156, http request",
    "HTTPS_PROXY_REQUEST, 155, https proxy request",
    "NO_SHARED_CIPHER, 193, no shared cipher",
    "NO_SUITABLE_KEY_SHARE, 101, no suitable key share",
    "PROTOCOL_IS_SHUTDOWN, 207, protocol is shutdown",
    "RECORD_LAYER_FAILURE, 313, record layer failure",
    "RECORD_TOO_SMALL, 298, record too small",
    "SHUTDOWN_WHILE_IN_INIT, 407, shutdown while in init",
    "SSL3_EXT_INVALID_SERVERNAME, 319, ssl3 ext invalid servername",
    "TLSV13_ALERT_CERTIFICATE_REQUIRED, 1116, tlsv13 alert certificate required",
    "TOO_MANY_WARN_ALERTS, 409, too many warn alerts",
    "UNEXPECTED_EOF_WHILE_READING, 294, unexpected eof while reading",
    "UNINITIALIZED, 276, uninitialized",
    "UNSUPPORTED_PROTOCOL, 258, unsupported protocol",
    "WRONG_VERSION_NUMBER, 267, wrong version number",
  })
  void aReasonHasOpenSslsNumberAndText(SslReason reason, int number, String text) {
    assertThat(reason.number()).isEqualTo(number);
    assertThat(reason.text()).isEqualTo(text);
  }

  @Test
  void noTwoReasonsOfOpenSslShareANumber() {
    Map<Integer, List<SslReason>> byNumber =
        Arrays.stream(SslReason.values())
            .filter(reason -> !OWN_NAMES.contains(reason))
            .collect(Collectors.groupingBy(SslReason::number));

    assertThat(byNumber.values()).allSatisfy(reasons -> assertThat(reasons).hasSize(1));
  }

  @ParameterizedTest
  @EnumSource
  void aNumberLeadsBackToTheNameThatOpenSslHasForIt(SslReason reason) {
    SslReason found = SslReason.ofNumber(reason.number()).orElseThrow();

    assertThat(found.number()).isEqualTo(reason.number());
    assertThat(OWN_NAMES).doesNotContain(found);
  }

  @Test
  void aNumberThatNobodyUsesIsNoReason() {
    assertThat(SslReason.ofNumber(99)).isEmpty();
  }

  @Test
  void thePeerIsToldWhatItDidWrong() {
    Set<SslReason> silent =
        EnumSet.of(
            SslReason.APPLICATION_DATA_AFTER_CLOSE_NOTIFY,
            SslReason.HTTP_REQUEST,
            SslReason.HTTPS_PROXY_REQUEST);
    Set<ReasonCategory> fatal =
        EnumSet.of(
            ReasonCategory.INVALID_MESSAGE,
            ReasonCategory.PEER_MISBEHAVED,
            ReasonCategory.PEER_INCOMPATIBLE,
            ReasonCategory.CERTIFICATE,
            ReasonCategory.INTERNAL);

    assertThat(SslReason.values())
        .filteredOn(reason -> fatal.contains(reason.category()))
        .filteredOn(reason -> reason.alert().isEmpty())
        .containsExactlyInAnyOrderElementsOf(silent);
  }

  @Test
  void nobodyAnswersAnAlertWithAnAlert() {
    assertThat(SslReason.values())
        .filteredOn(reason -> reason.number() >= 1000)
        .hasSizeGreaterThan(30)
        .allSatisfy(
            reason -> {
              assertThat(reason.category()).isEqualTo(ReasonCategory.ALERT_RECEIVED);
              assertThat(reason.alert()).isEmpty();
            });
  }

  @ParameterizedTest
  @CsvSource({
    "10, SSLV3_ALERT_UNEXPECTED_MESSAGE",
    "40, SSLV3_ALERT_HANDSHAKE_FAILURE",
    "48, TLSV1_ALERT_UNKNOWN_CA",
    "116, TLSV13_ALERT_CERTIFICATE_REQUIRED",
    "120, TLSV1_ALERT_NO_APPLICATION_PROTOCOL",
    "0, UNKNOWN_ALERT_RECEIVED",
    "99, UNKNOWN_ALERT_RECEIVED",
    "255, UNKNOWN_ALERT_RECEIVED",
  })
  void aReceivedAlertHasAReason(int code, SslReason reason) {
    assertThat(SslReason.forReceivedAlert(new AlertDescription(code))).isEqualTo(reason);
  }
}
