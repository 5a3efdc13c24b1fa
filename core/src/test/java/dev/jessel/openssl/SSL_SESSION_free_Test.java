// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_SESSION_free(3): sessions are made and copied, and their references counted. */
class SSL_SESSION_free_Test {
  @Test
  void aSessionHasOneReferenceMoreForEachThatIsAdded() {
    SSL_SESSION session = SSL_SESSION_new();
    assertThat(session.references()).isEqualTo(1);
    assertThat(SSL_SESSION_up_ref(session)).isEqualTo(1);
    assertThat(session.references()).isEqualTo(2);
    SSL_SESSION_free(session);
    SSL_SESSION_free(session);
    assertThat(session.references()).isZero();
    SSL_SESSION_free(null);
  }

  @EveryVersion
  void aCopyIsTheSameAndInNoCache(Version version) {
    Returns ends = Returns.byName(version);
    ends.connect(null);
    SSL_SESSION session = SSL_get_session(ends.client);
    int index = SSL_SESSION_get_ex_new_index();
    SSL_SESSION_set_ex_data(session, index, "data");
    SSL_SESSION copy = SSL_SESSION_dup(session);
    assertThat(SSL_SESSION_get_id(copy, null)).isEqualTo(SSL_SESSION_get_id(session, null));
    assertThat(SSL_SESSION_get_ex_data(copy, index)).isEqualTo("data");
    assertThat(SSL_SESSION_get0_peer(copy)).isSameAs(SSL_SESSION_get0_peer(session)).isNotNull();
    assertThat(copy.references()).isEqualTo(1);
    ends.close();
    SSL_CTX_remove_session(ends.clientContext, session);
    assertThat(SSL_SESSION_is_resumable(session)).isZero();
    assertThat(SSL_SESSION_is_resumable(copy)).isEqualTo(1);
    assertThat(ends.isTaken(copy)).isTrue();
  }
}
