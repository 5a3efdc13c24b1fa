// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SSL_want(3): what a handshake waits for besides its transport, and that any thread goes on. */
class SSL_want_suspended_Test {
  private final ExecutorService other = Executors.newSingleThreadExecutor();
  private final AtomicBoolean answered = new AtomicBoolean();
  private final Endpoints ends = Endpoints.overPair();

  @AfterEach
  void stop() throws InterruptedException {
    other.shutdownNow();
    assertThat(other.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aClientHelloCallbackMayAnswerLater() throws Exception {
    SSL_CTX_set_client_hello_cb(
        ends.serverContext,
        (ssl, alert, arg) -> answered.get() ? SSL_CLIENT_HELLO_SUCCESS : SSL_CLIENT_HELLO_RETRY,
        null);
    ends.make();
    SSL_do_handshake(ends.client);

    suspended(ends.server, SSL_ERROR_WANT_CLIENT_HELLO_CB, SSL_CLIENT_HELLO_CB);
    assertThat(SSL_want_client_hello_cb(ends.server)).isTrue();
    resumed(ends.server);
  }

  @Test
  void aServersCertificateCallbackMayAnswerLater() throws Exception {
    SSL_CTX_set_cert_cb(ends.serverContext, (ssl, arg) -> answered.get() ? 1 : -1, null);
    ends.make();
    SSL_do_handshake(ends.client);

    suspended(ends.server, SSL_ERROR_WANT_X509_LOOKUP, SSL_X509_LOOKUP);
    assertThat(SSL_want_x509_lookup(ends.server)).isTrue();
    resumed(ends.server);
  }

  @Test
  void aVerifyCallbackMayAnswerLater() throws Exception {
    SSL_CTX_set_cert_verify_callback(
        ends.clientContext,
        (store, arg) -> answered.get() ? 1 : SSL_set_retry_verify(ends.client) - 1,
        null);
    SSL_CTX_set_verify(ends.clientContext, SSL_VERIFY_PEER, null);
    ends.make();
    SSL_do_handshake(ends.client);
    SSL_do_handshake(ends.server);

    suspended(ends.client, SSL_ERROR_WANT_RETRY_VERIFY, SSL_RETRY_VERIFY);
    assertThat(SSL_want_retry_verify(ends.client)).isTrue();
    resumed(ends.client);
  }

  /** Whichever call is made, and however often. */
  private static void suspended(SSL ssl, int error, int want) {
    byte[] buf = new byte[1];
    for (int i = 0; i < 2; i++) {
      assertThat(SSL_get_error(ssl, SSL_do_handshake(ssl))).isEqualTo(error);
      assertThat(SSL_want(ssl)).isEqualTo(want);
      assertThat(SSL_get_error(ssl, SSL_read(ssl, buf, 1))).isEqualTo(error);
      assertThat(SSL_get_error(ssl, SSL_write(ssl, buf, 1))).isEqualTo(error);
      assertThat(ERR_peek_error()).isZero();
    }
  }

  /** The answer comes from another thread, which goes on in the place of the one that asked. */
  private void resumed(SSL ssl) throws Exception {
    int error =
        other
            .submit(
                () -> {
                  answered.set(true);
                  return SSL_get_error(ssl, SSL_do_handshake(ssl));
                })
            .get(60, TimeUnit.SECONDS);
    assertThat(error).isIn(SSL_ERROR_NONE, SSL_ERROR_WANT_READ);
    for (int i = 0; i < 3; i++) {
      SSL_do_handshake(ends.client);
      SSL_do_handshake(ends.server);
    }
    assertThat(SSL_is_init_finished(ends.client)).isEqualTo(1);
    assertThat(SSL_is_init_finished(ends.server)).isEqualTo(1);
    assertThat(SSL_want_nothing(ssl)).isTrue();
  }
}
