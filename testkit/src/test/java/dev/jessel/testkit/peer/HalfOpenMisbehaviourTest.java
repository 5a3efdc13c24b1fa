// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslEarlyData;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ContentType;
import dev.jessel.wire.HandshakeType;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.SignatureAlgorithms;
import dev.jessel.wire.message.CertificateRequest;
import dev.jessel.wire.message.EncryptedExtensions;
import dev.jessel.wire.message.Finished;
import dev.jessel.wire.message.NewSessionTicket;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What a server says between its Finished and the client's, to a client whose early data is open
 * (RFC 9846 4.5.3, 4.6).
 */
class HalfOpenMisbehaviourTest {
  private static final Bytes DATA = Bytes.of((byte) 1, (byte) 2, (byte) 3);
  private static final Bytes TICKET =
      new NewSessionTicket(
              60, 0, Bytes.of((byte) 0), Bytes.of((byte) 1, (byte) 2), Extensions.EMPTY)
          .encode();

  @Test
  void dataIsDeliveredAndTheHandshakeStands() {
    Outcome outcome = behindFinished(talk -> talk.data(DATA));
    assertThat(outcome.reason()).isEmpty();
    assertThat(outcome.established()).isFalse();
    assertThat(outcome.delivered()).isEqualTo(DATA);
    assertThat(outcome.ssl().earlyData()).isEqualTo(SslEarlyData.ACCEPTED);
    assertThat(outcome.states()).endsWith("EndEarlyData");
    assertThat(outcome.records()).noneMatch(HalfOpenMisbehaviourTest::isEndOfEarlyData);
  }

  @Test
  void theClientEndsIt() {
    Outcome outcome =
        behindFinished(
            talk -> {
              talk.data(DATA);
              talk.victimReads();
              talk.victimEndsEarlyData();
            });
    Verdicts.connected(outcome);
    assertThat(outcome.delivered()).isEqualTo(DATA);
    assertThat(outcome.records()).filteredOn(HalfOpenMisbehaviourTest::isEndOfEarlyData).hasSize(1);
  }

  // RFC 9846 4.7.1: what a ticket is good for hangs on the client's Finished.
  @Test
  void aTicketEndsIt() {
    Outcome outcome =
        behindFinished(
            talk -> {
              talk.data(DATA);
              talk.record(ContentType.HANDSHAKE, TICKET);
              talk.data(DATA);
            });
    Verdicts.connected(outcome);
    assertThat(outcome.sessions()).isOne();
    assertThat(outcome.delivered()).isEqualTo(DATA.plus(DATA));
    assertThat(outcome.records()).filteredOn(HalfOpenMisbehaviourTest::isEndOfEarlyData).hasSize(1);
  }

  @Test
  void soDoNewKeysWhichAreAnswered() {
    Outcome outcome =
        ScriptedServer.with(Identities.SERVER)
            .halfOpen("early")
            .after(
                Move.APPLICATION_KEYS,
                talk -> {
                  talk.updateKeys(true);
                  talk.data(DATA);
                })
            .established(talk -> talk.victimWrites(DATA))
            .against(TestPsk.client(Identities.client()));
    Verdicts.connected(outcome);
    assertThat(outcome.delivered()).isEqualTo(DATA);
    assertThat(outcome.records())
        .extracting(PeerRecord::type)
        .endsWith(ContentType.HANDSHAKE, ContentType.APPLICATION_DATA);
  }

  @Test
  void aGoodbyeIsHeard() {
    Outcome outcome =
        behindFinished(
            talk -> {
              talk.data(DATA);
              talk.closeNotify();
            });
    assertThat(outcome.reason()).isEmpty();
    assertThat(outcome.ended()).isTrue();
    assertThat(outcome.established()).isFalse();
    assertThat(outcome.delivered()).isEqualTo(DATA);
  }

  @Test
  void behindAGoodbyeTheHandshakeCanStillEnd() {
    Outcome outcome =
        behindFinished(
            talk -> {
              talk.closeNotify();
              talk.victimReads();
              talk.victimEndsEarlyData();
            });
    Verdicts.connected(outcome);
    assertThat(outcome.ended()).isTrue();
  }

  @TestFactory
  Stream<DynamicTest> servers() {
    return Stream.of(
        server(
            "5 a dummy behind the Finished", Conversation::dummy, SslReason.UNEXPECTED_CCS_MESSAGE),
        server(
            "4.5.3 another Finished",
            talk -> talk.slipIn(talk.said(Finished.class)),
            SslReason.UNEXPECTED_MESSAGE),
        server(
            "4.4.1 other EncryptedExtensions",
            talk -> talk.slipIn(new EncryptedExtensions(Extensions.EMPTY)),
            SslReason.UNEXPECTED_MESSAGE),
        server(
            "4.7.2 a request for a certificate",
            talk -> talk.slipIn(request()),
            SslReason.UNEXPECTED_MESSAGE),
        server(
            "4.7.3 a KeyUpdate that says nothing known",
            talk -> talk.record(ContentType.HANDSHAKE, Bytes.ofHex("1800000102")),
            SslReason.INVALID_KEY_UPDATE_TYPE),
        server(
            "5.1 data within a message",
            talk -> {
              talk.record(ContentType.HANDSHAKE, TICKET.slice(0, 3));
              talk.data(DATA);
            },
            SslReason.MIXED_HANDSHAKE_AND_NON_HANDSHAKE_DATA),
        server(
            "5.2 data under the keys of the handshake",
            talk -> talk.record(Epoch.HANDSHAKE, ContentType.APPLICATION_DATA, DATA),
            SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC),
        server(
            "5.2 data in the clear",
            talk -> talk.record(Epoch.PLAIN, ContentType.APPLICATION_DATA, DATA),
            SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC),
        server(
            "6.2 an alert",
            talk -> talk.alert(Conversation.FATAL, AlertDescription.INTERNAL_ERROR),
            SslReason.forReceivedAlert(AlertDescription.INTERNAL_ERROR)),
        server("6.1 no goodbye", Conversation::hangUp, SslReason.UNEXPECTED_EOF_WHILE_READING));
  }

  // RFC 9846 5: data before the Finished is nobody's.
  @Test
  void dataBeforeTheFinishedIsRefused() {
    Outcome outcome =
        ScriptedServer.with(Identities.SERVER)
            .halfOpen("early")
            .before(Move.FINISHED, talk -> talk.data(DATA))
            .against(TestPsk.client(Identities.client()));
    Verdicts.failedFor(outcome, SslReason.APP_DATA_IN_HANDSHAKE);
  }

  private static DynamicTest server(String deed, Consumer<Conversation> action, SslReason reason) {
    return DynamicTest.dynamicTest(deed, () -> Verdicts.failedFor(behindFinished(action), reason));
  }

  private static Outcome behindFinished(Consumer<Conversation> action) {
    return ScriptedServer.with(Identities.SERVER)
        .halfOpen("early")
        .after(Move.APPLICATION_KEYS, action)
        .against(TestPsk.client(Identities.client()));
  }

  private static boolean isEndOfEarlyData(PeerRecord record) {
    return record.epoch() == Epoch.EARLY
        && record.type().equals(ContentType.HANDSHAKE)
        && (record.content().at(0) & 0xFF) == HandshakeType.END_OF_EARLY_DATA.code();
  }

  private static CertificateRequest request() {
    return new CertificateRequest(
        Bytes.of((byte) 1),
        Extensions.of(new SignatureAlgorithms(List.of(SignatureScheme.ED25519))));
  }
}
