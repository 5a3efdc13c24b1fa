// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.DATA;
import static dev.jessel.openssl.Endpoints.drain;
import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_clear(3) and SSL_set_connect_state(3): the object serves another connection. */
class SSL_clear_Test {
  @EveryVersion
  void aConnectionCanBeUsedAgainAfterAShutdown(Version version) {
    Endpoints ends = version.overMemory().shake();
    SSL_shutdown(ends.client);
    SSL_shutdown(ends.server);
    assertThat(SSL_shutdown(ends.client)).isEqualTo(1);
    assertThat(SSL_shutdown(ends.server)).isEqualTo(1);
    assertThat(SSL_clear(ends.client)).isEqualTo(1);
    assertThat(SSL_clear(ends.server)).isEqualTo(1);
    assertThat(SSL_get_shutdown(ends.client)).isZero();
    assertThat(SSL_in_before(ends.client)).isEqualTo(1);
    assertThat(SSL_in_init(ends.client)).isEqualTo(1);
    again(ends);
  }

  @EveryVersion
  void unreadDataIsLost(Version version) {
    Endpoints ends = version.overMemory().shake();
    SSL_write(ends.client, DATA, 10);
    assertThat(SSL_read(ends.server, new byte[10], 5)).isEqualTo(5);
    SSL_clear(ends.server);
    SSL_clear(ends.client);
    assertThat(SSL_pending(ends.server)).isZero();
    assertThat(SSL_has_pending(ends.server)).isZero();
    again(ends);
  }

  @EveryVersion
  void aDeadConnectionLivesAgain(Version version) {
    Endpoints ends = version.overPair(600, 0).shake();
    SSL_write(ends.client, DATA, 5000);
    SSL_write(ends.client, DATA, 1);
    assertThat(reason()).isEqualTo("bad length");
    SSL_clear(ends.client);
    SSL_clear(ends.server);
    Endpoints.swallow(ends.serverBio);
    Endpoints.swallow(ends.clientBio);
    assertThat(drain(ends.server)).isZero();
    Endpoints.swallow(ends.serverBio);
    again(ends);
  }

  @EveryVersion
  void choosingTheRoleStartsOverToo(Version version) {
    Endpoints ends = version.overMemory().shake();
    SSL_shutdown(ends.client);
    SSL_read(ends.server, new byte[1], 1);
    SSL_set_connect_state(ends.client);
    SSL_set_accept_state(ends.server);
    assertThat(SSL_get_shutdown(ends.server)).isZero();
    again(ends);
  }

  @EveryVersion
  void modesAndRoleStay(Version version) {
    Endpoints ends = version.overMemory().shake();
    SSL_set_mode(ends.client, SSL_MODE_ENABLE_PARTIAL_WRITE);
    SSL_clear(ends.client);
    SSL_clear(ends.server);
    again(ends);
    assertThat(SSL_write(ends.client, DATA, 40_000)).isEqualTo(16_384);
    assertThat(SSL_is_server(ends.client)).isZero();
    assertThat(SSL_is_server(ends.server)).isEqualTo(1);
  }

  @Test
  void io24EitherSideMayBeUsedAgainHoweverItIsReset() {
    for (boolean clientSide : new boolean[] {true, false}) {
      for (boolean bySetState : new boolean[] {true, false}) {
        Endpoints ends = Endpoints.overMemory().version(TLS1_3_VERSION).shake();
        SSL_write(ends.server, DATA, 10);
        SSL_write(ends.client, DATA, 10);
        assertThat(SSL_shutdown(ends.client)).isZero();
        assertThat(SSL_shutdown(ends.server)).isZero();
        SSL kept = clientSide ? ends.client : ends.server;
        Endpoints.swallow(ends.clientBio);
        Endpoints.swallow(ends.serverBio);
        startAgain(kept, clientSide, bySetState);
        withNewPeer(ends, clientSide);
        again(ends);
        assertThat(SSL_get_shutdown(kept)).isZero();
      }
    }
  }

  private static void startAgain(SSL kept, boolean client, boolean bySetState) {
    if (!bySetState) {
      assertThat(SSL_clear(kept)).isEqualTo(1);
    } else if (client) {
      SSL_set_connect_state(kept);
    } else {
      SSL_set_accept_state(kept);
    }
  }

  private static void withNewPeer(Endpoints ends, boolean keptClient) {
    SSL old = keptClient ? ends.server : ends.client;
    SSL fresh = SSL_new(keptClient ? ends.serverContext : ends.clientContext);
    fresh.ssl().bio(SSL_get_rbio(old), SSL_get_wbio(old));
    if (keptClient) {
      SSL_set_accept_state(fresh);
      ends.server = fresh;
    } else {
      SSL_set_connect_state(fresh);
      ends.client = fresh;
    }
  }

  private static void again(Endpoints ends) {
    ends.shakeOnly();
    assertThat(SSL_write(ends.client, DATA, 10)).isEqualTo(10);
    assertThat(drain(ends.server)).isEqualTo(10);
  }
}
