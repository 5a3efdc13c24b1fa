// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslContext;
import dev.jessel.SslOption;
import dev.jessel.SslPsk;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ContentType;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.extension.EarlyDataIndication;
import dev.jessel.wire.extension.Extension;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.KeyShareClient;
import dev.jessel.wire.extension.OfferedPsk;
import dev.jessel.wire.extension.PreSharedKeyClient;
import dev.jessel.wire.extension.PreSharedKeyServer;
import dev.jessel.wire.extension.PskKeyExchangeModes;
import dev.jessel.wire.extension.SelectedProtocol;
import dev.jessel.wire.extension.SupportedGroups;
import dev.jessel.wire.extension.UnknownExtension;
import dev.jessel.wire.message.CertificateMessage;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.EndOfEarlyData;
import dev.jessel.wire.message.Finished;
import dev.jessel.wire.message.ServerHello;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What peers do wrong with pre-shared keys and early data (RFC 9846 4.3.9 to 4.3.11, 4.6). */
final class ResumptionMisbehaviourTest {
  private static final String DATA = "early";
  private static final Bytes SAID = Bytes.of(DATA.getBytes(StandardCharsets.UTF_8));
  private static final Bytes JUNK = Bytes.of(new byte[32]);

  // ---- Clients

  @TestFactory
  List<DynamicTest> clients() {
    return List.of(
        client(
            "4.3.11.2 a binder that is wrong",
            c -> c.extensions(Move.CLIENT_HELLO, e -> binders(e, flipped(binder(e)))),
            SslReason.BINDER_DOES_NOT_VERIFY),
        client(
            "4.3.11.2 a binder of another length",
            c -> c.extensions(Move.CLIENT_HELLO, e -> binders(e, binder(e).plus(JUNK))),
            SslReason.BINDER_DOES_NOT_VERIFY),
        client(
            "4.3.11.2 a binder over another ClientHello",
            c ->
                c.change(
                    Move.CLIENT_HELLO, ClientHello.class, hello -> Rewritten.random(hello, JUNK)),
            SslReason.BINDER_DOES_NOT_VERIFY),
        client(
            "4.3.11.2 a binder from before an extension that came to it",
            c -> c.extensions(Move.CLIENT_HELLO, ResumptionMisbehaviourTest::withMore),
            SslReason.BINDER_DOES_NOT_VERIFY),
        client(
            "4.3.11.2 a binder from before an extension that is gone",
            c ->
                c.extensions(Move.CLIENT_HELLO, e -> e.without(ExtensionType.SIGNATURE_ALGORITHMS)),
            SslReason.BINDER_DOES_NOT_VERIFY),
        client(
            "4.3.11.2 a binder over another age of the ticket",
            c -> c.extensions(Move.CLIENT_HELLO, ResumptionMisbehaviourTest::aged),
            SslReason.BINDER_DOES_NOT_VERIFY),
        retried(
            "4.3.11.2 a binder over another second ClientHello",
            c -> c.extensions(Move.SECOND_CLIENT_HELLO, ResumptionMisbehaviourTest::aged),
            SslReason.BINDER_DOES_NOT_VERIFY),
        retried(
            "4.3.11.2 a binder that is wrong in the second ClientHello",
            c -> c.extensions(Move.SECOND_CLIENT_HELLO, e -> binders(e, flipped(binder(e)))),
            SslReason.BINDER_DOES_NOT_VERIFY),
        client(
            "4.3.11 more identities than binders",
            c -> c.extensions(Move.CLIENT_HELLO, ResumptionMisbehaviourTest::withTwoIdentities),
            SslReason.BAD_PSK),
        client(
            "4.3.11 pre_shared_key before the last extension",
            c -> c.extensions(Move.CLIENT_HELLO, ResumptionMisbehaviourTest::withPskInFront),
            SslReason.BAD_EXTENSION),
        client(
            "4.3.9 a key without a word of how it may be used",
            c ->
                c.extensions(
                    Move.CLIENT_HELLO, e -> e.without(ExtensionType.PSK_KEY_EXCHANGE_MODES)),
            SslReason.MISSING_PSK_KEX_MODES_EXTENSION),
        client(
            "9.2 groups without shares",
            c -> c.extensions(Move.CLIENT_HELLO, e -> e.without(ExtensionType.KEY_SHARE)),
            SslReason.MISSING_KEY_SHARE),
        client(
            "9.2 shares without groups",
            c -> c.extensions(Move.CLIENT_HELLO, e -> e.without(ExtensionType.SUPPORTED_GROUPS)),
            SslReason.MISSING_SUPPORTED_GROUPS_EXTENSION),
        client(
            "9.2 neither, though the server wants both",
            c ->
                c.extensions(
                    Move.CLIENT_HELLO,
                    e ->
                        e.without(ExtensionType.KEY_SHARE).without(ExtensionType.SUPPORTED_GROUPS)),
            SslReason.MISSING_SUPPORTED_GROUPS_EXTENSION),
        early(
            "4.6 a Finished in the place of EndOfEarlyData, under the keys of early data",
            c -> c.skip(Move.END_OF_EARLY_DATA).in(Epoch.EARLY, Move.FINISHED),
            SslReason.UNEXPECTED_MESSAGE),
        early(
            "4.6 no EndOfEarlyData",
            c -> c.skip(Move.END_OF_EARLY_DATA),
            SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC),
        early(
            "4.6 EndOfEarlyData twice",
            c -> c.repeat(Move.END_OF_EARLY_DATA),
            SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC),
        early(
            "4.6 EndOfEarlyData again, under the next keys",
            c -> c.before(Move.FINISHED, talk -> talk.say(new EndOfEarlyData())),
            SslReason.UNEXPECTED_MESSAGE),
        early(
            "4.6 EndOfEarlyData under the keys of the handshake",
            c -> c.before(Move.END_OF_EARLY_DATA, t -> t.sendIn(Epoch.HANDSHAKE)),
            SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC),
        early(
            "4.6 EndOfEarlyData in the clear",
            c -> c.in(Epoch.PLAIN, Move.END_OF_EARLY_DATA),
            SslReason.BAD_RECORD_TYPE),
        early(
            "5.1 something behind EndOfEarlyData in its record",
            c -> c.join(Move.END_OF_EARLY_DATA).in(Epoch.EARLY, Move.FINISHED),
            SslReason.NOT_ON_RECORD_BOUNDARY),
        early(
            "4.3.10 early data behind its end",
            c ->
                c.after(
                    Move.END_OF_EARLY_DATA,
                    t -> t.record(Epoch.EARLY, ContentType.APPLICATION_DATA, JUNK)),
            SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC),
        early(
            "4.3.10 early data behind Finished",
            c ->
                c.after(
                    Move.FINISHED, t -> t.record(Epoch.EARLY, ContentType.APPLICATION_DATA, JUNK)),
            SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC),
        early(
            "4.3.10 application data between the end of early data and Finished",
            c -> c.before(Move.FINISHED, t -> t.data(JUNK)),
            SslReason.APP_DATA_IN_HANDSHAKE),
        early(
            "4.3.10 more early data than the key allows",
            c -> c.after(Move.EARLY_DATA, t -> t.data(Bytes.of(new byte[1000]))),
            SslReason.TOO_MUCH_EARLY_DATA),
        early(
            "4.3.10 early data in the clear",
            c ->
                c.after(
                    Move.EARLY_DATA,
                    t -> t.record(Epoch.PLAIN, ContentType.APPLICATION_DATA, JUNK)),
            SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC),
        early(
            "4.3.10 a handshake message within early data",
            c -> c.after(Move.EARLY_DATA, t -> t.slipIn(new Finished(JUNK))),
            SslReason.UNEXPECTED_MESSAGE),
        early(
            "4.3.10 early data again in the second ClientHello",
            c ->
                c.expectRetry()
                    .extensions(
                        Move.SECOND_CLIENT_HELLO,
                        e -> e.with(new EarlyDataIndication(OptionalLong.empty()))),
            SslReason.BAD_EXTENSION,
            b -> b.groups("P-256")),
        DynamicTest.dynamicTest(
            "4.6 EndOfEarlyData though there was no early data",
            () ->
                Verdicts.failedFor(
                    new ScriptedClient()
                        .psk()
                        .before(Move.FINISHED, talk -> talk.say(new EndOfEarlyData()))
                        .against(TestPsk.server(Identities.server())),
                    SslReason.UNEXPECTED_MESSAGE)));
  }

  @Test
  void anHonestClientIsTaken() {
    Outcome outcome = new ScriptedClient().psk().against(TestPsk.server(Identities.server()));
    Verdicts.connected(outcome);
    assertThat(outcome.states()).contains("SendPskFlight");
    Outcome early = new ScriptedClient().early(DATA).against(TestPsk.server(Identities.server()));
    Verdicts.connected(early);
    assertThat(early.delivered()).isEqualTo(SAID);
    Outcome again =
        new ScriptedClient()
            .psk()
            .expectRetry()
            .against(TestPsk.server(Identities.server().groups("P-256")));
    Verdicts.connected(again);
    assertThat(again.states()).contains("SendPskFlight");
  }

  @Test
  void ofManyIdentitiesAFewAreLookedAt() {
    for (int junk : new int[] {7, 8, 300}) {
      Outcome outcome =
          new ScriptedClient()
              .psk()
              .extensions(Move.CLIENT_HELLO, e -> behindJunk(e, junk))
              .against(TestPsk.server(Identities.server()));
      if (junk < 8) {
        // It is found, and its binder is over another ClientHello.
        Verdicts.failedFor(outcome, SslReason.BINDER_DOES_NOT_VERIFY);
      } else {
        Verdicts.connected(outcome);
        assertThat(outcome.states()).contains("SendServerFlight").doesNotContain("SendPskFlight");
      }
    }
  }

  @Test
  void aClientThatHasNothingButItsKeyFailsWhereThatIsUnknown() {
    Outcome outcome =
        new ScriptedClient()
            .psk()
            .extensions(Move.CLIENT_HELLO, e -> e.without(ExtensionType.SIGNATURE_ALGORITHMS))
            .against(Identities.server());
    Verdicts.failedFor(outcome, SslReason.MISSING_SIGALGS_EXTENSION);
  }

  @Test
  void aClientWithoutAGroupOfTheServersFailsWhereItsKeyIsUnknown() {
    Outcome outcome =
        new ScriptedClient()
            .psk()
            .extensions(
                Move.CLIENT_HELLO,
                e ->
                    e.with(new PskKeyExchangeModes(List.of(PskKeyExchangeModes.PSK_KE)))
                        .with(new SupportedGroups(List.of(new NamedGroup(0x7777))))
                        .with(new KeyShareClient(List.of())))
            .against(Identities.server().options(SslOption.ALLOW_NO_DHE_KEX));
    Verdicts.failedFor(outcome, SslReason.NO_SUITABLE_KEY_SHARE);
  }

  // ---- Servers

  @TestFactory
  List<DynamicTest> servers() {
    return List.of(
        server(
            "4.3.11 an identity that was not offered",
            s -> s.extensions(Move.SERVER_HELLO, e -> e.with(new PreSharedKeyServer(1))),
            SslReason.BAD_PSK_IDENTITY),
        server(
            "4.3.11 a suite of another hash",
            s ->
                s.change(
                    Move.SERVER_HELLO,
                    ServerHello.class,
                    hello -> Rewritten.suite(hello, CipherSuite.TLS_AES_256_GCM_SHA384)),
            SslReason.CIPHERSUITE_DIGEST_HAS_CHANGED),
        server(
            "4.3.9 the key alone, which was not offered",
            s -> s.extensions(Move.SERVER_HELLO, e -> e.without(ExtensionType.KEY_SHARE)),
            SslReason.MISSING_KEY_SHARE),
        server(
            "2.2 certificates beside a key",
            s ->
                s.before(Move.FINISHED, t -> t.say(new CertificateMessage(Bytes.EMPTY, List.of()))),
            SslReason.UNEXPECTED_MESSAGE),
        server(
            "4.5.3 a Finished that does not know the key",
            s -> s.forge(Move.FINISHED, bytes -> Rewritten.flipped(bytes, 10)),
            SslReason.DIGEST_CHECK_FAILED),
        server(
            "4.3.10 early data taken that was not offered",
            s ->
                s.extensions(
                    Move.ENCRYPTED_EXTENSIONS,
                    e -> e.with(new EarlyDataIndication(OptionalLong.empty()))),
            SslReason.UNSOLICITED_EXTENSION),
        server(
            "4.2.4 pre_shared_key in a HelloRetryRequest",
            s ->
                s.retry(NamedGroup.SECP256R1)
                    .extensions(Move.HELLO_RETRY_REQUEST, e -> e.with(new PreSharedKeyServer(0))),
            SslReason.BAD_EXTENSION),
        DynamicTest.dynamicTest(
            "4.3.11 a key that was not offered at all",
            () ->
                Verdicts.failedFor(
                    ScriptedServer.with(Identities.SERVER)
                        .extensions(Move.SERVER_HELLO, e -> e.with(new PreSharedKeyServer(0)))
                        .against(Identities.client()),
                    SslReason.UNSOLICITED_EXTENSION)),
        DynamicTest.dynamicTest(
            "4.3.10 early data taken with another suite",
            () ->
                Verdicts.failedFor(
                    takingEarly()
                        .change(
                            Move.SERVER_HELLO,
                            ServerHello.class,
                            hello ->
                                Rewritten.suite(hello, CipherSuite.TLS_CHACHA20_POLY1305_SHA256))
                        .against(TestPsk.client(Identities.client())),
                    SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC)),
        DynamicTest.dynamicTest(
            "4.3.10 early data taken with a suite that is not the session's",
            () ->
                Verdicts.failedFor(
                    // The script takes the first suite that it is offered.
                    takingEarly()
                        .against(
                            TestPsk.client(Identities.client())
                                .cipherSuites(
                                    "TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256")),
                    SslReason.BAD_EARLY_DATA)),
        DynamicTest.dynamicTest(
            "4.3.11 early data taken with another key than the first",
            () ->
                Verdicts.failedFor(
                    takingEarly()
                        .extensions(Move.SERVER_HELLO, e -> e.with(new PreSharedKeyServer(1)))
                        .against(withTwoKeys()),
                    SslReason.BAD_EARLY_DATA)),
        DynamicTest.dynamicTest(
            "4.3.10 early data taken for another protocol",
            () ->
                Verdicts.failedFor(
                    takingEarly()
                        .extensions(
                            Move.ENCRYPTED_EXTENSIONS,
                            e -> e.with(new SelectedProtocol(Bytes.of((byte) 'h'))))
                        .against(TestPsk.client(Identities.client()).alpn("h")),
                    SslReason.BAD_EARLY_DATA)),
        DynamicTest.dynamicTest(
            "4.3.10 early data taken though there was a retry",
            () ->
                Verdicts.failedFor(
                    takingEarly()
                        .retry(NamedGroup.SECP256R1)
                        .against(TestPsk.client(Identities.client())),
                    SslReason.UNSOLICITED_EXTENSION)),
        DynamicTest.dynamicTest(
            "D.3 TLS 1.2 behind early data",
            () ->
                Verdicts.failedFor(
                    takingEarly()
                        .change(
                            Move.SERVER_HELLO,
                            ServerHello.class,
                            hello -> Rewritten.with(hello, Extensions.EMPTY))
                        .against(TestPsk.client(Identities.client())),
                    SslReason.UNSUPPORTED_PROTOCOL)));
  }

  @Test
  void anHonestServerIsTaken() {
    Outcome outcome =
        ScriptedServer.with(Identities.SERVER).psk().against(TestPsk.client(Identities.client()));
    Verdicts.connected(outcome);
    assertThat(outcome.states()).doesNotContain("VerifyServer");
    Outcome early = takingEarly().against(TestPsk.client(Identities.client()));
    Verdicts.connected(early);
    assertThat(early.states()).contains("EndEarlyData");
    assertThat(
            early.records().stream()
                .filter(r -> r.epoch() == Epoch.EARLY)
                .map(PeerRecord::content)
                .toList())
        .contains(SAID);
  }

  @Test
  void whatIsNotTakenIsNotSentAgain() {
    for (ScriptedServer server :
        List.of(
            ScriptedServer.with(Identities.SERVER).rejectEarly(DATA),
            ScriptedServer.with(Identities.SERVER).rejectEarly(DATA).retry(NamedGroup.SECP256R1))) {
      Outcome outcome = server.against(TestPsk.client(Identities.client()));
      Verdicts.connected(outcome);
      assertThat(outcome.states()).doesNotContain("EndEarlyData");
      assertThat(outcome.records().stream().filter(r -> r.content().equals(SAID)).toList())
          .hasSize(1);
    }
  }

  private static ScriptedServer takingEarly() {
    return ScriptedServer.with(Identities.SERVER).takeEarly(DATA);
  }

  /** A client that has the same key under two names, both of which allow early data. */
  private static SslContext.Builder withTwoKeys() {
    Optional<String> name = Optional.of("localhost");
    SslPsk second =
        SslPsk.of(Bytes.of((byte) '2'), TestPsk.key(), CipherSuite.TLS_AES_128_GCM_SHA256);
    return TestPsk.offering(
        Identities.client(),
        TestPsk.psk().earlyData(TestPsk.MAX_EARLY_DATA, name, Optional.empty()),
        second.earlyData(TestPsk.MAX_EARLY_DATA, name, Optional.empty()));
  }

  private static DynamicTest server(
      String deed, UnaryOperator<ScriptedServer> bend, SslReason reason) {
    return DynamicTest.dynamicTest(
        deed,
        () ->
            Verdicts.failedFor(
                bend.apply(ScriptedServer.with(Identities.SERVER).psk())
                    .against(TestPsk.client(Identities.client())),
                reason));
  }

  private static DynamicTest client(
      String deed, UnaryOperator<ScriptedClient> bend, SslReason reason) {
    return against(deed, bend.apply(new ScriptedClient().psk()), reason, b -> b);
  }

  private static DynamicTest retried(
      String deed, UnaryOperator<ScriptedClient> bend, SslReason reason) {
    return against(
        deed, bend.apply(new ScriptedClient().psk().expectRetry()), reason, b -> b.groups("P-256"));
  }

  private static DynamicTest early(
      String deed, UnaryOperator<ScriptedClient> bend, SslReason reason) {
    return early(deed, bend, reason, b -> b);
  }

  private static DynamicTest early(
      String deed,
      UnaryOperator<ScriptedClient> bend,
      SslReason reason,
      UnaryOperator<SslContext.Builder> victim) {
    return against(deed, bend.apply(new ScriptedClient().early(DATA)), reason, victim);
  }

  private static DynamicTest against(
      String deed,
      ScriptedClient client,
      SslReason reason,
      UnaryOperator<SslContext.Builder> victim) {
    return DynamicTest.dynamicTest(
        deed,
        () ->
            Verdicts.failedFor(
                client.against(TestPsk.server(victim.apply(Identities.server()))), reason));
  }

  private static PreSharedKeyClient offer(Extensions extensions) {
    return extensions.find(PreSharedKeyClient.class).orElseThrow();
  }

  private static Bytes binder(Extensions extensions) {
    return offer(extensions).binders().get(0);
  }

  private static Extensions binders(Extensions extensions, Bytes binder) {
    return extensions.with(new PreSharedKeyClient(offer(extensions).identities(), List.of(binder)));
  }

  private static Extensions behindJunk(Extensions extensions, int count) {
    List<OfferedPsk> identities = new ArrayList<>(Collections.nCopies(count, junk()));
    identities.addAll(offer(extensions).identities());
    List<Bytes> binders = new ArrayList<>(Collections.nCopies(count, JUNK));
    binders.addAll(offer(extensions).binders());
    return extensions.with(new PreSharedKeyClient(identities, binders));
  }

  private static OfferedPsk junk() {
    return new OfferedPsk(Bytes.of((byte) 0), 0);
  }

  /** pre_shared_key stays the last one. */
  private static Extensions withMore(Extensions extensions) {
    List<Extension> all = new ArrayList<>(extensions.all());
    all.add(0, new UnknownExtension(new ExtensionType(0x7777), JUNK));
    return Extensions.of(all);
  }

  private static Extensions aged(Extensions extensions) {
    OfferedPsk psk = offer(extensions).identities().get(0);
    return extensions.with(
        new PreSharedKeyClient(
            List.of(new OfferedPsk(psk.identity(), psk.obfuscatedTicketAge() ^ 1)),
            offer(extensions).binders()));
  }

  private static Bytes flipped(Bytes bytes) {
    byte[] changed = bytes.toArray();
    changed[0] ^= 1;
    return Bytes.of(changed);
  }

  private static Extensions withTwoIdentities(Extensions extensions) {
    PreSharedKeyClient offer = offer(extensions);
    Bytes identity = offer.identities().get(0).identity();
    Bytes body =
        new ByteWriter()
            .vector16(list -> list.opaque16(identity).u32(0).opaque16(identity).u32(0))
            .vector16(list -> list.opaque8(offer.binders().get(0)))
            .toBytes();
    return extensions
        .without(ExtensionType.PRE_SHARED_KEY)
        .with(new UnknownExtension(ExtensionType.PRE_SHARED_KEY, body));
  }

  private static Extensions withPskInFront(Extensions extensions) {
    List<Extension> all = new ArrayList<>(extensions.all());
    Collections.rotate(all, 1);
    return Extensions.of(all);
  }
}
