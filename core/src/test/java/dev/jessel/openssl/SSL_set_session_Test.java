// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

/** SSL_set_session(3): a client comes back. */
class SSL_set_session_Test {
  @EveryVersion
  void aClientComesBack(Version version) {
    Returns ends = new Returns(version.number());
    if (!version.hasExtensions()) {
      SSL_CTX_set_options(ends.serverContext, SSL_OP_NO_TICKET);
    }
    SSL_SESSION session = ends.firstVisit();
    ends.make(session);
    assertThat(SSL_get_session(ends.client)).isSameAs(session);
    assertThat(session.references()).isGreaterThan(1);
    assertThat(ends.shake()).isTrue();
    assertThat(SSL_session_reused(ends.client)).isEqualTo(1);
    assertThat(SSL_session_reused(ends.server)).isEqualTo(1);
  }

  @EveryVersion
  void nullTakesItBack(Version version) {
    Returns ends = new Returns(version.number());
    SSL_SESSION session = ends.firstVisit();
    int before = session.references();
    ends.make(session);
    assertThat(SSL_set_session(ends.client, null)).isEqualTo(1);
    assertThat(session.references()).isEqualTo(before);
    assertThat(SSL_get_session(ends.client)).isNull();
    assertThat(ends.shake()).isTrue();
    assertThat(SSL_session_reused(ends.client)).isZero();
  }

  @EveryVersion
  void aConnectionThatIsFreedWithoutAGoodbyeTakesItsSessionAlong(Version version) {
    Returns ends = Returns.byName(version);
    ends.connect(null);
    SSL_SESSION ofClient = SSL_get1_session(ends.client);
    SSL_SESSION ofServer = SSL_get1_session(ends.server);
    ends.free();
    assertThat(SSL_SESSION_is_resumable(ofClient)).isZero();
    assertThat(SSL_SESSION_is_resumable(ofServer)).isZero();
    assertThat(ends.isTaken(ofClient)).isFalse();
  }

  @EveryVersion
  void soDoesOneThatIsCleared(Version version) {
    Returns ends = new Returns(version.number());
    ends.connect(null);
    SSL_SESSION session = SSL_get1_session(ends.client);
    SSL_clear(ends.client);
    assertThat(SSL_SESSION_is_resumable(session)).isZero();
  }

  @EveryVersion
  void oneThatWasClosedAndClearedComesBackByItself(Version version) {
    Returns ends = Returns.byName(version).connect(null);
    SSL_shutdown(ends.client);
    SSL_shutdown(ends.server);
    assertThat(SSL_shutdown(ends.client)).isEqualTo(1);
    assertThat(SSL_shutdown(ends.server)).isEqualTo(1);
    assertThat(SSL_clear(ends.client)).isEqualTo(1);
    assertThat(SSL_clear(ends.server)).isEqualTo(1);
    assertThat(ends.shake()).isTrue();
    assertThat(SSL_session_reused(ends.client)).isEqualTo(1);
  }

  @EveryVersion
  void oneThatIsSaidToBeClosedDoesNot(Version version) {
    Returns ends = new Returns(version.number());
    if (!version.hasExtensions()) {
      SSL_CTX_set_options(ends.serverContext, SSL_OP_NO_TICKET);
    }
    ends.connect(null);
    SSL_SESSION session = SSL_get1_session(ends.client);
    SSL_set_shutdown(ends.client, SSL_SENT_SHUTDOWN);
    SSL_set_shutdown(ends.server, SSL_SENT_SHUTDOWN);
    ends.free();
    assertThat(ends.isTaken(session)).isTrue();
  }

  @EveryVersion
  void aConnectionMayTakeTheSessionOfAnother(Version version) {
    Returns ends = new Returns(version.number());
    if (!version.hasExtensions()) {
      SSL_CTX_set_options(ends.serverContext, SSL_OP_NO_TICKET);
    }
    ends.connect(null);
    SSL first = ends.client;
    SSL_set_session_id_context(first, new byte[] {7}, 1);
    ends.make(null);
    assertThat(SSL_copy_session_id(ends.client, first)).isEqualTo(1);
    assertThat(SSL_get_session(ends.client)).isSameAs(SSL_get_session(first));
    SSL_set_session_id_context(ends.client, new byte[0], 0);
    assertThat(ends.shake()).isTrue();
    assertThat(SSL_session_reused(ends.client)).isEqualTo(1);
  }

  @EveryVersion
  void aConnectionThatIsDuplicatedComesBackToo(Version version) {
    Returns ends = new Returns(version.number());
    SSL_SESSION session = ends.firstVisit();
    ends.make(session);
    assertThat(SSL_get_session(SSL_dup(ends.client))).isSameAs(session);
  }

  @EveryVersion
  void whoComesBackIsNotVerifiedAgain(Version version) {
    Returns ends = Returns.byName(version);
    int[] asked = new int[1];
    SSL_CTX_load_verify_file(
        ends.clientContext, Endpoints.fixture(version.isOld() ? "localhost-rsa.pem" : "ca.pem"));
    SSL_CTX_set_verify(
        ends.clientContext,
        SSL_VERIFY_PEER,
        (good, x509) -> {
          asked[0]++;
          X509_STORE_CTX_set_error(x509, X509_V_OK);
          return 1;
        });
    SSL_SESSION session = ends.firstVisit();
    assertThat(asked[0]).isPositive();
    int before = asked[0];
    ends.connect(session);
    assertThat(SSL_session_reused(ends.client)).isEqualTo(1);
    assertThat(asked[0]).isEqualTo(before);
    assertThat(SSL_get_verify_result(ends.client)).isEqualTo(X509_V_OK);
    assertThat(SSL_get0_peer_certificate(ends.client)).isNotNull();
  }
}
