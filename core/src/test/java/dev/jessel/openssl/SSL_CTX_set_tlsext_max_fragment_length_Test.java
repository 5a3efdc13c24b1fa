// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

/** SSL_CTX_set_tlsext_max_fragment_length(3): a client asks for short records. */
class SSL_CTX_set_tlsext_max_fragment_length_Test {
  @EveryVersion
  void whatTheConnectionAsksForHoldsForTheServer(Version version) {
    Endpoints ends = version.overMemory().make();
    assertThat(SSL_set_tlsext_max_fragment_length(ends.client, 5)).isZero();
    assertThat(Endpoints.reason()).isEqualTo("passed invalid argument");
    assertThat(SSL_set_tlsext_max_fragment_length(ends.client, TLSEXT_max_fragment_length_1024))
        .isEqualTo(1);
    ends.shakeOnly();
    SSL_write(ends.server, Endpoints.DATA, 3000);
    byte[] record = new byte[3000];
    assertThat(SSL_read(ends.client, record, 3000))
        .isEqualTo(version.hasExtensions() ? 1024 : 3000);
  }

  @EveryVersion
  void disabledMeansNotAskedFor(Version version) {
    Endpoints ends = version.overMemory();
    SSL_CTX_set_tlsext_max_fragment_length(ends.clientContext, TLSEXT_max_fragment_length_512);
    ends.make();
    SSL_set_tlsext_max_fragment_length(ends.client, TLSEXT_max_fragment_length_DISABLED);
    ends.shakeOnly();
    SSL_write(ends.server, Endpoints.DATA, 3000);
    assertThat(SSL_read(ends.client, new byte[3000], 3000)).isEqualTo(3000);
  }

  @EveryVersion
  void theSessionKnowsWhatWasAgreed(Version version) {
    assertThat(SSL_SESSION_get_max_fragment_length(SSL_SESSION_new())).isEqualTo(255);
    Endpoints ends = version.overPair().make();
    SSL_set_tlsext_max_fragment_length(ends.client, TLSEXT_max_fragment_length_2048);
    ends.shakeOnly();
    int agreed =
        version.hasExtensions()
            ? TLSEXT_max_fragment_length_2048
            : TLSEXT_max_fragment_length_DISABLED;
    assertThat(SSL_SESSION_get_max_fragment_length(SSL_get_session(ends.client))).isEqualTo(agreed);
    assertThat(SSL_SESSION_get_max_fragment_length(SSL_get_session(ends.server))).isEqualTo(agreed);
  }
}
