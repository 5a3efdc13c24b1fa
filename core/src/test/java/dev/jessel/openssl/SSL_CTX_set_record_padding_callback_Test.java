// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_CTX_set_record_padding_callback(3): records of lengths that tell less. */
class SSL_CTX_set_record_padding_callback_Test {
  @Test
  void dataIsPaddedToMultiplesOfTheContextsBlock() {
    Endpoints ends = Endpoints.overMemory();
    assertThat(SSL_CTX_set_block_padding(ends.clientContext, 16_385)).isZero();
    assertThat(SSL_CTX_set_block_padding(ends.clientContext, 512)).isEqualTo(1);
    ends.shake();
    assertThat(lengthOf(ends, 1)).isEqualTo(lengthOf(ends, 500));
    assertThat(lengthOf(ends, 600)).isEqualTo(lengthOf(ends, 1) + 512);
  }

  @Test
  void handshakeMessagesHaveABlockOfTheirOwn() {
    Endpoints plain = Endpoints.overMemory().shake();
    Endpoints padded = Endpoints.overMemory();
    assertThat(SSL_CTX_set_block_padding_ex(padded.clientContext, 0, 1024)).isEqualTo(1);
    padded.shake();
    assertThat(lengthOf(padded, 1)).isEqualTo(lengthOf(plain, 1));
    SSL_key_update(padded.client, SSL_KEY_UPDATE_NOT_REQUESTED);
    SSL_do_handshake(padded.client);
    assertThat(BIO_ctrl_pending(padded.clientBio)).isGreaterThan(1000);
    assertThat(SSL_set_block_padding_ex(padded.client, 256, 0)).isEqualTo(1);
    Endpoints.drain(padded.server);
    assertThat(lengthOf(padded, 1)).isGreaterThan(256);
  }

  private static int lengthOf(Endpoints ends, int content) {
    SSL_write(ends.client, Endpoints.DATA, content);
    int length = (int) BIO_ctrl_pending(ends.clientBio);
    Endpoints.drain(ends.server);
    return length;
  }
}
