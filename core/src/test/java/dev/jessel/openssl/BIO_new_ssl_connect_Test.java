// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.DATA;
import static dev.jessel.openssl.Endpoints.fixture;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.bio.Bio;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** BIO_f_ssl(3), its chains with sockets: a client in three lines, and a server to talk to. */
class BIO_new_ssl_connect_Test {
  private static final int ROUNDS = 10_000_000;
  private static final int PATIENCE_SECONDS = 60;
  private final byte[] buffer = new byte[20_000];
  private final SSL_CTX clients = SSL_CTX_new(TLS_client_method());
  private final SSL_CTX servers = SSL_CTX_new(TLS_server_method());

  @BeforeEach
  void certificate() {
    ERR_clear_error();
    SSL_CTX_use_certificate_chain_file(servers, fixture("localhost.pem"));
    SSL_CTX_use_PrivateKey_file(servers, fixture("localhost.key"), SSL_FILETYPE_PEM);
  }

  /** A listening BIO that puts TLS in front of each connection. */
  private Bio listen(boolean blocking) {
    Bio accept = BIO_new_accept("127.0.0.1:0");
    BIO_set_accept_bios(accept, BIO_new_ssl(servers, 0));
    BIO_set_nbio_accept(accept, blocking ? 0 : 1);
    BIO_set_nbio(accept, blocking ? 0 : 1);
    assertThat(BIO_do_accept(accept)).isEqualTo(1);
    return accept;
  }

  private static void aim(Bio chain, Bio accept) {
    BIO_set_conn_hostname(chain, "127.0.0.1");
    BIO_set_conn_port(chain, BIO_get_accept_port(accept));
  }

  @Test
  void blockingEndsShakeHandsAndTalk() throws Exception {
    Bio accept = listen(true);
    CompletableFuture<Integer> served = CompletableFuture.supplyAsync(() -> serve(accept));
    Bio chain = BIO_new_buffer_ssl_connect(clients);
    aim(chain, accept);
    assertThat(BIO_get_ssl(chain)).isNotNull();
    assertThat(BIO_do_handshake(chain)).isEqualTo(1);
    assertThat(BIO_puts(chain, "a line\n")).isEqualTo(7);
    assertThat(BIO_flush(chain)).isEqualTo(1);
    assertThat(BIO_gets(chain, buffer, 100)).isEqualTo(7);
    BIO_ssl_shutdown(chain);
    assertThat(served.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(7);
    BIO_free_all(chain);
    BIO_free_all(accept);
  }

  /** Accepts one connection, sends a line back, and counts what comes until the goodbye. */
  private static int serve(Bio accept) {
    byte[] bytes = new byte[100];
    assertThat(BIO_do_accept(accept)).isEqualTo(1);
    Bio connection = BIO_pop(accept);
    assertThat(BIO_do_handshake(connection)).isEqualTo(1);
    int total = 0;
    for (int n = BIO_read(connection, bytes, 100); n > 0; n = BIO_read(connection, bytes, 100)) {
      total += n;
      BIO_write(connection, bytes, n);
    }
    BIO_free_all(connection);
    return total;
  }

  @Test
  void nonBlockingEndsShakeHandsAndTalkInOneThread() {
    Bio accept = listen(false);
    Bio client = BIO_new_ssl_connect(clients);
    aim(client, accept);
    BIO_set_nbio(client, 1);
    int rounds = 0;
    boolean ready = false;
    Bio server = null;
    while (!ready) {
      assertThat(rounds++).isLessThan(ROUNDS);
      boolean clientDone = done(client);
      server =
          server == null && BIO_do_accept(accept) == 1 && BIO_next(accept) != null
              ? BIO_pop(accept)
              : server;
      ready = server != null && done(server) && clientDone;
    }
    int sent = 0;
    int received = 0;
    while (received < DATA.length) {
      assertThat(rounds++).isLessThan(ROUNDS);
      byte[] rest = Arrays.copyOfRange(DATA, sent, Math.min(sent + 16_000, DATA.length));
      int n = BIO_write(client, rest, rest.length);
      assertThat(n > 0 || rest.length == 0 || BIO_should_retry(client)).isTrue();
      sent += Math.max(n, 0);
      int got = BIO_read(server, buffer, buffer.length);
      assertThat(got > 0 || BIO_should_retry(server)).isTrue();
      received += Math.max(got, 0);
    }
    assertThat(received).isEqualTo(DATA.length);
    BIO_free_all(client);
    BIO_free_all(server);
    BIO_free_all(accept);
  }

  private static boolean done(Bio chain) {
    int n = BIO_do_handshake(chain);
    assertThat(n == 1 || BIO_should_retry(chain)).isTrue();
    return n == 1;
  }

  @Test
  void aConnectionThatIsBeingMadeShowsThroughTheTlsFilter() {
    Bio accept = listen(false);
    SSL ssl = SSL_new(clients);
    SSL_set_connect_state(ssl);
    Bio connect = BIO_new_connect("127.0.0.1:" + BIO_get_accept_port(accept));
    BIO_set_nbio(connect, 1);
    BIO_set_callback_ex(
        connect,
        (b, oper, argp, len, argi, argl, ret, processed) -> {
          if (BIO_cb_pre(oper)) {
            BIO_set_retry_special(b);
            BIO_set_retry_reason(b, BIO_RR_CONNECT);
            return -1;
          }
          return ret;
        });
    SSL_set_bio(ssl, connect, connect);
    assertThat(SSL_connect(ssl)).isEqualTo(-1);
    assertThat(SSL_get_error(ssl, -1)).isEqualTo(SSL_ERROR_WANT_CONNECT);
    BIO_set_callback_ex(connect, null);
    SSL_free(ssl);
    BIO_free_all(accept);
  }

  @Test
  void aRefusedConnectionFailsTheHandshake() {
    Bio accept = listen(true);
    Bio chain = BIO_new_ssl_connect(clients);
    aim(chain, accept);
    BIO_free_all(accept);
    assertThat(BIO_do_handshake(chain)).isNotPositive();
    assertThat(BIO_should_retry(chain)).isFalse();
    assertThat(ERR_reason_error_string(ERR_get_error())).isEqualTo("Connection refused");
    assertThat(ERR_GET_REASON(ERR_get_error())).isEqualTo(BIO_R_CONNECT_ERROR);
    BIO_free_all(chain);
  }

  @Test
  void renegotiationCanBeAskedForAndTls13HasNone() {
    Bio tls = BIO_new_ssl(clients, 1);
    assertThat(BIO_set_ssl_renegotiate_bytes(tls, 1000)).isZero();
    assertThat(BIO_set_ssl_renegotiate_bytes(tls, 100)).isEqualTo(1000);
    assertThat(BIO_set_ssl_renegotiate_bytes(tls, 2000)).as("100 are too few").isEqualTo(1000);
    assertThat(BIO_set_ssl_renegotiate_timeout(tls, 10)).isZero();
    assertThat(BIO_set_ssl_renegotiate_timeout(tls, 90)).as("10 became 5").isEqualTo(5);
    assertThat(BIO_set_ssl_renegotiate_timeout(tls, 0)).isEqualTo(90);
    assertThat(BIO_get_num_renegotiates(tls)).isZero();
    BIO_free(tls);
  }
}
