// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.fixture;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.x509.PeerCertificate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SSL_CTX_add1_chain_cert(3): the issuers behind a certificate, and which certificate is meant. */
class SSL_CTX_add1_chain_cert_Test {
  private final PeerCertificate own = Fixtures.certificate("localhost.pem");
  private final PeerCertificate issuer = Fixtures.certificate("ca.pem");
  private final PeerCertificate other = Fixtures.certificate("stranger.pem");
  private final List<PeerCertificate> chain = new ArrayList<>();

  @Test
  void aContextsChainIsSetReadAndForgotten() {
    SSL_CTX context = Endpoints.overPair().serverContext;
    assertThat(SSL_CTX_set0_chain(context, List.of(other))).isEqualTo(1);
    assertThat(SSL_CTX_add0_chain_cert(context, issuer)).isEqualTo(1);
    assertThat(SSL_CTX_get0_chain_certs(context, chain)).isEqualTo(1);
    assertThat(chain).containsExactly(other, issuer);
    assertThat(SSL_CTX_set1_chain(context, List.of(issuer))).isEqualTo(1);
    chain.clear();
    SSL_CTX_get0_chain_certs(context, chain);
    assertThat(chain).containsExactly(issuer);
    assertThat(SSL_CTX_clear_chain_certs(context)).isEqualTo(1);
    chain.clear();
    SSL_CTX_get0_chain_certs(context, chain);
    assertThat(chain).isEmpty();
  }

  @Test
  void aConnectionsChainIsItsOwn() {
    Endpoints ends = Endpoints.overPair();
    SSL_CTX_set1_chain(ends.serverContext, List.of(other));
    ends.make();
    assertThat(SSL_set0_chain(ends.server, List.of())).isEqualTo(1);
    assertThat(SSL_add0_chain_cert(ends.server, issuer)).isEqualTo(1);
    ends.shakeOnly();
    assertThat(SSL_get_peer_cert_chain(ends.client)).containsExactly(own, issuer);
    assertThat(SSL_set1_chain(ends.server, List.of(other, issuer))).isEqualTo(1);
    assertThat(SSL_get0_chain_certs(ends.server, chain)).isEqualTo(1);
    assertThat(chain).containsExactly(other, issuer);
    assertThat(SSL_clear_chain_certs(ends.server)).isEqualTo(1);
    SSL_CTX_get0_chain_certs(ends.serverContext, chain);
    assertThat(chain).containsExactly(other, issuer, other);
  }

  @Test
  void withoutACertificateThereIsNoChain() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    assertThat(SSL_CTX_set1_chain(context, List.of(issuer))).isZero();
    assertThat(Endpoints.reason()).isEqualTo("no certificate set");
  }

  @Test
  void extraIssuersStandBehindWhatHasNoChain() {
    Endpoints ends = Endpoints.overPair();
    assertThat(SSL_CTX_add_extra_chain_cert(ends.serverContext, issuer)).isEqualTo(1);
    assertThat(SSL_CTX_get_extra_chain_certs(ends.serverContext, chain)).isEqualTo(1);
    assertThat(chain).containsExactly(issuer);
    ends.shake();
    assertThat(SSL_get_peer_cert_chain(ends.client)).containsExactly(own, issuer);
    SSL_CTX_add1_chain_cert(ends.serverContext, other);
    SSL_CTX_clear_extra_chain_certs(ends.serverContext);
    chain.clear();
    SSL_CTX_get_extra_chain_certs_only(ends.serverContext, chain);
    assertThat(chain).isEmpty();
    SSL_CTX_get_extra_chain_certs(ends.serverContext, chain);
    assertThat(chain).containsExactly(other);
  }

  @Test
  void aChainIsCompletedFromTheStore() {
    SSL_CTX context = Endpoints.overPair().serverContext;
    assertThat(SSL_CTX_build_cert_chain(context, 0)).isZero();
    assertThat(Endpoints.reason()).isEqualTo("certificate verify failed");
    int quiet = SSL_BUILD_CHAIN_FLAG_IGNORE_ERROR | SSL_BUILD_CHAIN_FLAG_CLEAR_ERROR;
    assertThat(SSL_CTX_build_cert_chain(context, quiet)).isEqualTo(2);
    assertThat(ERR_peek_error()).isZero();
    SSL_CTX_load_verify_file(context, fixture("ca.pem"));
    assertThat(SSL_CTX_build_cert_chain(context, 0)).isEqualTo(1);
    SSL_CTX_get0_chain_certs(context, chain);
    assertThat(chain).containsExactly(issuer);
    assertThat(SSL_CTX_build_cert_chain(context, SSL_BUILD_CHAIN_FLAG_NO_ROOT)).isEqualTo(1);
    chain.clear();
    SSL_CTX_get0_chain_certs(context, chain);
    assertThat(chain).isEmpty();
  }

  @Test
  void aChainThatIsThereIsChecked() {
    SSL ssl = SSL_new(Endpoints.overPair().serverContext);
    SSL_set1_chain(ssl, List.of(other, issuer));
    assertThat(SSL_build_cert_chain(ssl, SSL_BUILD_CHAIN_FLAG_CHECK)).isEqualTo(1);
    SSL_get0_chain_certs(ssl, chain);
    assertThat(chain).containsExactly(issuer);
    SSL_set1_chain(ssl, List.of(other));
    assertThat(SSL_build_cert_chain(ssl, SSL_BUILD_CHAIN_FLAG_CHECK)).isZero();
    ERR_clear_error();
  }

  @Test
  void oneOfSeveralCertificatesIsTheCurrentOne() throws Exception {
    Endpoints ends = Endpoints.overPair();
    SSL_CTX context = ends.serverContext;
    PeerCertificate ed = Fixtures.certificate("../x509/ed25519.pem");
    SSL_CTX_use_certificate(context, ed);
    SSL_CTX_use_PrivateKey(context, Fixtures.key("../x509/ed25519.key"));
    assertThat(SSL_CTX_get0_certificate(context)).isEqualTo(ed);
    assertThat(SSL_CTX_select_current_cert(context, own)).isEqualTo(1);
    assertThat(SSL_CTX_get0_certificate(context)).isEqualTo(own);
    assertThat(SSL_CTX_select_current_cert(context, other)).isZero();
    assertThat(SSL_CTX_set_current_cert(context, SSL_CERT_SET_NEXT)).isEqualTo(1);
    assertThat(SSL_CTX_get0_certificate(context)).isEqualTo(ed);
    assertThat(SSL_CTX_set_current_cert(context, SSL_CERT_SET_NEXT)).isZero();
    assertThat(SSL_CTX_set_current_cert(context, SSL_CERT_SET_FIRST)).isEqualTo(1);
    assertThat(SSL_CTX_get0_certificate(context)).isEqualTo(own);
    ends.make();
    assertThat(SSL_select_current_cert(ends.server, ed)).isEqualTo(1);
    assertThat(SSL_set_current_cert(ends.server, SSL_CERT_SET_SERVER)).isZero();
    SSL_set1_sigalgs_list(ends.client, "ecdsa_secp256r1_sha256");
    ends.shakeOnly();
    assertThat(SSL_set_current_cert(ends.server, SSL_CERT_SET_SERVER)).isEqualTo(1);
    assertThat(SSL_get_certificate(ends.server)).isEqualTo(own);
  }
}
