// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslRefusal;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.ReasonCategory;
import dev.jessel.error.SslReason;
import dev.jessel.record.RecordLimits;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ContentType;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.HandshakeType;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.SelectedProtocol;
import dev.jessel.wire.extension.UnknownExtension;
import dev.jessel.wire.message.CertificateMessage;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.KeyUpdate;
import dev.jessel.wire.message.ServerHello;
import dev.jessel.x509.Credential;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a failure tells whoever reads the log: reason, alert and its direction, and the culprit. */
class ToldCausesTest {
  private static final Bytes JUNK = Bytes.of(new byte[32]);
  private static final Bytes DATA = Bytes.ofHex("2a");
  private static final int FATAL = 2;

  /**
   * A failure.
   *
   * @param deed what a peer did
   * @param outcome what became of this side
   * @param reason why it failed
   * @param words what its message must contain besides
   */
  private record Told(
      String deed, Supplier<Outcome> outcome, SslReason reason, List<String> words) {}

  @TestFactory
  Stream<DynamicTest> ofAServersDeeds() {
    return Stream.of(
            server(
                "another session id",
                s ->
                    s.change(
                        Move.SERVER_HELLO, ServerHello.class, h -> Rewritten.sessionId(h, JUNK)),
                SslReason.INVALID_SESSION_ID,
                "not echoed",
                "server_hello"),
            server(
                "a suite that nobody knows",
                s ->
                    s.change(
                        Move.SERVER_HELLO,
                        ServerHello.class,
                        h -> Rewritten.suite(h, new CipherSuite(0x13FF))),
                SslReason.WRONG_CIPHER_RETURNED,
                "13FF",
                "server_hello"),
            server(
                "compression",
                s ->
                    s.change(
                        Move.SERVER_HELLO, ServerHello.class, h -> Rewritten.compression(h, 1)),
                SslReason.INVALID_COMPRESSION_ALGORITHM,
                "server_hello"),
            server(
                "a ServerHello with bytes behind its end",
                s -> s.encoded(Move.SERVER_HELLO, m -> Rewritten.longer(m, JUNK)),
                SslReason.LENGTH_MISMATCH,
                "server_hello"),
            server(
                "an answer to nothing",
                s ->
                    s.extensions(
                        Move.ENCRYPTED_EXTENSIONS,
                        e -> e.with(new SelectedProtocol(Bytes.ofHex("6832")))),
                SslReason.UNSOLICITED_EXTENSION,
                "application_layer_protocol_negotiation",
                "encrypted_extensions"),
            server(
                "an extension in the wrong message",
                s ->
                    s.extensions(
                        Move.CERTIFICATE,
                        e -> e.with(new UnknownExtension(ExtensionType.KEY_SHARE, JUNK))),
                SslReason.BAD_EXTENSION,
                "key_share",
                "certificate"),
            server(
                "no EncryptedExtensions",
                s -> s.skip(Move.ENCRYPTED_EXTENSIONS),
                SslReason.UNEXPECTED_MESSAGE,
                "got certificate",
                "expected EncryptedExtensions"),
            server(
                "no certificate at all",
                s ->
                    s.change(
                        Move.CERTIFICATE,
                        CertificateMessage.class,
                        c -> new CertificateMessage(c.context(), List.of())),
                SslReason.LENGTH_MISMATCH,
                "the server sent no certificate"),
            server(
                "a damaged signature",
                s -> s.forge(Move.CERTIFICATE_VERIFY, ToldCausesTest::lastBitTurned),
                SslReason.BAD_SIGNATURE,
                "CertificateVerify"),
            server(
                "a damaged Finished",
                s -> s.forge(Move.FINISHED, ToldCausesTest::lastBitTurned),
                SslReason.DIGEST_CHECK_FAILED,
                "Finished"),
            server(
                "an overlong EncryptedExtensions",
                s -> s.forge(Move.ENCRYPTED_EXTENSIONS, m -> Bytes.ofHex("08ffffff")),
                SslReason.EXCESSIVE_MESSAGE_SIZE,
                "encrypted_extensions",
                "16777215",
                "limit " + RecordLimits.maxMessage(HandshakeType.ENCRYPTED_EXTENSIONS)),
            server(
                "an alert in the place of ServerHello",
                s ->
                    s.instead(
                            Move.SERVER_HELLO,
                            talk -> talk.alert(FATAL, AlertDescription.HANDSHAKE_FAILURE))
                        .stopAfter(Move.SERVER_HELLO),
                SslReason.SSLV3_ALERT_HANDSHAKE_FAILURE,
                "the peer sent handshake_failure(40)"),
            victim(
                "a certificate of a stranger",
                b -> b.trust(Identities.STRANGER.trust()),
                SslReason.CERTIFICATE_VERIFY_FAILED,
                "issuer certificate",
                "localhost"),
            victim(
                "a certificate for somebody else",
                b -> b.peer("example.com"),
                SslReason.CERTIFICATE_VERIFY_FAILED,
                "ostname mismatch",
                "at depth 0",
                "server example.com"),
            victim(
                "a certificate that the application does not like",
                b ->
                    b.peerVerifier(
                        (chain, verdict) -> {
                          throw new SslRefusal(SslReason.BAD_CERTIFICATE);
                        }),
                SslReason.BAD_CERTIFICATE,
                "the peer verifier said no"),
            victim(
                "an application that breaks",
                b ->
                    b.peerVerifier(
                        (chain, verdict) -> {
                          throw new IllegalStateException("no matter");
                        }),
                SslReason.CALLBACK_FAILED,
                "the peer verifier threw java.lang.IllegalStateException"))
        .map(ToldCausesTest::test);
  }

  @TestFactory
  Stream<DynamicTest> ofAClientsDeeds() {
    return Stream.of(
            client(
                "no suite in common",
                c -> hello(c, h -> Rewritten.suites(h, new CipherSuite(0x13FF))),
                SslReason.NO_SHARED_CIPHER,
                "the client offers",
                "13FF",
                "TLS_AES_128_GCM_SHA256"),
            new Told(
                "TLS 1.3 not offered",
                () ->
                    new ScriptedClient()
                        .extensions(Move.CLIENT_HELLO, e -> Extensions.EMPTY)
                        .against(Identities.server().minVersion(ProtocolVersion.TLS_1_3)),
                SslReason.UNSUPPORTED_PROTOCOL,
                List.of("no version in common")),
            client(
                "no key_share",
                c -> c.extensions(Move.CLIENT_HELLO, e -> e.without(ExtensionType.KEY_SHARE)),
                SslReason.MISSING_KEY_SHARE,
                "client_hello"),
            client(
                "no signature_algorithms",
                c ->
                    c.extensions(
                        Move.CLIENT_HELLO, e -> e.without(ExtensionType.SIGNATURE_ALGORITHMS)),
                SslReason.MISSING_SIGALGS_EXTENSION,
                "client_hello"),
            client(
                "an extension with bytes behind its end",
                c ->
                    c.extensions(
                        Move.CLIENT_HELLO,
                        e ->
                            e.with(
                                new UnknownExtension(
                                    ExtensionType.SUPPORTED_GROUPS, Bytes.ofHex("0000")))),
                SslReason.PARSE_TLSEXT,
                "supported_groups",
                "client_hello"),
            client(
                "a hello without its end",
                c -> c.encoded(Move.CLIENT_HELLO, m -> Rewritten.shorter(m, 1)),
                SslReason.LENGTH_MISMATCH,
                "client_hello"),
            client(
                "another message first",
                c -> c.before(Move.CLIENT_HELLO, talk -> talk.slipIn(new KeyUpdate(false))),
                SslReason.UNEXPECTED_MESSAGE,
                "got key_update",
                "expected ClientHello"),
            client(
                "no Finished but data",
                c -> c.instead(Move.FINISHED, talk -> talk.data(DATA)),
                SslReason.APP_DATA_IN_HANDSHAKE,
                "before it was over"),
            client(
                "plain HTTP",
                c ->
                    c.before(
                        Move.CLIENT_HELLO,
                        talk -> talk.raw(Bytes.ofHex("474554202f20485454502f312e310d0a"))),
                SslReason.HTTP_REQUEST,
                "the peer speaks HTTP"),
            client(
                "something else than TLS",
                c ->
                    c.before(
                        Move.CLIENT_HELLO, talk -> talk.raw(Bytes.ofHex("5353482d322e302d0a0a"))),
                SslReason.WRONG_VERSION_NUMBER,
                "the peer does not speak TLS"),
            client(
                "a record of SSL 2",
                c -> c.established(talk -> talk.raw(Bytes.ofHex("1702000001aa"))),
                SslReason.WRONG_VERSION_NUMBER,
                "0x0200"),
            client(
                "a record that is too long",
                c -> c.established(talk -> talk.raw(Bytes.ofHex("1703034101"))),
                SslReason.ENCRYPTED_LENGTH_TOO_LONG,
                "16641 bytes",
                "limit 16640"),
            client(
                "content that is too long",
                c -> c.established(talk -> talk.data(Bytes.of(new byte[16385]))),
                SslReason.DATA_LENGTH_TOO_LONG,
                "16386 bytes",
                "limit 16384"),
            client(
                "a content type that does not exist",
                c -> c.established(talk -> talk.record(new ContentType(99), JUNK)),
                SslReason.UNEXPECTED_RECORD,
                "content type 99"),
            client(
                "a damaged record",
                c ->
                    c.established(
                        talk -> talk.raw(Bytes.ofHex("1703030014").plus(JUNK.slice(0, 20)))),
                SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC,
                "bad record mac"),
            client(
                "data inside of a message",
                c ->
                    c.established(
                        talk -> {
                          talk.record(ContentType.HANDSHAKE, Bytes.ofHex("1800"));
                          talk.data(DATA);
                        }),
                SslReason.MIXED_HANDSHAKE_AND_NON_HANDSHAKE_DATA,
                "content type 23"),
            client(
                "a change_cipher_spec afterwards",
                c -> c.established(Conversation::dummy),
                SslReason.UNEXPECTED_CCS_MESSAGE,
                "not now"),
            client(
                "a flood of warnings",
                c -> c.established(talk -> repeat(talk, RecordLimits.MAX_WARNING_ALERTS)),
                SslReason.TOO_MANY_WARN_ALERTS,
                "more than " + RecordLimits.MAX_WARNING_ALERTS + " warning alerts"),
            client(
                "a flood of KeyUpdates",
                c ->
                    c.established(
                        talk -> {
                          for (int i = 0; i <= RecordLimits.MAX_KEY_UPDATES; i++) {
                            talk.updateKeys(false);
                          }
                        }),
                SslReason.TOO_MANY_KEY_UPDATES,
                "more than " + RecordLimits.MAX_KEY_UPDATES + " KeyUpdates"),
            client(
                "a KeyUpdate that asks for what there is not",
                c -> c.established(talk -> talk.sayEncoded(Bytes.ofHex("1800000102"))),
                SslReason.INVALID_KEY_UPDATE_TYPE,
                "type 2",
                "key_update"),
            client(
                "half an alert",
                c -> c.established(talk -> talk.record(ContentType.ALERT, Bytes.ofHex("02"))),
                SslReason.INVALID_ALERT,
                "1 bytes"),
            client(
                "an alert for a bad certificate",
                c ->
                    c.instead(
                        Move.FINISHED, talk -> talk.alert(FATAL, AlertDescription.UNKNOWN_CA)),
                SslReason.TLSV1_ALERT_UNKNOWN_CA,
                "the peer sent unknown_ca(48)"),
            client(
                "an alert that nobody knows",
                c -> c.established(talk -> talk.alert(FATAL, new AlertDescription(200))),
                SslReason.UNKNOWN_ALERT_RECEIVED,
                "(200)"),
            new Told(
                "no certificate where one was demanded",
                () -> new ScriptedClient().withoutCredential().against(Identities.askingServer()),
                SslReason.PEER_DID_NOT_RETURN_A_CERTIFICATE,
                List.of("in certificate")),
            asked(
                "a name that the server does not know",
                b ->
                    b.clientHelloInspector(
                        hello -> {
                          throw new SslRefusal(SslReason.UNRECOGNIZED_NAME);
                        }),
                SslReason.UNRECOGNIZED_NAME,
                "the ClientHello inspector said no"),
            asked(
                "no group in common",
                b -> b.groups("P-521"),
                SslReason.NO_SUITABLE_KEY_SHARE,
                "the client offers",
                "this side takes",
                "secp521r1"),
            asked(
                "no certificate that the client takes",
                b -> b.noCredentials().credential(ed448()),
                SslReason.NO_SUITABLE_SIGNATURE_ALGORITHM,
                "no certificate here"))
        .map(ToldCausesTest::test);
  }

  private static DynamicTest test(Told told) {
    return DynamicTest.dynamicTest(told.deed, () -> check(told));
  }

  private static void check(Told told) {
    Outcome outcome = told.outcome.get();
    SslException failure = catchThrowableOfType(SslException.class, outcome.ssl()::handshake);

    assertThat(failure.reason()).contains(told.reason);
    assertThat(failure).hasMessageStartingWith(told.reason.text());
    assertThat(failure).hasMessageContainingAll(told.words.toArray(String[]::new));
    String peer = outcome.ssl().isServer() ? "client" : "server";
    assertThat(failure.peer().orElseThrow()).startsWith(peer);
    assertThat(failure).hasMessageContaining("(" + peer);
    // An alert that came is in the reason's name; one that goes out is told beside it.
    boolean received = told.reason.category() == ReasonCategory.ALERT_RECEIVED;
    boolean silent = told.reason.alert().isEmpty();
    assertThat(failure.alert().isEmpty()).isEqualTo(received || silent);
    assertThat(failure.getMessage().contains("sent alert ")).isEqualTo(!received && !silent);
    failure
        .alert()
        .ifPresent(
            sent -> {
              assertThat(outcome.alertsSent()).containsExactly(sent);
              assertThat(failure).hasMessageContaining("sent alert " + sent);
            });
    // One line, and short enough for a log.
    assertThat(failure.getMessage()).doesNotContainPattern("\\p{Cntrl}").hasSizeLessThan(600);
  }

  private static Told server(
      String deed, UnaryOperator<ScriptedServer> bend, SslReason reason, String... words) {
    return new Told(
        deed,
        () -> bend.apply(ScriptedServer.with(Identities.SERVER)).against(Identities.client()),
        reason,
        List.of(words));
  }

  private static Told victim(
      String deed, UnaryOperator<SslContext.Builder> client, SslReason reason, String... words) {
    return new Told(
        deed,
        () -> ScriptedServer.with(Identities.SERVER).against(client.apply(Identities.client())),
        reason,
        List.of(words));
  }

  private static Told client(
      String deed, UnaryOperator<ScriptedClient> bend, SslReason reason, String... words) {
    return new Told(
        deed,
        () -> bend.apply(new ScriptedClient()).against(Identities.server()),
        reason,
        List.of(words));
  }

  private static Told asked(
      String deed, UnaryOperator<SslContext.Builder> server, SslReason reason, String... words) {
    return new Told(
        deed,
        () -> new ScriptedClient().against(server.apply(Identities.server())),
        reason,
        List.of(words));
  }

  private static ScriptedClient hello(ScriptedClient client, UnaryOperator<ClientHello> change) {
    return client.change(Move.CLIENT_HELLO, ClientHello.class, change);
  }

  private static Credential ed448() {
    return Identities.AUTHORITY.localhost(KeyType.ED448).credential();
  }

  private static void repeat(Conversation talk, int times) {
    for (int i = 0; i <= times; i++) {
      talk.alert(1, AlertDescription.USER_CANCELED);
    }
  }

  private static Bytes lastBitTurned(Bytes message) {
    byte[] bytes = message.toArray();
    bytes[bytes.length - 1] ^= 1;
    return Bytes.of(bytes);
  }
}
