// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.DATA;
import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.bio.Bio;
import dev.jessel.bio.FilterBio;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** SSL_do_handshake(3), SSL_connect(3) and SSL_accept(3): what they do before, in and after. */
class SSL_do_handshake_Test {
  private static final byte[] CLOSE_NOTIFY = {21, 3, 3, 0, 2, 1, 0};
  private static final byte[] USER_CANCELED = {21, 3, 3, 0, 2, 1, 90};

  private final byte[] buffer = new byte[100];

  @Test
  void withoutARoleItIsRefusedAndHarmsNothing() {
    SSL ssl = SSL_new(SSL_CTX_new(TLS_method()));
    assertThat(SSL_do_handshake(ssl)).isEqualTo(-1);
    assertThat(SSL_get_error(ssl, -1)).isEqualTo(SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo("connection type not set");
    assertThat(SSL_in_before(ssl)).isEqualTo(1);
  }

  @EveryVersion
  void connectAndAcceptChooseTheRole(Version version) {
    Endpoints ends = version.overMemory().make();
    SSL client = SSL_new(version.context(TLS_method()));
    SSL server = SSL_new(ends.serverContext);
    SSL_set_bio(client, SSL_get_rbio(ends.client), SSL_get_wbio(ends.client));
    SSL_set_bio(server, SSL_get_rbio(ends.server), SSL_get_wbio(ends.server));
    for (int i = 0; i < version.clientWaits(); i++) {
      assertThat(SSL_connect(client)).isEqualTo(-1);
      assertThat(SSL_accept(server)).isEqualTo(version.is13() || i == 0 ? -1 : 1);
    }
    assertThat(SSL_connect(client)).isEqualTo(1);
    assertThat(SSL_accept(server)).isEqualTo(1);
    assertThat(SSL_is_server(client)).isZero();
    assertThat(SSL_is_server(server)).isEqualTo(1);
  }

  @EveryVersion
  void whenItIsOverItSucceedsAtOnceWhateverItsName(Version version) {
    Endpoints ends = version.overPair().shake();
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(1);
    assertThat(SSL_connect(ends.client)).isEqualTo(1);
    assertThat(SSL_accept(ends.client)).isEqualTo(1);
    assertThat(SSL_is_server(ends.client)).isZero();
    assertThat(BIO_ctrl_pending(ends.serverBio)).isZero();
  }

  @Test
  void withoutTransportItIsFatal() {
    SSL ssl = SSL_new(SSL_CTX_new(TLS_client_method()));
    assertThat(SSL_connect(ssl)).isEqualTo(-1);
    assertThat(SSL_get_error(ssl, -1)).isEqualTo(SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo("bio not set");
    assertThat(SSL_connect(ssl)).isEqualTo(-1);
    assertThat(SSL_get_error(ssl, -1)).isEqualTo(SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo("-");
  }

  @EveryVersion
  void aSmallFlightIsOneWrite(Version version) {
    Endpoints ends = version.overMemory().make();
    int[] writes = {0};
    Bio counting =
        new FilterBio(SSL_get_wbio(ends.server)) {
          @Override
          protected int doWrite(byte[] b, int off, int len) throws IOException {
            writes[0]++;
            return super.doWrite(b, off, len);
          }
        };
    ends.server.ssl().bio(SSL_get_rbio(ends.server), counting);
    SSL_do_handshake(ends.client);
    assertThat(SSL_do_handshake(ends.server)).isEqualTo(-1);
    assertThat(writes[0]).isEqualTo(1);
  }

  @EveryVersion
  void aCloseNotifyOnTheWayIsAnEndThatStays(Version version) {
    Endpoints ends = version.overPair().make();
    SSL_do_handshake(ends.client);
    BIO_write(ends.serverBio, CLOSE_NOTIFY, CLOSE_NOTIFY.length);
    for (int i = 0; i < 2; i++) {
      assertThat(SSL_do_handshake(ends.client)).isEqualTo(-1);
      assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_ZERO_RETURN);
    }
    assertThat(SSL_get_shutdown(ends.client)).isEqualTo(SSL_RECEIVED_SHUTDOWN);
    assertThat(SSL_write(ends.client, DATA, 5)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_ZERO_RETURN);
  }

  @EveryVersion
  void anEndOnTheWayMayBeTakenForACloseNotify(Version version) {
    Endpoints ends = version.overMemory().make();
    SSL_set_options(ends.client, SSL_OP_IGNORE_UNEXPECTED_EOF);
    SSL_do_handshake(ends.client);
    BIO_set_mem_eof_return(ends.serverBio, 0);
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_ZERO_RETURN);
    assertThat(SSL_get_shutdown(ends.client)).isEqualTo(SSL_RECEIVED_SHUTDOWN);
  }

  @EveryVersion
  void fourWarningsInARowAreLetPass(Version version) {
    Endpoints ends = version.overPair().make();
    SSL_do_handshake(ends.client);
    for (int i = 0; i < 4; i++) {
      BIO_write(ends.serverBio, USER_CANCELED, USER_CANCELED.length);
      assertThat(SSL_do_handshake(ends.client)).isEqualTo(-1);
      assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_WANT_READ);
    }
    BIO_write(ends.serverBio, USER_CANCELED, USER_CANCELED.length);
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo("too many warn alerts");
  }

  @EveryVersion
  void anAlertHasTwoBytes(Version version) {
    Endpoints ends = version.overPair().make();
    SSL_do_handshake(ends.client);
    byte[] half = {21, 3, 3, 0, 1, 1};
    BIO_write(ends.serverBio, half, half.length);
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(-1);
    assertThat(reason()).isEqualTo("invalid alert");
  }

  @EveryVersion
  void aFatalAlertOnTheWayIsTold(Version version) {
    Endpoints ends = version.overPair().make();
    SSL_do_handshake(ends.client);
    byte[] alert = {21, 3, 3, 0, 2, 2, 40};
    BIO_write(ends.serverBio, alert, alert.length);
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SSL);
    assertThat(ERR_GET_REASON(ERR_get_error())).isEqualTo(1040);
    assertThat(SSL_get_shutdown(ends.client)).isEqualTo(SSL_RECEIVED_SHUTDOWN);
    assertThat(SSL_read(ends.client, buffer, 10)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).as("not a clean end").isEqualTo(SSL_ERROR_SSL);
  }

  @EveryVersion
  void dataBeforeTheEndOfTheHandshakeIsFatal(Version version) {
    Endpoints ends = version.overPair().make();
    SSL_do_handshake(ends.client);
    byte[] plain = {23, 3, 3, 0, 1, 'x'};
    BIO_write(ends.serverBio, plain, plain.length);
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo("app data in handshake");
  }

  @Test
  void aServerWhoseClientIsGoneBeforeTheTicketsReadsWhatItLeft() {
    Endpoints ends = Endpoints.overMemory().version(TLS1_3_VERSION).make();
    GateBio gate = GateBio.before(ends.server);
    SSL_do_handshake(ends.client);
    SSL_do_handshake(ends.server);
    assertThat(SSL_write(ends.client, DATA, 5)).isEqualTo(5);
    SSL_shutdown(ends.client);
    gate.open(0);
    gate.failing(new IOException("Broken pipe"));
    assertThat(SSL_do_handshake(ends.server)).isEqualTo(1);
    assertThat(reason()).isEqualTo("-");
    assertThat(SSL_read(ends.server, buffer, 100)).isEqualTo(5);
    assertThat(SSL_read(ends.server, buffer, 100)).isZero();
    assertThat(SSL_get_error(ends.server, 0)).isEqualTo(SSL_ERROR_ZERO_RETURN);
    assertThat(SSL_write(ends.server, DATA, 5)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.server, -1)).isEqualTo(SSL_ERROR_SYSCALL);
    ERR_clear_error();
  }

  @EveryVersion
  void aClientWhoseFinishedCannotLeaveHasFailed(Version version) {
    Endpoints ends = version.overMemory().make();
    GateBio gate = GateBio.before(ends.client);
    SSL_do_handshake(ends.client);
    SSL_do_handshake(ends.server);
    gate.open(0);
    gate.failing(new IOException("Broken pipe"));
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SYSCALL);
    ERR_clear_error();
  }

  @EveryVersion
  void aTransportThatFailsInReadingIsASystemError(Version version) {
    Endpoints ends = version.overMemory().make();
    SSL_do_handshake(ends.client);
    Bio broken =
        new FilterBio(SSL_get_rbio(ends.client)) {
          @Override
          protected int doRead(byte[] b, int off, int len) throws IOException {
            throw new IOException("Connection reset");
          }
        };
    ends.client.ssl().bio(broken, SSL_get_wbio(ends.client));
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SYSCALL);
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SSL);
    ERR_clear_error();
  }
}
