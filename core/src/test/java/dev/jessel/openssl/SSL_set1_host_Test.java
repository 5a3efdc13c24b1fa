// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.fixture;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.PeerName;
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

  @Test
  void flagsSayHowNamesAreCompared() {
    PeerCertificate names = Fixtures.certificate("../x509/bad-signature.pem");
    String wild = "*.wild.example.com";
    String parent = wild.substring(1);
    PeerName one = PeerName.parse("one" + parent);
    PeerName two = PeerName.parse("one.two" + parent);
    assertThat(new HostNames(0).find(one, names)).contains(wild);
    assertThat(new HostNames(X509_CHECK_FLAG_NO_WILDCARDS).find(one, names)).isEmpty();
    assertThat(new HostNames(X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS).find(one, names)).contains(wild);
    assertThat(new HostNames(X509_CHECK_FLAG_NEVER_CHECK_SUBJECT).find(two, names)).isEmpty();
    assertThat(new HostNames(X509_CHECK_FLAG_MULTI_LABEL_WILDCARDS).find(two, names))
        .contains(wild);
  }

  @Test
  void theCommonNameCountsWhenAFlagSaysSo() {
    PeerCertificate leaf = Fixtures.certificate("../x509/bad-signature.pem");
    PeerName subject = PeerName.parse("server.example.com");
    assertThat(new HostNames(0).find(subject, leaf)).isEmpty();
    int always = X509_CHECK_FLAG_ALWAYS_CHECK_SUBJECT;
    assertThat(new HostNames(always).find(subject, leaf)).contains("server.example.com");
    int never = always | X509_CHECK_FLAG_NEVER_CHECK_SUBJECT;
    assertThat(new HostNames(never).find(subject, leaf)).isEmpty();
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
