// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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

  @Test
  void aCallbackDecidesOnEachRecord() {
    Endpoints ends = Endpoints.overMemory().shake();
    List<String> asked = new ArrayList<>();
    int plain = lengthOf(ends, 10);
    SSL_set_block_padding(ends.client, 4096);
    assertThat(
            SSL_set_record_padding_callback(
                ends.client,
                (ssl, type, len, arg) -> {
                  asked.add(type + " " + len + " " + arg + " " + (ssl == ends.client));
                  return 7;
                }))
        .isEqualTo(1);
    SSL_set_record_padding_callback_arg(ends.client, "mine");
    assertThat(SSL_get_record_padding_callback_arg(ends.client)).isEqualTo("mine");
    assertThat(lengthOf(ends, 10)).isEqualTo(plain + 7);
    SSL_key_update(ends.client, SSL_KEY_UPDATE_NOT_REQUESTED);
    SSL_do_handshake(ends.client);
    assertThat(asked).containsExactly("23 11 mine true", "22 6 mine true");
    Endpoints.drain(ends.server);
    SSL_set_record_padding_callback(ends.client, null);
    assertThat(lengthOf(ends, 10)).as("blocks again").isGreaterThan(4096);
  }

  @Test
  void theContextsCallbackIsTheConnections() {
    Endpoints ends = Endpoints.overMemory();
    SSL_CTX_set_record_padding_callback_arg(ends.clientContext, 100L);
    SSL_CTX_set_record_padding_callback(
        ends.clientContext, (ssl, type, len, arg) -> type == 23 ? (Long) arg : 0);
    assertThat(SSL_CTX_get_record_padding_callback_arg(ends.clientContext)).isEqualTo(100L);
    ends.shake();
    int padded = lengthOf(ends, 10);
    SSL_set_record_padding_callback_arg(ends.client, 0L);
    assertThat(lengthOf(ends, 10)).isEqualTo(padded - 100);
  }

  @Test
  void noPaddingMakesARecordTooLong() {
    for (long zeros : new long[] {17_000, Long.MAX_VALUE, -1}) {
      Endpoints ends = Endpoints.overMemory().version(TLS1_3_VERSION);
      SSL_CTX_set_record_padding_callback(
          ends.clientContext, (ssl, type, len, arg) -> type == 23 ? zeros : 0);
      SSL_CTX_set_record_padding_callback(
          ends.serverContext, (ssl, type, len, arg) -> type == 23 ? zeros : 0);
      ends.shake();
      for (int size : new int[] {1, 16_383, 16_384}) {
        int inner = zeros < 0 ? size + 1 : Math.max(16_384, size + 1);
        assertThat(lengthOf(ends, size)).isEqualTo(5 + inner + 16);
      }
      assertThat(SSL_write(ends.server, Endpoints.DATA, 16_384)).isEqualTo(16_384);
      assertThat(Endpoints.drain(ends.client)).isEqualTo(16_384);
    }
  }

  @Test
  void paddingStaysWithinTheFragmentThatWasAskedFor() {
    Endpoints ends = Endpoints.overMemory().shake();
    SSL_set_max_send_fragment(ends.client, 512);
    SSL_set_block_padding(ends.client, 1000);
    assertThat(lengthOf(ends, 10)).isEqualTo(5 + 512 + 16);
    assertThat(lengthOf(ends, 512)).isEqualTo(5 + 513 + 16);
  }

  private static int lengthOf(Endpoints ends, int content) {
    SSL_write(ends.client, Endpoints.DATA, content);
    int length = (int) BIO_ctrl_pending(ends.clientBio);
    Endpoints.drain(ends.server);
    return length;
  }

  @Test
  void aCallbackThatThrowsEndsTheConnectionAndSaysSo() {
    Endpoints ends = Endpoints.overMemory().shake();
    SSL_set_record_padding_callback(
        ends.client,
        (ssl, type, len, arg) -> {
          throw new IllegalStateException("no padding today");
        });
    int ret = SSL_write(ends.client, Endpoints.DATA, 100);
    assertThat(ret).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, ret)).isEqualTo(SSL_ERROR_SSL);
    assertThat(Endpoints.reason()).isEqualTo("callback failed");
    assertThat(Endpoints.drain(ends.server)).isZero();
    assertThat(Endpoints.reason()).isEqualTo("tlsv1 alert internal error");
  }

  @Test
  void aCallbackThatThrowsInTheHandshakeTellsThePeer() {
    Endpoints ends = Endpoints.overMemory().version(TLS1_3_VERSION);
    SSL_CTX_set_record_padding_callback(
        ends.serverContext,
        (ssl, type, len, arg) -> {
          throw new IllegalStateException("no padding today");
        });
    ends.make();
    SSL_do_handshake(ends.client);
    assertThat(SSL_do_handshake(ends.server)).isEqualTo(-1);
    assertThat(Endpoints.reason()).isEqualTo("callback failed");
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(-1);
    assertThat(Endpoints.reason()).isEqualTo("tlsv1 alert internal error");
  }

  @Test
  void aCallbackCannotUseTheWriteThatItIsPartOf() {
    Endpoints ends = Endpoints.overMemory().shake();
    int[] answers = new int[2];
    SSL_set_record_padding_callback(
        ends.client,
        (ssl, type, len, arg) -> {
          answers[0] = SSL_write(ssl, Endpoints.DATA, 5);
          answers[1] = SSL_shutdown(ssl);
          return 0;
        });
    assertThat(SSL_write(ends.client, Endpoints.DATA, 100)).isEqualTo(100);
    assertThat(answers).containsExactly(-1, -1);
    assertThat(Endpoints.drain(ends.server)).isEqualTo(100);
    ERR_clear_error();
  }
}
