// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cipher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jessel.error.SslReason;
import dev.jessel.wire.CipherSuite;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CipherListTest {
  @Test
  void theDefaultListStartsWithCurvesAndAeadsAndHasNothingUnsafe() {
    List<String> names = names("DEFAULT");

    assertThat(names)
        .startsWith(
            "ECDHE-ECDSA-AES256-GCM-SHA384",
            "ECDHE-RSA-AES256-GCM-SHA384",
            "DHE-RSA-AES256-GCM-SHA384",
            "ECDHE-ECDSA-CHACHA20-POLY1305",
            "ECDHE-RSA-CHACHA20-POLY1305",
            "DHE-RSA-CHACHA20-POLY1305",
            "ECDHE-ECDSA-AES128-GCM-SHA256")
        .noneMatch(name -> name.matches(".*(NULL|RC4|CBC3|CCM|ARIA|CAMELLIA|SEED).*|A(EC)?DH.*"));
  }

  @ParameterizedTest
  @CsvSource({
    "AES128-SHA, AES128-SHA",
    "aes128-sha, AES128-SHA",
    "TLS_RSA_WITH_AES_128_CBC_SHA, AES128-SHA",
    "AES128-SHA;AES256-SHA, AES128-SHA:AES256-SHA",
    "AES128-SHA:nonsense:AES256-SHA, AES128-SHA:AES256-SHA",
    "foo$bar:AES128-SHA, AES128-SHA",
    "kECDHE+AESGCM+aRSA, ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-AES128-GCM-SHA256",
    "AES128-SHA:AES256-SHA:@STRENGTH, AES256-SHA:AES128-SHA",
    "AES256-SHA:AES128-SHA:+AES256, AES128-SHA:AES256-SHA",
    "AES128-SHA:AES256-SHA:-AES128:AES128-SHA, AES256-SHA:AES128-SHA",
    "!AES128-SHA:AES128-SHA:AES256-SHA, AES256-SHA",
    "kRSA+AES128-SHA, AES128-SHA",
    "AES128-SHA+FIPS, AES128-SHA",
    "SUITEB128, ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384",
    "SUITEB128ONLY:ALL, ECDHE-ECDSA-AES128-GCM-SHA256",
    "SUITEB192, ECDHE-ECDSA-AES256-GCM-SHA384",
    "RC4-SHA, RC4-SHA",
    "COMPLEMENTOFDEFAULT+AES128-SHA, AES128-SHA",
    "kRSA+AESGCM+HIGH+COMPLEMENTOFDEFAULT:AES128-SHA, AES128-SHA",
  })
  void aListMeansTheseSuites(String text, String expected) {
    assertThat(String.join(":", names(text))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?",
        "AES+",
        "+",
        "-",
        "!",
        "ALL:@BOGUS",
        "@SECLEVEL=6",
        "@SECLEVEL=",
        "@SECLEVEL=10",
        "AES128-SHA$",
        "ALL:- AES"
      })
  void whatIsNoCommandIsRefused(String text) {
    assertThat(refusal(text)).isEqualTo(SslReason.INVALID_COMMAND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "nonsense",
        "LOW",
        "HIGH+FIPS",
        "aRSA+aECDSA",
        "ALL:!ALL",
        "@STRENGTH",
        "SEED",
        "kSRP",
        "aDSS",
        "TLS_AES_128_GCM_SHA256",
        "AES128-SHA+TLSv1.2",
        "ALL+eNULL"
      })
  void aListThatLeavesNothingIsRefused(String text) {
    assertThat(refusal(text)).isEqualTo(SslReason.NO_CIPHER_MATCH);
  }

  @Test
  void theLastSecurityLevelOfTheTextCounts() {
    assertThat(CipherList.parse("ALL").securityLevel()).isEmpty();
    assertThat(CipherList.parse("ALL:@SECLEVEL=3").securityLevel()).hasValue(3);
    assertThat(CipherList.parse("@seclevel=1:ALL@SECLEVEL=0").securityLevel()).hasValue(0);
  }

  @Test
  void theShortTagsOfCcm8AreOfMediumStrength() {
    assertThat(names("MEDIUM")).contains("AES128-CCM8", "RC4-SHA", "DES-CBC3-SHA");
    assertThat(names("HIGH")).contains("AES128-CCM").doesNotContain("AES128-CCM8");
  }

  @Test
  void whatIsNotAvailableIsAnUnknownWord() {
    CipherList list =
        CipherList.parse("ALL:AES256-SHA", suite -> suite.openSslName().equals("AES128-SHA"));

    assertThat(list.suites()).extracting(CipherSuite::openSslName).containsExactly("AES128-SHA");
  }

  private static List<String> names(String text) {
    return CipherList.parse(text).suites().stream().map(CipherSuite::openSslName).toList();
  }

  private static SslReason refusal(String text) {
    CipherListException refused =
        catchThrowableOfType(CipherListException.class, () -> CipherList.parse(text));
    assertThat(refused).as(text).isNotNull().hasMessageContaining("\"" + text + "\"");
    return refused.reason();
  }
}
