// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SSL_CTX_set_session_ticket_cb(3): what the application puts into tickets, and what it says. */
class SSL_CTX_set_session_ticket_cb_Test {
  private static final byte[] DATA = "of the application".getBytes(UTF_8);

  private final List<Integer> statuses = new ArrayList<>();
  private int made;

  @ParameterizedTest
  @CsvSource({
    "1.2, 0, 3, true, 0", // no key callback: SSL_TICKET_RETURN_USE
    "1.2, 0, 4, true, 1",
    "1.2, 0, 1, false, 0",
    "1.2, 0, 2, false, 1",
    "1.2, 1, 3, true, 0", // a key callback that returns 1
    "1.2, 1, 4, true, 1",
    "1.2, 2, 3, true, 0", // one that returns 2
    "1.2, 2, 4, true, 1",
    "1.2, 2, 1, false, 0",
    "1.2, 2, 2, false, 1",
    "1.3, 0, 3, true, 0",
    "1.3, 0, 4, true, 1",
    "1.3, 0, 1, false, 0",
    "1.3, 0, 2, false, 1",
    "1.3, 1, 3, true, 0",
    "1.3, 1, 4, true, 1",
    "1.3, 2, 3, true, 0",
    "1.3, 2, 4, true, 1",
    "1.3, 2, 1, false, 0",
    "1.3, 2, 2, false, 1",
  })
  void theApplicationAddsSomethingAndDecides(
      String version, int keys, int answer, boolean resumed, int tickets) {
    Endpoints ends = ends(version);
    SSL_CTX_set_num_tickets(ends.serverContext, 1);
    if (keys > 0) {
      SSL_CTX_set_tlsext_ticket_key_evp_cb(
          ends.serverContext,
          (ssl, name, iv, cipher, mac, enc) -> initialise(iv, cipher, mac, enc, keys));
    }
    Object told = new Object();
    SSL_CTX_set_session_ticket_cb(
        ends.serverContext,
        (ssl, arg) -> {
          made++;
          assertThat(arg).isSameAs(told);
          return SSL_SESSION_set1_ticket_appdata(SSL_get_session(ssl), DATA, DATA.length);
        },
        (ssl, session, name, length, status, arg) -> {
          statuses.add(status);
          assertThat(name).hasSize(length);
          assertThat(arg).isSameAs(told);
          if (status == SSL_TICKET_EMPTY) {
            assertThat(session).isNull();
            return SSL_TICKET_RETURN_IGNORE_RENEW;
          }
          byte[][] data = new byte[1][];
          int[] count = new int[1];
          SSL_SESSION_get0_ticket_appdata(session, data, count);
          assertThat(data[0]).isEqualTo(DATA).hasSize(count[0]);
          return answer;
        },
        told);
    Optional<SslSession> session = SSL_CTX_set_tlsext_ticket_key_cb_Test.session(ends);
    assertThat(made).isOne();
    // Up to TLS 1.2 a client says that it would like a ticket.
    assertThat(statuses).isEqualTo(version.equals("1.2") ? List.of(SSL_TICKET_EMPTY) : List.of());
    statuses.clear();
    assertThat(SSL_CTX_set_tlsext_ticket_key_cb_Test.resumes(ends, session)).isEqualTo(resumed);
    assertThat(made).isEqualTo(1 + tickets);
    boolean renews = keys == 2 || version.equals("1.3");
    assertThat(statuses).containsExactly(renews ? SSL_TICKET_SUCCESS_RENEW : SSL_TICKET_SUCCESS);
  }

  @Test
  void aTicketOfOtherKeysIsToldAsSuch() {
    Endpoints ends = ends("1.3");
    SSL_CTX_set_session_ticket_cb(
        ends.serverContext,
        null,
        (ssl, session, name, length, status, arg) -> {
          statuses.add(status);
          assertThat(session).isNull();
          return SSL_TICKET_RETURN_IGNORE_RENEW;
        },
        null);
    Optional<SslSession> session =
        SSL_CTX_set_tlsext_ticket_key_cb_Test.session(Version.TLS_1_3.overPair());
    assertThat(SSL_CTX_set_tlsext_ticket_key_cb_Test.resumes(ends, session)).isFalse();
    assertThat(statuses).containsExactly(SSL_TICKET_NO_DECRYPT);
  }

  @Test
  void eitherMayEndTheHandshake() {
    for (String version : new String[] {"1.2", "1.3"}) {
      Endpoints ends = ends(version);
      SSL_CTX_set_session_ticket_cb(ends.serverContext, (ssl, arg) -> 0, null, null);
      assertThat(failure(ends.make())).isEqualTo("callback failed");

      Endpoints others = ends(version);
      SSL_CTX_set_session_ticket_cb(
          others.serverContext,
          null,
          (ssl, session, name, length, status, arg) ->
              status == SSL_TICKET_EMPTY ? SSL_TICKET_RETURN_IGNORE_RENEW : SSL_TICKET_RETURN_ABORT,
          null);
      Optional<SslSession> session = SSL_CTX_set_tlsext_ticket_key_cb_Test.session(others);
      others.make();
      others.client.change(builder -> builder.session(session));
      assertThat(failure(others)).isEqualTo("callback failed");
    }
  }

  @Test
  void aSessionHasNoDataUntilItIsGivenSome() {
    SSL_SESSION session = SSL_SESSION_new();
    byte[][] data = new byte[1][];
    int[] length = {-1};
    assertThat(SSL_SESSION_get0_ticket_appdata(session, data, length)).isOne();
    assertThat(length[0]).isZero();
    assertThat(SSL_SESSION_set1_ticket_appdata(session, DATA, 2)).isOne();
    assertThat(SSL_SESSION_get0_ticket_appdata(session, data, length)).isOne();
    assertThat(data[0]).isEqualTo("of".getBytes(UTF_8));
    assertThat(SSL_SESSION_set1_ticket_appdata(session, null, 0)).isOne();
    SSL_SESSION_get0_ticket_appdata(session, data, length);
    assertThat(length[0]).isZero();
  }

  private static Endpoints ends(String version) {
    return (version.equals("1.2") ? Version.TLS_1_2 : Version.TLS_1_3).overPair();
  }

  private static int initialise(
      byte[] iv, EVP_CIPHER_CTX cipher, EVP_MAC_CTX mac, int enc, int answer) {
    int done =
        EVP_EncryptInit_ex(cipher, EVP_aes_128_cbc(), null, new byte[16], iv)
            & EVP_MAC_init(mac, new byte[32], 32, EVP_sha256());
    return enc == 1 ? done : answer;
  }

  private static String failure(Endpoints ends) {
    for (int i = 0; i < 4; i++) {
      SSL_do_handshake(ends.client);
      if (SSL_do_handshake(ends.server) < 0 && SSL_get_error(ends.server, -1) == SSL_ERROR_SSL) {
        return reason();
      }
    }
    return "none";
  }
}
