// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** X509_VERIFY_PARAM_set_flags(3): what can be asked, without a connection. */
class X509_VERIFY_PARAM_set_flags_Test {
  private final X509_VERIFY_PARAM param = X509_VERIFY_PARAM_new();

  @Test
  void flagsAreTurnedOnAndOff() {
    long lists = X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL;
    assertThat(X509_VERIFY_PARAM_set_flags(param, lists | X509_V_FLAG_NO_CHECK_TIME)).isEqualTo(1);
    assertThat(X509_VERIFY_PARAM_get_flags(param))
        .isEqualTo(lists | X509_V_FLAG_NO_CHECK_TIME | X509_V_FLAG_TRUSTED_FIRST);
    assertThat(X509_VERIFY_PARAM_clear_flags(param, lists)).isEqualTo(1);
    assertThat(X509_VERIFY_PARAM_get_flags(param))
        .isEqualTo(X509_V_FLAG_NO_CHECK_TIME | X509_V_FLAG_TRUSTED_FIRST);
  }

  @Test
  void aFlagAboutPoliciesHasThemLookedAt() {
    X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_EXPLICIT_POLICY);
    assertThat(X509_VERIFY_PARAM_get_flags(param) & X509_V_FLAG_POLICY_CHECK).isNotZero();
    X509_VERIFY_PARAM others = X509_VERIFY_PARAM_new();
    assertThat(X509_VERIFY_PARAM_set1_policies(others, List.of("1.2.3"))).isEqualTo(1);
    assertThat(X509_VERIFY_PARAM_add0_policy(others, "1.2.4")).isEqualTo(1);
    assertThat(X509_VERIFY_PARAM_add0_policy(others, "no policy")).isZero();
    assertThat(X509_VERIFY_PARAM_get_flags(others) & X509_V_FLAG_POLICY_CHECK).isNotZero();
  }

  @Test
  void addressesAreTakenInTextAndInBytes() {
    assertThat(X509_VERIFY_PARAM_get1_ip_asc(param)).isNull();
    assertThat(X509_VERIFY_PARAM_set1_ip(param, new byte[] {(byte) 192, 0, 2, 1}, 4)).isEqualTo(1);
    assertThat(X509_VERIFY_PARAM_get1_ip_asc(param)).isEqualTo("192.0.2.1");
    assertThat(X509_VERIFY_PARAM_set1_ip(param, new byte[5], 5)).isZero();
    assertThat(X509_VERIFY_PARAM_set1_ip_asc(param, "2001:db8::1")).isEqualTo(1);
    assertThat(X509_VERIFY_PARAM_add1_ip_asc(param, "192.0.2.1")).isEqualTo(1);
    assertThat(X509_VERIFY_PARAM_get1_ip_asc(param)).isEqualTo("2001:db8::1");
    assertThat(X509_VERIFY_PARAM_set1_ip_asc(param, "example.com")).isZero();
    ERR_clear_error();
  }

  @Test
  void anEmailAddressHasTheFormOfOne() {
    assertThat(X509_VERIFY_PARAM_get0_email(param)).isNull();
    assertThat(X509_VERIFY_PARAM_set1_email(param, "a@example.com", 0)).isEqualTo(1);
    assertThat(X509_VERIFY_PARAM_get0_email(param)).isEqualTo("a@example.com");
    assertThat(X509_VERIFY_PARAM_set1_email(param, "nobody", 0)).isZero();
    assertThat(X509_VERIFY_PARAM_set1_email(param, null, 0)).isEqualTo(1);
    assertThat(X509_VERIFY_PARAM_get0_email(param)).isNull();
    ERR_clear_error();
  }
}
