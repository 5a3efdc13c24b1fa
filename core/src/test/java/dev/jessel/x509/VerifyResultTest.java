// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.error.AlertDescription;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerifyResultTest {
  // All that ssl_x509err2alert() lists; what it does not list is certificate_unknown.
  private static final Map<VerifyResult, AlertDescription> ALERTS =
      Map.ofEntries(
          Map.entry(VerifyResult.APPLICATION_VERIFICATION, AlertDescription.HANDSHAKE_FAILURE),
          Map.entry(VerifyResult.CERT_HAS_EXPIRED, AlertDescription.CERTIFICATE_EXPIRED),
          Map.entry(VerifyResult.CRL_HAS_EXPIRED, AlertDescription.CERTIFICATE_EXPIRED),
          Map.entry(VerifyResult.CERT_REVOKED, AlertDescription.CERTIFICATE_REVOKED),
          Map.entry(VerifyResult.CERT_SIGNATURE_FAILURE, AlertDescription.DECRYPT_ERROR),
          Map.entry(VerifyResult.CRL_SIGNATURE_FAILURE, AlertDescription.DECRYPT_ERROR),
          Map.entry(VerifyResult.INVALID_PURPOSE, AlertDescription.UNSUPPORTED_CERTIFICATE),
          Map.entry(VerifyResult.INVALID_CALL, AlertDescription.INTERNAL_ERROR),
          Map.entry(VerifyResult.OUT_OF_MEM, AlertDescription.INTERNAL_ERROR),
          Map.entry(VerifyResult.STORE_LOOKUP, AlertDescription.INTERNAL_ERROR),
          Map.entry(VerifyResult.UNSPECIFIED, AlertDescription.INTERNAL_ERROR),
          Map.entry(VerifyResult.CERT_CHAIN_TOO_LONG, AlertDescription.UNKNOWN_CA),
          Map.entry(VerifyResult.DEPTH_ZERO_SELF_SIGNED_CERT, AlertDescription.UNKNOWN_CA),
          Map.entry(VerifyResult.INVALID_CA, AlertDescription.UNKNOWN_CA),
          Map.entry(VerifyResult.PATH_LENGTH_EXCEEDED, AlertDescription.UNKNOWN_CA),
          Map.entry(VerifyResult.SELF_SIGNED_CERT_IN_CHAIN, AlertDescription.UNKNOWN_CA),
          Map.entry(VerifyResult.UNABLE_TO_GET_CRL, AlertDescription.UNKNOWN_CA),
          Map.entry(VerifyResult.UNABLE_TO_GET_CRL_ISSUER, AlertDescription.UNKNOWN_CA),
          Map.entry(VerifyResult.UNABLE_TO_GET_ISSUER_CERT, AlertDescription.UNKNOWN_CA),
          Map.entry(VerifyResult.UNABLE_TO_GET_ISSUER_CERT_LOCALLY, AlertDescription.UNKNOWN_CA),
          Map.entry(VerifyResult.UNABLE_TO_VERIFY_LEAF_SIGNATURE, AlertDescription.UNKNOWN_CA),
          Map.entry(VerifyResult.CA_KEY_TOO_SMALL, AlertDescription.BAD_CERTIFICATE),
          Map.entry(VerifyResult.CA_MD_TOO_WEAK, AlertDescription.BAD_CERTIFICATE),
          Map.entry(VerifyResult.CERT_NOT_YET_VALID, AlertDescription.BAD_CERTIFICATE),
          Map.entry(VerifyResult.CERT_REJECTED, AlertDescription.BAD_CERTIFICATE),
          Map.entry(VerifyResult.CERT_UNTRUSTED, AlertDescription.BAD_CERTIFICATE),
          Map.entry(VerifyResult.CRL_NOT_YET_VALID, AlertDescription.BAD_CERTIFICATE),
          Map.entry(VerifyResult.DANE_NO_MATCH, AlertDescription.BAD_CERTIFICATE),
          Map.entry(VerifyResult.EC_KEY_EXPLICIT_PARAMS, AlertDescription.BAD_CERTIFICATE),
          Map.entry(VerifyResult.EE_KEY_TOO_SMALL, AlertDescription.BAD_CERTIFICATE),
          Map.entry(VerifyResult.EMAIL_MISMATCH, AlertDescription.BAD_CERTIFICATE),
          Map.entry(VerifyResult.ERROR_IN_CERT_NOT_AFTER_FIELD, AlertDescription.BAD_CERTIFICATE),
          Map.entry(VerifyResult.ERROR_IN_CERT_NOT_BEFORE_FIELD, AlertDescription.BAD_CERTIFICATE),
          Map.entry(VerifyResult.ERROR_IN_CRL_LAST_UPDATE_FIELD, AlertDescription.BAD_CERTIFICATE),
          Map.entry(VerifyResult.ERROR_IN_CRL_NEXT_UPDATE_FIELD, AlertDescription.BAD_CERTIFICATE),
          Map.entry(VerifyResult.HOSTNAME_MISMATCH, AlertDescription.BAD_CERTIFICATE),
          Map.entry(VerifyResult.IP_ADDRESS_MISMATCH, AlertDescription.BAD_CERTIFICATE),
          Map.entry(
              VerifyResult.UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY, AlertDescription.BAD_CERTIFICATE),
          Map.entry(
              VerifyResult.UNABLE_TO_DECRYPT_CERT_SIGNATURE, AlertDescription.BAD_CERTIFICATE),
          Map.entry(
              VerifyResult.UNABLE_TO_DECRYPT_CRL_SIGNATURE, AlertDescription.BAD_CERTIFICATE));

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

  @ParameterizedTest
  @EnumSource(VerifyResult.class)
  void alertsAreOpenssls(VerifyResult result) {
    assertThat(result.alert())
        .isEqualTo(ALERTS.getOrDefault(result, AlertDescription.CERTIFICATE_UNKNOWN));
  }
}
