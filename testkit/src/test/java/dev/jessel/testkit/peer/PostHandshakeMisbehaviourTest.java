// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static dev.jessel.testkit.peer.Misdeeds.client;
import static dev.jessel.testkit.peer.Misdeeds.oddClient;
import static dev.jessel.testkit.peer.Misdeeds.oddServer;
import static dev.jessel.testkit.peer.Misdeeds.server;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.record.RecordLimits;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ContentType;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.HandshakeType;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.extension.Extension;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.SignatureAlgorithms;
import dev.jessel.wire.extension.UnknownExtension;
import dev.jessel.wire.message.CertificateRequest;
import dev.jessel.wire.message.KeyUpdate;
import dev.jessel.wire.message.NewSessionTicket;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a peer may do wrong when the handshake is over (RFC 9846 4.7). */
class PostHandshakeMisbehaviourTest {
  private static final Bytes DATA = Bytes.of((byte) 1, (byte) 2, (byte) 3);

  @TestFactory
  Stream<DynamicTest> keyUpdates() {
    return Stream.of(
        client(
            "4.7.3",
            "a request that does not exist",
            c -> c.established(talk -> talk.sayEncoded(Bytes.ofHex("1800000102"))),
            SslReason.INVALID_KEY_UPDATE_TYPE),
        client(
            "6",
            "an empty one",
            c -> c.established(talk -> talk.sayEncoded(Bytes.ofHex("18000000"))),
            SslReason.LENGTH_MISMATCH),
        client(
            "5.1",
            "one that shares its record with another",
            c ->
                c.established(
                    talk -> {
                      Bytes update = new KeyUpdate(false).encode();
                      talk.record(ContentType.HANDSHAKE, update.plus(update));
                    }),
            SslReason.NOT_ON_RECORD_BOUNDARY),
        client(
            "4.7.3",
            "new keys without one",
            c ->
                c.established(
                    talk -> {
                      talk.changeKeysSilently();
                      talk.data(DATA);
                    }),
            SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC),
        client(
            "4.7.3",
            "old keys behind one",
            c ->
                c.established(
                    talk -> {
                      talk.slipIn(new KeyUpdate(false));
                      talk.data(DATA);
                    }),
            SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC),
        client(
            "4.7.3",
            "a flood of them",
            c ->
                c.established(
                    talk -> {
                      for (int i = 0; i <= RecordLimits.MAX_KEY_UPDATES; i++) {
                        talk.updateKeys(true);
                      }
                    }),
            SslReason.TOO_MANY_KEY_UPDATES),
        oddClient(
            "4.7.3",
            "many of them with data between",
            c ->
                c.established(
                    talk -> {
                      for (int i = 0; i <= 2 * RecordLimits.MAX_KEY_UPDATES; i++) {
                        talk.updateKeys(false);
                        talk.data(DATA);
                      }
                    })),
        oddClient(
            "5.1",
            "one in pieces",
            c ->
                c.established(
                    talk -> {
                      Bytes update = new KeyUpdate(false).encode();
                      talk.record(ContentType.HANDSHAKE, update.slice(0, 3));
                      talk.record(ContentType.HANDSHAKE, update.slice(3, 2));
                    })));
  }

  @TestFactory
  Stream<DynamicTest> tickets() {
    return Stream.of(
        client(
            "4.7.1",
            "one from a client",
            c -> c.established(talk -> talk.say(ticket())),
            SslReason.UNEXPECTED_MESSAGE),
        server(
            "6",
            "one without a ticket in it",
            s ->
                s.established(
                    talk ->
                        talk.say(new NewSessionTicket(1, 1, DATA, Bytes.EMPTY, Extensions.EMPTY))),
            SslReason.LENGTH_MISMATCH),
        server(
            "4.3",
            "one with an extension that may not stand there",
            s ->
                s.established(
                    talk -> talk.say(ticket(new UnknownExtension(ExtensionType.COOKIE, DATA)))),
            SslReason.BAD_EXTENSION),
        server(
            "4.7.1",
            "a flood of them",
            s ->
                s.established(
                    talk -> {
                      for (int i = 0; i <= RecordLimits.MAX_TICKETS; i++) {
                        talk.say(ticket());
                      }
                    }),
            SslReason.UNEXPECTED_MESSAGE),
        oddServer(
            "4.7.1",
            "one with an extension that nobody knows",
            s ->
                s.established(
                    talk ->
                        talk.say(ticket(new UnknownExtension(new ExtensionType(0xFFCE), DATA))))),
        oddServer(
            "4.7.1",
            "two in one record",
            s ->
                s.established(
                    talk ->
                        talk.record(
                            ContentType.HANDSHAKE, ticket().encode().plus(ticket().encode())))));
  }

  @TestFactory
  Stream<DynamicTest> messagesOutOfTime() {
    return Stream.of(
        server(
            "4.7.2",
            "a CertificateRequest that nobody allowed",
            s ->
                s.established(
                    talk ->
                        talk.say(
                            new CertificateRequest(
                                DATA,
                                Extensions.of(
                                    new SignatureAlgorithms(List.of(SignatureScheme.ED25519)))))),
            SslReason.UNEXPECTED_MESSAGE),
        server(
            "4.2.2",
            "a HelloRequest",
            s -> s.established(talk -> talk.sayEncoded(Bytes.ofHex("00000000"))),
            SslReason.UNEXPECTED_MESSAGE),
        client(
            "4.2.2",
            "a ClientHello",
            c -> c.established(talk -> talk.say(c.firstHello())),
            SslReason.UNEXPECTED_MESSAGE),
        client(
            "4.5.3",
            "a second Finished",
            c -> c.established(talk -> talk.say(talk.finished())),
            SslReason.UNEXPECTED_MESSAGE));
  }

  @Test
  void anAnswerToAKeyUpdateComesBeforeTheNextData() {
    Outcome outcome =
        new ScriptedClient()
            .established(
                talk -> {
                  talk.updateKeys(true);
                  talk.updateKeys(true);
                  talk.victimReads();
                  talk.victimWrites(DATA);
                  talk.listen();
                  // RFC 9846 4.7.3: several requests are answered by one update.
                  assertThat(talk.countHeard(HandshakeType.KEY_UPDATE)).isEqualTo(1);
                  assertThat(talk.heard(KeyUpdate.class).requestsUpdate()).isFalse();
                })
            .against(Identities.server());
    Verdicts.connected(outcome);
    List<PeerRecord> records = outcome.records();
    assertThat(records.get(records.size() - 2).type()).isEqualTo(ContentType.HANDSHAKE);
    assertThat(records.get(records.size() - 1).content()).isEqualTo(DATA);
  }

  @Test
  void aTicketWithoutALifetimeIsDropped() {
    Outcome outcome =
        ScriptedServer.with(Identities.SERVER)
            .established(
                talk -> {
                  talk.say(new NewSessionTicket(0, 1, DATA, DATA, Extensions.EMPTY));
                  talk.say(ticket());
                })
            .against(Identities.client());
    Verdicts.connected(outcome);
    assertThat(outcome.sessions()).isEqualTo(1);
  }

  @Test
  void dataBeforeAFaultIsDeliveredAndNoneBehindIt() {
    Outcome outcome =
        new ScriptedClient()
            .established(
                talk -> {
                  talk.data(DATA);
                  talk.sayEncoded(Bytes.ofHex("1800000102"));
                  talk.data(DATA);
                })
            .against(Identities.server());
    Verdicts.failedFor(
        outcome, SslReason.INVALID_KEY_UPDATE_TYPE, AlertDescription.ILLEGAL_PARAMETER);
    assertThat(outcome.delivered()).isEqualTo(DATA);
  }

  private static NewSessionTicket ticket(Extension... extensions) {
    return new NewSessionTicket(100, 1, DATA, DATA, Extensions.of(extensions));
  }
}
