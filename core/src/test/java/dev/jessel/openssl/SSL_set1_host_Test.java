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

  private static Endpoints verifying() {
    Endpoints ends = Endpoints.overPair();
    SSL_CTX_load_verify_file(ends.clientContext, fixture("ca.pem"));
    SSL_CTX_set_verify(ends.clientContext, SSL_VERIFY_PEER, null);
    return ends.make();
  }
}
