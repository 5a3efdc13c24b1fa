// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SSL_CONF_CTX_set_ssl_ctx(3): what is configured, and the end of it. */
class SSL_CONF_CTX_set_ssl_ctx_Test {
  private static final String CERTIFICATE = Endpoints.fixture("localhost.pem");
  private static final String KEY = Endpoints.fixture("localhost.key");
  private static final int FLAGS =
      SSL_CONF_FLAG_FILE | SSL_CONF_FLAG_SERVER | SSL_CONF_FLAG_CERTIFICATE;

  @TempDir Path directory;

  private final SSL_CTX context = SSL_CTX_new(TLS_server_method());
  private final SSL_CONF_CTX conf = SSL_CONF_CTX_new();

  SSL_CONF_CTX_set_ssl_ctx_Test() {
    SSL_CONF_CTX_set_ssl_ctx(conf, context);
    SSL_CONF_CTX_set_flags(conf, FLAGS);
  }

  @Test
  void certificateAndKeyAreRead() {
    assertThat(SSL_CONF_cmd(conf, "Certificate", CERTIFICATE)).isEqualTo(2);
    assertThat(SSL_CONF_cmd(conf, "PrivateKey", KEY)).isEqualTo(2);
    assertThat(SSL_CONF_CTX_finish(conf)).isEqualTo(1);
    assertThat(SSL_CTX_check_private_key(context)).isEqualTo(1);
  }

  @Test
  void aKeyThatMustBeThereIsLookedForInTheCertificatesFile() throws IOException {
    Path both = directory.resolve("both.pem");
    Files.writeString(
        both, Files.readString(Path.of(CERTIFICATE)) + Files.readString(Path.of(KEY)));
    SSL_CONF_CTX_set_flags(conf, SSL_CONF_FLAG_REQUIRE_PRIVATE);
    SSL_CONF_cmd(conf, "Certificate", both.toString());

    assertThat(SSL_CONF_CTX_finish(conf)).isEqualTo(1);
    assertThat(SSL_CTX_check_private_key(context)).isEqualTo(1);
  }

  @Test
  void withoutAKeyThatMustBeThereTheEndIsAnError() {
    SSL_CONF_CTX_set_flags(conf, SSL_CONF_FLAG_REQUIRE_PRIVATE);
    SSL_CONF_cmd(conf, "Certificate", CERTIFICATE);

    assertThat(SSL_CONF_CTX_finish(conf)).isZero();
  }

  @Test
  void aConfiguredContextServes() {
    Endpoints ends = Endpoints.overPair();
    SSL_CONF_CTX_set_ssl_ctx(conf, ends.serverContext);
    SSL_CONF_cmd(conf, "Ciphersuites", "TLS_CHACHA20_POLY1305_SHA256");
    SSL_CONF_cmd(conf, "Groups", "P-384:X25519");
    assertThat(SSL_CONF_cmd(conf, "ClientCAFile", CERTIFICATE)).isEqualTo(2);
    assertThat(SSL_CONF_cmd(conf, "VerifyCAFile", CERTIFICATE)).isEqualTo(2);
    assertThat(SSL_CONF_CTX_finish(conf)).isEqualTo(1);
    ends.shake();

    assertThat(SSL_get_cipher(ends.client)).isEqualTo("TLS_CHACHA20_POLY1305_SHA256");
  }

  @EveryVersion
  void authoritiesOfADirectoryAreNamedToClients(Version version) throws IOException {
    Endpoints ends = version.overPair();
    SSL_CTX_set_verify(ends.serverContext, SSL_VERIFY_PEER, (ok, store) -> 1);
    SSL_CONF_CTX_set_ssl_ctx(conf, ends.serverContext);
    Files.copy(Path.of(CERTIFICATE), directory.resolve("one.pem"));
    assertThat(SSL_CONF_cmd(conf, "ClientCAPath", directory.toString())).isEqualTo(2);
    assertThat(SSL_CONF_CTX_finish(conf)).isEqualTo(1);
    assertThat(SSL_CTX_get0_CA_list(ends.serverContext)).hasSize(1);
    ends.shake();
    assertThat(SSL_get0_peer_CA_list(ends.client)).hasSize(1);
  }
}
