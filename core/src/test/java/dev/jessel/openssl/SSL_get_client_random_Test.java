// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_get_client_random(3): what both ends threw in, and what came of it. */
class SSL_get_client_random_Test {
  @EveryVersion
  void bothEndsSeeTheSameRandoms(Version version) {
    Endpoints ends = version.overPair().make();
    assertThat(SSL_get_server_random(ends.client, new byte[32], 32)).isZero();
    ends.shakeOnly();
    byte[] mine = new byte[32];
    byte[] theirs = new byte[32];
    assertThat(SSL_get_server_random(ends.client, mine, 32)).isEqualTo(32);
    assertThat(SSL_get_server_random(ends.server, theirs, 32)).isEqualTo(32);
    assertThat(mine).isEqualTo(theirs).isNotEqualTo(new byte[32]);
    assertThat(SSL_get_client_random(ends.client, theirs, 32)).isEqualTo(32);
    assertThat(mine).isNotEqualTo(theirs);
    assertThat(SSL_get_server_random(ends.client, theirs, 0)).isEqualTo(32);
    assertThat(SSL_get_server_random(ends.client, new byte[5], 5)).isEqualTo(5);
  }

  @EveryVersion
  void bothEndsHaveTheSameSecretOfTheSession(Version version) {
    Returns ends = Returns.byName(version);
    ends.connect(null);
    SSL_SESSION ofClient = SSL_get_session(ends.client);
    SSL_SESSION ofServer = SSL_get_session(ends.server);
    int length = SSL_SESSION_get_master_key(ofClient, new byte[0], 0);
    assertThat(length).isGreaterThanOrEqualTo(32);
    byte[] one = new byte[length];
    byte[] two = new byte[length];
    assertThat(SSL_SESSION_get_master_key(ofClient, one, length)).isEqualTo(length);
    assertThat(SSL_SESSION_get_master_key(ofServer, two, length)).isEqualTo(length);
    assertThat(one).isEqualTo(two).isNotEqualTo(new byte[length]);
    assertThat(SSL_SESSION_get_master_key(ofClient, one, 5)).isEqualTo(5);
  }

  @Test
  void theSecretOfASessionCanBeSet() {
    SSL_SESSION session = SSL_SESSION_new();
    byte[] key = {1, 2, 3};
    byte[] read = new byte[3];
    assertThat(SSL_SESSION_get_master_key(session, read, 3)).isZero();
    assertThat(SSL_SESSION_set1_master_key(session, key, 3)).isEqualTo(1);
    assertThat(SSL_SESSION_get_master_key(session, read, 3)).isEqualTo(3);
    assertThat(read).isEqualTo(key);
    assertThat(SSL_SESSION_set1_master_key(session, new byte[513], 513)).isZero();
    assertThat(SSL_SESSION_set1_master_key(session, key, 0)).isZero();
  }
}
