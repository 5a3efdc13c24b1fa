// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.DATA;
import static dev.jessel.openssl.Endpoints.drain;
import static dev.jessel.openssl.Endpoints.swallow;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.bio.Bio;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Probes, call by call: what came back, what {@code SSL_get_error}, {@code SSL_want}, {@code
 * SSL_get_shutdown}, {@code SSL_pending} and {@code SSL_has_pending}, and {@code SSL_in_init} say
 * then, and the first entry of the error queue. Expected is what OpenSSL 4 answers.
 */
class IO_35_Test {
  private static final List<String> ERRORS =
      List.of("NONE", "SSL", "WANT_READ", "WANT_WRITE", "LOOKUP", "SYSCALL", "ZERO_RETURN");
  private static final List<String> WANTS = List.of("?", "NOTHING", "WRITING", "READING");

  private final byte[] buffer = new byte[50_000];

  @Test
  void io35T0NothingWorksWithoutARole() {
    SSL ssl = SSL_new(SSL_CTX_new(TLS_method()));
    says("-1 SSL NOTHING 0 0/0 1 uninitialized", ssl, SSL_write(ssl, DATA, 5));
    says("-1 SSL NOTHING 0 0/0 1 uninitialized", ssl, SSL_read(ssl, buffer, 5));
    says("-1 SSL NOTHING 0 0/0 1 connection type not set", ssl, SSL_do_handshake(ssl));
    says("-1 SSL NOTHING 0 0/0 1 uninitialized", ssl, SSL_shutdown(ssl));
  }

  @EveryVersion
  void io35T1WritingAndReadingNothing(Version version) {
    Endpoints ends = ends(version);
    SSL c = ends.client;
    SSL s = ends.server;
    says("0 SYSCALL NOTHING 0 0/0 0 -", c, SSL_write(c, DATA, 0));
    assertThat(BIO_ctrl_pending(ends.serverBio)).isZero();
    says("-1 SSL NOTHING 0 0/0 0 bad length", c, SSL_write(c, DATA, -1));
    says("5 NONE NOTHING 0 0/0 0 -", c, SSL_write(c, DATA, 5));
    says("0 SYSCALL NOTHING 0 5/1 0 -", s, SSL_read(s, buffer, 0));
    says("0 SYSCALL NOTHING 0 5/1 0 -", s, SSL_read(s, buffer, 0));
    says("3 NONE NOTHING 0 5/1 0 -", s, SSL_peek(s, buffer, 3));
    says("2 NONE NOTHING 0 3/1 0 -", s, SSL_read(s, buffer, 2));
    says("3 NONE NOTHING 0 0/0 0 -", s, SSL_read(s, buffer, 100));
    says("-1 WANT_READ READING 0 0/0 0 -", s, SSL_read(s, buffer, 0));
  }

  @EveryVersion
  void io35T2ARetryFromAnotherPlace(Version version) {
    SSL c = blocked(version).client;
    says("-1 SSL NOTHING 0 0/0 1 bad write retry", c, SSL_write(c, DATA.clone(), 5000));
    says("-1 SSL NOTHING 0 0/0 1 -", c, SSL_write(c, DATA, 5000));
    says("-1 SSL NOTHING 0 0/0 1 -", c, SSL_read(c, buffer, 10));
    says("-1 SSL NOTHING 0 0/0 1 -", c, SSL_shutdown(c));
  }

  @EveryVersion
  void io35T2RetriesOfOtherLengths(Version version) {
    for (int length : new int[] {4000, 0}) {
      SSL c = blocked(version).client;
      says("-1 SSL NOTHING 0 0/0 1 bad length", c, SSL_write(c, DATA, length));
    }
    Endpoints longer = blocked(version);
    int returned = -1;
    while (returned < 0) {
      drain(longer.server);
      returned = SSL_write(longer.client, DATA, 6000);
    }
    says("6000 NONE NOTHING 0 0/0 0 -", longer.client, returned);
  }

  @EveryVersion
  void io35T2OtherCallsWhileAWriteIsPending(Version version) {
    Endpoints ends = blocked(version);
    SSL c = ends.client;
    SSL_write(ends.server, DATA, 5);
    says("5 NONE NOTHING 0 0/0 0 -", c, SSL_read(c, buffer, 100));
    String refusal = version.is13() ? "bad write retry" : "wrong ssl version";
    says("0 SSL NOTHING 0 0/0 0 " + refusal, c, SSL_key_update(c, SSL_KEY_UPDATE_REQUESTED));
    // Here libssl loses the record; ours goes out first.
    says("-1 WANT_WRITE WRITING 1 0/0 0 -", c, SSL_shutdown(c));
    says("-1 WANT_WRITE WRITING 1 0/0 0 -", c, SSL_shutdown(c));
    says("-1 SSL NOTHING 1 0/0 0 protocol is shutdown", c, SSL_write(c, DATA, 5000));
    says("-1 WANT_READ READING 0 0/1 0 -", ends.server, SSL_read(ends.server, buffer, 100));
  }

  @EveryVersion
  void io35T3PartialWrites(Version version) {
    Endpoints ends = ends(version);
    SSL c = ends.client;
    SSL s = ends.server;
    says("40000 NONE NOTHING 0 0/0 0 -", c, SSL_write(c, DATA, 40_000));
    drain(s);
    SSL_set_mode(c, SSL_MODE_ENABLE_PARTIAL_WRITE);
    says("16384 NONE NOTHING 0 0/0 0 -", c, SSL_write(c, DATA, 40_000));
    says("16384 NONE NOTHING 0 0/0 0 -", c, SSL_write(c, DATA, 40_000));
    says("16384 NONE NOTHING 0 0/0 0 -", s, SSL_read(s, buffer, 50_000));
    says("16384 NONE NOTHING 0 0/0 0 -", s, SSL_read(s, buffer, 50_000));
    SSL_set_max_send_fragment(c, 512);
    says("512 NONE NOTHING 0 0/0 0 -", c, SSL_write(c, DATA, 40_000));
  }

  @EveryVersion
  void io35T4AnEndWithoutCloseNotify(Version version) {
    Endpoints ends = ends(version);
    SSL c = ends.client;
    SSL s = ends.server;
    BIO_set_mem_eof_return(ends.clientBio, 0);
    says("0 SSL NOTHING 0 0/0 1 unexpected eof while reading", s, SSL_read(s, buffer, 10));
    assertThat(BIO_ctrl_pending(ends.serverBio)).isBetween(24L, 60L);
    says("-1 SSL NOTHING 0 0/0 1 -", s, SSL_read(s, buffer, 10));
    says("-1 SSL NOTHING 0 0/0 1 -", s, SSL_write(s, DATA, 10));
    says("-1 SSL NOTHING 0 0/0 1 -", s, SSL_shutdown(s));
    says("-1 SSL NOTHING 0 0/0 1 -", s, SSL_do_handshake(s));
    assertThat(SSL_clear(s)).isEqualTo(1);
    assertThat(SSL_in_before(s)).isEqualTo(1);
    String alert = ERR_reason_error_string(ERR_PACK(ERR_LIB_SSL, 0, version.alertNamed(50)));
    says("0 SSL NOTHING 2 0/0 1 " + alert, c, SSL_read(c, buffer, 10));
    says("-1 SSL NOTHING 2 0/0 1 -", c, SSL_read(c, buffer, 10));
    says("-1 SSL NOTHING 2 0/0 1 -", c, SSL_write(c, DATA, 10));
  }

  @EveryVersion
  void io35T5ShuttingDown(Version version) {
    Endpoints ends = ends(version);
    SSL c = ends.client;
    SSL s = ends.server;
    says("0 SYSCALL NOTHING 1 0/0 0 -", c, SSL_shutdown(c));
    says("-1 WANT_READ READING 1 0/0 0 -", c, SSL_shutdown(c));
    says("-1 SSL NOTHING 1 0/0 0 protocol is shutdown", c, SSL_write(c, DATA, 5));
    says("0 ZERO_RETURN NOTHING 2 0/0 0 -", s, SSL_read(s, buffer, 10));
    says("0 ZERO_RETURN NOTHING 2 0/0 0 -", s, SSL_read(s, buffer, 10));
    says("10 NONE NOTHING 2 0/0 0 -", s, SSL_write(s, DATA, 10));
    says("1 NONE NOTHING 3 0/0 0 -", s, SSL_shutdown(s));
    says("10 NONE NOTHING 1 0/0 0 -", c, SSL_read(c, buffer, 10));
    says("1 NONE NOTHING 3 0/0 0 -", c, SSL_shutdown(c));
    says("1 NONE NOTHING 3 0/0 0 -", c, SSL_shutdown(c));
  }

  @EveryVersion
  void io35T5ShuttingDownWithDataUnread(Version version) {
    Endpoints ends = ends(version);
    SSL c = ends.client;
    SSL_write(ends.server, DATA, 10);
    says("0 SYSCALL NOTHING 1 0/0 0 -", c, SSL_shutdown(c));
    says("-1 SSL NOTHING 1 0/0 1 application data after close notify", c, SSL_shutdown(c));
    says("-1 SSL NOTHING 1 0/0 1 -", c, SSL_read(c, buffer, 10));
  }

  @EveryVersion
  void io35T5ShuttingDownTooEarlyAndInSilence(Version version) {
    Endpoints ends = version.overPair().make();
    SSL c = ends.client;
    says("-1 SSL NOTHING 0 0/0 1 shutdown while in init", c, SSL_shutdown(c));
    SSL_do_handshake(c);
    says("-1 SSL READING 0 0/0 1 shutdown while in init", c, SSL_shutdown(c));
    SSL_set_quiet_shutdown(c, 1);
    says("-1 SSL READING 0 0/0 1 shutdown while in init", c, SSL_shutdown(c));
    ends.shakeOnly();
    says("1 NONE NOTHING 3 0/0 0 -", c, SSL_shutdown(c));
    says("0 ZERO_RETURN NOTHING 3 0/0 0 -", c, SSL_read(c, buffer, 10));
  }

  @Test
  void io35T7TicketsWithoutAutoRetry() {
    Endpoints ends = Endpoints.overPair().version(TLS1_3_VERSION).make();
    SSL c = ends.client;
    SSL_clear_mode(c, SSL_MODE_AUTO_RETRY);
    for (int i = 0; i < 3; i++) {
      SSL_do_handshake(c);
      SSL_do_handshake(ends.server);
    }
    SSL_write(ends.server, DATA, 2);
    assertThat(SSL_read(c, buffer, 10)).isEqualTo(-1);
    assertThat(SSL_get_error(c, -1)).isEqualTo(SSL_ERROR_WANT_READ);
    assertThat(SSL_read(c, buffer, 10)).isEqualTo(-1);
    assertThat(SSL_get_error(c, -1)).isEqualTo(SSL_ERROR_WANT_READ);
    says("2 NONE NOTHING 0 0/0 0 -", c, SSL_read(c, buffer, 10));
  }

  @Test
  void io35T8WhenAKeyUpdateGoesOut() {
    Endpoints ends = ends(Version.TLS_1_3);
    SSL c = ends.client;
    SSL s = ends.server;
    assertThat(SSL_key_update(c, SSL_KEY_UPDATE_REQUESTED)).isEqualTo(1);
    assertThat(SSL_in_init(c)).isEqualTo(1);
    assertThat(BIO_ctrl_pending(ends.clientBio)).isZero();
    says("-1 WANT_READ READING 0 0/0 0 -", c, SSL_read(c, buffer, 10));
    assertThat(BIO_ctrl_pending(ends.clientBio)).isEqualTo(27);
    says("-1 WANT_READ READING 0 0/0 0 -", s, SSL_read(s, buffer, 10));
    assertThat(SSL_do_handshake(s)).isEqualTo(1);
    assertThat(BIO_ctrl_pending(ends.serverBio)).isZero();
    says("0 SYSCALL NOTHING 0 0/0 0 -", s, SSL_write(s, DATA, 0));
    assertThat(BIO_ctrl_pending(ends.serverBio)).isEqualTo(27);
    says("1 NONE NOTHING 0 0/0 0 -", s, SSL_write(s, DATA, 1));
    says("1 NONE NOTHING 0 0/0 0 -", c, SSL_read(c, buffer, 10));
    says("0 SSL NOTHING 0 0/0 0 wrong ssl version", c, SSL_renegotiate(c));
  }

  @EveryVersion
  void io35T11ReadingAhead(Version version) {
    Endpoints ends = ends(version);
    SSL s = ends.server;
    SSL_set_read_ahead(s, 1);
    SSL_write(ends.client, DATA, 3);
    SSL_write(ends.client, DATA, 3);
    says("3 NONE NOTHING 0 0/1 0 -", s, SSL_read(s, buffer, 10));
    assertThat(SSL_free_buffers(s)).isZero();
    says("3 NONE NOTHING 0 0/0 0 -", s, SSL_read(s, buffer, 10));
    assertThat(SSL_free_buffers(s)).isEqualTo(1);
  }

  @EveryVersion
  void io35T12ADamagedRecordAndItsAlert(Version version) {
    Endpoints ends = ends(version);
    SSL c = ends.client;
    SSL s = ends.server;
    damage(ends);
    says("-1 SSL NOTHING 0 0/0 1 decryption failed or bad record mac", s, SSL_read(s, buffer, 10));
    says("1 NONE NOTHING 0 0/0 0 -", c, SSL_write(c, DATA, 1));
    String alert = ERR_reason_error_string(ERR_PACK(ERR_LIB_SSL, 0, 1020));
    says("0 SSL NOTHING 2 0/0 1 " + alert, c, SSL_read(c, buffer, 10));
    says("-1 SSL NOTHING 2 0/0 1 -", c, SSL_read(c, buffer, 10));
    says("-1 SSL NOTHING 2 0/0 1 -", c, SSL_write(c, DATA, 1));
  }

  @EveryVersion
  void io35T13NoTransport(Version version) {
    Endpoints writes = ends(version);
    writes.client.ssl().bio(SSL_get_rbio(writes.client), null);
    says("-1 SSL NOTHING 0 0/0 1 bio not set", writes.client, SSL_write(writes.client, DATA, 5));
    Endpoints reads = ends(version);
    reads.client.ssl().bio(null, SSL_get_wbio(reads.client));
    says(
        "-1 SSL NOTHING 0 0/0 1 read bio not set", reads.client, SSL_read(reads.client, buffer, 5));
  }

  @EveryVersion
  void io35T15APairWhoseFarEndStopsWriting(Version version) {
    Endpoints ends = version.overPair().shake();
    BIO_shutdown_wr(ends.serverBio);
    SSL c = ends.client;
    says("0 SSL NOTHING 0 0/0 1 unexpected eof while reading", c, SSL_read(c, buffer, 10));
  }

  @EveryVersion
  void io35T16PartialWritesFromTheMiddleOfOne(Version version) {
    Endpoints ends = version.overPair(600, 20_000).shake();
    SSL c = ends.client;
    SSL_set_max_send_fragment(c, 512);
    says("-1 WANT_WRITE WRITING 0 0/0 0 -", c, SSL_write(c, DATA, 5000));
    SSL_set_mode(c, SSL_MODE_ENABLE_PARTIAL_WRITE);
    says("-1 WANT_WRITE WRITING 0 0/0 0 -", c, SSL_write(c, DATA, 5000));
  }

  @Test
  void io35B1AndB2TheBiosThemselves() {
    Bio[] left = new Bio[1];
    Bio[] right = new Bio[1];
    BIO_new_bio_pair(left, 10, right, 10);
    assertThat(BIO_write(left[0], DATA, 15)).isEqualTo(10);
    assertThat(BIO_write(left[0], DATA, 5)).isEqualTo(-1);
    assertThat(BIO_should_retry(left[0])).isTrue();
    assertThat(BIO_read(right[0], buffer, 4)).isEqualTo(4);
    assertThat(BIO_read(right[0], buffer, 40)).isEqualTo(6);
    assertThat(BIO_read(right[0], buffer, 40)).isEqualTo(-1);
    assertThat(BIO_should_read(right[0])).isTrue();
    Bio memory = BIO_new(BIO_s_mem());
    assertThat(BIO_read(memory, buffer, 5)).isEqualTo(-1);
    assertThat(BIO_should_retry(memory)).isTrue();
    BIO_set_mem_eof_return(memory, 0);
    assertThat(BIO_read(memory, buffer, 5)).isZero();
    assertThat(BIO_should_retry(memory)).isFalse();
  }

  @EveryVersion
  void io35B4WarningsWithoutEnd(Version version) {
    Endpoints ends = version.overPair().make();
    SSL c = ends.client;
    byte[] canceled = {21, 3, 3, 0, 2, 1, 90};
    SSL_do_handshake(c);
    for (int i = 0; i < 4; i++) {
      BIO_write(ends.serverBio, canceled, canceled.length);
      says("-1 WANT_READ READING 0 0/0 1 -", c, SSL_do_handshake(c));
    }
    BIO_write(ends.serverBio, canceled, canceled.length);
    assertThat(SSL_do_handshake(c)).isEqualTo(-1);
    assertThat(Endpoints.reason()).isEqualTo("too many warn alerts");
  }

  @EveryVersion
  void io35B7DataBeforeADamagedRecordIsDelivered(Version version) {
    Endpoints ends = ends(version);
    SSL s = ends.server;
    SSL_write(ends.client, DATA, 10);
    byte[] good = BIO_get_mem_data(ends.clientBio);
    swallow(ends.clientBio);
    damage(ends);
    byte[] bad = BIO_get_mem_data(ends.clientBio);
    swallow(ends.clientBio);
    BIO_write(ends.clientBio, good, good.length);
    BIO_write(ends.clientBio, bad, bad.length);
    says("3 NONE NOTHING 0 7/1 0 -", s, SSL_read(s, buffer, 3));
    says("7 NONE NOTHING 0 0/0 0 -", s, SSL_read(s, buffer, 10));
    says("-1 SSL NOTHING 0 0/0 1 decryption failed or bad record mac", s, SSL_read(s, buffer, 10));
  }

  @EveryVersion
  void io35B13PeeksAcrossRecordsAndTheEnd(Version version) {
    Endpoints ends = ends(version);
    SSL s = ends.server;
    SSL_write(ends.client, DATA, 2);
    SSL_write(ends.client, DATA, 2);
    SSL_shutdown(ends.client);
    says("2 NONE NOTHING 0 2/1 0 -", s, SSL_peek(s, buffer, 10));
    says("2 NONE NOTHING 0 0/0 0 -", s, SSL_read(s, buffer, 10));
    says("2 NONE NOTHING 0 2/1 0 -", s, SSL_peek(s, buffer, 10));
    says("2 NONE NOTHING 0 2/1 0 -", s, SSL_peek(s, buffer, 10));
    says("1 NONE NOTHING 0 1/1 0 -", s, SSL_read(s, buffer, 1));
    says("1 NONE NOTHING 0 0/0 0 -", s, SSL_read(s, buffer, 10));
    says("0 ZERO_RETURN NOTHING 2 0/0 0 -", s, SSL_read(s, buffer, 10));
  }

  @EveryVersion
  void io35C1AndE2ATransportThatFailsEndsBothDirections(Version version) {
    Endpoints ends = ends(version);
    SSL c = ends.client;
    SSL_write(ends.server, DATA, 5);
    GateBio gate = GateBio.before(c);
    gate.open(0);
    gate.failing(new IOException("Broken pipe"));
    says("-1 SYSCALL NOTHING 0 0/0 1 Broken pipe", c, SSL_write(c, DATA, 5));
    says("-1 SSL NOTHING 0 0/0 1 -", c, SSL_read(c, buffer, 10));
    says("-1 SSL NOTHING 0 0/0 1 -", c, SSL_shutdown(c));
  }

  @EveryVersion
  void io35C4BitsThatWereSetByHand(Version version) {
    Endpoints ends = ends(version);
    SSL c = ends.client;
    SSL_write(ends.server, DATA, 5);
    SSL_set_shutdown(c, SSL_RECEIVED_SHUTDOWN);
    says("0 ZERO_RETURN NOTHING 2 0/0 0 -", c, SSL_read(c, buffer, 10));
    SSL_set_shutdown(c, 0);
    says("5 NONE NOTHING 0 0/0 0 -", c, SSL_read(c, buffer, 10));
    SSL_set_shutdown(c, SSL_SENT_SHUTDOWN);
    says("-1 SSL NOTHING 1 0/0 0 protocol is shutdown", c, SSL_write(c, DATA, 5));
  }

  @Test
  void io35D3AZeroWriteSendsATicket() {
    Endpoints ends = ends(Version.TLS_1_3);
    SSL s = ends.server;
    assertThat(SSL_new_session_ticket(s)).isEqualTo(1);
    assertThat(BIO_ctrl_pending(ends.serverBio)).isZero();
    says("0 SYSCALL NOTHING 0 0/0 0 -", s, SSL_write(s, DATA, 0));
    assertThat(BIO_ctrl_pending(ends.serverBio)).isPositive();
  }

  @EveryVersion
  void io35D4AndD5HandshakesWithoutAHandshakeCall(Version version) {
    Endpoints ends = version.overMemory().make();
    SSL c = ends.client;
    SSL s = ends.server;
    for (int i = 0; i < version.clientWaits(); i++) {
      says("-1 WANT_READ READING 0 0/0 1 -", c, SSL_write(c, DATA, 5));
      // Before TLS 1.3 the server is done when it has said the last word.
      String in = version.is13() || i == 0 ? "1" : "0";
      says("-1 WANT_READ READING 0 0/0 " + in + " -", s, SSL_read(s, buffer, 10));
    }
    if (version.is13()) {
      says("-1 WANT_READ READING 0 0/0 1 -", s, SSL_write(s, DATA, 5));
    }
    says("5 NONE NOTHING 0 0/0 0 -", c, SSL_write(c, DATA, 5));
    says("5 NONE NOTHING 0 0/0 0 -", s, SSL_read(s, buffer, 10));
  }

  private static Endpoints ends(Version version) {
    return version.overMemory().shake();
  }

  private Endpoints blocked(Version version) {
    Endpoints ends = version.overPair(600, 20_000).shake();
    says("-1 WANT_WRITE WRITING 0 0/0 0 -", ends.client, SSL_write(ends.client, DATA, 5000));
    return ends;
  }

  private static void damage(Endpoints ends) {
    SSL_write(ends.client, DATA, 6);
    byte[] record = BIO_get_mem_data(ends.clientBio);
    swallow(ends.clientBio);
    record[record.length - 1] ^= 1;
    BIO_write(ends.clientBio, record, record.length);
  }

  /** Return, error, want, shutdown, pending/has_pending, in_init, first entry of the queue. */
  private static void says(String expected, SSL ssl, int returned) {
    String said =
        "%d %s %s %d %d/%d %d"
            .formatted(
                returned,
                ERRORS.get(SSL_get_error(ssl, returned)),
                WANTS.get(SSL_want(ssl)),
                SSL_get_shutdown(ssl),
                SSL_pending(ssl),
                SSL_has_pending(ssl),
                SSL_in_init(ssl));
    assertThat(said + " " + Endpoints.reason()).isEqualTo(expected);
  }
}
