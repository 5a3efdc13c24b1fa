// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.DATA;
import static dev.jessel.openssl.Endpoints.drain;
import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** SSL_write(3): what is written, what a blocked write demands, what breaks a connection. */
class SSL_write_Test {
  private static final int BLOCKED = -1;

  // ---- All or nothing

  @EveryVersion
  void allBytesAreWrittenOrNone(Version version) {
    Endpoints ends = version.overMemory().shake();

    assertThat(SSL_write(ends.client, DATA, 40_000)).isEqualTo(40_000);
    assertThat(drain(ends.server)).isEqualTo(40_000);
  }

  @EveryVersion
  void aBlockedWriteSucceedsWhenItIsRepeated(Version version) {
    Endpoints ends = version.overPair(1200, 200_000).shake();
    SSL_set_max_send_fragment(ends.client, 512);
    byte[] got = new byte[0];
    int returned = SSL_write(ends.client, DATA, 3000);
    while (returned < 0) {
      assertThat(SSL_get_error(ends.client, returned)).isEqualTo(SSL_ERROR_WANT_WRITE);
      assertThat(SSL_want_write(ends.client)).isTrue();
      got = readMore(ends.server, got);
      returned = SSL_write(ends.client, DATA, 3000);
    }
    got = readMore(ends.server, got);

    assertThat(returned).isEqualTo(3000);
    assertThat(got).isEqualTo(Arrays.copyOf(DATA, 3000));
  }

  @EveryVersion
  void io01EachRecordThatGoesThroughIsRememberedUntilTheLast(Version version) {
    Endpoints ends = version.overMemory().shake();
    GateBio gate = gate(ends.client);
    SSL_set_max_send_fragment(ends.client, 512);
    int[] written = {99};
    gate.open(0);
    int calls = 1;
    while (SSL_write_ex(ends.client, DATA, 1200, written) == 0) {
      assertThat(SSL_get_error(ends.client, 0)).isEqualTo(SSL_ERROR_WANT_WRITE);
      assertThat(written[0]).isEqualTo(99);
      gate.open(1);
      calls++;
    }

    assertThat(calls).isEqualTo(4);
    assertThat(written[0]).isEqualTo(1200);
    assertThat(readMore(ends.server, new byte[0])).isEqualTo(Arrays.copyOf(DATA, 1200));
  }

  @EveryVersion
  void theBytesAreNotReadAgainOnceTheyAreSealed(Version version) {
    Endpoints ends = version.overPair(600, 0).shake();
    byte[] mine = Arrays.copyOf(DATA, 5000);
    assertThat(SSL_write(ends.client, mine, 5000)).isEqualTo(BLOCKED);
    Arrays.fill(mine, (byte) 0);
    byte[] got = finish(ends, mine, 5000);

    assertThat(got).isEqualTo(Arrays.copyOf(DATA, 5000));
  }

  // ---- The rules of a retry

  @EveryVersion
  void aRetryFromAnotherArrayIsFatal(Version version) {
    Endpoints ends = version.overPair(600, 20_000).shake();
    assertThat(SSL_write(ends.client, DATA, 5000)).isEqualTo(BLOCKED);
    int returned = SSL_write(ends.client, DATA.clone(), 5000);

    assertThat(SSL_get_error(ends.client, returned)).isEqualTo(SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo("bad write retry");
    assertThat(SSL_write(ends.client, DATA, 5000)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SSL);
    assertThat(SSL_read(ends.client, new byte[10], 10)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SSL);
  }

  @EveryVersion
  void aRetryFromAnotherOffsetIsFatal(Version version) {
    Endpoints ends = version.overPair(600, 20_000).shake();
    assertThat(SSL_write(ends.client, DATA, 0, 5000)).isEqualTo(BLOCKED);
    assertThat(SSL_write(ends.client, DATA, 1, 5000)).isEqualTo(-1);
    assertThat(reason()).isEqualTo("bad write retry");
  }

  @EveryVersion
  void aRetryMayMoveWhenThatWasAskedFor(Version version) {
    Endpoints ends = version.overPair(600, 20_000).make();
    SSL_set_mode(ends.client, SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    ends.shakeOnly();
    assertThat(SSL_write(ends.client, DATA, 5000)).isEqualTo(BLOCKED);

    assertThat(finish(ends, DATA.clone(), 5000)).isEqualTo(Arrays.copyOf(DATA, 5000));
  }

  @EveryVersion
  void aModeThatIsSetBetweenRetriesCounts(Version version) {
    Endpoints ends = version.overPair(600, 20_000).shake();
    assertThat(SSL_write(ends.client, DATA, 5000)).isEqualTo(BLOCKED);
    SSL_set_mode(ends.client, SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);

    assertThat(finish(ends, DATA.clone(), 5000)).isEqualTo(Arrays.copyOf(DATA, 5000));
  }

  @EveryVersion
  void aShorterRetryIsFatal(Version version) {
    Endpoints ends = version.overPair(600, 20_000).shake();
    assertThat(SSL_write(ends.client, DATA, 5000)).isEqualTo(BLOCKED);
    assertThat(SSL_write(ends.client, DATA, 4000)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo("bad length");
    assertThat(SSL_in_init(ends.client)).isEqualTo(1);
  }

  @EveryVersion
  void anEmptyRetryIsFatal(Version version) {
    Endpoints ends = version.overPair(600, 20_000).shake();
    assertThat(SSL_write(ends.client, DATA, 5000)).isEqualTo(BLOCKED);
    assertThat(SSL_write(ends.client, DATA, 0)).isEqualTo(-1);
    assertThat(reason()).isEqualTo("bad length");
  }

  @EveryVersion
  void aShorterRetryIsTakenAsLongAsItHoldsWhatIsSealed(Version version) {
    Endpoints ends = version.overPair(600, 20_000).shake();
    SSL_set_max_send_fragment(ends.client, 512);
    assertThat(SSL_write(ends.client, DATA, 5000)).isEqualTo(BLOCKED);

    assertThat(finish(ends, DATA, 4000)).isEqualTo(Arrays.copyOf(DATA, 4000));
  }

  @EveryVersion
  void aLongerRetrySendsTheRestToo(Version version) {
    Endpoints ends = version.overPair(600, 20_000).shake();
    assertThat(SSL_write(ends.client, DATA, 5000)).isEqualTo(BLOCKED);

    assertThat(finish(ends, DATA, 6000)).isEqualTo(Arrays.copyOf(DATA, 6000));
  }

  @EveryVersion
  void aReadMayStandBetweenTwoTries(Version version) {
    Endpoints ends = version.overPair(600, 20_000).shake();
    SSL_write(ends.server, DATA, 5);
    assertThat(SSL_write(ends.client, DATA, 5000)).isEqualTo(BLOCKED);
    assertThat(SSL_read(ends.client, new byte[10], 10)).isEqualTo(5);

    assertThat(finish(ends, DATA, 5000)).hasSize(5000);
  }

  @EveryVersion
  void aRetryThatMovesIsReadFromItsNewPlaceBehindWhatIsSealed(Version version) {
    Endpoints ends = version.overMemory().make();
    SSL_set_mode(ends.client, SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    ends.shakeOnly();
    SSL_set_max_send_fragment(ends.client, 512);
    GateBio gate = gate(ends.client);
    gate.open(1);
    assertThat(SSL_write(ends.client, DATA, 2000)).isEqualTo(BLOCKED);
    byte[] other = new byte[2000];
    Arrays.fill(other, (byte) 99);
    gate.open(99);
    assertThat(SSL_write(ends.client, other, 2000)).isEqualTo(2000);
    byte[] got = readMore(ends.server, new byte[0]);

    assertThat(Arrays.copyOf(got, 1024)).isEqualTo(Arrays.copyOf(DATA, 1024));
    assertThat(Arrays.copyOfRange(got, 1024, 2000)).containsOnly(99);
  }

  @EveryVersion
  void partialWritesAloneDoNotAllowARetryToMove(Version version) {
    Endpoints ends = version.overPair(600, 20_000).shake();
    SSL_set_mode(ends.client, SSL_MODE_ENABLE_PARTIAL_WRITE);
    assertThat(SSL_write(ends.client, DATA, 5000)).isEqualTo(BLOCKED);
    assertThat(SSL_write(ends.client, DATA.clone(), 5000)).isEqualTo(-1);
    assertThat(reason()).isEqualTo("bad write retry");
  }

  @EveryVersion
  void peeksTicketsAndKeyUpdatesMayStandBetweenTwoTries(Version version) {
    Endpoints ends = version.overPair(600, 20_000).shake();
    assertThat(SSL_write(ends.client, DATA, 5000)).isEqualTo(BLOCKED);
    SSL_new_session_ticket(ends.server);
    SSL_write(ends.server, DATA, 5);
    SSL_key_update(ends.server, SSL_KEY_UPDATE_REQUESTED);
    SSL_write(ends.server, DATA, 6);
    byte[] bytes = new byte[10];
    assertThat(SSL_peek(ends.client, bytes, 10)).isEqualTo(5);
    assertThat(SSL_read(ends.client, bytes, 10)).isEqualTo(5);
    assertThat(SSL_read(ends.client, bytes, 10)).isEqualTo(6);
    assertThat(SSL_read(ends.client, bytes, 10)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_WANT_READ);

    assertThat(finish(ends, DATA, 5000)).isEqualTo(Arrays.copyOf(DATA, 5000));
  }

  @EveryVersion
  void aWriteMayWantToReadAndAReadMayWantToWrite(Version version) {
    Endpoints ends = version.overMemory().make();
    GateBio gate = gate(ends.client);
    gate.open(0);
    assertThat(SSL_read(ends.client, new byte[10], 10)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_WANT_WRITE);
    gate.open(99);
    assertThat(SSL_write(ends.client, DATA, 10)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_WANT_READ);
  }

  // ---- Partial writes

  @EveryVersion
  void aPartialWriteReturnsAfterEachRecord(Version version) {
    Endpoints ends = version.overMemory().shake();
    SSL_set_mode(ends.client, SSL_MODE_ENABLE_PARTIAL_WRITE);
    assertThat(SSL_write(ends.client, DATA, 40_000)).isEqualTo(16_384);
    SSL_set_max_send_fragment(ends.client, 512);
    assertThat(SSL_write(ends.client, DATA, 40_000)).isEqualTo(512);
  }

  @EveryVersion
  void aPartialWriteThatFinishesOneRecordMayBlockInTheNext(Version version) {
    Endpoints ends = version.overPair(600, 200_000).make();
    SSL_set_mode(ends.client, SSL_MODE_ENABLE_PARTIAL_WRITE);
    ends.shakeOnly();
    SSL_set_max_send_fragment(ends.client, 512);
    assertThat(SSL_write(ends.client, DATA, 3000)).isEqualTo(512);
    assertThat(SSL_write(ends.client, DATA, 512, 2488)).isEqualTo(BLOCKED);
    drain(ends.server);
    assertThat(SSL_write(ends.client, DATA, 512, 2488)).isEqualTo(BLOCKED);
    assertThat(SSL_get_error(ends.client, BLOCKED)).isEqualTo(SSL_ERROR_WANT_WRITE);
  }

  @EveryVersion
  void aRetryOfAPartialWriteMayReturnMoreThanOneRecord(Version version) {
    Endpoints ends = version.overMemory().shake();
    GateBio gate = gate(ends.client);
    SSL_set_mode(ends.client, SSL_MODE_ENABLE_PARTIAL_WRITE);
    SSL_set_max_send_fragment(ends.client, 512);
    gate.open(0);
    assertThat(SSL_write(ends.client, DATA, 3000)).isEqualTo(BLOCKED);
    gate.open(10);
    assertThat(SSL_write(ends.client, DATA, 3000)).isEqualTo(1024);
  }

  // ---- Nothing to write

  @EveryVersion
  void writingNothingGivesZeroAndSendsNothing(Version version) {
    Endpoints ends = version.overPair().shake();
    assertThat(SSL_write(ends.client, DATA, 0)).isZero();
    assertThat(SSL_get_error(ends.client, 0)).isEqualTo(SSL_ERROR_SYSCALL);
    int[] written = {99};
    assertThat(SSL_write_ex(ends.client, DATA, 0, written)).isEqualTo(1);
    assertThat(written[0]).isZero();
    assertThat(BIO_ctrl_pending(ends.serverBio)).isZero();
    assertThat(SSL_write(ends.client, DATA, 5)).isEqualTo(5);
  }

  @EveryVersion
  void writingNothingPerformsTheHandshake(Version version) {
    Endpoints ends = version.overPair().make();
    assertThat(SSL_write(ends.client, DATA, 0)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_WANT_READ);
    assertThat(BIO_ctrl_pending(ends.serverBio)).isPositive();
  }

  @Test
  void aBlockedEmptyWriteBindsNobodyToItsArray() {
    Endpoints ends = Endpoints.overMemory().version(TLS1_3_VERSION).shake();
    GateBio gate = gate(ends.client);
    SSL_key_update(ends.server, SSL_KEY_UPDATE_REQUESTED);
    SSL_write(ends.server, DATA, 1);
    assertThat(SSL_read(ends.client, new byte[10], 10)).isEqualTo(1);
    gate.open(0);
    assertThat(SSL_write(ends.client, DATA, 0)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_WANT_WRITE);
    gate.open(9);
    assertThat(SSL_write(ends.client, DATA.clone(), 7)).isEqualTo(7);
    assertThat(drain(ends.server)).isEqualTo(7);
  }

  // ---- Misuse, which harms nothing

  @EveryVersion
  void aNegativeLengthIsRefusedAndForgotten(Version version) {
    Endpoints ends = version.overPair().shake();
    assertThat(SSL_write(ends.client, DATA, -1)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo("bad length");
    assertThat(SSL_write(ends.client, DATA, 5)).isEqualTo(5);
  }

  @Test
  void withoutARoleNothingIsWritten() {
    SSL ssl = SSL_new(SSL_CTX_new(TLS_client_method()));
    assertThat(SSL_write(ssl, DATA, 5)).isEqualTo(-1);
    assertThat(SSL_get_error(ssl, -1)).isEqualTo(SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo("uninitialized");
  }

  @EveryVersion
  void afterOnesOwnCloseNotifyNothingIsWritten(Version version) {
    Endpoints ends = version.overPair().shake();
    assertThat(SSL_shutdown(ends.client)).isZero();
    assertThat(SSL_write(ends.client, DATA, 5)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo("protocol is shutdown");
    SSL_write(ends.server, DATA, 10);
    assertThat(SSL_read(ends.client, new byte[20], 20)).isEqualTo(10);
  }

  @EveryVersion
  void flagsAreRefused(Version version) {
    Endpoints ends = version.overPair().shake();
    int[] written = {0};
    assertThat(SSL_write_ex2(ends.client, DATA, 5, 1, written)).isZero();
    assertThat(SSL_get_error(ends.client, 0)).isEqualTo(SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo("unsupported write flag");
    assertThat(SSL_write_ex2(ends.client, DATA, 5, 0, written)).isEqualTo(1);
  }

  @EveryVersion
  void whatForbidsAnyWriteIsToldBeforeItsFlags(Version version) {
    int[] written = {0};
    SSL none = SSL_new(SSL_CTX_new(TLS_client_method()));
    assertThat(SSL_write_ex2(none, DATA, 5, 1, written)).isZero();
    assertThat(reason()).isEqualTo("uninitialized");
    Endpoints ends = version.overPair().shake();
    SSL_shutdown(ends.client);
    assertThat(SSL_write_ex2(ends.client, DATA, 5, 1, written)).isZero();
    assertThat(reason()).isEqualTo("protocol is shutdown");
  }

  @EveryVersion
  void aWriteAfterOnesOwnCloseNotifyWantsNothing(Version version) {
    Endpoints ends = version.overPair().shake();
    SSL_shutdown(ends.client);
    assertThat(SSL_shutdown(ends.client)).isEqualTo(-1);
    assertThat(SSL_want_read(ends.client)).isTrue();
    assertThat(SSL_write(ends.client, DATA, 5)).isEqualTo(-1);
    assertThat(SSL_want_nothing(ends.client)).isTrue();
  }

  // ---- Transports that fail

  @EveryVersion
  void io02ATransportThatTakesNothingWithoutAWordIsASystemErrorWithoutAnEntry(Version version) {
    Endpoints ends = version.overMemory().shake();
    GateBio gate = gate(ends.client);
    gate.silent();
    gate.open(0);
    int[] written = {99};
    assertThat(SSL_write_ex(ends.client, DATA, 5, written)).isZero();
    assertThat(SSL_get_error(ends.client, 0)).isEqualTo(SSL_ERROR_SYSCALL);
    assertThat(ERR_peek_error()).isZero();
    assertThat(written[0]).isEqualTo(99);
  }

  @EveryVersion
  void aTransportThatFailsIsASystemErrorAndEndsBothDirections(Version version) {
    Endpoints ends = version.overMemory().shake();
    GateBio gate = gate(ends.client);
    SSL_write(ends.server, DATA, 5);
    gate.failing(new IOException("Broken pipe"));
    gate.open(0);
    assertThat(SSL_write(ends.client, DATA, 5)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SYSCALL);
    assertThat(ERR_GET_LIB(ERR_peek_error())).isEqualTo(ERR_LIB_SYS);
    assertThat(reason()).isEqualTo("Broken pipe");
    assertThat(SSL_read(ends.client, new byte[10], 10)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SSL);
  }

  @EveryVersion
  void withoutAWriteBioAWriteIsFatal(Version version) {
    Endpoints ends = version.overMemory().shake();
    ends.client.ssl().bio(SSL_get_rbio(ends.client), null);
    assertThat(SSL_write(ends.client, DATA, 5)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo("bio not set");
    assertThat(SSL_in_init(ends.client)).isEqualTo(1);
  }

  // ---- The handshake on the way

  @EveryVersion
  void writesAndReadsPerformTheHandshake(Version version) {
    Endpoints ends = version.overPair().make();
    for (int i = 0; i < version.clientWaits(); i++) {
      assertThat(SSL_write(ends.client, DATA, 5)).isEqualTo(-1);
      assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_WANT_READ);
      assertThat(SSL_read(ends.server, new byte[10], 10)).isEqualTo(-1);
    }
    assertThat(SSL_write(ends.client, DATA, 5)).isEqualTo(5);
    assertThat(SSL_read(ends.server, new byte[10], 10)).isEqualTo(5);
  }

  @EveryVersion
  void aServerWritesNothingBeforeTheClientHasFinished(Version version) {
    Endpoints ends = version.overPair().make();
    SSL_do_handshake(ends.client);
    assertThat(SSL_write(ends.server, DATA, 5)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.server, -1)).isEqualTo(SSL_ERROR_WANT_READ);
  }

  private static GateBio gate(SSL ssl) {
    GateBio gate = new GateBio(SSL_get_wbio(ssl));
    ssl.ssl().bio(SSL_get_rbio(ssl), gate);
    return gate;
  }

  /** Repeats a write until it succeeds; returns what the server read. */
  private static byte[] finish(Endpoints ends, byte[] from, int length) {
    byte[] got = readMore(ends.server, new byte[0]);
    int returned = SSL_write(ends.client, from, length);
    while (returned < 0) {
      assertThat(SSL_get_error(ends.client, returned)).isEqualTo(SSL_ERROR_WANT_WRITE);
      got = readMore(ends.server, got);
      returned = SSL_write(ends.client, from, length);
    }
    assertThat(returned).isEqualTo(length);
    return readMore(ends.server, got);
  }

  private static byte[] readMore(SSL ssl, byte[] before) {
    byte[] bytes = Arrays.copyOf(before, before.length + 20_000);
    int total = before.length;
    for (int n = SSL_read(ssl, bytes, total, bytes.length - total);
        n > 0;
        n = SSL_read(ssl, bytes, total, bytes.length - total)) {
      total += n;
    }
    return Arrays.copyOf(bytes, total);
  }
}
