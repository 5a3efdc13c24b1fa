// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslSession;
import dev.jessel.bio.Bio;
import dev.jessel.openssl.EarlyEndpoints.Way;
import dev.jessel.wire.CipherSuite;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What OpenSSL's own tests ask of early data: accepted, refused, passed over. */
class EarlyData_Test {
  private static final String WANT_READ = "error: " + SSL_ERROR_WANT_READ;

  @ParameterizedTest
  @EnumSource(value = Way.class, mode = EnumSource.Mode.EXCLUDE, names = "PSK")
  void aRecordedClientHelloIsTakenOnce(Way way) {
    EarlyEndpoints ends = EarlyEndpoints.prepared(way);
    Optional<SslSession> session = ends.visit();
    ends.remember(session);
    ends.write(ends.client(), "hello");
    byte[] flight = taken(ends.ends.serverBio);
    give(ends.ends.clientBio, flight);
    assertThat(ends.readEarly()).isEqualTo("success: hello");

    ends.forgetTransport();
    ends.remember(session);
    give(ends.ends.clientBio, flight);
    assertThat(ends.readEarly()).isEqualTo("finish");
    assertThat(SSL_get_early_data_status(ends.server())).isEqualTo(SSL_EARLY_DATA_REJECTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "refuses", "accepts"})
  void withoutProtectionTheApplicationDecides(String callback) {
    EarlyEndpoints ends = EarlyEndpoints.prepared(Way.TICKET);
    int[] asked = new int[1];
    SSL_CTX_set_options(ends.ends.serverContext, SSL_OP_NO_ANTI_REPLAY);
    if (!callback.equals("none")) {
      SSL_CTX_set_allow_early_data_cb(
          ends.ends.serverContext,
          (ssl, arg) -> {
            asked[0]++;
            return callback.equals("accepts") ? 1 : 0;
          },
          null);
    }
    Optional<SslSession> session = ends.visit();
    for (int i = 1; i <= 2; i++) {
      ends.forgetTransport();
      ends.remember(session);
      ends.write(ends.client(), "hello");
      assertThat(ends.readEarly())
          .isEqualTo(callback.equals("refuses") ? "finish" : "success: hello");
      assertThat(asked[0]).isEqualTo(callback.equals("none") ? 0 : i);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TLS_AES_128_GCM_SHA256",
        "TLS_AES_256_GCM_SHA384",
        "TLS_CHACHA20_POLY1305_SHA256"
      })
  void earlyDataThatNobodyCanReadIsPassedOver(String suite) {
    EarlyEndpoints ends = refused(suite);
    assertThat(ends.write(ends.client(), "hello")).isOne();
    assertThat(ends.readEarly()).isEqualTo("finish");
    assertThat(SSL_get_early_data_status(ends.server())).isEqualTo(SSL_EARLY_DATA_REJECTED);
    assertThat(ends.writeLate(ends.client(), "late")).isEqualTo(4);
    assertThat(SSL_get_early_data_status(ends.client())).isEqualTo(SSL_EARLY_DATA_REJECTED);
    assertThat(ends.read(ends.server())).isEqualTo("late");
    assertThat(ERR_peek_error()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TLS_AES_128_GCM_SHA256",
        "TLS_AES_256_GCM_SHA384",
        "TLS_CHACHA20_POLY1305_SHA256"
      })
  void itIsPassedOverAlsoWhereTheClientIsAskedAgain(String suite) {
    EarlyEndpoints ends = askedAgain(suite);
    assertThat(ends.write(ends.client(), "hello")).isOne();
    assertThat(ends.readEarly()).isEqualTo("finish");
    assertThat(SSL_get_early_data_status(ends.server())).isEqualTo(SSL_EARLY_DATA_REJECTED);
    assertThat(ends.writeLate(ends.client(), "late")).isEqualTo(-1);
    assertThat(ends.read(ends.server())).isEqualTo(WANT_READ);
    assertThat(ends.writeLate(ends.client(), "late")).isEqualTo(4);
    assertThat(SSL_get_early_data_status(ends.client())).isEqualTo(SSL_EARLY_DATA_REJECTED);
    assertThat(ends.read(ends.server())).isEqualTo("late");
    assertThat(ERR_peek_error()).isZero();
  }

  @Test
  void earlyDataBehindTheSecondClientHelloEndsTheConnection() {
    EarlyEndpoints ends = askedAgain("TLS_AES_128_GCM_SHA256");
    ends.write(ends.client(), "hello");
    assertThat(ends.readEarly()).isEqualTo("finish");
    assertThat(ends.writeLate(ends.client(), "late")).isEqualTo(-1);
    give(ends.ends.clientBio, new byte[] {0x17, 3, 3, 0, 1, 0});
    assertThat(ends.read(ends.server())).isEqualTo("error: " + SSL_ERROR_SSL);
  }

  @Test
  void whoHasMoreToPassOverThanItWantsEndsTheConnection() {
    EarlyEndpoints ends = refused("TLS_AES_128_GCM_SHA256");
    SSL_set_recv_max_early_data(ends.server(), 0);
    ends.write(ends.client(), "x".repeat(EarlyEndpoints.ALLOWED));
    assertThat(ends.readEarly()).isEqualTo("finish");
    assertThat(ends.read(ends.server())).isEqualTo("error: " + SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo("too much early data");
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aServerThatWouldReadSomeGetsAlongWithNone(Way way) {
    EarlyEndpoints ends = EarlyEndpoints.ready(way);
    assertThat(ends.writeLate(ends.client(), "hello")).isEqualTo(-1);
    assertThat(ends.readEarly()).isEqualTo("finish");
    assertThat(SSL_get_early_data_status(ends.server())).isEqualTo(SSL_EARLY_DATA_NOT_SENT);
    assertThat(SSL_get_early_data_status(ends.client())).isEqualTo(SSL_EARLY_DATA_NOT_SENT);
    assertThat(ends.writeLate(ends.client(), "hello")).isEqualTo(5);
    assertThat(ends.read(ends.server())).isEqualTo("hello");
    assertThat(ends.writeLate(ends.server(), "there")).isEqualTo(5);
    assertThat(ends.read(ends.client())).isEqualTo("there");
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aServerThatReadsNonePassesItOver(Way way) {
    EarlyEndpoints ends = EarlyEndpoints.ready(way);
    assertThat(ends.write(ends.client(), "hello")).isOne();
    assertThat(SSL_accept(ends.server())).isEqualTo(-1);
    assertThat(SSL_connect(ends.client())).isOne();
    assertThat(SSL_get_early_data_status(ends.server())).isEqualTo(SSL_EARLY_DATA_REJECTED);
    assertThat(SSL_accept(ends.server())).isOne();
    assertThat(SSL_get_early_data_status(ends.client())).isEqualTo(SSL_EARLY_DATA_REJECTED);
    assertThat(ends.writeLate(ends.client(), "late")).isEqualTo(4);
    assertThat(ends.read(ends.server())).isEqualTo("late");
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aServerThatWouldReadSomeSpeaksTls12WithAClientThatDoes(Way way) {
    EarlyEndpoints ends = EarlyEndpoints.prepared(way);
    ends.ends.make();
    SSL_set_max_proto_version(ends.client(), TLS1_2_VERSION);
    assertThat(ends.writeLate(ends.client(), "hello")).isEqualTo(-1);
    assertThat(ends.readEarly()).isEqualTo(WANT_READ);
    assertThat(ends.writeLate(ends.client(), "hello")).isEqualTo(-1);
    assertThat(ends.readEarly()).isEqualTo("finish");
    assertThat(SSL_get_early_data_status(ends.server())).isEqualTo(SSL_EARLY_DATA_NOT_SENT);
    assertThat(ends.writeLate(ends.client(), "hello")).isEqualTo(5);
    assertThat(SSL_get_early_data_status(ends.client())).isEqualTo(SSL_EARLY_DATA_NOT_SENT);
    assertThat(ends.read(ends.server())).isEqualTo("hello");
    assertThat(ends.writeLate(ends.server(), "there")).isEqualTo(5);
    assertThat(ends.read(ends.client())).isEqualTo("there");
  }

  /** The server does not know the key that the client comes with. */
  private static EarlyEndpoints refused(String suite) {
    EarlyEndpoints ends = EarlyEndpoints.prepared(Way.PSK);
    SSL_CTX_set_ciphersuites(ends.ends.clientContext, suite);
    ends.ends.make();
    SslSession key = EarlyEndpoints.key(CipherSuite.named(suite).orElseThrow()).build();
    ends.keys(key, key);
    SSL_set_psk_find_session_callback(ends.server(), (ssl, identity, length, sess) -> 1);
    return ends;
  }

  private static EarlyEndpoints askedAgain(String suite) {
    EarlyEndpoints ends = refused(suite);
    SSL_set1_groups_list(ends.client(), "X25519:P-256");
    SSL_set1_groups_list(ends.server(), "P-384:P-256");
    return ends;
  }

  private static byte[] taken(Bio bio) {
    byte[] bytes = new byte[20_000];
    int length = BIO_read(bio, bytes, bytes.length);
    return Arrays.copyOf(bytes, length);
  }

  private static void give(Bio bio, byte[] bytes) {
    assertThat(BIO_write(bio, bytes, bytes.length)).isEqualTo(bytes.length);
  }
}
