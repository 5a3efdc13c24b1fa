// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_CTX_set_generate_session_id(3): the application names its server's sessions. */
class SSL_CTX_set_generate_session_id_Test {
  private int made;

  private int count(SSL ssl, byte[] id, int[] length) {
    assertThat(length[0]).isEqualTo(32);
    id[0] = 'n';
    id[1] = (byte) ++made;
    length[0] = 2;
    return 1;
  }

  @EveryVersion
  void theContextsCallbackMakesIds(Version version) {
    Returns ends = Returns.byName(version);
    assertThat(SSL_CTX_set_generate_session_id(ends.serverContext, this::count)).isEqualTo(1);
    ends.connect(null);
    byte[] last = {'n', (byte) made};
    assertThat(made).isEqualTo(version.is13() ? 2 : 1);
    assertThat(SSL_SESSION_get_id(SSL_get_session(ends.server), null)).isEqualTo(last);
    assertThat(SSL_has_matching_session_id(ends.server, last, 2)).isEqualTo(1);
    assertThat(SSL_has_matching_session_id(ends.server, last, 1)).isZero();
    assertThat(SSL_has_matching_session_id(ends.server, new byte[33], 33)).isZero();
    SSL_SESSION session = SSL_get1_session(ends.client);
    ends.close();
    assertThat(ends.isTaken(session)).isTrue();
  }

  @EveryVersion
  void aConnectionsCallbackGoesBeforeIt(Version version) {
    Returns ends = Returns.byName(version);
    SSL_CTX_set_generate_session_id(ends.serverContext, (ssl, id, length) -> 0);
    ends.make(null);
    assertThat(SSL_set_generate_session_id(ends.server, this::count)).isEqualTo(1);
    assertThat(ends.shake()).isTrue();
    assertThat(made).isPositive();
  }

  @Test
  void ticketsThatHoldTheirSessionsAreNamedToo() {
    Returns ends = new Returns(TLS1_3_VERSION);
    SSL_CTX_set_generate_session_id(ends.serverContext, this::count);
    ends.connect(null);
    assertThat(SSL_SESSION_get_id(SSL_get_session(ends.server), null)).containsExactly('n', made);
  }

  @Test
  void whatACallbackMustNotDoEndsTheHandshake() {
    assertThat(failure((ssl, id, length) -> 0)).isEqualTo("ssl session id callback failed");
    assertThat(failure((ssl, id, length) -> length[0] = 33))
        .isEqualTo("ssl session id has bad length");
    assertThat(
            failure(
                (ssl, id, length) -> {
                  length[0] = 0;
                  return 1;
                }))
        .isEqualTo("ssl session id has bad length");
  }

  @Test
  void anIdThatIsTakenEndsTheHandshake() {
    Returns ends = Returns.byName(Version.TLS_1_2);
    SSL_CTX_set_generate_session_id(ends.serverContext, (ssl, id, length) -> 1);
    ends.connect(null);
    ends.make(null);
    assertThat(reason(ends)).isEqualTo("ssl session id conflict");
  }

  private static String failure(GEN_SESSION_CB callback) {
    Returns ends = Returns.byName(Version.TLS_1_2).make(null);
    SSL_set_generate_session_id(ends.server, callback);
    return reason(ends);
  }

  private static String reason(Returns ends) {
    SSL_do_handshake(ends.client);
    assertThat(SSL_do_handshake(ends.server)).isEqualTo(-1);
    return Endpoints.reason();
  }
}
