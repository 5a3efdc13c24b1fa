// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_get_session(3): the session of a connection, before, in and after its handshake. */
class SSL_get_session_Test {
  @EveryVersion
  void beforeTheHandshakeThereIsNone(Version version) {
    Returns ends = new Returns(version.number()).make(null);
    assertThat(SSL_get_session(ends.client)).isNull();
    assertThat(SSL_get0_session(ends.client)).isNull();
    assertThat(SSL_get1_session(ends.client)).isNull();
    assertThat(SSL_get_session(ends.server)).isNull();
  }

  @EveryVersion
  void inTheHandshakeThereIsOneThatNobodyCanComeBackTo(Version version) {
    Returns ends = new Returns(version.number()).make(null);
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(-1);
    SSL_SESSION session = SSL_get_session(ends.client);
    assertThat(SSL_SESSION_is_resumable(session)).isZero();
    assertThat(SSL_SESSION_get0_cipher(session)).isNull();
    assertThat(SSL_get0_session(ends.client)).isSameAs(session);
  }

  @EveryVersion
  void afterItThereIsOneWithAllThatWasAgreed(Version version) {
    Returns ends = Returns.byName(version);
    ends.connect(null);
    for (SSL ssl : new SSL[] {ends.client, ends.server}) {
      SSL_SESSION session = SSL_get1_session(ssl);
      assertThat(SSL_get_session(ssl)).isSameAs(session);
      assertThat(SSL_SESSION_is_resumable(session)).isEqualTo(1);
      assertThat(SSL_SESSION_get_protocol_version(session)).isEqualTo(version.number());
      assertThat(SSL_SESSION_get0_cipher(session)).isEqualTo(SSL_get_current_cipher(ssl));
      assertThat(SSL_SESSION_get_id(session, null)).hasSize(32);
    }
  }

  @Test
  void inTls13ItCannotBeComeBackToBeforeTheFirstTicket() {
    Returns ends = new Returns(TLS1_3_VERSION).make(null);
    SSL_do_handshake(ends.client);
    SSL_do_handshake(ends.server);
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(1);
    SSL_SESSION early = SSL_get1_session(ends.client);
    assertThat(SSL_SESSION_is_resumable(early)).isZero();
    assertThat(SSL_SESSION_get0_cipher(early)).isNotNull();
    assertThat(SSL_SESSION_get0_peer(early)).isNotNull();
    int index = SSL_SESSION_get_ex_new_index();
    SSL_SESSION_set_ex_data(early, index, "kept");
    assertThat(ends.shake()).isTrue();
    SSL_SESSION ticketed = SSL_get_session(ends.client);
    assertThat(ticketed).isNotSameAs(early);
    assertThat(SSL_SESSION_is_resumable(ticketed)).isEqualTo(1);
    assertThat(SSL_SESSION_get_ex_data(ticketed, index)).isEqualTo("kept");
  }

  @EveryVersion
  void aSessionThatIsResumedStaysTheSameOneUntilTheNextTicket(Version version) {
    Returns ends = Returns.byName(version);
    ends.connect(null);
    SSL_SESSION ofClient = SSL_get1_session(ends.client);
    SSL_SESSION ofServer = SSL_get1_session(ends.server);
    ends.close();
    ends.connect(ofClient);
    if (version.is13()) {
      assertThat(SSL_get_session(ends.client)).isNotSameAs(ofClient);
      assertThat(SSL_get_session(ends.server)).isNotSameAs(ofServer);
    } else {
      assertThat(SSL_get_session(ends.client)).isSameAs(ofClient);
      assertThat(SSL_get_session(ends.server)).isSameAs(ofServer);
    }
  }
}
