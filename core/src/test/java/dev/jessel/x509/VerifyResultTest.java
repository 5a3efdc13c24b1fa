// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.error.AlertDescription;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VerifyResultTest {
  @Test
  void numbersAreOpenssls() {
    assertThat(VerifyResult.of(0)).contains(VerifyResult.OK);
    assertThat(VerifyResult.of(18)).contains(VerifyResult.DEPTH_ZERO_SELF_SIGNED_CERT);
    assertThat(VerifyResult.of(62)).contains(VerifyResult.HOSTNAME_MISMATCH);
    assertThat(VerifyResult.of(94)).contains(VerifyResult.EC_KEY_EXPLICIT_PARAMS);
    assertThat(VerifyResult.of(100)).contains(VerifyResult.OCSP_NO_RESPONSE);
    assertThat(VerifyResult.of(101)).isEmpty();
    assertThat(VerifyResult.of(-1)).isEmpty();
  }

  @Test
  void thereIsOneForEachNumber() {
    assertThat(Arrays.stream(VerifyResult.values()).map(VerifyResult::number))
        .containsExactlyElementsOf(IntStream.rangeClosed(0, 100).boxed().toList());
    assertThat(VerifyResult.values()).noneMatch(result -> result.text().isBlank());
  }

  @Test
  void alertsAreOpenssls() {
    assertThat(VerifyResult.CERT_HAS_EXPIRED.alert())
        .isEqualTo(AlertDescription.CERTIFICATE_EXPIRED);
    assertThat(VerifyResult.UNABLE_TO_GET_ISSUER_CERT_LOCALLY.alert())
        .isEqualTo(AlertDescription.UNKNOWN_CA);
    assertThat(VerifyResult.HOSTNAME_MISMATCH.alert()).isEqualTo(AlertDescription.BAD_CERTIFICATE);
    assertThat(VerifyResult.CERT_SIGNATURE_FAILURE.alert())
        .isEqualTo(AlertDescription.DECRYPT_ERROR);
    assertThat(VerifyResult.INVALID_PURPOSE.alert())
        .isEqualTo(AlertDescription.UNSUPPORTED_CERTIFICATE);
    assertThat(VerifyResult.UNHANDLED_CRITICAL_EXTENSION.alert())
        .isEqualTo(AlertDescription.CERTIFICATE_UNKNOWN);
  }
}
