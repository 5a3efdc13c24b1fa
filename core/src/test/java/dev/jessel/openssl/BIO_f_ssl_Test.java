// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.DATA;
import static dev.jessel.openssl.Endpoints.drain;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.bio.Bio;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** BIO_f_ssl(3): TLS as a filter among others. */
class BIO_f_ssl_Test {
  private final byte[] buffer = new byte[100];

  @BeforeEach
  void empty() {
    ERR_clear_error();
  }

  @EveryVersion
  void theFilterSpeaksTlsToTheBioBehindIt(Version version) {
    Endpoints ends = version.overPair().make();
    Bio tls = BIO_new_ssl(ends.clientContext, 1);
    BIO_push(tls, ends.clientBio);
    for (int i = 0; i < 3; i++) {
      int done = BIO_do_handshake(tls);
      assertThat(done == 1 || BIO_should_retry(tls)).isTrue();
      SSL_do_handshake(ends.server);
    }
    assertThat(BIO_do_handshake(tls)).isEqualTo(1);
    assertThat(BIO_write(tls, DATA, 5)).isEqualTo(5);
    assertThat(drain(ends.server)).isEqualTo(5);
    assertThat(BIO_read(tls, buffer, 10)).isEqualTo(-1);
    assertThat(BIO_should_read(tls)).isTrue();
    assertThat(BIO_eof(tls)).isZero();
    SSL_write(ends.server, DATA, 7);
    assertThat(BIO_read(tls, buffer, 3)).isEqualTo(3);
    assertThat(BIO_pending(tls)).isEqualTo(4);
    assertThat(BIO_read(tls, buffer, 10)).isEqualTo(4);
    SSL_shutdown(ends.server);
    assertThat(BIO_read(tls, buffer, 10)).isZero();
    assertThat(BIO_eof(tls)).isEqualTo(1);
    BIO_ssl_shutdown(tls);
    assertThat(SSL_shutdown(ends.server)).isEqualTo(1);
  }

  @EveryVersion
  void itWaitsToWriteWhenTheTransportIsFull(Version version) {
    Endpoints ends = version.overPair(600, 0).shake();
    Bio tls = BIO_new(BIO_f_ssl());
    BIO_set_ssl(tls, ends.client, BIO_NOCLOSE);
    BIO_push(tls, ends.clientBio);
    assertThat(BIO_get_ssl(tls)).isSameAs(ends.client);
    assertThat(BIO_write(tls, DATA, 5000)).isEqualTo(-1);
    assertThat(BIO_should_write(tls)).isTrue();
  }

  @EveryVersion
  void poppingClearsTheConnectionsBios(Version version) {
    Endpoints ends = version.overPair();
    Bio tls = BIO_new_ssl(ends.clientContext, 1);
    BIO_push(tls, ends.clientBio);
    assertThat(SSL_get_rbio(BIO_get_ssl(tls))).isSameAs(ends.clientBio);
    BIO_pop(tls);
    assertThat(SSL_get_rbio(BIO_get_ssl(tls))).isNull();
  }

  @Test
  @DisplayName(
      "IO-25: whatever BIOs follow each other, each that was set is freed once, at its end")
  void everyBioThatWasSetIsFreedOnce() {
    for (int combination = 0; combination < 81; combination++) {
      Bio[] bios = {null, BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem())};
      int[] pick = {combination % 3, combination / 3 % 3, combination / 9 % 3, combination / 27};
      SSL ssl = SSL_new(SSL_CTX_new(TLS_client_method()));
      SSL_set_bio(ssl, bios[pick[0]], bios[pick[1]]);
      SSL_set_bio(ssl, bios[pick[2]], bios[pick[3]]);
      for (int i = 1; i < 3; i++) {
        boolean wasSet = pick[0] == i || pick[1] == i;
        boolean isSet = pick[2] == i || pick[3] == i;
        assertThat(bios[i].isClosed()).as("%s", combination).isEqualTo(wasSet && !isSet);
      }
      SSL_free(ssl);
      for (int i = 1; i < 3; i++) {
        int same = i;
        boolean everSet = Arrays.stream(pick).anyMatch(n -> n == same);
        assertThat(bios[i].isClosed()).as("%s", combination).isEqualTo(everSet);
      }
    }
  }

  @Test
  @DisplayName(
      "IO-26: pushing, popping and replacing BIOs under the filter frees each of them once")
  void replacedBiosAreFreedOnce() {
    Bio first = BIO_new(BIO_s_mem());
    Bio second = BIO_new(BIO_s_mem());
    Bio tls = BIO_push(BIO_new_ssl(SSL_CTX_new(TLS_client_method()), 1), first);
    BIO_up_ref(first);
    SSL ssl = BIO_get_ssl(tls);
    SSL_set0_rbio(ssl, second);
    assertThat(first.isClosed()).isFalse();
    BIO_free_all(tls);
    assertThat(second.isClosed()).isTrue();
    assertThat(first.isClosed()).as("somebody else has it, too").isFalse();
    BIO_free(first);
    assertThat(first.isClosed()).isTrue();
  }

  @Test
  @DisplayName("IO-26: a BIO that was popped is the caller's")
  void aPoppedBioIsTheCallers() {
    Bio memory = BIO_new(BIO_s_mem());
    Bio front = BIO_new(BIO_f_null());
    Bio tls = BIO_new_ssl(SSL_CTX_new(TLS_client_method()), 1);
    BIO_push(front, BIO_push(tls, memory));
    assertThat(BIO_pop(tls)).isSameAs(memory);
    assertThat(BIO_next(front)).isSameAs(memory);
    BIO_free(tls);
    assertThat(memory.isClosed()).isFalse();
    Bio other = BIO_push(BIO_new_ssl(SSL_CTX_new(TLS_client_method()), 1), BIO_new(BIO_s_mem()));
    Bio behind = BIO_next(other);
    BIO_pop(behind);
    assertThat(SSL_get_rbio(BIO_get_ssl(other))).isNull();
    BIO_free_all(other);
    assertThat(behind.isClosed()).isFalse();
    BIO_free_all(front);
    assertThat(memory.isClosed()).isTrue();
  }

  @EveryVersion
  @DisplayName("IO-27: the filter ends with a goodbye or with its transport, and not before")
  void theFilterEndsWithItsPeer(Version version) {
    for (boolean goodbye : new boolean[] {true, false}) {
      Endpoints ends = version.overPair().shake();
      Bio tls = BIO_new(BIO_f_ssl());
      BIO_set_ssl(tls, ends.client, BIO_NOCLOSE);
      BIO_push(tls, ends.clientBio);
      assertThat(BIO_eof(tls)).isZero();
      SSL_write(ends.server, DATA, 3);
      assertThat(BIO_read(tls, buffer, 10)).isEqualTo(3);
      assertThat(BIO_eof(tls)).isZero();
      assertThat(BIO_read(tls, buffer, 10)).isEqualTo(-1);
      assertThat(BIO_eof(tls)).isZero();
      if (goodbye) {
        SSL_shutdown(ends.server);
      } else {
        BIO_shutdown_wr(ends.serverBio);
      }
      assertThat(BIO_read(tls, buffer, 10)).isNotPositive();
      assertThat(BIO_should_retry(tls)).isFalse();
      assertThat(BIO_eof(tls)).isEqualTo(1);
      ERR_clear_error();
    }
  }

  @EveryVersion
  void theFilterObeysCommands(Version version) {
    Endpoints ends = version.overPair();
    Bio tls = BIO_new(BIO_f_ssl());
    assertThat(BIO_get_init(tls)).isZero();
    assertThat(BIO_read(tls, buffer, 1)).isEqualTo(-1);
    ERR_clear_error();
    BIO_set_ssl(tls, SSL_new(ends.clientContext), BIO_CLOSE);
    assertThat(BIO_get_close(tls)).isEqualTo(BIO_CLOSE);
    assertThat(BIO_set_close(tls, BIO_NOCLOSE)).isEqualTo(1);
    assertThat(BIO_get_close(tls)).isEqualTo(BIO_NOCLOSE);
    assertThat(BIO_set_ssl_mode(tls, 0)).isEqualTo(1);
    assertThat(SSL_is_server(BIO_get_ssl(tls))).isEqualTo(1);
    assertThat(BIO_set_ssl_mode(tls, 1)).isEqualTo(1);
    assertThat(SSL_is_server(BIO_get_ssl(tls))).isZero();
    SSL[] out = new SSL[1];
    assertThat(BIO_get_ssl(tls, out)).isEqualTo(1);
    assertThat(out[0]).isSameAs(BIO_get_ssl(tls));
    Bio chain = BIO_push(BIO_new(BIO_f_buffer()), tls);
    assertThat(BIO_get_ssl(chain)).as("found through the buffer").isSameAs(out[0]);
    assertThat(BIO_find_type(chain, BIO_TYPE_SSL)).isSameAs(tls);
  }

  @EveryVersion
  void aFilterMayTakeTheSessionOfAnother(Version version) {
    Endpoints ends = version.overPair().shake();
    Bio from = BIO_new(BIO_f_ssl());
    BIO_set_ssl(from, ends.client, BIO_NOCLOSE);
    Bio to = BIO_new_ssl(ends.clientContext, 1);
    assertThat(BIO_ssl_copy_session_id(to, from)).isEqualTo(1);
    assertThat(SSL_get_session(BIO_get_ssl(to))).isSameAs(SSL_get_session(ends.client)).isNotNull();
    assertThat(BIO_ssl_copy_session_id(BIO_new(BIO_s_mem()), from)).isZero();
  }
}
