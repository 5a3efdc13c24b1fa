// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.fixture;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.x509.PeerCertificate;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** X509_STORE_add_cert(3), X509_STORE_new(3) and X509_STORE_set_verify_cb_func(3): stores. */
class X509_STORE_add_cert_Test {
  @Test
  void whatIsAddedToAContextsStoreCountsAtOnce() {
    Endpoints ends = verifying().make();
    X509_STORE store = SSL_CTX_get_cert_store(ends.clientContext);
    assertThat(X509_STORE_add_cert(store, ca())).isEqualTo(1);
    assertThat(X509_STORE_add_cert(store, ca())).isEqualTo(1);
    assertThat(X509_STORE_get1_all_certs(store)).containsExactly(ca());
    ends.shakeOnly();
    assertThat(SSL_get_verify_result(ends.client)).isEqualTo(X509_V_OK);
  }

  @Test
  void aStoreMayBeFilledFirstAndServeSeveralContexts() {
    X509_STORE store = X509_STORE_new();
    assertThat(X509_STORE_up_ref(store)).isEqualTo(1);
    assertThat(X509_STORE_load_file(store, fixture("ca.pem"))).isEqualTo(1);
    assertThat(X509_STORE_load_file(store, "/no/such/file")).isZero();
    assertThat(X509_STORE_load_store(store, fixture("ca.pem"))).isEqualTo(1);
    for (int i = 0; i < 2; i++) {
      Endpoints ends = verifying();
      SSL_CTX_set1_cert_store(ends.clientContext, store);
      ends.make().shakeOnly();
      assertThat(SSL_get_verify_result(ends.client)).isEqualTo(X509_V_OK);
    }
    X509_STORE_free(store);
  }

  @Test
  void aDirectoryIsLookedAtWhenAnIssuerIsNeeded(@TempDir Path directory) throws Exception {
    X509_STORE store = X509_STORE_new();
    assertThat(X509_STORE_load_path(store, directory.toString())).isEqualTo(1);
    assertThat(X509_STORE_load_locations(store, null, null)).isZero();
    assertThat(resultWith(store)).isEqualTo(X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY);
    String hash = "56c899cd"; // what `openssl x509 -subject_hash` says
    Files.copy(Path.of(fixture("ca.pem")), directory.resolve(hash + ".0"));
    assertThat(resultWith(store)).isEqualTo(X509_V_OK);
    assertThat(X509_STORE_load_locations(store, fixture("ca.pem"), directory.toString()))
        .isEqualTo(1);
  }

  private static int resultWith(X509_STORE store) {
    Endpoints ends = verifying();
    SSL_CTX_set_cert_store(ends.clientContext, store);
    ends.make();
    for (int i = 0; i < 3; i++) {
      SSL_do_handshake(ends.client);
      SSL_do_handshake(ends.server);
    }
    ERR_clear_error();
    return SSL_get_verify_result(ends.client);
  }

  @Test
  void aStoreAsksForRevocationLists() throws Exception {
    X509_STORE store = X509_STORE_new();
    X509_STORE_add_cert(store, ca());
    assertThat(X509_STORE_set_flags(store, X509_V_FLAG_CRL_CHECK)).isEqualTo(1);
    assertThat(X509_VERIFY_PARAM_get_flags(X509_STORE_get0_param(store)) & X509_V_FLAG_CRL_CHECK)
        .isNotZero();
    assertThat(resultWith(store)).isEqualTo(3); // unable to get certificate CRL
    assertThat(X509_STORE_add_crl(store, list())).isEqualTo(1);
    assertThat(resultWith(store)).isEqualTo(3); // of another CA
  }

  private static X509CRL list() throws Exception {
    try (InputStream in = X509_STORE_add_cert_Test.class.getResourceAsStream("/x509/listed.crl")) {
      return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(in);
    }
  }

  @Test
  void aStoresParametersHoldWhereTheConnectionSaysNothing() {
    X509_STORE store = X509_STORE_new();
    X509_STORE_add_cert(store, ca());
    assertThat(X509_STORE_set_purpose(store, X509_PURPOSE_SSL_CLIENT)).isEqualTo(1);
    assertThat(X509_STORE_set_trust(store, X509_TRUST_SSL_CLIENT)).isEqualTo(1);
    assertThat(X509_STORE_set_depth(store, 3)).isEqualTo(1);
    assertThat(resultWith(store)).isEqualTo(26); // unsuitable certificate purpose
    X509_VERIFY_PARAM other = X509_VERIFY_PARAM_new();
    X509_VERIFY_PARAM_set1_host(other, "elsewhere.example", 0);
    assertThat(X509_STORE_set1_param(store, other)).isEqualTo(1);
    assertThat(resultWith(store)).isEqualTo(X509_V_ERR_HOSTNAME_MISMATCH);
  }

  @Test
  void aStoresCallbackIsAskedOfEachCertificateAndMayOverlook() {
    X509_STORE store = X509_STORE_new();
    List<String> told = new ArrayList<>();
    X509_STORE_CTX_verify_cb callback =
        (ok, ctx) -> {
          told.add(ok + " " + X509_STORE_CTX_get_error_depth(ctx));
          assertThat(X509_STORE_CTX_get0_chain(ctx)).contains(X509_STORE_CTX_get_current_cert(ctx));
          assertThat(X509_VERIFY_PARAM_get_depth(X509_STORE_CTX_get0_param(ctx))).isEqualTo(-1);
          return 1;
        };
    X509_STORE_set_verify_cb(store, callback);
    assertThat(X509_STORE_get_verify_cb(store)).isSameAs(callback);
    // The missing issuer is overlooked, then that the leaf's signature cannot be checked.
    assertThat(resultWith(store)).isEqualTo(X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE);
    assertThat(told).containsExactly("0 0", "0 0", "1 0");
    told.clear();
    X509_STORE_add_cert(store, ca());
    assertThat(resultWith(store)).isEqualTo(X509_V_OK);
    assertThat(told).containsExactly("1 1", "1 0");
  }

  @Test
  void theSystemsAnchorsCanBeHad() {
    X509_STORE store = X509_STORE_new();
    assertThat(X509_STORE_set_default_paths(store)).isEqualTo(1);
  }

  private static PeerCertificate ca() {
    return Fixtures.certificate("ca.pem");
  }

  private static Endpoints verifying() {
    Endpoints ends = Endpoints.overPair();
    SSL_CTX_set_verify(ends.clientContext, SSL_VERIFY_PEER, null);
    return ends;
  }
}
