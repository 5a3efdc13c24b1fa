// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.fixture;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_set1_host(3): names and addresses that the peer must have. */
class SSL_set1_host_Test {
  @Test
  void severalNamesMayDo() {
    Endpoints ends = verifying();
    assertThat(SSL_set1_host(ends.client, "example.com")).isEqualTo(1);
    assertThat(SSL_add1_host(ends.client, "localhost")).isEqualTo(1);
    ends.shakeOnly();
    assertThat(SSL_get0_peername(ends.client)).isEqualTo("localhost");
  }

  @Test
  void anAddressIsNoNameAndANameNoAddress() {
    Endpoints ends = verifying();
    assertThat(SSL_set1_ipaddr(ends.client, "localhost")).isZero();
    assertThat(SSL_set1_dnsname(ends.client, "127.0.0.1")).isZero();
    assertThat(SSL_set1_ipaddr(ends.client, "127.0.0.1")).isEqualTo(1);
    ends.shakeOnly();
    assertThat(SSL_get0_peername(ends.client)).isEqualTo("127.0.0.1");
  }

  @Test
  void aNameOfEachKindThatWasSetMustMatch() {
    Endpoints ends = verifying();
    assertThat(SSL_set1_dnsname(ends.client, "localhost")).isEqualTo(1);
    assertThat(SSL_add1_ipaddr(ends.client, "192.0.2.99")).isEqualTo(1);
    refuses(ends, X509_V_ERR_IP_ADDRESS_MISMATCH);
  }

  @Test
  void aDomainStandsForWhatLiesBelowIt() {
    Endpoints ends = verifying();
    assertThat(SSL_set1_dnsname(ends.client, ".example.com")).isEqualTo(1);
    refuses(ends, X509_V_ERR_HOSTNAME_MISMATCH);
    assertThat(SSL_set1_dnsname(ends.client, null)).isEqualTo(1);
    assertThat(SSL_set1_ipaddr(ends.client, null)).isEqualTo(1);
    assertThat(SSL_add1_dnsname(ends.client, "b\u00fccher.example")).isEqualTo(1);
    assertThat(X509_VERIFY_PARAM_get0_host(SSL_get0_param(ends.client), 0))
        .isEqualTo("xn--bcher-kva.example");
  }

  private static void refuses(Endpoints ends, int result) {
    SSL_do_handshake(ends.client);
    SSL_do_handshake(ends.server);
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(-1);
    assertThat(SSL_get_verify_result(ends.client)).isEqualTo(result);
    ERR_clear_error();
  }

  private static Endpoints verifying() {
    Endpoints ends = Endpoints.overPair();
    SSL_CTX_load_verify_file(ends.clientContext, fixture("ca.pem"));
    SSL_CTX_set_verify(ends.clientContext, SSL_VERIFY_PEER, null);
    return ends.make();
  }

  @Test
  void aConnectionsFlagsHoldForItsHandshake() {
    Endpoints ends = verifying();
    SSL_set1_host(ends.client, "localhost");
    SSL_set_hostflags(ends.client, X509_CHECK_FLAG_NO_WILDCARDS);
    assertThat(X509_VERIFY_PARAM_get_hostflags(SSL_get0_param(ends.client)))
        .isEqualTo(X509_CHECK_FLAG_NO_WILDCARDS);
    ends.shakeOnly();
    assertThat(SSL_get0_peername(ends.client)).isEqualTo("localhost");
    X509_VERIFY_PARAM_set_hostflags(SSL_get0_param(ends.client), 0);
  }
}
