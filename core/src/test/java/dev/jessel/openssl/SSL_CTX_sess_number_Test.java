// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_CTX_sess_number(3): how often sessions were of use. */
class SSL_CTX_sess_number_Test {
  @EveryVersion
  void whatHappensIsCounted(Version version) {
    Returns ends = Returns.byName(version);
    SSL_SESSION session = ends.firstVisit();
    assertThat(SSL_CTX_sess_connect(ends.clientContext)).isEqualTo(1);
    assertThat(SSL_CTX_sess_connect_good(ends.clientContext)).isEqualTo(1);
    assertThat(SSL_CTX_sess_accept(ends.serverContext)).isEqualTo(1);
    assertThat(SSL_CTX_sess_accept_good(ends.serverContext)).isEqualTo(1);
    assertThat(SSL_CTX_sess_number(ends.serverContext)).isEqualTo(version.is13() ? 2 : 1);
    assertThat(SSL_CTX_sess_number(ends.clientContext)).isEqualTo(version.is13() ? 2 : 1);
    assertThat(SSL_CTX_sess_hits(ends.clientContext)).isZero();

    assertThat(ends.isTaken(session)).isTrue();
    assertThat(SSL_CTX_sess_hits(ends.clientContext)).isEqualTo(1);
    assertThat(SSL_CTX_sess_hits(ends.serverContext)).isEqualTo(1);
    assertThat(SSL_CTX_sess_misses(ends.serverContext)).isZero();
    assertThat(SSL_CTX_sess_cb_hits(ends.serverContext)).isZero();
    assertThat(SSL_CTX_sess_cache_full(ends.serverContext)).isZero();
    assertThat(SSL_CTX_sess_connect_renegotiate(ends.clientContext)).isZero();
    assertThat(SSL_CTX_sess_accept_renegotiate(ends.serverContext)).isZero();
  }

  @EveryVersion
  void aSessionThatIsNotThereIsAMiss(Version version) {
    Returns ends = Returns.byName(version);
    SSL_CTX_set_session_cache_mode(ends.clientContext, SSL_SESS_CACHE_OFF);
    SSL_SESSION session = ends.firstVisit();
    SSL_CTX_flush_sessions(ends.serverContext, 0);
    assertThat(ends.isTaken(session)).isFalse();
    assertThat(SSL_CTX_sess_misses(ends.serverContext)).isEqualTo(1);
  }

  @EveryVersion
  void aSessionThatIsOverIsCountedAndGoes(Version version) {
    Returns ends = Returns.byName(version);
    ends.connect(null);
    SSL_SESSION ofClient = SSL_get1_session(ends.client);
    SSL_SESSION ofServer = SSL_get1_session(ends.server);
    ends.close();
    SSL_SESSION_set_time(ofServer, 1000);
    assertThat(ends.isTaken(ofClient)).isFalse();
    assertThat(SSL_CTX_sess_timeouts(ends.serverContext)).isEqualTo(1);
    assertThat(SSL_SESSION_is_resumable(ofServer)).isZero();
    assertThat(SSL_CTX_sessions(ends.serverContext)).doesNotContain(ofServer);
  }

  @Test
  void aHandshakeThatFailsIsBegunAndNotGood() {
    Returns ends = new Returns(TLS1_3_VERSION);
    Endpoints.speak(ends.serverContext, TLS1_2_VERSION);
    SSL_CTX_set_max_proto_version(ends.serverContext, TLS1_2_VERSION);
    ends.make(null);
    assertThat(ends.shake()).isFalse();
    assertThat(SSL_CTX_sess_connect(ends.clientContext)).isEqualTo(1);
    assertThat(SSL_CTX_sess_connect_good(ends.clientContext)).isZero();
    assertThat(SSL_CTX_sess_accept(ends.serverContext)).isEqualTo(1);
    assertThat(SSL_CTX_sess_accept_good(ends.serverContext)).isZero();
    ERR_clear_error();
  }
}
