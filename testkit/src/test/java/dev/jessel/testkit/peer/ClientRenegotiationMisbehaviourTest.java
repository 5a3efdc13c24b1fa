// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static dev.jessel.testkit.peer.Misdeeds12.ECDHE_ECDSA;
import static dev.jessel.testkit.peer.Misdeeds12.ECDHE_ECDSA_CBC;
import static dev.jessel.testkit.peer.Misdeeds12.ECDHE_RSA;
import static dev.jessel.testkit.peer.Misdeeds12.PSK;
import static dev.jessel.testkit.peer.Misdeeds12.RSA;
import static dev.jessel.testkit.peer.Misdeeds12.client;
import static dev.jessel.testkit.peer.Move.CERTIFICATE;
import static dev.jessel.testkit.peer.Move.CERTIFICATE_VERIFY;
import static dev.jessel.testkit.peer.Move.CHANGE_CIPHER_SPEC;
import static dev.jessel.testkit.peer.Move.CLIENT_HELLO;
import static dev.jessel.testkit.peer.Move.CLIENT_KEY_EXCHANGE;
import static dev.jessel.testkit.peer.Move.FINISHED;
import static dev.jessel.testkit.peer.Renegotiating.connected;
import static dev.jessel.testkit.peer.Renegotiating.letting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslContext;
import dev.jessel.SslReply;
import dev.jessel.SslVerify;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ContentType;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.RenegotiationInfo;
import dev.jessel.wire.extension.SignatureAlgorithmsCert;
import dev.jessel.wire.extension.SupportedVersionsClient;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.Finished;
import dev.jessel.x509.Credential;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client may do wrong when it renegotiates with a server of TLS 1.2 that lets it. */
class ClientRenegotiationMisbehaviourTest {
  private static final Bytes ONE = Bytes.of((byte) 1);
  private static final Credential OTHER_CLIENT =
      Identities.AUTHORITY.client(KeyType.P256, "other").credential();

  static Stream<CipherSuite> suites() {
    return Stream.of(ECDHE_ECDSA, ECDHE_ECDSA_CBC, RSA, PSK);
  }

  @ParameterizedTest
  @MethodSource("suites")
  void anHonestClientRenegotiates(CipherSuite suite) {
    connected(
        client(suite)
            .renegotiate(client(suite).established(Renegotiating::sayData))
            .against(letting(suite)));
  }

  @Test
  void anHonestClientResumesAndRenegotiatesAgain() {
    Outcome outcome =
        client(ECDHE_ECDSA)
            .renegotiate(
                client(ECDHE_ECDSA)
                    .resumeEarlier()
                    .renegotiate(client(ECDHE_ECDSA).established(Renegotiating::sayData)))
            .against(letting(ECDHE_ECDSA));
    connected(outcome);
    assertThat(outcome.states()).contains("ResumeSession12");
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
        said("one byte less", was -> was.slice(0, was.length() - 1)),
        said("one byte more", was -> was.plus(ONE)),
        said("the same twice, as a server says it", was -> was.plus(was)),
        Renegotiating.byClient(
            "RFC 5746 3.7",
            "the signal that there was none, beside the truth",
            ECDHE_ECDSA,
            c ->
                c.change(
                    CLIENT_HELLO,
                    ClientHello.class,
                    h ->
                        Rewritten.suites(
                            h, ECDHE_ECDSA, CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV)),
            SslReason.SCSV_RECEIVED_WHEN_RENEGOTIATING),
        Renegotiating.byClient(
            "RFC 5746 3.7",
            "the signal that there was none, and no word",
            ECDHE_ECDSA,
            c ->
                c.extensions(CLIENT_HELLO, e -> e.without(ExtensionType.RENEGOTIATION_INFO))
                    .change(
                        CLIENT_HELLO,
                        ClientHello.class,
                        h ->
                            Rewritten.suites(
                                h, ECDHE_ECDSA, CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV)),
            SslReason.SCSV_RECEIVED_WHEN_RENEGOTIATING));
  }

  @TestFactory
  Stream<DynamicTest> everyByteOfTheVerifyDataCounts() {
    return IntStream.range(0, 12)
        .mapToObj(i -> said("byte " + i + " changed", was -> Rewritten.flipped(was, i)));
  }

  @Test
  void theHandshakeBeforeTheLastOneDoesNotCount() {
    ScriptedClient12 first = client(ECDHE_ECDSA);
    Renegotiating.failedFor(
        first.renegotiate(
            client(ECDHE_ECDSA)
                .renegotiate(
                    client(ECDHE_ECDSA)
                        .extensions(
                            CLIENT_HELLO, e -> e.with(new RenegotiationInfo(first.finished()))))),
        letting(ECDHE_ECDSA),
        SslReason.RENEGOTIATION_MISMATCH);
  }

  // ---- What may not change

  @TestFactory
  Stream<DynamicTest> versions() {
    return Stream.of(
        version("TLS 1.1", h -> Rewritten.version(h, 0x0302)),
        version("SSL 3.0", h -> Rewritten.version(h, 0x0300)),
        version(
            "TLS 1.3 alone",
            h ->
                h.withExtensions(
                    h.extensions()
                        .with(new SupportedVersionsClient(List.of(ProtocolVersion.TLS_1_3))))));
  }

  @Test
  void aClientThatWouldSpeakTls13StaysWithWhatIsSpoken() {
    Outcome outcome =
        client(ECDHE_ECDSA)
            .renegotiate(
                client(ECDHE_ECDSA)
                    .extensions(
                        CLIENT_HELLO,
                        e ->
                            e.with(
                                new SupportedVersionsClient(
                                    List.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2))))
                    .established(Renegotiating::sayData))
            .against(letting(ECDHE_ECDSA));
    assertThat(connected(outcome).ssl().version()).contains(ProtocolVersion.TLS_1_2);
  }

  @TestFactory
  Stream<DynamicTest> safeguards() {
    return Stream.of(
        Renegotiating.byClient(
            "RFC 7627 5.3",
            "extended_master_secret falls away",
            ECDHE_ECDSA,
            ScriptedClient12::withoutExtendedMainSecret,
            SslReason.INCONSISTENT_EXTMS),
        Renegotiating.byClient(
            "RFC 7366 3.1",
            "encrypt_then_mac falls away",
            ECDHE_ECDSA_CBC,
            ScriptedClient12::withoutEncryptThenMac,
            SslReason.NO_SHARED_CIPHER),
        DynamicTest.dynamicTest(
            "RFC 7366 3.1 encrypt_then_mac falls away by way of an AEAD",
            () ->
                Renegotiating.failedFor(
                    client(ECDHE_ECDSA_CBC)
                        .renegotiate(
                            client(ECDHE_ECDSA)
                                .renegotiate(client(ECDHE_ECDSA_CBC).withoutEncryptThenMac())),
                    letting(ECDHE_ECDSA_CBC, ECDHE_ECDSA),
                    SslReason.NO_SHARED_CIPHER)));
  }

  @Test
  void whereTheMacWouldMoveInsideAnAeadIsChosen() {
    Outcome outcome =
        client(ECDHE_ECDSA_CBC)
            .renegotiate(
                client(ECDHE_ECDSA_CBC, ECDHE_ECDSA)
                    .withoutEncryptThenMac()
                    .established(Renegotiating::sayData))
            .against(letting(ECDHE_ECDSA_CBC, ECDHE_ECDSA));
    assertThat(connected(outcome).ssl().cipherSuite()).contains(ECDHE_ECDSA);
  }

  @Test
  void aSessionWhoseMacIsInsideIsNotResumedBehindOneWhoseMacIsOutside() {
    ScriptedClient12 inside = client(ECDHE_ECDSA_CBC).withoutEncryptThenMac();
    Outcome made = inside.against(letting(ECDHE_ECDSA_CBC));
    Verdicts.connected(made);
    Outcome outcome =
        client(ECDHE_ECDSA_CBC)
            .renegotiate(
                client(ECDHE_ECDSA_CBC)
                    .withoutEncryptThenMac()
                    .resume(inside.remembered())
                    .established(Renegotiating::sayData))
            .against(
                letting(ECDHE_ECDSA_CBC).sessionFinder(name -> SslReply.now(made.ssl().session())));
    assertThat(outcome.reason()).contains(SslReason.NO_SHARED_CIPHER);
  }

  @Test
  void whatIsBetterThanBeforeIsTaken() {
    Outcome outcome =
        client(ECDHE_ECDSA_CBC)
            .withoutExtendedMainSecret()
            .withoutEncryptThenMac()
            .renegotiate(client(ECDHE_ECDSA_CBC).established(Renegotiating::sayData))
            .against(letting(ECDHE_ECDSA_CBC));
    connected(outcome);
    assertThat(outcome.ssl().hasExtendedMainSecret()).isTrue();
    assertThat(outcome.ssl().encryptsThenMacs()).isTrue();
  }

  // ---- RFC 7627 5.4: who the client is

  @Test
  void anotherClientIsRefusedWhereKeysAreNotBoundToTheirHandshake() {
    Renegotiating.failedFor(
        client(ECDHE_ECDSA)
            .withoutExtendedMainSecret()
            .credential(Identities.CLIENT)
            .renegotiate(client(ECDHE_ECDSA).withoutExtendedMainSecret().credential(OTHER_CLIENT)),
        asking(SslVerify.REQUIRED),
        SslReason.BAD_CERTIFICATE);
  }

  @Test
  void anotherClientIsRefusedAlsoWhenThereWasNoneInBetween() {
    Renegotiating.failedFor(
        client(ECDHE_ECDSA)
            .withoutExtendedMainSecret()
            .credential(Identities.CLIENT)
            .renegotiate(
                client(ECDHE_ECDSA)
                    .withoutExtendedMainSecret()
                    .withoutCredential()
                    .renegotiate(
                        client(ECDHE_ECDSA).withoutExtendedMainSecret().credential(OTHER_CLIENT))),
        asking(SslVerify.PEER),
        SslReason.BAD_CERTIFICATE);
  }

  @Test
  void anotherClientIsTakenWhereTheyAre() {
    connected(
        client(ECDHE_ECDSA)
            .credential(Identities.CLIENT)
            .renegotiate(
                client(ECDHE_ECDSA).credential(OTHER_CLIENT).established(Renegotiating::sayData))
            .against(asking(SslVerify.REQUIRED)));
  }

  @Test
  void aClientMayShowACertificateInTheSecondHandshakeAlone() {
    connected(
        client(ECDHE_ECDSA)
            .withoutExtendedMainSecret()
            .withoutCredential()
            .renegotiate(
                client(ECDHE_ECDSA)
                    .withoutExtendedMainSecret()
                    .credential(Identities.CLIENT)
                    .established(Renegotiating::sayData))
            .against(asking(SslVerify.PEER)));
  }

  /** The bridge of the triple handshake: a session that two connections share. */
  @Test
  void theSessionOfAnotherClientIsNotResumedWhereKeysAreNotBound() {
    assertThat(resumesTheOthersSession(ScriptedClient12::withoutExtendedMainSecret)).isFalse();
    assertThat(resumesTheOthersSession(c -> c)).isTrue();
  }

  private static boolean resumesTheOthersSession(UnaryOperator<ScriptedClient12> all) {
    ScriptedClient12 other = all.apply(client(ECDHE_ECDSA)).credential(OTHER_CLIENT);
    Outcome made = other.against(asking(SslVerify.PEER));
    Verdicts.connected(made);
    Outcome outcome =
        all.apply(client(ECDHE_ECDSA))
            .credential(Identities.CLIENT)
            .renegotiate(all.apply(client(ECDHE_ECDSA)).resume(other.remembered()))
            .against(
                asking(SslVerify.PEER).sessionFinder(name -> SslReply.now(made.ssl().session())));
    return outcome.states().contains("ResumeSession12");
  }

  private static SslContext.Builder asking(SslVerify verify) {
    return letting(ECDHE_ECDSA).trust(Identities.AUTHORITY.trust()).verify(verify);
  }

  // ---- CVE-2021-3449

  @TestFactory
  Stream<DynamicTest> withoutSignatureAlgorithms() {
    return Stream.of(ECDHE_ECDSA, ECDHE_RSA)
        .map(
            suite ->
                Renegotiating.byClient(
                    "RFC 5246 7.4.1.4.1",
                    "signature_algorithms_cert without signature_algorithms, " + suite,
                    suite,
                    c ->
                        c.extensions(
                            CLIENT_HELLO,
                            e ->
                                e.without(ExtensionType.SIGNATURE_ALGORITHMS)
                                    .with(
                                        new SignatureAlgorithmsCert(
                                            List.of(SignatureScheme.RSA_PKCS1_SHA256)))),
                    SslReason.NO_SHARED_CIPHER));
  }

  // ---- Order, data and keys

  @TestFactory
  Stream<DynamicTest> order() {
    return Stream.of(
        order("ClientHello twice", c -> c.repeat(CLIENT_HELLO), SslReason.UNEXPECTED_MESSAGE),
        order(
            "no ClientKeyExchange",
            c -> c.instead(CLIENT_KEY_EXCHANGE, Conversation::changeOldKeysSilently),
            SslReason.CCS_RECEIVED_EARLY),
        order(
            "change_cipher_spec before the ClientKeyExchange",
            c -> c.before(CLIENT_KEY_EXCHANGE, ClientRenegotiationMisbehaviourTest::change),
            SslReason.CCS_RECEIVED_EARLY),
        order(
            "change_cipher_spec in the clear",
            c -> c.before(CHANGE_CIPHER_SPEC, Conversation::dummy),
            SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC),
        order(
            "change_cipher_spec twice",
            c -> c.after(CHANGE_CIPHER_SPEC, ClientRenegotiationMisbehaviourTest::change),
            SslReason.CCS_RECEIVED_EARLY),
        order(
            "no change_cipher_spec, Finished under the old keys",
            c -> c.skip(CHANGE_CIPHER_SPEC),
            SslReason.GOT_A_FIN_BEFORE_A_CCS),
        order(
            "no change_cipher_spec, Finished under the new keys",
            c -> c.instead(CHANGE_CIPHER_SPEC, Conversation::changeOldKeysSilently),
            SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC),
        order(
            "a wrong Finished",
            c -> c.encoded(FINISHED, b -> Rewritten.flipped(b, -1)),
            SslReason.DIGEST_CHECK_FAILED),
        order(
            "the Finished of the handshake before",
            c -> c.instead(FINISHED, talk -> talk.say(talk.heard(Finished.class))),
            SslReason.DIGEST_CHECK_FAILED),
        order(
            "ClientHello in the clear",
            c -> c.in(Epoch.PLAIN, CLIENT_HELLO),
            SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC),
        order(
            "data before ClientKeyExchange",
            c -> c.before(CLIENT_KEY_EXCHANGE, Renegotiating::sayData),
            SslReason.UNEXPECTED_RECORD),
        order(
            "data before change_cipher_spec",
            c -> c.before(CHANGE_CIPHER_SPEC, Renegotiating::sayData),
            SslReason.UNEXPECTED_RECORD),
        order(
            "data before Finished",
            c -> c.before(FINISHED, Renegotiating::sayData),
            SslReason.UNEXPECTED_RECORD),
        order(
            "data within a ClientHello",
            c ->
                c.instead(
                    CLIENT_HELLO,
                    talk -> {
                      talk.record(ContentType.HANDSHAKE, Bytes.of((byte) 1, (byte) 0));
                      talk.data(ONE);
                    }),
            SslReason.MIXED_HANDSHAKE_AND_NON_HANDSHAKE_DATA),
        order(
            "Finished for a ClientHello",
            c -> c.before(CLIENT_HELLO, talk -> talk.slipIn(new Finished(Bytes.of(new byte[12])))),
            SslReason.UNEXPECTED_MESSAGE));
  }

  @Test
  void aCertificateWithoutProofIsRefused() {
    Renegotiating.failedFor(
        client(ECDHE_ECDSA)
            .withoutCredential()
            .renegotiate(client(ECDHE_ECDSA).credential(OTHER_CLIENT).skip(CERTIFICATE_VERIFY)),
        asking(SslVerify.PEER),
        SslReason.CCS_RECEIVED_EARLY);
  }

  @Test
  void aCertificateThatIsMissingIsMissed() {
    Renegotiating.failedFor(
        client(ECDHE_ECDSA)
            .credential(OTHER_CLIENT)
            .renegotiate(client(ECDHE_ECDSA).withoutCredential().skip(CERTIFICATE)),
        asking(SslVerify.REQUIRED),
        SslReason.UNEXPECTED_MESSAGE);
  }

  // ---- The words of the bends

  private static void change(Conversation talk) {
    talk.record(ContentType.CHANGE_CIPHER_SPEC, ONE);
  }

  private static DynamicTest order(
      String deed, UnaryOperator<ScriptedClient12> bend, SslReason reason) {
    return Renegotiating.byClient("RFC 5246 7.3", deed, ECDHE_ECDSA, bend, reason);
  }

  private static DynamicTest version(String deed, UnaryOperator<ClientHello> bend) {
    return Renegotiating.byClient(
        "RFC 5246 7.4.1.2",
        deed,
        ECDHE_ECDSA,
        c -> c.change(CLIENT_HELLO, ClientHello.class, bend),
        SslReason.UNSUPPORTED_PROTOCOL);
  }

  private static DynamicTest info(String deed, UnaryOperator<Extensions> bend, SslReason reason) {
    return Renegotiating.byClient(
        "RFC 5746 3.7", deed, ECDHE_ECDSA, c -> c.extensions(CLIENT_HELLO, bend), reason);
  }

  private static DynamicTest said(String deed, UnaryOperator<Bytes> bend) {
    return info(deed, Renegotiating.said(bend), SslReason.RENEGOTIATION_MISMATCH);
  }
}
