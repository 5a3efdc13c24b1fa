// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static dev.jessel.testkit.peer.Misdeeds.client;
import static dev.jessel.testkit.peer.Misdeeds.oddClient;
import static dev.jessel.testkit.peer.Move.CERTIFICATE;
import static dev.jessel.testkit.peer.Move.CERTIFICATE_VERIFY;
import static dev.jessel.testkit.peer.Move.CLIENT_HELLO;
import static dev.jessel.testkit.peer.Move.DUMMY;
import static dev.jessel.testkit.peer.Move.FINISHED;
import static dev.jessel.testkit.peer.Move.SECOND_CLIENT_HELLO;

import dev.jessel.SslContext;
import dev.jessel.SslOption;
import dev.jessel.SslVerify;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ContentType;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.extension.ApplicationProtocols;
import dev.jessel.wire.extension.Cookie;
import dev.jessel.wire.extension.Extension;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.KeyShareClient;
import dev.jessel.wire.extension.KeyShareEntry;
import dev.jessel.wire.extension.OfferedPsk;
import dev.jessel.wire.extension.PreSharedKeyClient;
import dev.jessel.wire.extension.SignatureAlgorithms;
import dev.jessel.wire.extension.SupportedGroups;
import dev.jessel.wire.extension.SupportedVersionsClient;
import dev.jessel.wire.extension.UnknownExtension;
import dev.jessel.wire.message.CertificateEntry;
import dev.jessel.wire.message.CertificateMessage;
import dev.jessel.wire.message.CertificateVerify;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.EndOfEarlyData;
import dev.jessel.wire.message.KeyUpdate;
import dev.jessel.x509.Credential;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a client may do wrong in its handshake (RFC 9846 4.2.2, 4.3, 4.5, 9.2). */
class ClientMisbehaviourTest {
  private static final Bytes JUNK = Bytes.of(new byte[32]);
  private static final ExtensionType UNKNOWN = new ExtensionType(0xFFCE);

  @TestFactory
  Stream<DynamicTest> fieldsOfClientHello() {
    return Stream.of(
        client(
            "4.2.2",
            "a legacy version other than 0x0303",
            c -> hello(c, h -> Rewritten.version(h, 0x0304)),
            SslReason.BAD_LEGACY_VERSION),
        client(
            "4.2.2",
            "compression",
            c -> hello(c, h -> Rewritten.compression(h, Bytes.ofHex("0100"))),
            SslReason.INVALID_COMPRESSION_ALGORITHM),
        client(
            "4.2.2",
            "compression and nothing else",
            c -> hello(c, h -> Rewritten.compression(h, Bytes.ofHex("01"))),
            SslReason.INVALID_COMPRESSION_ALGORITHM),
        client(
            "6",
            "no compression methods at all",
            c -> hello(c, h -> Rewritten.compression(h, Bytes.EMPTY)),
            SslReason.LENGTH_MISMATCH),
        client(
            "6",
            "a session id that is too long",
            c -> hello(c, h -> Rewritten.sessionId(h, Bytes.of(new byte[33]))),
            SslReason.LENGTH_MISMATCH),
        client("6", "no suites", c -> hello(c, Rewritten::suites), SslReason.LENGTH_MISMATCH),
        client(
            "4.2.1",
            "no suite in common",
            c -> hello(c, h -> Rewritten.suites(h, new CipherSuite(0x13FF))),
            SslReason.NO_SHARED_CIPHER),
        client(
            "6",
            "bytes behind the end",
            c -> c.encoded(CLIENT_HELLO, m -> Rewritten.longer(m, JUNK)),
            SslReason.LENGTH_MISMATCH),
        client(
            "6",
            "a hello without its end",
            c -> c.encoded(CLIENT_HELLO, m -> Rewritten.shorter(m, 1)),
            SslReason.LENGTH_MISMATCH),
        client(
            "4.2.2",
            "a hello without extensions",
            b -> b.minVersion(ProtocolVersion.TLS_1_3),
            c -> hello(c, h -> h.withExtensions(Extensions.EMPTY)),
            SslReason.UNSUPPORTED_PROTOCOL),
        client(
            "4",
            "another message first",
            c -> c.before(CLIENT_HELLO, talk -> talk.slipIn(new KeyUpdate(false))),
            SslReason.UNEXPECTED_MESSAGE),
        client("4", "two hellos", c -> c.repeat(CLIENT_HELLO), SslReason.BAD_RECORD_TYPE),
        client(
            "4.2.1",
            "two hellos in one record",
            c -> c.encoded(CLIENT_HELLO, m -> m.plus(m)),
            SslReason.NOT_ON_RECORD_BOUNDARY),
        client(
            "5.1",
            "an overlong hello",
            c -> c.forge(CLIENT_HELLO, m -> Bytes.ofHex("01ffffff")),
            SslReason.EXCESSIVE_MESSAGE_SIZE));
  }

  @TestFactory
  Stream<DynamicTest> extensionsOfClientHello() {
    return Stream.of(
        client(
            "4.3.1",
            "TLS 1.2 alone",
            b -> b.minVersion(ProtocolVersion.TLS_1_3),
            c -> with(c, new SupportedVersionsClient(List.of(ProtocolVersion.TLS_1_2))),
            SslReason.UNSUPPORTED_PROTOCOL),
        client(
            "4.3.1",
            "no supported_versions",
            b -> b.minVersion(ProtocolVersion.TLS_1_3),
            c -> without(c, ExtensionType.SUPPORTED_VERSIONS),
            SslReason.UNSUPPORTED_PROTOCOL),
        client(
            "9.2",
            "no signature_algorithms",
            c -> without(c, ExtensionType.SIGNATURE_ALGORITHMS),
            SslReason.MISSING_SIGALGS_EXTENSION),
        client(
            "9.2",
            "no supported_groups",
            c -> without(c, ExtensionType.SUPPORTED_GROUPS),
            SslReason.MISSING_SUPPORTED_GROUPS_EXTENSION),
        client(
            "9.2",
            "no key_share",
            c -> without(c, ExtensionType.KEY_SHARE),
            SslReason.MISSING_KEY_SHARE),
        client(
            "4.3",
            "an extension twice",
            c ->
                c.encoded(
                    CLIENT_HELLO,
                    m ->
                        Rewritten.extended(
                            m,
                            decoded(m).extensions(),
                            ExtensionType.KEY_SHARE,
                            Bytes.ofHex("0000"))),
            SslReason.BAD_EXTENSION),
        client(
            "4.3",
            "an extension with bytes behind its end",
            c ->
                with(
                    c,
                    new UnknownExtension(
                        ExtensionType.SUPPORTED_VERSIONS, Bytes.ofHex("02030400"))),
            SslReason.PARSE_TLSEXT),
        client(
            "6",
            "an empty list of groups",
            c -> with(c, new UnknownExtension(ExtensionType.SUPPORTED_GROUPS, Bytes.ofHex("0000"))),
            SslReason.PARSE_TLSEXT),
        client(
            "6",
            "an empty list of schemes",
            c ->
                with(
                    c,
                    new UnknownExtension(ExtensionType.SIGNATURE_ALGORITHMS, Bytes.ofHex("0000"))),
            SslReason.PARSE_TLSEXT),
        client(
            "6",
            "half a scheme",
            c ->
                with(
                    c,
                    new UnknownExtension(
                        ExtensionType.SIGNATURE_ALGORITHMS, Bytes.ofHex("0003040308"))),
            SslReason.PARSE_TLSEXT),
        client(
            "RFC 6066 3",
            "an empty server name",
            c ->
                with(c, new UnknownExtension(ExtensionType.SERVER_NAME, Bytes.ofHex("0003000000"))),
            SslReason.PARSE_TLSEXT),
        client(
            "RFC 7301 3.1",
            "an empty protocol",
            c ->
                with(
                    c,
                    new UnknownExtension(
                        ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION,
                        Bytes.ofHex("000100"))),
            SslReason.PARSE_TLSEXT),
        client(
            "RFC 7301 3.2",
            "no protocol in common",
            b -> b.alpn("h2"),
            c -> with(c, new ApplicationProtocols(List.of(Bytes.of((byte) 'x')))),
            SslReason.NO_APPLICATION_PROTOCOL),
        client(
            "RFC 8449 4",
            "a record size limit that is too small",
            c ->
                with(c, new UnknownExtension(ExtensionType.RECORD_SIZE_LIMIT, Bytes.ofHex("003f"))),
            SslReason.BAD_EXTENSION),
        client(
            "RFC 6066 4",
            "a fragment length that does not exist",
            c ->
                with(c, new UnknownExtension(ExtensionType.MAX_FRAGMENT_LENGTH, Bytes.ofHex("05"))),
            SslReason.SSL3_EXT_INVALID_MAX_FRAGMENT_LENGTH),
        client(
            "4.3.3",
            "no scheme that the server's key can make",
            c -> with(c, new SignatureAlgorithms(List.of(SignatureScheme.ED448))),
            SslReason.NO_SUITABLE_SIGNATURE_ALGORITHM),
        client(
            "4.2.1",
            "no group in common",
            c ->
                with(
                    with(c, new SupportedGroups(List.of(NamedGroup.X448))),
                    new KeyShareClient(List.of())),
            SslReason.NO_SUITABLE_KEY_SHARE));
  }

  @TestFactory
  Stream<DynamicTest> keySharesAndKeys() {
    return Stream.of(
        client(
            "4.3.8",
            "two shares of one group",
            c -> shares(c, shares -> shares.add(shares.get(0))),
            SslReason.BAD_KEY_SHARE),
        client(
            "4.3.8",
            "a share of a group that is not named",
            c -> shares(c, shares -> shares.add(new KeyShareEntry(NamedGroup.X448, JUNK))),
            SslReason.BAD_KEY_SHARE),
        client(
            "4.3.8",
            "shares in another order than the groups",
            c -> shares(c, shares -> shares.add(0, new KeyShareEntry(NamedGroup.SECP256R1, JUNK))),
            SslReason.BAD_KEY_SHARE),
        client(
            "7.4.2",
            "an X25519 share that yields zeros",
            c -> shares(c, shares -> shares.set(0, new KeyShareEntry(NamedGroup.X25519, JUNK))),
            SslReason.BAD_ECPOINT),
        client(
            "6",
            "an empty share",
            c ->
                with(c, new UnknownExtension(ExtensionType.KEY_SHARE, Bytes.ofHex("0004001d0000"))),
            SslReason.PARSE_TLSEXT),
        client(
            "4.3.11",
            "pre_shared_key before another extension",
            c ->
                c.encoded(
                    CLIENT_HELLO,
                    m ->
                        Rewritten.extended(
                            Rewritten.extended(
                                m, decoded(m).extensions(), ExtensionType.PRE_SHARED_KEY, psk()),
                            decoded(m)
                                .extensions()
                                .with(new UnknownExtension(ExtensionType.PRE_SHARED_KEY, psk())),
                            UNKNOWN,
                            JUNK)),
            SslReason.BAD_EXTENSION),
        client(
            "4.3.9",
            "pre_shared_key without its modes",
            c ->
                with(
                    without(c, ExtensionType.PSK_KEY_EXCHANGE_MODES),
                    new PreSharedKeyClient(List.of(new OfferedPsk(JUNK, 0)), List.of(JUNK))),
            SslReason.MISSING_PSK_KEX_MODES_EXTENSION),
        client(
            "4.3.11",
            "a PSK without a binder",
            c ->
                with(
                    c,
                    new UnknownExtension(
                        ExtensionType.PRE_SHARED_KEY, Bytes.ofHex("0007000161000000000000"))),
            SslReason.PARSE_TLSEXT));
  }

  @TestFactory
  Stream<DynamicTest> secondHellos() {
    return Stream.of(
        again(
            "4.2.2",
            "another random value",
            c -> second(c, h -> Rewritten.random(h, JUNK)),
            SslReason.BAD_EXTENSION),
        again(
            "4.2.2",
            "another session id",
            c -> second(c, h -> Rewritten.sessionId(h, JUNK)),
            SslReason.BAD_EXTENSION),
        again(
            "4.2.2",
            "other suites",
            c -> second(c, h -> Rewritten.suites(h, h.cipherSuites().get(0))),
            SslReason.BAD_EXTENSION),
        again(
            "4.2.2",
            "another extension than before",
            c ->
                c.extensions(
                    SECOND_CLIENT_HELLO,
                    e -> e.with(new ApplicationProtocols(List.of(Bytes.of((byte) 'x'))))),
            SslReason.BAD_EXTENSION),
        again(
            "4.2.2",
            "one extension less than before",
            c ->
                c.extensions(
                    SECOND_CLIENT_HELLO, e -> e.without(ExtensionType.PSK_KEY_EXCHANGE_MODES)),
            SslReason.BAD_EXTENSION),
        again(
            "4.2.2",
            "other groups",
            c ->
                c.extensions(
                    SECOND_CLIENT_HELLO,
                    e -> e.with(new SupportedGroups(List.of(NamedGroup.SECP256R1)))),
            SslReason.BAD_EXTENSION),
        again(
            "4.3.8",
            "the same share as before",
            c ->
                c.instead(
                    SECOND_CLIENT_HELLO, talk -> talk.move(SECOND_CLIENT_HELLO, c.firstHello())),
            SslReason.BAD_KEY_SHARE),
        again(
            "4.3.8",
            "no share",
            c -> c.extensions(SECOND_CLIENT_HELLO, e -> e.with(new KeyShareClient(List.of()))),
            SslReason.BAD_KEY_SHARE),
        again(
            "4.3.2",
            "a cookie that nobody gave",
            c -> c.extensions(SECOND_CLIENT_HELLO, e -> e.with(new Cookie(JUNK))),
            SslReason.COOKIE_MISMATCH),
        client(
            "4.3.2",
            "another cookie than was given",
            b -> b.options(SslOption.COOKIE_EXCHANGE),
            c -> c.expectRetry().extensions(SECOND_CLIENT_HELLO, e -> e.with(new Cookie(JUNK))),
            SslReason.COOKIE_MISMATCH),
        client(
            "4.3.2",
            "no cookie where one was given",
            b -> b.options(SslOption.COOKIE_EXCHANGE),
            c ->
                c.expectRetry()
                    .extensions(SECOND_CLIENT_HELLO, e -> e.without(ExtensionType.COOKIE)),
            SslReason.COOKIE_MISMATCH),
        again(
            "4",
            "a Finished in its place",
            c ->
                c.instead(
                    SECOND_CLIENT_HELLO, talk -> talk.sayEncoded(Rewritten.message(20, JUNK))),
            SslReason.UNEXPECTED_MESSAGE),
        again(
            "4",
            "a hello that is sent twice",
            c -> c.encoded(SECOND_CLIENT_HELLO, m -> m.plus(m)),
            SslReason.NOT_ON_RECORD_BOUNDARY));
  }

  @TestFactory
  Stream<DynamicTest> certificatesAndFinished() {
    return Stream.of(
        asked(
            "4.5.1.4",
            "no certificate where one is required",
            ScriptedClient::withoutCredential,
            SslReason.PEER_DID_NOT_RETURN_A_CERTIFICATE),
        asked("4.5.1", "no Certificate message", c -> c, SslReason.UNEXPECTED_MESSAGE),
        client(
            "4.5.1",
            "a certificate that nobody asked for",
            c -> c.credential(Identities.CLIENT),
            SslReason.UNEXPECTED_MESSAGE),
        asked(
            "4.5.1",
            "a context that was not asked for",
            c ->
                c.credential(Identities.CLIENT)
                    .change(
                        CERTIFICATE,
                        CertificateMessage.class,
                        m -> new CertificateMessage(JUNK, m.entries())),
            SslReason.LENGTH_MISMATCH),
        asked(
            "4.5.1",
            "an extension that was not asked for",
            c ->
                c.credential(Identities.CLIENT)
                    .extensions(CERTIFICATE, e -> e.with(new UnknownExtension(UNKNOWN, JUNK))),
            SslReason.UNSOLICITED_EXTENSION),
        asked(
            "4.5.1",
            "bytes that are no certificate",
            c ->
                c.credential(Identities.CLIENT)
                    .change(
                        CERTIFICATE,
                        CertificateMessage.class,
                        m ->
                            new CertificateMessage(
                                Bytes.EMPTY,
                                List.of(new CertificateEntry(JUNK, Extensions.EMPTY)))),
            SslReason.BAD_CERTIFICATE),
        asked(
            "4.5.2",
            "a certificate without a signature",
            c -> c.credential(Identities.CLIENT).skip(CERTIFICATE_VERIFY),
            SslReason.UNEXPECTED_MESSAGE),
        asked(
            "4.5.2",
            "a signature without a certificate",
            b -> b.verify(SslVerify.PEER),
            c ->
                c.withoutCredential()
                    .before(
                        FINISHED,
                        talk -> talk.slipIn(new CertificateVerify(SignatureScheme.ED25519, JUNK))),
            SslReason.UNEXPECTED_MESSAGE),
        asked(
            "4.5.2",
            "a signature that does not fit",
            c ->
                c.credential(Identities.CLIENT)
                    .encoded(CERTIFICATE_VERIFY, m -> Rewritten.flipped(m, -1)),
            SslReason.BAD_SIGNATURE),
        asked(
            "4.5.2",
            "a scheme that does not fit the key",
            c ->
                c.credential(Identities.CLIENT)
                    .change(
                        CERTIFICATE_VERIFY,
                        CertificateVerify.class,
                        v -> new CertificateVerify(SignatureScheme.ED25519, v.signature())),
            SslReason.WRONG_SIGNATURE_TYPE),
        client(
            "4.5.3",
            "a Finished that does not fit",
            c -> c.encoded(FINISHED, m -> Rewritten.flipped(m, -1)),
            SslReason.DIGEST_CHECK_FAILED),
        client(
            "4.5.3",
            "a Finished of the wrong length",
            c -> c.encoded(FINISHED, m -> Rewritten.shorter(m, 1)),
            SslReason.BAD_DIGEST_LENGTH),
        client(
            "2",
            "data before Finished",
            c -> c.before(FINISHED, talk -> talk.data(JUNK)),
            SslReason.APP_DATA_IN_HANDSHAKE),
        client(
            "2",
            "data under application keys before Finished",
            c ->
                c.before(
                    FINISHED,
                    talk -> talk.record(Epoch.APPLICATION, ContentType.APPLICATION_DATA, JUNK)),
            SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC),
        client(
            "5.2",
            "a Finished in the clear",
            c -> c.in(Epoch.PLAIN, FINISHED),
            SslReason.BAD_RECORD_TYPE),
        client(
            "4.5.3",
            "a Finished under application keys",
            c -> c.in(Epoch.APPLICATION, FINISHED),
            SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC),
        client(
            "5.1",
            "a message in the record of Finished",
            c -> c.forge(FINISHED, m -> m.plus(new KeyUpdate(false).encode())),
            SslReason.NOT_ON_RECORD_BOUNDARY),
        client(
            "4.6",
            "an EndOfEarlyData without early data",
            c -> c.before(FINISHED, talk -> talk.slipIn(new EndOfEarlyData())),
            SslReason.UNEXPECTED_MESSAGE),
        client(
            "4.7.3",
            "a KeyUpdate before Finished",
            c -> c.before(FINISHED, talk -> talk.slipIn(new KeyUpdate(false))),
            SslReason.UNEXPECTED_MESSAGE));
  }

  @TestFactory
  Stream<DynamicTest> oddities() {
    return Stream.of(
        oddClient(
            "4.2.2",
            "extensions, suites, groups, schemes and versions that nobody knows",
            ClientMisbehaviourTest::greased),
        oddClient("4.2.2", "a hello in pieces", c -> c.split(CLIENT_HELLO, 1, 2, 3, 50)),
        oddClient(
            "4.2.2", "no session id", c -> hello(c, h -> Rewritten.sessionId(h, Bytes.EMPTY))),
        oddClient(
            "4.3.8",
            "no share, for the server to choose",
            c -> with(c.expectRetry(), new KeyShareClient(List.of()))),
        oddClient(
            "4.3.11",
            "a PSK that nobody knows",
            c -> with(c, new PreSharedKeyClient(List.of(new OfferedPsk(JUNK, 0)), List.of(JUNK)))),
        oddClient("E.4", "no dummy", c -> c.skip(DUMMY)),
        oddClient(
            "RFC 7685",
            "padding",
            c -> with(c, new UnknownExtension(ExtensionType.PADDING, Bytes.of(new byte[300])))),
        oddClient(
            "4.2.2",
            "padding that changes in the second hello",
            b -> b.groups("P-256"),
            c ->
                c.expectRetry()
                    .extensions(
                        SECOND_CLIENT_HELLO,
                        e ->
                            e.with(
                                new UnknownExtension(
                                    ExtensionType.PADDING, Bytes.of(new byte[30]))))),
        oddClient(
            "4.5.1.4",
            "no certificate where it is optional",
            b -> b.trust(Identities.AUTHORITY.trust()).verify(SslVerify.PEER),
            ScriptedClient::withoutCredential));
  }

  @Test
  void aClientCertificateOfAStrangerIsNotTrusted() {
    Credential stranger = Identities.STRANGER.client(KeyType.P256, "stranger").credential();
    Verdicts.failedFor(
        new ScriptedClient().credential(stranger).against(Identities.askingServer()),
        SslReason.CERTIFICATE_VERIFY_FAILED,
        AlertDescription.UNKNOWN_CA);
  }

  private static DynamicTest again(
      String section, String deed, UnaryOperator<ScriptedClient> bend, SslReason reason) {
    return client(section, deed, b -> b.groups("P-256"), c -> bend.apply(c.expectRetry()), reason);
  }

  private static DynamicTest asked(
      String section, String deed, UnaryOperator<ScriptedClient> bend, SslReason reason) {
    return asked(section, deed, UnaryOperator.identity(), bend, reason);
  }

  private static DynamicTest asked(
      String section,
      String deed,
      UnaryOperator<SslContext.Builder> victim,
      UnaryOperator<ScriptedClient> bend,
      SslReason reason) {
    return client(
        section,
        deed,
        b -> victim.apply(b.trust(Identities.AUTHORITY.trust()).verify(SslVerify.REQUIRED)),
        bend,
        reason);
  }

  private static ScriptedClient hello(ScriptedClient client, UnaryOperator<ClientHello> change) {
    return client.change(CLIENT_HELLO, ClientHello.class, change);
  }

  private static ScriptedClient second(ScriptedClient client, UnaryOperator<ClientHello> change) {
    return client.change(SECOND_CLIENT_HELLO, ClientHello.class, change);
  }

  private static ScriptedClient with(ScriptedClient client, Extension extension) {
    return client.extensions(CLIENT_HELLO, e -> e.with(extension));
  }

  private static ScriptedClient without(ScriptedClient client, ExtensionType type) {
    return client.extensions(CLIENT_HELLO, e -> e.without(type));
  }

  private interface ShareChange {
    void apply(List<KeyShareEntry> shares);
  }

  private static ScriptedClient shares(ScriptedClient client, ShareChange change) {
    return client.extensions(
        CLIENT_HELLO,
        e -> {
          List<KeyShareEntry> shares =
              new ArrayList<>(e.find(KeyShareClient.class).orElseThrow().shares());
          change.apply(shares);
          return e.with(new KeyShareClient(shares));
        });
  }

  private static ClientHello decoded(Bytes message) {
    try {
      return ClientHello.decode(ByteReader.of(message.slice(4, message.length() - 4)));
    } catch (TlsException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One identity and one binder of 32 bytes. */
  private static Bytes psk() {
    return Bytes.ofHex("000700016100000000" + "002120" + "00".repeat(32));
  }

  private static ScriptedClient greased(ScriptedClient client) {
    return hello(
            client,
            h ->
                Rewritten.suites(
                    h, new CipherSuite(0x1A1A), h.cipherSuites().get(0), new CipherSuite(0x00FF)))
        .extensions(
            CLIENT_HELLO,
            e ->
                e.with(new UnknownExtension(new ExtensionType(0x2A2A), Bytes.EMPTY))
                    .with(new UnknownExtension(UNKNOWN, JUNK))
                    .with(
                        new SupportedVersionsClient(
                            List.of(new ProtocolVersion(0x3A3A), ProtocolVersion.TLS_1_3)))
                    .with(new SupportedGroups(List.of(new NamedGroup(0x4A4A), NamedGroup.X25519)))
                    .with(
                        new KeyShareClient(
                            List.of(
                                new KeyShareEntry(new NamedGroup(0x4A4A), Bytes.of((byte) 0)),
                                e.find(KeyShareClient.class).orElseThrow().shares().get(0))))
                    .with(
                        new SignatureAlgorithms(
                            List.of(
                                new SignatureScheme(0x5A5A),
                                SignatureScheme.ECDSA_SECP256R1_SHA256))));
  }
}
