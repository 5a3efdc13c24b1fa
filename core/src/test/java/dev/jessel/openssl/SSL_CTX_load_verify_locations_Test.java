// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.fixture;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.x509.PemException;
import dev.jessel.x509.TrustAnchors;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SSL_CTX_load_verify_locations(3): whom a context trusts. */
class SSL_CTX_load_verify_locations_Test {
  @Test
  void aDirectoryOfCertificatesIsRead(@TempDir Path directory) throws Exception {
    Files.copy(Path.of(fixture("ca.pem")), directory.resolve("ca.pem"));
    Endpoints ends = Endpoints.overPair();
    SSL_CTX_set_verify(ends.clientContext, SSL_VERIFY_PEER, null);
    assertThat(SSL_CTX_load_verify_dir(ends.clientContext, directory.toString())).isEqualTo(1);
    ends.shake();
    assertThat(SSL_get_verify_result(ends.client)).isEqualTo(X509_V_OK);
  }

  @Test
  void aStoreCanBeGivenToAnotherContext() {
    SSL_CTX one = SSL_CTX_new(TLS_method());
    SSL_CTX_load_verify_file(one, fixture("ca.pem"));
    Endpoints ends = Endpoints.overPair();
    SSL_CTX_set_verify(ends.clientContext, SSL_VERIFY_PEER, null);
    SSL_CTX_set_cert_store(ends.clientContext, SSL_CTX_get_cert_store(one));
    assertThat(SSL_CTX_get_cert_store(ends.clientContext)).isEqualTo(SSL_CTX_get_cert_store(one));
    ends.shake();
    assertThat(SSL_get_verify_result(ends.client)).isEqualTo(X509_V_OK);
  }

  @Test
  void theSystemsTrustDoesNotHoldForOurs() {
    Endpoints ends = Endpoints.overPair();
    SSL_CTX_set_verify(ends.clientContext, SSL_VERIFY_PEER, null);
    assertThat(SSL_CTX_set_default_verify_paths(ends.clientContext)).isEqualTo(1);
    ends.make();
    SSL_do_handshake(ends.client);
    SSL_do_handshake(ends.server);
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(-1);
    assertThat(Endpoints.reason()).isEqualTo("certificate verify failed");
  }

  @Test
  void aStoreIsAFileOrADirectory() {
    Endpoints ends = Endpoints.overPair();
    SSL_CTX_set_verify(ends.clientContext, SSL_VERIFY_PEER, null);
    assertThat(SSL_CTX_load_verify_store(ends.clientContext, "file:///no/such")).isZero();
    ERR_clear_error();
    String uri = Path.of(fixture("ca.pem")).toAbsolutePath().normalize().toUri().toString();
    assertThat(SSL_CTX_load_verify_store(ends.clientContext, uri)).isEqualTo(1);
    ends.shake();
    assertThat(SSL_get_verify_result(ends.client)).isEqualTo(X509_V_OK);
  }

  @Test
  void theSystemsPlacesNeedNotBeThere() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    assertThat(SSL_CTX_set_default_verify_file(context)).isEqualTo(1);
    assertThat(X509_STORE_get1_all_certs(SSL_CTX_get_cert_store(context)))
        .hasSameSizeAs(systemFile().certificates());
    assertThat(SSL_CTX_set_default_verify_dir(context)).isEqualTo(1);
    assertThat(SSL_CTX_set_default_verify_store(context)).isEqualTo(1);
  }

  private static TrustAnchors systemFile() {
    try {
      return TrustAnchors.systemFile();
    } catch (PemException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aStoreOfItsOwnGoesBeforeThatOfTheContext() {
    SSL_CTX good = SSL_CTX_new(TLS_method());
    SSL_CTX_load_verify_file(good, fixture("ca.pem"));
    X509_STORE store = SSL_CTX_get_cert_store(good);
    X509_STORE[] got = new X509_STORE[1];
    Endpoints ends = Endpoints.overPair();
    SSL_CTX_set_verify(ends.clientContext, SSL_VERIFY_PEER, null);
    SSL_CTX_set1_cert_store(ends.clientContext, X509_STORE_new());
    assertThat(SSL_CTX_set0_verify_cert_store(ends.clientContext, store)).isEqualTo(1);
    assertThat(SSL_CTX_get0_verify_cert_store(ends.clientContext, got)).isEqualTo(1);
    assertThat(got[0]).isSameAs(store);
    ends.shake();
    assertThat(SSL_get_verify_result(ends.client)).isEqualTo(X509_V_OK);
    assertThat(SSL_CTX_set1_verify_cert_store(ends.clientContext, null)).isEqualTo(1);
    SSL_CTX_get0_verify_cert_store(ends.clientContext, got);
    assertThat(got[0]).isNull();
  }

  @Test
  void aConnectionMayHaveAStoreToo() {
    SSL_CTX good = SSL_CTX_new(TLS_method());
    SSL_CTX_load_verify_file(good, fixture("ca.pem"));
    X509_STORE store = SSL_CTX_get_cert_store(good);
    X509_STORE[] got = new X509_STORE[1];
    Endpoints ends = Endpoints.overPair().make();
    SSL_set_verify(ends.client, SSL_VERIFY_PEER, null);
    assertThat(SSL_set0_verify_cert_store(ends.client, X509_STORE_new())).isEqualTo(1);
    assertThat(SSL_set1_verify_cert_store(ends.client, store)).isEqualTo(1);
    assertThat(SSL_get0_verify_cert_store(ends.client, got)).isEqualTo(1);
    assertThat(got[0]).isSameAs(store);
    ends.shakeOnly();
    assertThat(SSL_get_verify_result(ends.client)).isEqualTo(X509_V_OK);
  }

  @Test
  void ownChainsAreCompletedFromAStoreOfTheirOwn() {
    SSL_CTX good = SSL_CTX_new(TLS_method());
    SSL_CTX_load_verify_file(good, fixture("ca.pem"));
    X509_STORE store = SSL_CTX_get_cert_store(good);
    X509_STORE[] got = new X509_STORE[1];
    SSL_CTX context = Endpoints.overPair().serverContext;
    assertThat(SSL_CTX_set0_chain_cert_store(context, X509_STORE_new())).isEqualTo(1);
    assertThat(SSL_CTX_build_cert_chain(context, 0)).isZero();
    assertThat(SSL_CTX_set1_chain_cert_store(context, store)).isEqualTo(1);
    assertThat(SSL_CTX_build_cert_chain(context, 0)).isEqualTo(1);
    assertThat(SSL_CTX_get0_chain_cert_store(context, got)).isEqualTo(1);
    assertThat(got[0]).isSameAs(store);
    SSL ssl = SSL_new(context);
    assertThat(SSL_set0_chain_cert_store(ssl, X509_STORE_new())).isEqualTo(1);
    assertThat(SSL_get0_chain_cert_store(ssl, got)).isEqualTo(1);
    assertThat(X509_STORE_get1_all_certs(got[0]).isEmpty()).isTrue();
    assertThat(SSL_set1_chain_cert_store(ssl, null)).isEqualTo(1);
    ERR_clear_error();
  }
}
