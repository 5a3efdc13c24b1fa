// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

/** SSL_want(3): what the last call waits for, and each question about it. */
class SSL_want_Test {
  @EveryVersion
  void nothingIsWantedAtFirstAndAfterTheHandshake(Version version) {
    Endpoints ends = version.overPair().make();
    assertThat(SSL_want_nothing(ends.client)).isTrue();
    SSL_do_handshake(ends.client);
    assertThat(SSL_want(ends.client)).isEqualTo(SSL_READING);
    assertThat(SSL_want_read(ends.client)).isTrue();
    assertThat(SSL_net_read_desired(ends.client)).isEqualTo(1);
    assertThat(SSL_net_write_desired(ends.client)).isZero();
    ends.shakeOnly();
    assertThat(SSL_want_nothing(ends.server)).isTrue();
  }

  @EveryVersion
  void writingIsWantedWhenTheTransportIsFull(Version version) {
    Endpoints ends = version.overPair(1000, 1000).shake();
    assertThat(SSL_write(ends.client, Endpoints.DATA, 5000)).isEqualTo(-1);
    assertThat(SSL_want(ends.client)).isEqualTo(SSL_WRITING);
    assertThat(SSL_want_write(ends.client)).isTrue();
  }

  @EveryVersion
  void theOtherQuestionsAreAboutCallbacksAndJobs(Version version) {
    Endpoints ends = version.overPair().make();
    SSL_do_handshake(ends.client);
    assertThat(SSL_want_x509_lookup(ends.client)).isFalse();
    assertThat(SSL_want_retry_verify(ends.client)).isFalse();
    assertThat(SSL_want_async(ends.client)).isFalse();
    assertThat(SSL_want_async_job(ends.client)).isFalse();
    assertThat(SSL_want_client_hello_cb(ends.client)).isFalse();
  }

  @EveryVersion
  void noAsynchronousJobIsWantedInAHandshake(Version version) {
    Endpoints ends = version.overPair().make();
    SSL_do_handshake(ends.client);
    assertThat(SSL_want_async(ends.client)).isFalse();
    assertThat(SSL_want_async_job(ends.client)).isFalse();
  }
}
