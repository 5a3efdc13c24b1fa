// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.fixture;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

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
}
