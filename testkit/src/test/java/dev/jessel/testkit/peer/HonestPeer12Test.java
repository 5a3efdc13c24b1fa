// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static dev.jessel.testkit.peer.Misdeeds12.client;
import static dev.jessel.testkit.peer.Misdeeds12.clientOf;
import static dev.jessel.testkit.peer.Misdeeds12.server;
import static dev.jessel.testkit.peer.Misdeeds12.serverOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslReply;
import dev.jessel.SslVerify;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Unbent scripts of TLS 1.2 connect: else all the others prove nothing. */
class HonestPeer12Test {
  private static final Bytes DATA = Bytes.of((byte) 1, (byte) 2, (byte) 3);

  static Stream<CipherSuite> suites() {
    return Stream.of(
        Misdeeds12.ECDHE_ECDSA,
        Misdeeds12.ECDHE_ECDSA_CBC,
        Misdeeds12.ECDHE_RSA,
        Misdeeds12.DHE_RSA,
        Misdeeds12.RSA,
        Misdeeds12.RSA_CBC,
        Misdeeds12.PSK,
        Misdeeds12.DHE_PSK,
        Misdeeds12.RSA_PSK,
        Misdeeds12.ECDHE_PSK);
  }

  @ParameterizedTest
  @MethodSource("suites")
  void aServerConnects(CipherSuite suite) {
    Outcome outcome = server(suite).established(talk -> talk.data(DATA)).against(clientOf(suite));
    Verdicts.connected(outcome);
    assertThat(outcome.delivered()).isEqualTo(DATA);
    assertThat(outcome.ssl().hasExtendedMainSecret()).isTrue();
    Outcome plain = server(suite).withoutExtendedMainSecret().against(clientOf(suite));
    Verdicts.connected(plain);
    assertThat(plain.ssl().hasExtendedMainSecret()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("suites")
  void aClientConnects(CipherSuite suite) {
    Outcome outcome = client(suite).established(talk -> talk.data(DATA)).against(serverOf(suite));
    Verdicts.connected(outcome);
    assertThat(outcome.delivered()).isEqualTo(DATA);
    assertThat(outcome.ssl().hasExtendedMainSecret()).isTrue();
    Outcome plain =
        client(suite)
            .withoutExtendedMainSecret()
            .withoutEncryptThenMac()
            .established(talk -> talk.data(DATA))
            .against(serverOf(suite));
    Verdicts.connected(plain);
    assertThat(plain.delivered()).isEqualTo(DATA);
    assertThat(plain.ssl().hasExtendedMainSecret()).isFalse();
  }

  @Test
  void aServerThatAsksConnects() {
    for (CipherSuite suite : List.of(Misdeeds12.ECDHE_ECDSA, Misdeeds12.RSA)) {
      Verdicts.connected(
          server(suite).askClient().against(clientOf(suite).credential(Identities.CLIENT)));
      Verdicts.connected(server(suite).askClient().against(clientOf(suite)));
    }
  }

  @Test
  void aClientWithACertificateConnects() {
    for (CipherSuite suite : List.of(Misdeeds12.ECDHE_ECDSA, Misdeeds12.RSA)) {
      Verdicts.connected(
          client(suite)
              .credential(Identities.CLIENT)
              .against(
                  serverOf(suite).trust(Identities.AUTHORITY.trust()).verify(SslVerify.REQUIRED)));
      Verdicts.connected(
          client(suite)
              .withoutCredential()
              .against(serverOf(suite).trust(Identities.AUTHORITY.trust()).verify(SslVerify.PEER)));
    }
  }

  @Test
  void aServerResumesByIdAndByTicket() {
    for (Optional<Bytes> ticket : List.of(Optional.of(DATA), Optional.<Bytes>empty())) {
      ScriptedServer12 first = server(Misdeeds12.ECDHE_ECDSA);
      ticket.ifPresent(first::ticket);
      Outcome made = first.against(clientOf(Misdeeds12.ECDHE_ECDSA));
      Verdicts.connected(made);
      Outcome again =
          server(Misdeeds12.ECDHE_ECDSA)
              .resume(first.remembered())
              .established(talk -> talk.data(DATA))
              .against(clientOf(Misdeeds12.ECDHE_ECDSA).session(made.ssl().session()));
      Verdicts.connected(again);
      assertThat(again.ssl().isResumed()).isTrue();
      assertThat(again.delivered()).isEqualTo(DATA);
    }
  }

  @Test
  void aClientResumesByIdAndByTicket() {
    for (boolean wantsTicket : List.of(true, false)) {
      ScriptedClient12 first = client(Misdeeds12.ECDHE_ECDSA);
      if (wantsTicket) {
        first.wantTicket();
      }
      Outcome made =
          first.against(
              serverOf(Misdeeds12.ECDHE_ECDSA)
                  .ticketIssuer(session -> SslReply.now(Optional.of(DATA))));
      Verdicts.connected(made);
      assertThat(first.remembered().ticket().isEmpty()).isEqualTo(!wantsTicket);
      Outcome again =
          client(Misdeeds12.ECDHE_ECDSA)
              .resume(first.remembered())
              .established(talk -> talk.data(DATA))
              .against(
                  serverOf(Misdeeds12.ECDHE_ECDSA)
                      .sessionFinder(name -> SslReply.now(made.ssl().session())));
      Verdicts.connected(again);
      assertThat(again.ssl().isResumed()).isTrue();
      assertThat(again.delivered()).isEqualTo(DATA);
    }
  }
}
