// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_CTX_set_timeout(3): how long sessions may be used. */
class SSL_CTX_set_timeout_Test {
  @Test
  void theTimeIsKept() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    assertThat(SSL_CTX_get_timeout(context)).isEqualTo(7200);
    assertThat(SSL_CTX_set_timeout(context, 100)).isEqualTo(7200);
    assertThat(SSL_CTX_get_timeout(context)).isEqualTo(100);
    assertThat(SSL_CTX_set_timeout(context, 100_000_000_000L)).isEqualTo(100);
    assertThat(SSL_CTX_get_timeout(context)).isEqualTo(100_000_000_000L);
    assertThat(SSL_CTX_set_timeout(null, 1)).isZero();
    assertThat(SSL_CTX_get_timeout(null)).isZero();
  }

  @EveryVersion
  void sessionsGetIt(Version version) {
    assertThat(timeouts(version, 300)).containsExactly(300, 300);
    assertThat(timeouts(version, 0)).containsExactly(7200, 7200);
    assertThat(timeouts(version, 100_000_000_000L)).containsExactly(604_800, 604_800);
  }

  private static long[] timeouts(Version version, long seconds) {
    Returns ends = new Returns(version.number());
    SSL_CTX_set_timeout(ends.serverContext, seconds);
    ends.connect(null);
    return new long[] {
      SSL_SESSION_get_timeout(SSL_get_session(ends.server)),
      version.hasExtensions()
          ? SSL_SESSION_get_timeout(SSL_get_session(ends.client))
          : SSL_SESSION_get_timeout(SSL_get_session(ends.server))
    };
  }

  @EveryVersion
  void anotherTimeDoesNotEndTheTicketsThatAreOut(Version version) {
    Returns ends = new Returns(version.number());
    SSL_SESSION session = ends.firstVisit();
    SSL_CTX_set_timeout(ends.serverContext, 300);
    assertThat(ends.isTaken(session)).isTrue();
  }
}
