// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.DATA;
import static dev.jessel.openssl.Endpoints.drain;
import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** SSL_shutdown(3): the table of situations, row by row. */
class SSL_shutdown_Test {
  private static final int BOTH = SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN;
  private final byte[] buffer = new byte[100];

  @EveryVersion
  void io12BothSidesClose(Version version) {
    Endpoints ends = version.overPair().shake();
    assertThat(SSL_shutdown(ends.client)).isZero();
    assertThat(SSL_get_shutdown(ends.client)).isEqualTo(SSL_SENT_SHUTDOWN);
    assertThat(SSL_shutdown(ends.client)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_WANT_READ);
    assertThat(SSL_read(ends.server, buffer, 10)).isZero();
    assertThat(SSL_shutdown(ends.server)).isEqualTo(1);
    assertThat(SSL_get_shutdown(ends.server)).isEqualTo(BOTH);
    assertThat(SSL_shutdown(ends.client)).isEqualTo(1);
    assertThat(SSL_shutdown(ends.client)).isEqualTo(1);
    assertThat(SSL_get_shutdown(ends.client)).isEqualTo(BOTH);
  }

  @EveryVersion
  void io12AfterThePeersCloseNotifyWritingGoesOn(Version version) {
    Endpoints ends = version.overPair().shake();
    SSL_shutdown(ends.client);
    assertThat(SSL_read(ends.server, buffer, 10)).isZero();
    assertThat(SSL_get_error(ends.server, 0)).isEqualTo(SSL_ERROR_ZERO_RETURN);
    assertThat(SSL_get_shutdown(ends.server)).isEqualTo(SSL_RECEIVED_SHUTDOWN);
    assertThat(SSL_write(ends.server, DATA, 10)).isEqualTo(10);
    assertThat(SSL_key_update(ends.server, SSL_KEY_UPDATE_NOT_REQUESTED))
        .isEqualTo(version.is13() ? 1 : 0);
    assertThat(SSL_write(ends.server, DATA, 10)).isEqualTo(10);
    assertThat(SSL_read(ends.client, buffer, 100)).isEqualTo(10);
    assertThat(SSL_read(ends.client, buffer, 100)).isEqualTo(10);
    assertThat(SSL_shutdown(ends.server)).isEqualTo(1);
    assertThat(SSL_shutdown(ends.client)).isEqualTo(1);
  }

  @Test
  void io12AfterTheClientsCloseNotifyItMayBeAskedForACertificate() {
    Endpoints ends = Endpoints.overPair().version(TLS1_3_VERSION);
    SSL_CTX_set_post_handshake_auth(ends.clientContext, 1);
    ends.shake();
    SSL_shutdown(ends.client);
    assertThat(SSL_read(ends.server, buffer, 10)).isZero();
    SSL_set_verify(ends.server, SSL_VERIFY_PEER, null);
    assertThat(SSL_verify_client_post_handshake(ends.server)).isEqualTo(1);
    assertThat(SSL_write(ends.server, DATA, 10)).isEqualTo(10);
    // Who has said goodbye has no answer to it, and reads on.
    assertThat(SSL_read(ends.client, buffer, 100)).isEqualTo(10);
    assertThat(SSL_shutdown(ends.server)).isEqualTo(1);
    assertThat(SSL_shutdown(ends.client)).isEqualTo(1);
  }

  @EveryVersion
  void io12DataThatComesWhileThePeerIsAwaitedIsFatal(Version version) {
    Endpoints ends = version.overPair().shake();
    SSL_write(ends.server, DATA, 10);
    assertThat(SSL_shutdown(ends.client)).isZero();
    assertThat(SSL_shutdown(ends.client)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo("application data after close notify");
    assertThat(SSL_read(ends.client, buffer, 10)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SSL);
  }

  @EveryVersion
  void dataThatIsDecryptedAndNotReadIsFatalToo(Version version) {
    Endpoints ends = version.overPair().shake();
    SSL_write(ends.server, DATA, 10);
    assertThat(SSL_read(ends.client, buffer, 3)).isEqualTo(3);
    assertThat(SSL_shutdown(ends.client)).isZero();
    assertThat(SSL_shutdown(ends.client)).isEqualTo(-1);
    assertThat(reason()).isEqualTo("application data after close notify");
  }

  @EveryVersion
  void dataIsStillReadAfterOnesOwnCloseNotify(Version version) {
    Endpoints ends = version.overPair().shake();
    SSL_write(ends.server, DATA, 10);
    assertThat(SSL_shutdown(ends.client)).isZero();
    assertThat(SSL_read(ends.client, buffer, 100)).isEqualTo(10);
    SSL_shutdown(ends.server);
    assertThat(SSL_shutdown(ends.client)).isEqualTo(1);
  }

  @EveryVersion
  void io12TicketsAndKeyUpdatesMayComeFirst(Version version) {
    Endpoints ends = version.overPair().make();
    for (int i = 0; i < 3; i++) {
      SSL_do_handshake(ends.client);
      SSL_do_handshake(ends.server);
    }
    SSL_key_update(ends.server, SSL_KEY_UPDATE_REQUESTED);
    assertThat(SSL_do_handshake(ends.server)).isEqualTo(1);
    assertThat(SSL_shutdown(ends.client)).isZero();
    assertThat(SSL_shutdown(ends.server)).isZero();
    assertThat(SSL_shutdown(ends.client)).isEqualTo(1);
    assertThat(SSL_shutdown(ends.server)).isEqualTo(1);
  }

  @EveryVersion
  void io13ABlockedCloseNotifyIsRepeatedUntilItIsOut(Version version) {
    Endpoints ends = version.overMemory().shake();
    GateBio gate = new GateBio(SSL_get_wbio(ends.client));
    ends.client.ssl().bio(SSL_get_rbio(ends.client), gate);
    gate.open(0);
    for (int i = 0; i < 2; i++) {
      assertThat(SSL_shutdown(ends.client)).isEqualTo(-1);
      assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_WANT_WRITE);
      assertThat(SSL_get_shutdown(ends.client)).isEqualTo(SSL_SENT_SHUTDOWN);
    }
    gate.open(1);
    assertThat(SSL_shutdown(ends.client)).isZero();
    assertThat(SSL_shutdown(ends.server)).isZero();
    assertThat(SSL_shutdown(ends.client)).isEqualTo(1);
    assertThat(SSL_shutdown(ends.server)).isEqualTo(1);
  }

  @Test
  void aTicketOnTheWayIsReportedWithoutAutoRetry() {
    Endpoints ends = Endpoints.overMemory().version(TLS1_3_VERSION).shake();
    SSL_clear_mode(ends.client, SSL_MODE_AUTO_RETRY);
    SSL_new_session_ticket(ends.server);
    SSL_do_handshake(ends.server);
    SSL_shutdown(ends.server);
    assertThat(SSL_shutdown(ends.client)).isZero();
    assertThat(SSL_shutdown(ends.client)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_WANT_READ);
    assertThat(SSL_shutdown(ends.client)).isEqualTo(1);
  }

  @EveryVersion
  void thePeersGoodbyeThatCameFirstMakesItOneStep(Version version) {
    Endpoints ends = version.overMemory().shake();
    SSL_shutdown(ends.server);
    assertThat(SSL_read(ends.client, buffer, 10)).isZero();
    assertThat(SSL_shutdown(ends.client)).isEqualTo(1);
    assertThat(SSL_shutdown(ends.client)).isEqualTo(1);
  }

  @EveryVersion
  void aTransportThatFailsUnderItIsASystemError(Version version) {
    Endpoints ends = version.overMemory().shake();
    GateBio gate = GateBio.before(ends.client);
    gate.failing(new IOException("Broken pipe"));
    gate.open(0);
    assertThat(SSL_shutdown(ends.client)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SYSCALL);
    assertThat(SSL_get_shutdown(ends.client)).isEqualTo(SSL_SENT_SHUTDOWN);
    ERR_clear_error();
  }

  @EveryVersion
  void anEndThatIsIgnoredCountsAsThePeersGoodbye(Version version) {
    Endpoints ends = version.overMemory().shake();
    SSL_set_options(ends.client, SSL_OP_IGNORE_UNEXPECTED_EOF);
    BIO_set_mem_eof_return(ends.serverBio, 0);
    assertThat(SSL_shutdown(ends.client)).isZero();
    assertThat(SSL_shutdown(ends.client)).isEqualTo(1);
    assertThat(SSL_get_shutdown(ends.client)).isEqualTo(BOTH);
  }

  @EveryVersion
  void beforeAndDuringTheHandshakeItIsRefused(Version version) {
    Endpoints ends = version.overPair().make();
    assertThat(SSL_shutdown(ends.client)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo("shutdown while in init");
    assertThat(SSL_in_before(ends.client)).isEqualTo(1);
    SSL_do_handshake(ends.client);
    assertThat(SSL_shutdown(ends.client)).isEqualTo(-1);
    assertThat(reason()).isEqualTo("shutdown while in init");
    assertThat(SSL_want(ends.client)).isEqualTo(SSL_READING);
    SSL_set_quiet_shutdown(ends.client, 1);
    assertThat(SSL_shutdown(ends.client)).isEqualTo(-1);
    assertThat(reason()).isEqualTo("shutdown while in init");
    ends.shakeOnly();
  }

  @Test
  void withoutARoleItIsRefused() {
    SSL ssl = SSL_new(SSL_CTX_new(TLS_method()));
    assertThat(SSL_shutdown(ssl)).isEqualTo(-1);
    assertThat(SSL_get_error(ssl, -1)).isEqualTo(SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo("uninitialized");
  }

  @Test
  void aKeyUpdateThatWaitsMustGoFirst() {
    Endpoints ends = Endpoints.overPair().version(TLS1_3_VERSION).shake();
    SSL_key_update(ends.client, SSL_KEY_UPDATE_NOT_REQUESTED);
    assertThat(SSL_shutdown(ends.client)).isEqualTo(-1);
    assertThat(reason()).isEqualTo("shutdown while in init");
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(1);
    assertThat(SSL_shutdown(ends.client)).isZero();
  }

  @EveryVersion
  void aQuietOneSendsNothing(Version version) {
    Endpoints ends = version.overPair().shake();
    SSL_set_quiet_shutdown(ends.client, 1);
    assertThat(SSL_shutdown(ends.client)).isEqualTo(1);
    assertThat(SSL_get_shutdown(ends.client)).isEqualTo(BOTH);
    assertThat(BIO_ctrl_pending(ends.serverBio)).isZero();
    assertThat(SSL_read(ends.client, buffer, 10)).isZero();
    assertThat(SSL_get_error(ends.client, 0)).isEqualTo(SSL_ERROR_ZERO_RETURN);
  }

  @EveryVersion
  void quietnessComesFromTheContext(Version version) {
    Endpoints ends = version.overPair();
    SSL_CTX_set_quiet_shutdown(ends.clientContext, 1);
    ends.shake();
    assertThat(SSL_get_quiet_shutdown(ends.client)).isEqualTo(1);
    assertThat(SSL_shutdown(ends.client)).isEqualTo(1);
  }

  @EveryVersion
  void theRecordOfABlockedWriteGoesOutBeforeTheCloseNotify(Version version) {
    Endpoints ends = version.overPair(600, 20_000).shake();
    assertThat(SSL_write(ends.client, DATA, 5000)).isEqualTo(-1);
    assertThat(SSL_shutdown(ends.client)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_WANT_WRITE);
    assertThat(SSL_write(ends.client, DATA, 5000)).isEqualTo(-1);
    assertThat(reason()).isEqualTo("protocol is shutdown");
    int got = 0;
    int returned = -1;
    while (returned < 0) {
      got += drain(ends.server);
      returned = SSL_shutdown(ends.client);
    }
    got += drain(ends.server);
    assertThat(returned).isZero();
    assertThat(got).isEqualTo(5000);
    assertThat(SSL_get_shutdown(ends.server)).isEqualTo(SSL_RECEIVED_SHUTDOWN);
    assertThat(SSL_key_update(ends.client, SSL_KEY_UPDATE_NOT_REQUESTED)).isZero();
    assertThat(reason())
        .as("no write is pending any more")
        .isEqualTo(version.is13() ? "protocol is shutdown" : "wrong ssl version");
  }

  @EveryVersion
  void bitsThatWereSetByHandCount(Version version) {
    Endpoints ends = version.overPair().shake();
    SSL_write(ends.server, DATA, 5);
    SSL_set_shutdown(ends.client, SSL_RECEIVED_SHUTDOWN);
    assertThat(SSL_read(ends.client, buffer, 10)).isZero();
    assertThat(SSL_get_error(ends.client, 0)).isEqualTo(SSL_ERROR_ZERO_RETURN);
    SSL_set_shutdown(ends.client, 0);
    assertThat(SSL_read(ends.client, buffer, 10)).isEqualTo(5);
    SSL_set_shutdown(ends.client, SSL_SENT_SHUTDOWN);
    assertThat(SSL_write(ends.client, DATA, 5)).isEqualTo(-1);
    assertThat(reason()).isEqualTo("protocol is shutdown");
    SSL_set_shutdown(ends.client, BOTH);
    assertThat(SSL_shutdown(ends.client)).isEqualTo(1);
    assertThat(BIO_ctrl_pending(ends.serverBio)).isZero();
  }

  @EveryVersion
  void aDeadConnectionSaysSo(Version version) {
    Endpoints ends = version.overPair(600, 20_000).shake();
    SSL_write(ends.client, DATA, 5000);
    SSL_write(ends.client, DATA, 1);
    assertThat(reason()).isEqualTo("bad length");
    assertThat(SSL_shutdown(ends.client)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SSL);
  }

  @EveryVersion
  void aCloseNotifyInTheHandshakeEndsIt(Version version) {
    Endpoints ends = version.overPair().make();
    SSL_do_handshake(ends.client);
    Endpoints.swallow(ends.serverBio);
    byte[] alert = {21, 3, 3, 0, 2, 1, 0};
    BIO_write(ends.serverBio, alert, alert.length);
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_ZERO_RETURN);
  }
}
