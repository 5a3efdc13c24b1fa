// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.DATA;
import static dev.jessel.openssl.Endpoints.drain;
import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Inside;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** SSL_read(3): records, the end of the stream, empty reads, what ends a connection. */
class SSL_read_Test {
  private final byte[] buffer = new byte[50_000];

  @EveryVersion
  void aReadGivesTheBytesOfOneRecordAtTheMost(Version version) {
    Endpoints ends = version.overMemory().shake();
    SSL_write(ends.client, DATA, 40_000);
    assertThat(SSL_read(ends.server, buffer, 50_000)).isEqualTo(16_384);
    assertThat(SSL_read(ends.server, buffer, 50_000)).isEqualTo(16_384);
    assertThat(SSL_read(ends.server, buffer, 50_000)).isEqualTo(7232);
  }

  @EveryVersion
  void aRecordMayBeReadInPieces(Version version) {
    Endpoints ends = version.overPair().shake();
    SSL_write(ends.client, DATA, 5);
    int[] count = {0};
    assertThat(SSL_read_ex(ends.server, buffer, 2, count)).isEqualTo(1);
    assertThat(count[0]).isEqualTo(2);
    assertThat(SSL_read(ends.server, buffer, 2, 100)).isEqualTo(3);
    assertThat(Arrays.copyOf(buffer, 5)).isEqualTo(Arrays.copyOf(DATA, 5));
  }

  @EveryVersion
  void withoutDataTheReadIsToBeRepeated(Version version) {
    Endpoints ends = version.overPair().shake();
    int[] count = {99};
    assertThat(SSL_read_ex(ends.client, buffer, 10, count)).isZero();
    assertThat(SSL_get_error(ends.client, 0)).isEqualTo(SSL_ERROR_WANT_READ);
    assertThat(SSL_want(ends.client)).isEqualTo(SSL_READING);
    assertThat(count[0]).isEqualTo(99);
  }

  @EveryVersion
  void readingNothingWaitsForDataAndTakesNone(Version version) {
    Endpoints ends = version.overPair().shake();
    assertThat(SSL_read(ends.server, buffer, 0)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.server, -1)).isEqualTo(SSL_ERROR_WANT_READ);
    SSL_write(ends.client, DATA, 5);
    assertThat(SSL_read(ends.server, buffer, 0)).isZero();
    assertThat(SSL_get_error(ends.server, 0)).isEqualTo(SSL_ERROR_SYSCALL);
    assertThat(SSL_pending(ends.server)).isEqualTo(5);
    assertThat(SSL_read_ex(ends.server, buffer, 0, new int[1])).isZero();
    assertThat(SSL_read(ends.server, buffer, 10)).isEqualTo(5);
  }

  @EveryVersion
  void aNegativeLengthIsRefusedAndForgotten(Version version) {
    Endpoints ends = version.overPair().shake();
    assertThat(SSL_read(ends.client, buffer, -1)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo("bad length");
    SSL_write(ends.server, DATA, 3);
    assertThat(SSL_read(ends.client, buffer, 10)).isEqualTo(3);
  }

  @Test
  void withoutARoleNothingIsRead() {
    SSL ssl = SSL_new(SSL_CTX_new(TLS_client_method()));
    assertThat(SSL_read(ssl, buffer, 5)).isEqualTo(-1);
    assertThat(SSL_get_error(ssl, -1)).isEqualTo(SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo("uninitialized");
  }

  @EveryVersion
  void withoutAReadBioAReadIsFatal(Version version) {
    Endpoints ends = version.overMemory().shake();
    ends.client.ssl().bio(null, SSL_get_wbio(ends.client));
    assertThat(SSL_read(ends.client, buffer, 5)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo("read bio not set");
  }

  @EveryVersion
  void theCloseNotifyIsTheEndForEver(Version version) {
    Endpoints ends = version.overPair().shake();
    SSL_write(ends.client, DATA, 2);
    SSL_shutdown(ends.client);
    assertThat(SSL_read(ends.server, buffer, 1)).isEqualTo(1);
    assertThat(SSL_read(ends.server, buffer, 1)).isEqualTo(1);
    for (int i = 0; i < 3; i++) {
      assertThat(SSL_read(ends.server, buffer, 1)).isZero();
      assertThat(SSL_get_error(ends.server, 0)).isEqualTo(SSL_ERROR_ZERO_RETURN);
      assertThat(SSL_get_shutdown(ends.server)).isEqualTo(SSL_RECEIVED_SHUTDOWN);
    }
  }

  @EveryVersion
  void io14AnEndWithoutCloseNotifyIsFatal(Version version) {
    Endpoints ends = version.overMemory().shake();
    SSL_write(ends.client, DATA, 5);
    BIO_set_mem_eof_return(ends.clientBio, 0);
    assertThat(SSL_read(ends.server, buffer, 3)).isEqualTo(3);
    assertThat(SSL_read(ends.server, buffer, 10)).isEqualTo(2);
    assertThat(SSL_read(ends.server, buffer, 10)).isZero();
    assertThat(SSL_get_error(ends.server, 0)).isEqualTo(SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo("unexpected eof while reading");
    assertThat(SSL_read(ends.server, buffer, 10)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.server, -1)).isEqualTo(SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo("-");
    assertThat(SSL_write(ends.server, DATA, 10)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.server, -1)).isEqualTo(SSL_ERROR_SSL);
    assertThat(SSL_read(ends.client, buffer, 10)).isZero();
    assertThat(SSL_get_error(ends.client, 0)).isEqualTo(SSL_ERROR_SSL);
    assertThat(ERR_GET_REASON(ERR_peek_error())).isEqualTo(version.alertNamed(50));
    assertThat(SSL_get_shutdown(ends.client)).isEqualTo(SSL_RECEIVED_SHUTDOWN);
    assertThat(SSL_read(ends.client, buffer, 10)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SSL);
  }

  @EveryVersion
  void io14AnEndWithoutCloseNotifyMayBeTakenForOne(Version version) {
    Endpoints ends = version.overMemory().shake();
    SSL_set_options(ends.server, SSL_OP_IGNORE_UNEXPECTED_EOF);
    SSL_write(ends.client, DATA, 6);
    byte[] record = BIO_get_mem_data(ends.clientBio);
    Endpoints.swallow(ends.clientBio);
    BIO_write(ends.clientBio, record, record.length - 3);
    BIO_set_mem_eof_return(ends.clientBio, 0);
    assertThat(SSL_read(ends.server, buffer, 10)).isZero();
    assertThat(SSL_get_error(ends.server, 0)).isEqualTo(SSL_ERROR_ZERO_RETURN);
    assertThat(SSL_get_shutdown(ends.server)).isEqualTo(SSL_RECEIVED_SHUTDOWN);
    assertThat(SSL_write(ends.server, DATA, 10)).isEqualTo(10);
    assertThat(SSL_shutdown(ends.server)).isEqualTo(1);
  }

  @EveryVersion
  void anEndInTheHandshakeIsFatalAndNotZero(Version version) {
    Endpoints ends = version.overMemory().make();
    SSL_do_handshake(ends.client);
    BIO_set_mem_eof_return(ends.serverBio, 0);
    assertThat(SSL_read(ends.client, buffer, 10)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo("unexpected eof while reading");
  }

  @EveryVersion
  void theEndOfAHalfClosedPairIsUnexpected(Version version) {
    Endpoints ends = version.overPair().shake();
    BIO_shutdown_wr(ends.serverBio);
    assertThat(SSL_read(ends.client, buffer, 5)).isZero();
    assertThat(SSL_get_error(ends.client, 0)).isEqualTo(SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo("unexpected eof while reading");
  }

  @EveryVersion
  void aDamagedRecordIsFatalForBothSides(Version version) {
    Endpoints ends = version.overMemory().shake();
    SSL_write(ends.client, DATA, 6);
    byte[] record = BIO_get_mem_data(ends.clientBio);
    Endpoints.swallow(ends.clientBio);
    record[record.length - 1] ^= 1;
    BIO_write(ends.clientBio, record, record.length);
    assertThat(SSL_read(ends.server, buffer, 10)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.server, -1)).isEqualTo(SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo("decryption failed or bad record mac");
    assertThat(SSL_read(ends.client, buffer, 10)).isZero();
    assertThat(SSL_get_error(ends.client, 0)).isEqualTo(SSL_ERROR_SSL);
    assertThat(ERR_GET_REASON(ERR_get_error())).isEqualTo(1020);
    assertThat(SSL_write(ends.client, DATA, 1)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SSL);
  }

  @Test
  void emptyRecordsArePassedOverUpToABound() {
    Endpoints ends = Endpoints.overMemory().version(TLS1_3_VERSION).shake();
    sendEmpty(ends, 32);
    assertThat(SSL_read(ends.server, buffer, 10)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.server, -1)).isEqualTo(SSL_ERROR_WANT_READ);
    assertThat(SSL_write(ends.client, DATA, 3)).isEqualTo(3);
    assertThat(SSL_peek(ends.server, buffer, 10)).isEqualTo(3);
    assertThat(SSL_read(ends.server, buffer, 10)).isEqualTo(3);
    sendEmpty(ends, 33);
    assertThat(SSL_peek(ends.server, buffer, 10)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.server, -1)).isEqualTo(SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo("record too small");
  }

  /** No write of libssl's makes such records. */
  private static void sendEmpty(Endpoints ends, int records) {
    for (int i = 0; i < records; i++) {
      Inside.sealEmptyRecord(ends.client.ssl());
    }
    assertThat(SSL_write_ex(ends.client, DATA, 0, new int[1])).isEqualTo(1);
  }

  @EveryVersion
  void anEndInTheMiddleOfARecordIsFatalToo(Version version) {
    Endpoints ends = version.overMemory().shake();
    SSL_write(ends.client, DATA, 6);
    byte[] record = BIO_get_mem_data(ends.clientBio);
    Endpoints.swallow(ends.clientBio);
    BIO_write(ends.clientBio, record, record.length - 3);
    BIO_set_mem_eof_return(ends.clientBio, 0);
    assertThat(SSL_read(ends.server, buffer, 10)).isZero();
    assertThat(SSL_get_error(ends.server, 0)).isEqualTo(SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo("unexpected eof while reading");
  }

  @EveryVersion
  void aReadMakesTheHandshakeOnTheWay(Version version) {
    Endpoints ends = version.overMemory().make();
    for (int i = 0; i < version.clientWaits(); i++) {
      assertThat(SSL_read(ends.client, buffer, 10)).isEqualTo(-1);
      assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_WANT_READ);
      assertThat(SSL_read(ends.server, buffer, 10)).isEqualTo(-1);
    }
    assertThat(SSL_read(ends.client, buffer, 10)).isEqualTo(-1);
    assertThat(SSL_read(ends.server, buffer, 10)).isEqualTo(-1);
    assertThat(SSL_is_init_finished(ends.client)).isEqualTo(1);
    assertThat(SSL_is_init_finished(ends.server)).isEqualTo(1);
  }

  @Test
  void aKeyUpdateAfterOnesOwnGoodbyeIsTakenAndNotAnswered() {
    Endpoints ends = Endpoints.overMemory().version(TLS1_3_VERSION).shake();
    assertThat(SSL_shutdown(ends.client)).isZero();
    int said = (int) BIO_ctrl_pending(ends.clientBio);
    SSL_key_update(ends.server, SSL_KEY_UPDATE_REQUESTED);
    SSL_write(ends.server, DATA, 7);
    assertThat(SSL_read(ends.client, buffer, 10)).isEqualTo(7);
    assertThat(SSL_write(ends.client, DATA, 0)).isEqualTo(-1);
    assertThat(reason()).isEqualTo("protocol is shutdown");
    assertThat(BIO_ctrl_pending(ends.clientBio)).isEqualTo(said);
  }

  @EveryVersion
  void io15AfterAFailedHandshakeNothingIsReadNorWritten(Version version) {
    Endpoints ends = version.overMemory();
    SSL_CTX_set_verify(ends.clientContext, SSL_VERIFY_PEER, null);
    ends.make();
    SSL_do_handshake(ends.client);
    SSL_do_handshake(ends.server);
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SSL);
    byte[] plainData = {23, 3, 3, 0, 6, 'd', 'u', 'm', 'm', 'y', '!'};
    BIO_write(ends.serverBio, plainData, plainData.length);
    assertThat(SSL_read(ends.client, buffer, 10)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SSL);
    assertThat(SSL_write(ends.client, DATA, 10)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SSL);
  }

  @Test
  void theReadStopsBehindAHandshakeMessageWhenAutoRetryIsOff() {
    Endpoints ends = Endpoints.overPair().version(TLS1_3_VERSION).make();
    SSL_clear_mode(ends.client, SSL_MODE_AUTO_RETRY);
    for (int i = 0; i < 3; i++) {
      SSL_do_handshake(ends.client);
      SSL_do_handshake(ends.server);
    }
    SSL_write(ends.server, DATA, 2);
    long before = BIO_ctrl_pending(ends.clientBio);
    assertThat(SSL_read(ends.client, buffer, 10)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_WANT_READ);
    assertThat(BIO_ctrl_pending(ends.clientBio)).isBetween(1L, before - 1);
    int calls = 1;
    int returned = -1;
    while (returned < 0 && calls < 9) {
      returned = SSL_read(ends.client, buffer, 10);
      calls++;
    }
    assertThat(returned).isEqualTo(2);
    assertThat(calls).isBetween(2, 3);
  }

  @EveryVersion
  void theReadGoesOnBehindHandshakeMessagesByDefault(Version version) {
    Endpoints ends = version.overPair().make();
    for (int i = 0; i < 3; i++) {
      SSL_do_handshake(ends.client);
      SSL_do_handshake(ends.server);
    }
    SSL_write(ends.server, DATA, 2);
    assertThat(SSL_read(ends.client, buffer, 10)).isEqualTo(2);
    assertThat(drain(ends.client)).isZero();
  }
}
