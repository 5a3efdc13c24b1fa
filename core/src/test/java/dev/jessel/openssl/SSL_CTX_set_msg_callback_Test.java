// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.bio.Bio;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SSL_CTX_set_msg_callback(3): who sees the messages, and what it is told. */
class SSL_CTX_set_msg_callback_Test {
  @EveryVersion
  void theArgumentComesBackWithEachMessage(Version version) {
    Endpoints ends = version.overPair();
    List<Object> arguments = new ArrayList<>();
    SSL_CTX_set_msg_callback(
        ends.serverContext, (sent, recordVersion, type, bytes, ssl, arg) -> arguments.add(arg));
    SSL_CTX_set_msg_callback_arg(ends.serverContext, "server's");
    ends.make();
    SSL_set_msg_callback(
        ends.client, (sent, recordVersion, type, bytes, ssl, arg) -> arguments.add(arg));
    SSL_set_msg_callback_arg(ends.client, "client's");
    ends.shakeOnly();
    assertThat(arguments).contains("server's", "client's").doesNotContainNull();
  }

  @EveryVersion
  void aTraceSaysInWordsWhatGoesByOnTheWire(Version version) {
    Endpoints ends = version.overPair().make();
    Bio out = BIO_new(BIO_s_mem());
    SSL_set_msg_callback(ends.client, LibSsl::SSL_trace);
    SSL_set_msg_callback_arg(ends.client, out);
    ends.shakeOnly();
    SSL_shutdown(ends.client);
    byte[] text = new byte[50_000];
    int length = BIO_read(out, text, text.length);
    assertThat(new String(text, 0, length, StandardCharsets.UTF_8))
        .startsWith("Sent Handshake, client_hello, ")
        .contains("Received Handshake, server_hello, ")
        .contains("Sent Handshake, finished, ")
        .endsWith("Sent Alert, warning, close notify\n");
  }

  @Test
  void changeCipherSpecsAreSeenWhereTheyStand() {
    Endpoints ends = Endpoints.overPair().version(TLS1_2_VERSION).make();
    List<String> seen = new ArrayList<>();
    SSL_set_msg_callback(
        ends.client,
        (sent, spoken, type, buf, ssl, arg) -> seen.add(sent + " " + type + " " + buf[0]));
    ends.shakeOnly();
    assertThat(seen)
        .containsSubsequence("1 22 16", "1 20 1", "1 22 20", "0 22 4", "0 20 1", "0 22 20");
  }

  @Test
  void aTraceOfNothingKnownIsShort() {
    Bio out = BIO_new(BIO_s_mem());
    SSL_trace(0, TLS1_3_VERSION, SSL3_RT_HANDSHAKE, new byte[2], null, out);
    SSL_trace(1, TLS1_3_VERSION, 99, new byte[7], null, out);
    SSL_trace(1, TLS1_3_VERSION, SSL3_RT_ALERT, new byte[] {2, 40}, null, "no BIO");
    byte[] text = new byte[200];
    int length = BIO_read(out, text, text.length);
    assertThat(new String(text, 0, length, StandardCharsets.UTF_8))
        .isEqualTo("Received a piece of a handshake message\nSent content type 99, 7 bytes\n");
  }

  @Test
  void theVersionIsThatOfTheConnection() {
    for (int version : new int[] {TLS1_2_VERSION, TLS1_3_VERSION}) {
      Endpoints ends = Endpoints.overPair().version(version).make();
      List<Integer> told = new ArrayList<>();
      SSL_set_msg_callback(
          ends.client, (sent, spoken, type, buf, ssl, arg) -> told.add(sent == 1 ? 0 : spoken));
      ends.shakeOnly();
      assertThat(told.stream().filter(spoken -> spoken != 0)).hasSizeGreaterThan(2);
      assertThat(told.get(told.size() - 1) + told.get(told.size() - 2)).isIn(version, 2 * version);
    }
  }
}
