// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static dev.jessel.testkit.peer.Misdeeds12.ECDHE_ECDSA;
import static dev.jessel.testkit.peer.Misdeeds12.clientOf;
import static dev.jessel.testkit.peer.Misdeeds12.server;
import static dev.jessel.testkit.peer.Move.SERVER_HELLO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslContext;
import dev.jessel.SslOption;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.record.RecordLimits;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ContentType;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.message.HelloRequest;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a client passes over a wish for a handshake (RFC 5246 7.4.1.1), and where not. */
class HelloRequestTest {
  private static final Bytes ENCODED = new HelloRequest().encode();

  @ParameterizedTest
  @EnumSource(
      names = {
        "SERVER_HELLO",
        "CERTIFICATE",
        "SERVER_KEY_EXCHANGE",
        "CERTIFICATE_REQUEST",
        "SERVER_HELLO_DONE",
        "NEW_SESSION_TICKET",
        "CHANGE_CIPHER_SPEC",
        "FINISHED"
      })
  void itIsPassedOverBeforeEveryMessageOfAServer(Move move) {
    Verdicts.connected(wishing(move, 1).against(clientOf(ECDHE_ECDSA)));
  }

  @Test
  void aClientOfOldVersionsAlonePassesItOverToo() {
    Verdicts.connected(
        wishing(SERVER_HELLO, 1)
            .against(clientOf(ECDHE_ECDSA).maxVersion(ProtocolVersion.TLS_1_2)));
  }

  @Test
  void itMayShareARecordAndMayBeCut() {
    Verdicts.connected(
        server(ECDHE_ECDSA)
            .forge(SERVER_HELLO, hello -> ENCODED.plus(hello))
            .before(Move.CERTIFICATE, talk -> cut(talk))
            .against(clientOf(ECDHE_ECDSA)));
  }

  private static void cut(Conversation talk) {
    talk.record(ContentType.HANDSHAKE, ENCODED.slice(0, 3));
    talk.record(ContentType.HANDSHAKE, ENCODED.slice(3, 1));
  }

  @ParameterizedTest
  @EnumSource(names = {"SERVER_HELLO", "CERTIFICATE", "CHANGE_CIPHER_SPEC", "FINISHED"})
  void thereIsAnEndToIt(Move move) {
    Verdicts.connected(
        wishing(move, RecordLimits.MAX_RENEGOTIATIONS).against(clientOf(ECDHE_ECDSA)));
    Verdicts.failedFor(
        wishing(move, RecordLimits.MAX_RENEGOTIATIONS + 1).against(clientOf(ECDHE_ECDSA)),
        SslReason.NO_RENEGOTIATION);
  }

  @Test
  void aClientThatRefusesIsNotAskedWithoutEnd() {
    SslContext.Builder client = clientOf(ECDHE_ECDSA).options(SslOption.NO_RENEGOTIATION);
    Outcome few =
        server(ECDHE_ECDSA).established(wishes(RecordLimits.MAX_RENEGOTIATIONS)).against(client);
    assertThat(few.reason()).isEmpty();
    Outcome many =
        server(ECDHE_ECDSA)
            .established(wishes(RecordLimits.MAX_RENEGOTIATIONS + 1))
            .against(client);
    assertThat(many.reason()).contains(SslReason.NO_RENEGOTIATION);
    assertThat(many.alertsSent()).endsWith(AlertDescription.HANDSHAKE_FAILURE);
  }

  @Test
  void aClientThatKnowsNoOldVersionTakesNone() {
    Outcome outcome =
        wishing(SERVER_HELLO, 1).against(Identities.client().minVersion(ProtocolVersion.TLS_1_3));
    Verdicts.failedFor(outcome, SslReason.UNEXPECTED_MESSAGE);
  }

  @Test
  void behindAHelloRetryRequestItIsTooLate() {
    Outcome outcome =
        ScriptedServer.with(Identities.SERVER)
            .retry(NamedGroup.SECP256R1)
            .before(SERVER_HELLO, talk -> talk.slipIn(new HelloRequest()))
            .against(Identities.client());
    Verdicts.failedFor(outcome, SslReason.UNEXPECTED_MESSAGE);
  }

  @Test
  void oneWithContentIsNone() {
    Bytes longer = Rewritten.longer(ENCODED, Bytes.of((byte) 0));
    Verdicts.failedFor(
        saying(SERVER_HELLO, longer).against(clientOf(ECDHE_ECDSA)), SslReason.UNEXPECTED_MESSAGE);
    Verdicts.failedFor(
        saying(Move.CERTIFICATE, longer).against(clientOf(ECDHE_ECDSA)), SslReason.LENGTH_MISMATCH);
  }

  private static ScriptedServer12 wishing(Move move, int times) {
    ScriptedServer12 server =
        server(ECDHE_ECDSA).askClient().ticket(Bytes.of((byte) 7)).before(move, wishes(times));
    return server;
  }

  private static Consumer<Conversation> wishes(int times) {
    return talk -> {
      for (int i = 0; i < times; i++) {
        talk.slipIn(new HelloRequest());
      }
    };
  }

  private static ScriptedServer12 saying(Move move, Bytes message) {
    return server(ECDHE_ECDSA).before(move, talk -> talk.record(ContentType.HANDSHAKE, message));
  }
}
