// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static dev.jessel.testkit.peer.Misdeeds12.DHE_RSA;
import static dev.jessel.testkit.peer.Misdeeds12.ECDHE_ECDSA;
import static dev.jessel.testkit.peer.Misdeeds12.ECDHE_ECDSA_CBC;
import static dev.jessel.testkit.peer.Misdeeds12.ECDHE_PSK;
import static dev.jessel.testkit.peer.Misdeeds12.ECDHE_RSA;
import static dev.jessel.testkit.peer.Misdeeds12.PSK;
import static dev.jessel.testkit.peer.Misdeeds12.RSA;
import static dev.jessel.testkit.peer.Misdeeds12.clientOf;
import static dev.jessel.testkit.peer.Misdeeds12.server;
import static dev.jessel.testkit.peer.Move.AWAIT_HELLO;
import static dev.jessel.testkit.peer.Move.CERTIFICATE;
import static dev.jessel.testkit.peer.Move.CHANGE_CIPHER_SPEC;
import static dev.jessel.testkit.peer.Move.FINISHED;
import static dev.jessel.testkit.peer.Move.HELLO_REQUEST;
import static dev.jessel.testkit.peer.Move.SERVER_HELLO;
import static dev.jessel.testkit.peer.Move.SERVER_HELLO_DONE;
import static dev.jessel.testkit.peer.Move.SERVER_KEY_EXCHANGE;
import static dev.jessel.testkit.peer.Renegotiating.DATA;
import static dev.jessel.testkit.peer.Renegotiating.connected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslOption;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ContentType;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.HandshakeType;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.RenegotiationInfo;
import dev.jessel.wire.extension.SelectedProtocol;
import dev.jessel.wire.extension.SelectedVersion;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.HelloRequest;
import dev.jessel.wire.message.ServerHello;
import dev.jessel.x509.Credential;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server may do wrong that asks a client of TLS 1.2 for another handshake. */
class ServerRenegotiationMisbehaviourTest {
  private static final int VERIFY_DATA = 12;
  private static final Credential OTHER_SERVER =
      Identities.AUTHORITY.localhost(KeyType.P256).credential();

  static Stream<CipherSuite> suites() {
    return Stream.of(ECDHE_ECDSA, ECDHE_ECDSA_CBC, DHE_RSA, RSA, PSK, ECDHE_PSK);
  }

  @ParameterizedTest
  @MethodSource("suites")
  void anHonestServerRenegotiates(CipherSuite suite) {
    connected(
        server(suite)
            .renegotiate(server(suite).established(Renegotiating::sayData))
            .against(clientOf(suite)));
  }

  @Test
  void aClientThatBeginsByItselfIsAnswered() {
    connected(
        server(ECDHE_ECDSA)
            .renegotiate(
                server(ECDHE_ECDSA)
                    .instead(HELLO_REQUEST, talk -> talk.victimRenegotiates(false))
                    .established(Renegotiating::sayData))
            .against(clientOf(ECDHE_ECDSA)));
  }

  @Test
  void anHonestServerResumesAndRenegotiatesAgain() {
    Outcome outcome =
        server(ECDHE_ECDSA)
            .renegotiate(
                server(ECDHE_ECDSA)
                    .resumeEarlier()
                    .renegotiate(server(ECDHE_ECDSA).established(Renegotiating::sayData)))
            .against(clientOf(ECDHE_ECDSA));
    connected(outcome);
  }

  // ---- RFC 5746

  @TestFactory
  Stream<DynamicTest> wordOfTheHandshakeBefore() {
    return Stream.of(
        info(
            "none",
            e -> e.without(ExtensionType.RENEGOTIATION_INFO),
            SslReason.UNSAFE_LEGACY_RENEGOTIATION_DISABLED),
        said("that there was none", was -> Bytes.EMPTY),
        said("the client's half alone", was -> was.slice(0, VERIFY_DATA)),
        said("the server's half alone", was -> was.slice(VERIFY_DATA, VERIFY_DATA)),
        said(
            "the halves exchanged",
            was -> was.slice(VERIFY_DATA, VERIFY_DATA).plus(was.slice(0, VERIFY_DATA))),
        said("one byte more", was -> was.plus(Bytes.of((byte) 0))));
  }

  @TestFactory
  Stream<DynamicTest> everyByteOfTheVerifyDataCounts() {
    return IntStream.range(0, 2 * VERIFY_DATA)
        .mapToObj(i -> said("byte " + i + " changed", was -> Rewritten.flipped(was, i)));
  }

  // ---- What may not change

  @TestFactory
  Stream<DynamicTest> versions() {
    return Stream.of(
        Renegotiating.byServer(
            "RFC 5246 7.4.1.3",
            "TLS 1.1",
            ECDHE_ECDSA,
            s -> s.change(SERVER_HELLO, ServerHello.class, h -> Rewritten.version(h, 0x0302)),
            SslReason.UNSUPPORTED_PROTOCOL),
        Renegotiating.byServer(
            "RFC 9846 4.2.3",
            "TLS 1.3",
            ECDHE_ECDSA,
            s ->
                s.extensions(
                    SERVER_HELLO, e -> e.with(new SelectedVersion(ProtocolVersion.TLS_1_3))),
            SslReason.UNSOLICITED_EXTENSION));
  }

  @Test
  void aClientThatSpeaksTls13OffersWhatIsSpokenAndNoMore() {
    connected(
        server(ECDHE_ECDSA)
            .renegotiate(
                server(ECDHE_ECDSA)
                    .after(
                        AWAIT_HELLO,
                        talk ->
                            assertThat(talk.heard(ClientHello.class).extensions().types())
                                .doesNotContain(
                                    ExtensionType.SUPPORTED_VERSIONS, ExtensionType.KEY_SHARE))
                    .established(Renegotiating::sayData))
            .against(clientOf(ECDHE_ECDSA)));
  }

  @TestFactory
  Stream<DynamicTest> safeguards() {
    return Stream.of(
        Renegotiating.byServer(
            "RFC 7627 5.3",
            "extended_master_secret falls away",
            ECDHE_ECDSA,
            ScriptedServer12::withoutExtendedMainSecret,
            SslReason.INCONSISTENT_EXTMS),
        Renegotiating.byServer(
            "RFC 7366 3.1",
            "encrypt_then_mac falls away",
            ECDHE_ECDSA_CBC,
            ServerRenegotiationMisbehaviourTest::macInside,
            SslReason.SERVERHELLO_TLSEXT),
        DynamicTest.dynamicTest(
            "RFC 7366 3.1 encrypt_then_mac falls away by way of an AEAD",
            () ->
                Renegotiating.failedFor(
                    server(ECDHE_ECDSA_CBC)
                        .renegotiate(
                            server(ECDHE_ECDSA).renegotiate(macInside(server(ECDHE_ECDSA_CBC)))),
                    clientOf(ECDHE_ECDSA_CBC, ECDHE_ECDSA),
                    SslReason.SERVERHELLO_TLSEXT)));
  }

  @Test
  void whatIsBetterThanBeforeIsTaken() {
    Outcome outcome =
        macInside(server(ECDHE_ECDSA_CBC))
            .withoutExtendedMainSecret()
            .renegotiate(server(ECDHE_ECDSA_CBC).established(Renegotiating::sayData))
            .against(clientOf(ECDHE_ECDSA_CBC));
    connected(outcome);
    assertThat(outcome.ssl().hasExtendedMainSecret()).isTrue();
    assertThat(outcome.ssl().encryptsThenMacs()).isTrue();
  }

  private static ScriptedServer12 macInside(ScriptedServer12 server) {
    return server.extensions(SERVER_HELLO, e -> e.without(ExtensionType.ENCRYPT_THEN_MAC));
  }

  // ---- RFC 7627 5.4: who the server is

  @Test
  void anotherServerIsRefusedWhereKeysAreNotBoundToTheirHandshake() {
    Renegotiating.failedFor(
        server(ECDHE_ECDSA)
            .withoutExtendedMainSecret()
            .renegotiate(server(ECDHE_ECDSA).withoutExtendedMainSecret().credential(OTHER_SERVER)),
        clientOf(ECDHE_ECDSA),
        SslReason.BAD_CERTIFICATE);
  }

  @Test
  void anotherServerIsJudgedWhereTheyAre() {
    connected(
        server(ECDHE_ECDSA)
            .renegotiate(
                server(ECDHE_ECDSA).credential(OTHER_SERVER).established(Renegotiating::sayData))
            .against(clientOf(ECDHE_ECDSA)));
    Outcome stranger =
        server(ECDHE_ECDSA)
            .renegotiate(
                server(ECDHE_ECDSA)
                    .credential(Identities.STRANGER.localhost(KeyType.P256).credential()))
            .against(clientOf(ECDHE_ECDSA));
    Verdicts.failedFor(stranger, SslReason.CERTIFICATE_VERIFY_FAILED, AlertDescription.UNKNOWN_CA);
  }

  @Test
  void aServerThatShowsNothingAnyMoreIsRefusedWhereKeysAreNotBound() {
    Renegotiating.failedFor(
        server(ECDHE_ECDSA)
            .withoutExtendedMainSecret()
            .renegotiate(server(PSK).withoutExtendedMainSecret()),
        clientOf(ECDHE_ECDSA, PSK),
        SslReason.BAD_CERTIFICATE);
    connected(
        server(ECDHE_ECDSA)
            .renegotiate(server(PSK).established(Renegotiating::sayData))
            .against(clientOf(ECDHE_ECDSA, PSK)));
  }

  /**
   * The second handshake leaves no session: the third one does not offer that of the first, which
   * is another server's.
   */
  @Test
  void aSessionThatASecondHandshakeDidNotMakeIsForgotten() {
    Outcome outcome =
        server(ECDHE_RSA)
            .renegotiate(
                server(ECDHE_ECDSA)
                    .change(
                        SERVER_HELLO, ServerHello.class, h -> Rewritten.sessionId(h, Bytes.EMPTY))
                    .renegotiate(
                        server(ECDHE_ECDSA)
                            .after(
                                AWAIT_HELLO,
                                talk ->
                                    assertThat(talk.heard(ClientHello.class).sessionId())
                                        .isEqualTo(Bytes.EMPTY))
                            .established(Renegotiating::sayData)))
            .against(clientOf(ECDHE_RSA, ECDHE_ECDSA));
    connected(outcome);
  }

  // ---- Order, data and keys

  @TestFactory
  Stream<DynamicTest> order() {
    return Stream.of(
        order(
            "no ServerHello",
            s -> s.skip(SERVER_HELLO).stopAfter(CERTIFICATE),
            SslReason.UNEXPECTED_MESSAGE),
        order("ServerHello twice", s -> s.repeat(SERVER_HELLO), SslReason.UNEXPECTED_MESSAGE),
        order("no Certificate", s -> s.skip(CERTIFICATE), SslReason.UNEXPECTED_MESSAGE),
        order(
            "no ServerKeyExchange", s -> s.skip(SERVER_KEY_EXCHANGE), SslReason.UNEXPECTED_MESSAGE),
        order(
            "change_cipher_spec before ServerHello",
            s -> s.before(SERVER_HELLO, ServerRenegotiationMisbehaviourTest::change),
            SslReason.CCS_RECEIVED_EARLY),
        order(
            "change_cipher_spec before ServerHelloDone",
            s -> s.before(SERVER_HELLO_DONE, ServerRenegotiationMisbehaviourTest::change),
            SslReason.CCS_RECEIVED_EARLY),
        order(
            "no change_cipher_spec, Finished under the old keys",
            s -> s.skip(CHANGE_CIPHER_SPEC),
            SslReason.GOT_A_FIN_BEFORE_A_CCS),
        order(
            "a wrong Finished",
            s -> s.encoded(FINISHED, b -> Rewritten.flipped(b, -1)),
            SslReason.DIGEST_CHECK_FAILED),
        order(
            "ServerHello in the clear",
            s -> s.in(Epoch.PLAIN, SERVER_HELLO),
            SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC),
        order(
            "data before Certificate",
            s -> s.before(CERTIFICATE, Renegotiating::sayData),
            SslReason.UNEXPECTED_RECORD),
        order(
            "data before change_cipher_spec",
            s -> s.before(CHANGE_CIPHER_SPEC, Renegotiating::sayData),
            SslReason.UNEXPECTED_RECORD),
        order(
            "data before Finished",
            s -> s.before(FINISHED, Renegotiating::sayData),
            SslReason.UNEXPECTED_RECORD),
        order(
            "no_renegotiation for a ServerHello",
            s ->
                s.instead(
                        SERVER_HELLO,
                        talk -> talk.alert(Conversation.WARNING, AlertDescription.NO_RENEGOTIATION))
                    .stopAfter(SERVER_HELLO),
            SslReason.NO_RENEGOTIATION));
  }

  @Test
  void whatTheServerSaidBeforeItHeardTheClientIsRead() {
    Outcome outcome =
        server(ECDHE_ECDSA)
            .renegotiate(server(ECDHE_ECDSA).before(SERVER_HELLO, Renegotiating::sayData))
            .against(clientOf(ECDHE_ECDSA));
    connected(outcome);
  }

  // ---- HelloRequest

  @Test
  void aWishInTheMiddleOfAHandshakeIsPassedOver() {
    for (Move move : new Move[] {SERVER_HELLO, CERTIFICATE, SERVER_HELLO_DONE, FINISHED}) {
      ScriptedServer12 second =
          server(ECDHE_ECDSA)
              .before(move, talk -> talk.slipIn(new HelloRequest()))
              .established(Renegotiating::sayData);
      Outcome outcome = server(ECDHE_ECDSA).renegotiate(second).against(clientOf(ECDHE_ECDSA));
      connected(outcome);
    }
  }

  @Test
  void aClientThatWantsNoOtherHandshakeSaysSoAndLivesOn() {
    ScriptedServer12 server =
        server(ECDHE_ECDSA)
            .established(talk -> talk.slipIn(new HelloRequest()))
            .established(Renegotiating::sayData);
    Outcome outcome = server.against(clientOf(ECDHE_ECDSA).options(SslOption.NO_RENEGOTIATION));
    assertThat(outcome.reason()).isEmpty();
    assertThat(outcome.delivered()).isEqualTo(DATA);
    assertThat(outcome.alertsSeen())
        .containsExactly(
            new Outcome.SeenAlert(
                Epoch.APPLICATION, Conversation.WARNING, AlertDescription.NO_RENEGOTIATION));
  }

  @Test
  void aServerThatDoesNotKnowRfc5746GetsNoOtherHandshake() {
    assertThat(helloesOfUnsafeServer(SslOption.LEGACY_SERVER_CONNECT)).isOne();
    assertThat(
            helloesOfUnsafeServer(
                SslOption.LEGACY_SERVER_CONNECT, SslOption.ALLOW_UNSAFE_LEGACY_RENEGOTIATION))
        .isEqualTo(2);
  }

  @Test
  void whatIsSpokenIsSettledOnceForAClient() {
    SelectedProtocol h2 = new SelectedProtocol(Bytes.of((byte) 'h', (byte) '2'));
    boolean[] offered = new boolean[1];
    Outcome outcome =
        server(ECDHE_ECDSA)
            .extensions(SERVER_HELLO, e -> e.with(h2))
            .renegotiate(
                server(ECDHE_ECDSA)
                    .established(
                        talk ->
                            offered[0] =
                                talk.heard(ClientHello.class)
                                    .extensions()
                                    .contains(ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION))
                    .established(Renegotiating::sayData))
            .against(clientOf(ECDHE_ECDSA).alpn("h2"));
    assertThat(connected(outcome).ssl().applicationProtocol()).contains("h2");
    assertThat(offered[0]).isFalse();
  }

  /** RFC 5746 4.2: such a client sends the extension, whether the server looks at it or not. */
  @Test
  void aServerThatDoesNotKnowRfc5746IsToldOfTheHandshakeBeforeAllTheSame() {
    List<RenegotiationInfo> told = new ArrayList<>();
    Outcome outcome =
        unsafeServer()
            .renegotiate(
                unsafeServer()
                    .established(
                        talk ->
                            told.addAll(
                                talk
                                    .heard(ClientHello.class)
                                    .extensions()
                                    .find(RenegotiationInfo.class)
                                    .stream()
                                    .toList()))
                    .established(Renegotiating::sayData))
            .against(
                clientOf(ECDHE_ECDSA)
                    .options(
                        SslOption.LEGACY_SERVER_CONNECT,
                        SslOption.ALLOW_UNSAFE_LEGACY_RENEGOTIATION));
    connected(outcome);
    assertThat(told)
        .singleElement()
        .satisfies(info -> assertThat(info.renegotiatedConnection().length()).isEqualTo(12));
  }

  private static ScriptedServer12 unsafeServer() {
    return server(ECDHE_ECDSA)
        .extensions(SERVER_HELLO, e -> e.without(ExtensionType.RENEGOTIATION_INFO));
  }

  private static long helloesOfUnsafeServer(SslOption... options) {
    long[] helloes = new long[1];
    Outcome outcome =
        unsafeServer()
            .established(talk -> talk.slipIn(new HelloRequest()))
            .established(Conversation::listen)
            .established(talk -> helloes[0] = clientHelloes(talk))
            .against(clientOf(ECDHE_ECDSA).options(options));
    assertThat(outcome.reason()).isEmpty();
    return helloes[0];
  }

  private static long clientHelloes(Conversation talk) {
    int type = HandshakeType.CLIENT_HELLO.code();
    return talk.seen().stream()
        .filter(r -> r.type().equals(ContentType.HANDSHAKE) && r.content().at(0) == type)
        .count();
  }

  // ---- The words of the bends

  private static void change(Conversation talk) {
    talk.record(ContentType.CHANGE_CIPHER_SPEC, Bytes.of((byte) 1));
  }

  private static DynamicTest order(
      String deed, UnaryOperator<ScriptedServer12> bend, SslReason reason) {
    return Renegotiating.byServer("RFC 5246 7.3", deed, ECDHE_ECDSA, bend, reason);
  }

  private static DynamicTest info(String deed, UnaryOperator<Extensions> bend, SslReason reason) {
    return Renegotiating.byServer(
        "RFC 5746 3.5", deed, ECDHE_ECDSA, s -> s.extensions(SERVER_HELLO, bend), reason);
  }

  private static DynamicTest said(String deed, UnaryOperator<Bytes> bend) {
    return info(deed, Renegotiating.said(bend), SslReason.RENEGOTIATION_MISMATCH);
  }
}
