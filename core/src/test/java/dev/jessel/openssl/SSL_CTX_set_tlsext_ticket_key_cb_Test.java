// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslSession;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** SSL_CTX_set_tlsext_ticket_key_cb(3), and the macros for a context's keys. */
class SSL_CTX_set_tlsext_ticket_key_cb_Test {
  private static final int KEYS = 80;
  private static final byte[] NAME = bytes(1, 16);
  private static final byte[] CIPHER_KEY = bytes(2, 32);
  private static final byte[] MAC_KEY = bytes(3, 32);

  @Test
  void aContextsKeysCanBeReadAndSet() {
    SSL_CTX context = SSL_CTX_new(TLS_server_method());
    byte[] keys = new byte[KEYS];
    assertThat(SSL_CTX_get_tlsext_ticket_keys(context, null, 0)).isEqualTo(KEYS);
    assertThat(SSL_CTX_set_tlsext_ticket_keys(context, null, 0)).isEqualTo(KEYS);
    assertThat(SSL_CTX_get_tlsext_ticket_keys(context, keys, KEYS)).isOne();
    assertThat(keys).isNotEqualTo(new byte[KEYS]);
    byte[] others = bytes(9, KEYS);
    assertThat(SSL_CTX_set_tlsext_ticket_keys(context, others, KEYS)).isOne();
    assertThat(SSL_CTX_get_tlsext_ticket_keys(context, keys, KEYS)).isOne();
    assertThat(keys).isEqualTo(others);
    assertThat(SSL_CTX_set_tlsext_ticket_keys(context, others, 48)).isZero();
    assertThat(reason()).isEqualTo("invalid ticket keys length");
    assertThat(SSL_CTX_get_tlsext_ticket_keys(context, new byte[48], 48)).isZero();
    assertThat(reason()).isEqualTo("invalid ticket keys length");
  }

  @EveryVersion
  void contextsThatShareKeysShareSessions(Version version) {
    if (version.isOld()) {
      return; // their suites and tickets are the legacy module's to test
    }
    Endpoints first = version.overPair();
    Endpoints second = version.overPair();
    byte[] keys = bytes(5, KEYS);
    SSL_CTX_set_tlsext_ticket_keys(first.serverContext, keys, KEYS);
    SSL_CTX_set_tlsext_ticket_keys(second.serverContext, keys, KEYS);
    Optional<SslSession> session = session(first);
    assertThat(session.orElseThrow().ticket().slice(0, 16).toArray())
        .isEqualTo(Arrays.copyOf(keys, 16));
    assertThat(resumes(second, session)).isTrue();

    keys[40]++;
    SSL_CTX_set_tlsext_ticket_keys(second.serverContext, keys, KEYS);
    assertThat(resumes(second, session)).isFalse();
    keys[0]++;
    SSL_CTX_set_tlsext_ticket_keys(second.serverContext, keys, KEYS);
    assertThat(resumes(second, session)).isFalse();
  }

  @EveryVersion
  void theCallbackKnowsTheKeys(Version version) {
    if (version.isOld()) {
      return;
    }
    Endpoints ends = version.overPair();
    int[] calls = new int[2];
    SSL_CTX_set_tlsext_ticket_key_evp_cb(
        ends.serverContext,
        (ssl, name, iv, cipher, mac, enc) -> {
          calls[enc]++;
          assertThat(ssl).isSameAs(ends.server);
          return use(name, iv, cipher, mac, enc);
        });
    Optional<SslSession> session = session(ends);
    assertThat(calls[0]).isZero();
    assertThat(calls[1]).isPositive();
    assertThat(session.orElseThrow().ticket().slice(0, 16).toArray()).isEqualTo(NAME);
    calls[1] = 0;
    assertThat(resumes(ends, session)).isTrue();
    assertThat(calls[0]).isOne();
    // Of TLS 1.3 each client gets another one.
    assertThat(calls[1]).isEqualTo(version.is13() ? 1 : 0);
  }

  @Test
  void theOldCallbackDoesToo() {
    Endpoints ends = Version.TLS_1_2.overPair();
    SSL_CTX_set_tlsext_ticket_key_cb(
        ends.serverContext,
        (ssl, name, iv, cipher, mac, enc) -> {
          Arrays.fill(name, (byte) 4);
          EVP_EncryptInit_ex(cipher, EVP_aes_128_cbc(), null, CIPHER_KEY, iv);
          return HMAC_Init_ex(mac, MAC_KEY, MAC_KEY.length, EVP_sha384(), null);
        });
    assertThat(resumes(ends, session(ends))).isTrue();
  }

  @Test
  void aTicketOfAnOldKeyIsRenewedWhenTheCallbackSaysSo() {
    Endpoints ends = Version.TLS_1_2.overPair();
    int[] made = new int[1];
    SSL_CTX_set_tlsext_ticket_key_evp_cb(
        ends.serverContext,
        (ssl, name, iv, cipher, mac, enc) -> {
          made[0] += enc;
          return use(name, iv, cipher, mac, enc) == 1 && enc == 0 ? 2 : 1;
        });
    Optional<SslSession> session = session(ends);
    assertThat(made[0]).isOne();
    assertThat(resumes(ends, session)).isTrue();
    assertThat(made[0]).isEqualTo(2);
    Optional<SslSession> renewed = ends.client.ssl().session();
    assertThat(renewed.orElseThrow().ticket()).isNotEqualTo(session.orElseThrow().ticket());
    assertThat(resumes(ends, renewed)).isTrue();
  }

  @Test
  void a0MakesNoTicketAndTakesNone() {
    Endpoints ends = Version.TLS_1_2.overPair();
    SSL_CTX_set_tlsext_ticket_key_evp_cb(
        ends.serverContext, (ssl, name, iv, cipher, mac, enc) -> 0);
    ends.shake();
    assertThat(ends.client.ssl().session().filter(SslSession::hasTicket)).isEmpty();

    Endpoints others = Version.TLS_1_2.overPair();
    SSL_CTX_set_tlsext_ticket_key_evp_cb(
        others.serverContext,
        (ssl, name, iv, cipher, mac, enc) -> enc * use(name, iv, cipher, mac, enc));
    assertThat(resumes(others, session(others))).isFalse();
  }

  @Test
  void lessThan0EndsTheHandshake() {
    Endpoints ends = Version.TLS_1_2.overPair();
    SSL_CTX_set_tlsext_ticket_key_evp_cb(
        ends.serverContext, (ssl, name, iv, cipher, mac, enc) -> -1);
    ends.make();
    SSL_do_handshake(ends.client);
    SSL_do_handshake(ends.server);
    SSL_do_handshake(ends.client);
    assertThat(SSL_do_handshake(ends.server)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.server, -1)).isEqualTo(SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo("callback failed");
  }

  @Test
  void aTicketThatWasTamperedWithIsNone() {
    Endpoints ends = Version.TLS_1_3.overPair();
    SSL_CTX_set_tlsext_ticket_keys(ends.serverContext, bytes(5, KEYS), KEYS);
    SslSession session = session(ends).orElseThrow();
    byte[] ticket = session.ticket().toArray();
    for (int at : new int[] {0, 20, 40, ticket.length - 1}) {
      byte[] other = ticket.clone();
      other[at] ^= 1;
      SslSession forged =
          session.toBuilder()
              .ticket(dev.jessel.wire.Bytes.of(other), session.ticketAgeAdd())
              .build();
      assertThat(resumes(ends, Optional.of(forged))).as("byte %d", at).isFalse();
    }
    assertThat(resumes(ends, Optional.of(session))).isTrue();
  }

  @Test
  void keysThatAreTooShortAreNone() {
    Endpoints ends = Version.TLS_1_2.overPair();
    int[] answers = new int[3];
    SSL_CTX_set_tlsext_ticket_key_evp_cb(
        ends.serverContext,
        (ssl, name, iv, cipher, mac, enc) -> {
          answers[0] = EVP_EncryptInit_ex(cipher, EVP_aes_256_cbc(), null, new byte[31], iv);
          answers[1] = EVP_DecryptInit_ex(cipher, EVP_aes_256_cbc(), null, CIPHER_KEY, iv);
          answers[2] = EVP_MAC_init(mac, MAC_KEY, 0, EVP_sha256());
          return 0;
        });
    ends.shake();
    assertThat(answers).containsExactly(0, 1, 0);
  }

  @EveryVersion
  void aClientsSessionTellsOfItsTicket(Version version) {
    if (version.isOld()) {
      return;
    }
    SSL_SESSION session = new SSL_SESSION(session(version.overPair()).orElseThrow());
    byte[][] ticket = new byte[1][];
    int[] length = new int[1];
    SSL_SESSION_get0_ticket(session, ticket, length);
    assertThat(SSL_SESSION_has_ticket(session)).isOne();
    assertThat(ticket[0]).hasSize(length[0]).isNotEmpty();
    assertThat(SSL_SESSION_get_ticket_lifetime_hint(session)).isEqualTo(7200);

    SSL_SESSION empty = SSL_SESSION_new();
    SSL_SESSION_get0_ticket(empty, ticket, length);
    assertThat(SSL_SESSION_has_ticket(empty)).isZero();
    assertThat(ticket[0]).isNull();
    assertThat(length[0]).isZero();
    assertThat(SSL_SESSION_get_ticket_lifetime_hint(empty)).isZero();
  }

  private static int use(byte[] name, byte[] iv, EVP_CIPHER_CTX cipher, EVP_MAC_CTX mac, int enc) {
    if (enc == 1) {
      System.arraycopy(NAME, 0, name, 0, NAME.length);
      new Random().nextBytes(iv);
    } else if (!Arrays.equals(name, NAME)) {
      return 0;
    }
    int ciphered =
        enc == 1
            ? EVP_EncryptInit_ex(cipher, EVP_aes_256_cbc(), null, CIPHER_KEY, iv)
            : EVP_DecryptInit_ex(cipher, EVP_aes_256_cbc(), null, CIPHER_KEY, iv);
    return ciphered & EVP_MAC_init(mac, MAC_KEY, MAC_KEY.length, EVP_sha256());
  }

  /** What a client gets. */
  static Optional<SslSession> session(Endpoints ends) {
    ends.shake();
    Optional<SslSession> session = ends.client.ssl().session();
    leave(ends);
    return session;
  }

  /** Whether a client can come back with it. */
  static boolean resumes(Endpoints ends, Optional<SslSession> session) {
    ends.make();
    ends.client.change(builder -> builder.session(session));
    ends.shakeOnly();
    leave(ends);
    return SSL_session_reused(ends.server) == 1;
  }

  private static void leave(Endpoints ends) {
    Endpoints.swallow(ends.clientBio);
    Endpoints.swallow(ends.serverBio);
  }

  private static byte[] bytes(int value, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
