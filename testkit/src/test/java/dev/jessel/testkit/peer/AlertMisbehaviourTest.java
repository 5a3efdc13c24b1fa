// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static dev.jessel.testkit.peer.Conversation.FATAL;
import static dev.jessel.testkit.peer.Conversation.WARNING;
import static dev.jessel.testkit.peer.Misdeeds.client;
import static dev.jessel.testkit.peer.Misdeeds.server;
import static dev.jessel.testkit.peer.Move.CERTIFICATE;
import static dev.jessel.testkit.peer.Move.FINISHED;
import static dev.jessel.testkit.peer.Move.SERVER_HELLO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.record.RecordLimits;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ContentType;
import dev.jessel.wire.message.ClientHello;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a peer may say with alerts, and how a connection tells of its own faults (RFC 9846 6). */
class AlertMisbehaviourTest {
  private static final Bytes DATA = Bytes.of((byte) 1, (byte) 2, (byte) 3);

  @TestFactory
  Stream<DynamicTest> formsOfAlerts() {
    return Stream.of(
        established("5.4", "an empty alert", talk -> alert(talk, ""), SslReason.INVALID_ALERT),
        established("5.1", "half an alert", talk -> alert(talk, "02"), SslReason.INVALID_ALERT),
        established(
            "5.1",
            "two alerts in one record",
            talk -> alert(talk, "01000100"),
            SslReason.INVALID_ALERT),
        established(
            "5.1",
            "an alert in two records",
            talk -> {
              alert(talk, "01");
              alert(talk, "00");
            },
            SslReason.INVALID_ALERT),
        established(
            "6",
            "a flood of warnings",
            talk -> {
              for (int i = 0; i <= RecordLimits.MAX_WARNING_ALERTS; i++) {
                talk.alert(WARNING, AlertDescription.USER_CANCELED);
              }
            },
            SslReason.TOO_MANY_WARN_ALERTS),
        client(
            "5.1",
            "an empty alert before any key",
            c -> c.before(Move.CLIENT_HELLO, talk -> alert(talk, "")),
            SslReason.INVALID_ALERT));
  }

  /** No answer goes out to an alert. */
  @TestFactory
  Stream<DynamicTest> alertsThatEndAConnection() {
    return Stream.of(
        established(
            "6.2",
            "a fatal alert",
            talk -> talk.alert(FATAL, AlertDescription.INTERNAL_ERROR),
            SslReason.TLSV1_ALERT_INTERNAL_ERROR),
        established(
            "6",
            "an error alert that calls itself a warning",
            talk -> talk.alert(WARNING, AlertDescription.DECRYPT_ERROR),
            SslReason.TLSV1_ALERT_DECRYPT_ERROR),
        established(
            "6",
            "an alert of a level that does not exist",
            talk -> talk.alert(77, AlertDescription.UNKNOWN_CA),
            SslReason.TLSV1_ALERT_UNKNOWN_CA),
        established(
            "6",
            "an alert that nobody knows",
            talk -> talk.alert(FATAL, new AlertDescription(200)),
            SslReason.UNKNOWN_ALERT_RECEIVED),
        established(
            "6",
            "an unknown alert that calls itself a warning",
            talk -> talk.alert(WARNING, new AlertDescription(200)),
            SslReason.UNKNOWN_ALERT_RECEIVED),
        client(
            "6.2",
            "an alert in the place of Finished",
            c -> c.instead(FINISHED, talk -> talk.alert(FATAL, AlertDescription.UNKNOWN_CA)),
            SslReason.TLSV1_ALERT_UNKNOWN_CA),
        client(
            "6",
            "a plain alert of a client that could not make keys",
            c ->
                c.instead(
                        Move.HANDSHAKE_KEYS,
                        talk -> talk.record(Epoch.PLAIN, ContentType.ALERT, Bytes.ofHex("0228")))
                    .stopAfter(Move.HANDSHAKE_KEYS),
            SslReason.SSLV3_ALERT_HANDSHAKE_FAILURE),
        server(
            "6.2",
            "an alert in the place of ServerHello",
            s ->
                s.instead(
                        SERVER_HELLO, talk -> talk.alert(FATAL, AlertDescription.PROTOCOL_VERSION))
                    .stopAfter(SERVER_HELLO),
            SslReason.TLSV1_ALERT_PROTOCOL_VERSION),
        server(
            "6.2",
            "an alert in the place of the certificate",
            s ->
                s.instead(CERTIFICATE, talk -> talk.alert(FATAL, AlertDescription.INTERNAL_ERROR))
                    .stopAfter(CERTIFICATE),
            SslReason.TLSV1_ALERT_INTERNAL_ERROR));
  }

  @Test
  void aGoodbyeEndsTheStreamAndWhatFollowsIsIgnored() {
    Outcome outcome =
        new ScriptedClient()
            .established(
                talk -> {
                  talk.data(DATA);
                  talk.closeNotify();
                  talk.data(DATA);
                  talk.raw(Bytes.ofHex("00112233445566"));
                })
            .against(Identities.server());
    Verdicts.connected(outcome);
    assertThat(outcome.ended()).isTrue();
    assertThat(outcome.delivered()).isEqualTo(DATA);
  }

  @Test
  void aVictimMayStillWriteBehindTheGoodbye() {
    Outcome outcome =
        new ScriptedClient()
            .established(
                talk -> {
                  talk.closeNotify();
                  talk.victimReads();
                  talk.victimWrites(DATA);
                })
            .against(Identities.server());
    Verdicts.connected(outcome);
    assertThat(outcome.records().get(outcome.records().size() - 1).content()).isEqualTo(DATA);
  }

  @Test
  void aGoodbyeDuringTheHandshakeIsAFault() {
    Outcome outcome =
        ScriptedServer.with(Identities.SERVER)
            .instead(
                CERTIFICATE,
                talk -> {
                  talk.alert(WARNING, AlertDescription.USER_CANCELED);
                  talk.closeNotify();
                })
            .stopAfter(CERTIFICATE)
            .against(Identities.client());
    assertThat(outcome.established()).isFalse();
    assertThat(outcome.ended()).isFalse();
    Verdicts.failedFor(outcome, SslReason.UNEXPECTED_EOF_WHILE_READING);
  }

  @Test
  void aTransportThatEndsWithoutAGoodbyeIsAFault() {
    Outcome outcome =
        new ScriptedClient()
            .established(
                talk -> {
                  talk.data(DATA);
                  talk.hangUp();
                })
            .against(Identities.server());
    assertThat(outcome.reason()).contains(SslReason.UNEXPECTED_EOF_WHILE_READING);
    assertThat(outcome.delivered()).isEqualTo(DATA);
    assertThat(outcome.staysFailed()).isTrue();
  }

  @Test
  void aTransportThatEndsInTheHandshakeIsAFault() {
    Outcome hungUp =
        ScriptedServer.with(Identities.SERVER)
            .instead(CERTIFICATE, Conversation::hangUp)
            .stopAfter(CERTIFICATE)
            .against(Identities.client());
    assertThat(hungUp.reason()).contains(SslReason.UNEXPECTED_EOF_WHILE_READING);
    assertThat(hungUp.established()).isFalse();
  }

  @Test
  void alertsAreEncryptedAsSoonAsKeysExist() {
    assertThat(
            epochOf(
                new ScriptedClient()
                    .skip(Move.DUMMY)
                    .change(
                        Move.CLIENT_HELLO,
                        ClientHello.class,
                        h -> Rewritten.compression(h, Bytes.of((byte) 1)))
                    .against(Identities.server())))
        .isEqualTo(Epoch.PLAIN);
    assertThat(
            epochOf(
                ScriptedServer.with(Identities.SERVER)
                    .skip(CERTIFICATE)
                    .against(Identities.client())))
        .isEqualTo(Epoch.HANDSHAKE);
    // RFC 9846 4.5.3: a server's keys change with its Finished.
    assertThat(
            epochOf(
                new ScriptedClient()
                    .encoded(FINISHED, m -> Rewritten.flipped(m, -1))
                    .against(Identities.server())))
        .isEqualTo(Epoch.APPLICATION);
    assertThat(
            epochOf(
                ScriptedServer.with(Identities.SERVER)
                    .established(talk -> talk.sayEncoded(Bytes.ofHex("00000000")))
                    .against(Identities.client())))
        .isEqualTo(Epoch.APPLICATION);
  }

  private static Epoch epochOf(Outcome outcome) {
    assertThat(outcome.alertsSeen()).hasSize(1);
    return outcome.alertsSeen().get(0).epoch();
  }

  private static DynamicTest established(
      String section, String deed, Consumer<Conversation> action, SslReason reason) {
    return client(section, deed, c -> c.established(action), reason);
  }

  private static void alert(Conversation talk, String hex) {
    talk.record(ContentType.ALERT, Bytes.ofHex(hex));
  }
}
