// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static dev.jessel.testkit.peer.Misdeeds.oddServer;
import static dev.jessel.testkit.peer.Misdeeds.server;
import static dev.jessel.testkit.peer.Move.AWAIT_SECOND_HELLO;
import static dev.jessel.testkit.peer.Move.HELLO_RETRY_REQUEST;
import static dev.jessel.testkit.peer.Move.SERVER_HELLO;

import dev.jessel.error.SslReason;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.extension.Cookie;
import dev.jessel.wire.extension.Extension;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.KeyShareEntry;
import dev.jessel.wire.extension.KeyShareRetry;
import dev.jessel.wire.extension.KeyShareServer;
import dev.jessel.wire.extension.PreSharedKeyServer;
import dev.jessel.wire.extension.SelectedProtocol;
import dev.jessel.wire.extension.SelectedVersion;
import dev.jessel.wire.extension.UnknownExtension;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.ServerHello;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a server may do wrong in ServerHello and HelloRetryRequest (RFC 9846 4.2.3, 4.2.4). */
class ServerHelloMisbehaviourTest {
  private static final Bytes JUNK = Bytes.of(new byte[32]);
  private static final ExtensionType UNKNOWN = new ExtensionType(0xFFCE);

  @TestFactory
  Stream<DynamicTest> fieldsOfServerHello() {
    return Stream.of(
        server(
            "4.2.3",
            "a legacy version other than 0x0303",
            s -> hello(s, h -> Rewritten.version(h, 0x0304)),
            SslReason.BAD_LEGACY_VERSION),
        server(
            "4.2.3",
            "a session id that is not the client's",
            s -> hello(s, h -> Rewritten.sessionId(h, JUNK)),
            SslReason.INVALID_SESSION_ID),
        server(
            "4.2.3",
            "no session id where the client sent one",
            s -> hello(s, h -> Rewritten.sessionId(h, Bytes.EMPTY)),
            SslReason.INVALID_SESSION_ID),
        server(
            "4.2.3",
            "a suite of TLS 1.3 that was not offered",
            b -> b.cipherSuites("TLS_AES_128_GCM_SHA256"),
            s -> hello(s, h -> Rewritten.suite(h, CipherSuite.TLS_CHACHA20_POLY1305_SHA256)),
            SslReason.WRONG_CIPHER_RETURNED),
        server(
            "4.2.3",
            "a suite that nobody knows",
            s -> hello(s, h -> Rewritten.suite(h, new CipherSuite(0x13FF))),
            SslReason.WRONG_CIPHER_RETURNED),
        server(
            "4.2.3",
            "a compression method",
            s -> hello(s, h -> Rewritten.compression(h, 1)),
            SslReason.INVALID_COMPRESSION_ALGORITHM),
        server(
            "4.2.3",
            "TLS 1.2 with the sentinel of a server that could do TLS 1.3",
            s -> old(s, "000000000000000000000000000000000000000000000000444f574e47524401"),
            SslReason.TLS13_DOWNGRADE),
        server(
            "4.2.3",
            "TLS 1.1 with its sentinel",
            s -> old(s, "000000000000000000000000000000000000000000000000444f574e47524400"),
            SslReason.TLS13_DOWNGRADE),
        server(
            "E.1",
            "TLS 1.2 without a sentinel",
            b -> b.minVersion(ProtocolVersion.TLS_1_3),
            s -> old(s, "0000000000000000000000000000000000000000000000000000000000000001"),
            SslReason.UNSUPPORTED_PROTOCOL),
        server(
            "6",
            "a ServerHello with bytes behind its end",
            s -> s.encoded(SERVER_HELLO, m -> Rewritten.longer(m, Bytes.of((byte) 0))),
            SslReason.LENGTH_MISMATCH),
        server(
            "6",
            "a ServerHello without its end",
            s -> s.encoded(SERVER_HELLO, m -> Rewritten.shorter(m, 1)),
            SslReason.LENGTH_MISMATCH));
  }

  @TestFactory
  Stream<DynamicTest> extensionsOfServerHello() {
    return Stream.of(
        server(
            "4.3.1",
            "a selected version that was not offered",
            s -> with(s, new SelectedVersion(ProtocolVersion.TLS_1_2)),
            SslReason.BAD_PROTOCOL_VERSION_NUMBER),
        server(
            "4.3.1",
            "a selected version from the future",
            s -> with(s, new SelectedVersion(new ProtocolVersion(0x0305))),
            SslReason.BAD_PROTOCOL_VERSION_NUMBER),
        server(
            "4.3",
            "an extension that the client did not ask for",
            s -> with(s, new PreSharedKeyServer(0)),
            SslReason.UNSOLICITED_EXTENSION),
        server(
            "4.3",
            "an extension that nobody knows",
            s -> with(s, new UnknownExtension(UNKNOWN, JUNK)),
            SslReason.UNSOLICITED_EXTENSION),
        server(
            "4.3",
            "an answer that belongs into EncryptedExtensions",
            b -> b.alpn("h2"),
            s -> with(s, new SelectedProtocol(Bytes.of((byte) 'h', (byte) '2'))),
            SslReason.BAD_EXTENSION),
        server(
            "4.3",
            "an extension twice",
            s -> s.encoded(SERVER_HELLO, ServerHelloMisbehaviourTest::versionTwice),
            SslReason.BAD_EXTENSION),
        server(
            "4.3",
            "an extension with bytes behind its end",
            s ->
                s.extensions(
                    SERVER_HELLO,
                    e ->
                        e.with(
                            new UnknownExtension(
                                ExtensionType.SUPPORTED_VERSIONS, Bytes.ofHex("030400")))),
            SslReason.PARSE_TLSEXT),
        server(
            "4.3.8",
            "no key share",
            s -> s.extensions(SERVER_HELLO, e -> e.without(ExtensionType.KEY_SHARE)),
            SslReason.MISSING_KEY_SHARE),
        server(
            "4.3.8",
            "a share of a group that was named but not shared",
            s -> with(s, new KeyShareServer(new KeyShareEntry(NamedGroup.SECP256R1, JUNK))),
            SslReason.BAD_KEY_SHARE),
        server(
            "4.3.8",
            "a share of a group that was not named",
            s -> with(s, new KeyShareServer(new KeyShareEntry(NamedGroup.X448, JUNK))),
            SslReason.BAD_KEY_SHARE),
        server(
            "7.4.2",
            "an X25519 share that yields zeros",
            s -> with(s, new KeyShareServer(new KeyShareEntry(NamedGroup.X25519, JUNK))),
            SslReason.BAD_ECPOINT),
        server(
            "4.3.8.2",
            "a share of the wrong length",
            s ->
                with(
                    s,
                    new KeyShareServer(new KeyShareEntry(NamedGroup.X25519, Bytes.of((byte) 9)))),
            SslReason.BAD_ECPOINT),
        server(
            "4.3.8.2",
            "a point that is not on the curve",
            b -> b.groups("P-256"),
            s ->
                with(
                    s,
                    new KeyShareServer(
                        new KeyShareEntry(
                            NamedGroup.SECP256R1,
                            Bytes.of((byte) 4).plus(JUNK).plus(Bytes.ofHex("01".repeat(32)))))),
            SslReason.BAD_ECPOINT));
  }

  @TestFactory
  Stream<DynamicTest> helloRetryRequests() {
    return Stream.of(
        server(
            "4.2.4",
            "a second one",
            s ->
                s.retry(NamedGroup.SECP256R1)
                    .after(
                        AWAIT_SECOND_HELLO,
                        talk ->
                            talk.sayEncoded(retryAgain(talk.heard(ClientHello.class).sessionId()))),
            SslReason.UNEXPECTED_MESSAGE),
        server(
            "4.2.4",
            "one that changes nothing",
            s ->
                s.retry(NamedGroup.SECP256R1)
                    .extensions(HELLO_RETRY_REQUEST, e -> e.without(ExtensionType.KEY_SHARE)),
            SslReason.NO_CHANGE_FOLLOWING_HRR),
        server(
            "4.3.8",
            "one for a group whose share was there",
            s -> s.retry(NamedGroup.X25519),
            SslReason.BAD_KEY_SHARE),
        server(
            "4.3.8",
            "one for a group that was not named",
            s -> s.retry(NamedGroup.SECP521R1),
            SslReason.BAD_KEY_SHARE),
        server(
            "4.2.4",
            "one without supported_versions",
            s ->
                s.retry(NamedGroup.SECP256R1)
                    .extensions(
                        HELLO_RETRY_REQUEST, e -> e.without(ExtensionType.SUPPORTED_VERSIONS)),
            SslReason.UNSUPPORTED_PROTOCOL),
        server(
            "4.2.4",
            "one with an extension that was not offered",
            s ->
                s.retry(NamedGroup.SECP256R1)
                    .extensions(
                        HELLO_RETRY_REQUEST, e -> e.with(new UnknownExtension(UNKNOWN, JUNK))),
            SslReason.UNSOLICITED_EXTENSION),
        server(
            "4.3",
            "one with an extension that was offered and may not stand there",
            s ->
                s.retry(NamedGroup.SECP256R1)
                    .extensions(
                        HELLO_RETRY_REQUEST,
                        e -> e.with(new UnknownExtension(ExtensionType.SERVER_NAME, Bytes.EMPTY))),
            SslReason.BAD_EXTENSION),
        server(
            "4.3.2",
            "an empty cookie",
            s ->
                s.retry(NamedGroup.SECP256R1)
                    .extensions(
                        HELLO_RETRY_REQUEST,
                        e ->
                            e.with(
                                new UnknownExtension(ExtensionType.COOKIE, Bytes.ofHex("0000")))),
            SslReason.PARSE_TLSEXT),
        server(
            "4.2.4",
            "another session id",
            s ->
                s.retry(NamedGroup.SECP256R1)
                    .change(
                        HELLO_RETRY_REQUEST, ServerHello.class, h -> Rewritten.sessionId(h, JUNK)),
            SslReason.INVALID_SESSION_ID),
        server(
            "4.2.4",
            "a compression method",
            s ->
                s.retry(NamedGroup.SECP256R1)
                    .change(
                        HELLO_RETRY_REQUEST, ServerHello.class, h -> Rewritten.compression(h, 1)),
            SslReason.INVALID_COMPRESSION_ALGORITHM),
        server(
            "4.2.4",
            "a suite that was not offered",
            s ->
                s.retry(NamedGroup.SECP256R1)
                    .change(
                        HELLO_RETRY_REQUEST,
                        ServerHello.class,
                        h -> Rewritten.suite(h, new CipherSuite(0x13FF))),
            SslReason.WRONG_CIPHER_RETURNED),
        server(
            "4.2.4",
            "another suite after it",
            s ->
                s.retry(NamedGroup.SECP256R1)
                    .change(
                        SERVER_HELLO,
                        ServerHello.class,
                        h -> Rewritten.suite(h, CipherSuite.TLS_AES_128_GCM_SHA256)),
            SslReason.WRONG_CIPHER_RETURNED),
        server(
            "4.3.8",
            "another group after it",
            s ->
                s.retry(NamedGroup.SECP256R1)
                    .extensions(
                        SERVER_HELLO,
                        e ->
                            e.with(new KeyShareServer(new KeyShareEntry(NamedGroup.X25519, JUNK)))),
            SslReason.BAD_KEY_SHARE),
        server(
            "4.2.4",
            "another version after it",
            s ->
                s.retry(NamedGroup.SECP256R1)
                    .extensions(
                        SERVER_HELLO,
                        e -> e.with(new SelectedVersion(new ProtocolVersion(0x0305)))),
            SslReason.BAD_PROTOCOL_VERSION_NUMBER),
        server(
            "4.2.4",
            "no version after it",
            s ->
                s.retry(NamedGroup.SECP256R1)
                    .extensions(SERVER_HELLO, e -> e.without(ExtensionType.SUPPORTED_VERSIONS)),
            SslReason.BAD_PROTOCOL_VERSION_NUMBER),
        server(
            "4.2.4",
            "an extension after it that the client did not ask for",
            s ->
                s.retry(NamedGroup.SECP256R1)
                    .extensions(SERVER_HELLO, e -> e.with(new UnknownExtension(UNKNOWN, JUNK))),
            SslReason.UNSOLICITED_EXTENSION),
        server(
            "4.2.4",
            "another session id after it",
            s ->
                s.retry(NamedGroup.SECP256R1)
                    .change(SERVER_HELLO, ServerHello.class, h -> Rewritten.sessionId(h, JUNK)),
            SslReason.INVALID_SESSION_ID),
        server(
            "4.3.8",
            "no key share after it",
            s ->
                s.retry(NamedGroup.SECP256R1)
                    .extensions(SERVER_HELLO, e -> e.without(ExtensionType.KEY_SHARE)),
            SslReason.MISSING_KEY_SHARE),
        server(
            "5.1",
            "one that shares its record with what follows",
            s ->
                s.retry(NamedGroup.SECP256R1)
                    .forge(HELLO_RETRY_REQUEST, m -> m.plus(Bytes.ofHex("02"))),
            SslReason.NOT_ON_RECORD_BOUNDARY));
  }

  @TestFactory
  Stream<DynamicTest> oddities() {
    return Stream.of(
        oddServer(
            "4.3",
            "extensions in another order",
            s -> s.extensions(SERVER_HELLO, e -> Extensions.of(e.all().get(1), e.all().get(0)))),
        oddServer(
            "4.2.4",
            "group and cookie at once",
            s ->
                s.retry(NamedGroup.SECP256R1)
                    .extensions(HELLO_RETRY_REQUEST, e -> e.with(new Cookie(JUNK)))),
        oddServer("4.3.2", "a cookie alone", s -> s.cookie(JUNK)),
        oddServer("5.1", "a ServerHello in pieces", s -> s.split(SERVER_HELLO, 1, 2, 3, 50)));
  }

  private static ScriptedServer hello(ScriptedServer server, UnaryOperator<ServerHello> change) {
    return server.change(SERVER_HELLO, ServerHello.class, change);
  }

  private static ScriptedServer with(ScriptedServer server, Extension extension) {
    return server.extensions(SERVER_HELLO, e -> e.with(extension));
  }

  /** A ServerHello of TLS 1.2. */
  private static ScriptedServer old(ScriptedServer server, String random) {
    return hello(
        server, h -> Rewritten.with(Rewritten.random(h, Bytes.ofHex(random)), Extensions.EMPTY));
  }

  private static Bytes retryAgain(Bytes sessionId) {
    return new ServerHello(
            ProtocolVersion.TLS_1_2,
            ServerHello.HELLO_RETRY_REQUEST_RANDOM,
            sessionId,
            CipherSuite.TLS_AES_256_GCM_SHA384,
            0,
            Extensions.of(
                new SelectedVersion(ProtocolVersion.TLS_1_3), new KeyShareRetry(NamedGroup.X25519)))
        .encode();
  }

  /** The version's six bytes once more at the end of the extensions. */
  private static Bytes versionTwice(Bytes message) {
    Bytes again = Bytes.ofHex("002b00020304");
    byte[] longer = message.plus(again).toArray();
    int extensions = 4 + 2 + 32 + 1 + 32 + 2 + 1;
    addLength(longer, 2, again.length());
    addLength(longer, extensions, again.length());
    return Bytes.of(longer);
  }

  private static void addLength(byte[] message, int at, int more) {
    int length = ((message[at] & 0xFF) << 8 | message[at + 1] & 0xFF) + more;
    message[at] = (byte) (length >>> 8);
    message[at + 1] = (byte) length;
  }
}
