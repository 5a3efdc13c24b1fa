// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static dev.jessel.testkit.peer.Misdeeds.oddServer;
import static dev.jessel.testkit.peer.Misdeeds.server;
import static dev.jessel.testkit.peer.Move.APPLICATION_KEYS;
import static dev.jessel.testkit.peer.Move.CERTIFICATE;
import static dev.jessel.testkit.peer.Move.CERTIFICATE_REQUEST;
import static dev.jessel.testkit.peer.Move.CERTIFICATE_VERIFY;
import static dev.jessel.testkit.peer.Move.ENCRYPTED_EXTENSIONS;
import static dev.jessel.testkit.peer.Move.FINISHED;
import static dev.jessel.testkit.peer.Move.SERVER_HELLO;

import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.keys.CertificateVerifyContent;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.extension.Cookie;
import dev.jessel.wire.extension.Extension;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.MaxFragmentLength;
import dev.jessel.wire.extension.RecordSizeLimit;
import dev.jessel.wire.extension.SelectedProtocol;
import dev.jessel.wire.extension.ServerNameAck;
import dev.jessel.wire.extension.SupportedGroups;
import dev.jessel.wire.extension.UnknownExtension;
import dev.jessel.wire.message.CertificateEntry;
import dev.jessel.wire.message.CertificateMessage;
import dev.jessel.wire.message.CertificateRequest;
import dev.jessel.wire.message.CertificateVerify;
import dev.jessel.wire.message.EncryptedExtensions;
import dev.jessel.wire.message.EndOfEarlyData;
import dev.jessel.wire.message.Finished;
import dev.jessel.wire.message.KeyUpdate;
import dev.jessel.x509.Credential;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a server may do wrong from EncryptedExtensions to Finished (RFC 9846 4.4, 4.5). */
class ServerFlightMisbehaviourTest {
  private static final Bytes JUNK = Bytes.of(new byte[32]);
  private static final Bytes H2 = Bytes.of((byte) 'h', (byte) '2');
  private static final ExtensionType UNKNOWN = new ExtensionType(0xFFCE);

  @TestFactory
  Stream<DynamicTest> encryptedExtensions() {
    return Stream.of(
        server(
            "4.3",
            "an answer to nothing",
            s -> answers(s, new SelectedProtocol(H2)),
            SslReason.UNSOLICITED_EXTENSION),
        server(
            "4.3",
            "an extension that nobody knows",
            s -> answers(s, new UnknownExtension(UNKNOWN, JUNK)),
            SslReason.UNSOLICITED_EXTENSION),
        server(
            "4.4.1",
            "an extension that belongs into ServerHello",
            s -> answers(s, new UnknownExtension(ExtensionType.KEY_SHARE, JUNK)),
            SslReason.BAD_EXTENSION),
        server(
            "4.3.1",
            "supported_versions",
            s -> answers(s, new UnknownExtension(ExtensionType.SUPPORTED_VERSIONS, JUNK)),
            SslReason.BAD_EXTENSION),
        server(
            "4.3.2",
            "a cookie",
            s -> answers(s, new Cookie(JUNK)),
            SslReason.UNSOLICITED_EXTENSION),
        server(
            "4.3.9",
            "psk_key_exchange_modes",
            s ->
                answers(
                    s,
                    new UnknownExtension(
                        ExtensionType.PSK_KEY_EXCHANGE_MODES, Bytes.ofHex("0101"))),
            SslReason.BAD_EXTENSION),
        server(
            "RFC 7301 3.1",
            "a protocol that was not offered",
            b -> b.alpn("http/1.1"),
            s -> answers(s, new SelectedProtocol(H2)),
            SslReason.BAD_EXTENSION),
        server(
            "RFC 7301 3.1",
            "two protocols",
            b -> b.alpn("h2", "h3"),
            s ->
                answers(
                    s,
                    new UnknownExtension(
                        ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION,
                        Bytes.ofHex("0006026832026833"))),
            SslReason.PARSE_TLSEXT),
        server(
            "RFC 6066 4",
            "another fragment length than asked for",
            b -> b.maxFragmentLength(512),
            s -> answers(s, new MaxFragmentLength(2)),
            SslReason.SSL3_EXT_INVALID_MAX_FRAGMENT_LENGTH),
        server(
            "RFC 8449 5",
            "two limits on records at once",
            b -> b.maxFragmentLength(512).recordSizeLimit(600),
            s -> answers(s, new MaxFragmentLength(1), new RecordSizeLimit(600)),
            SslReason.BAD_EXTENSION),
        server(
            "RFC 8449 4",
            "a limit that is too small",
            b -> b.recordSizeLimit(600),
            s ->
                answers(
                    s, new UnknownExtension(ExtensionType.RECORD_SIZE_LIMIT, Bytes.ofHex("003f"))),
            SslReason.BAD_EXTENSION),
        server(
            "6",
            "bytes behind the end",
            s -> s.encoded(ENCRYPTED_EXTENSIONS, m -> Rewritten.longer(m, JUNK)),
            SslReason.LENGTH_MISMATCH),
        server(
            "4.3",
            "an extension twice",
            s ->
                s.encoded(
                    ENCRYPTED_EXTENSIONS,
                    m -> Rewritten.message(8, Bytes.ofHex("0008" + "00000000" + "00000000"))),
            SslReason.BAD_EXTENSION),
        server("4", "none", s -> s.skip(ENCRYPTED_EXTENSIONS), SslReason.UNEXPECTED_MESSAGE),
        server("4", "two", s -> s.repeat(ENCRYPTED_EXTENSIONS), SslReason.UNEXPECTED_MESSAGE));
  }

  @TestFactory
  Stream<DynamicTest> certificateRequests() {
    return Stream.of(
        server(
            "4.4.2",
            "one with a context",
            s ->
                s.askClient()
                    .change(
                        CERTIFICATE_REQUEST,
                        CertificateRequest.class,
                        r -> new CertificateRequest(JUNK, r.extensions())),
            SslReason.LENGTH_MISMATCH),
        server(
            "4.4.2",
            "one without signature_algorithms",
            s ->
                s.askClient()
                    .extensions(
                        CERTIFICATE_REQUEST, e -> e.without(ExtensionType.SIGNATURE_ALGORITHMS)),
            SslReason.MISSING_SIGALGS_EXTENSION),
        server(
            "4.3",
            "one with an extension that may not stand there",
            s ->
                s.askClient()
                    .extensions(
                        CERTIFICATE_REQUEST,
                        e -> e.with(new UnknownExtension(ExtensionType.KEY_SHARE, JUNK))),
            SslReason.BAD_EXTENSION),
        server(
            "4",
            "two",
            s -> s.askClient().repeat(CERTIFICATE_REQUEST),
            SslReason.UNEXPECTED_MESSAGE),
        server(
            "4.4.2",
            "one behind the certificate",
            s -> s.askClient().swap(CERTIFICATE_REQUEST, CERTIFICATE),
            SslReason.UNEXPECTED_MESSAGE),
        oddServer(
            "4.4.2",
            "one with an extension that nobody knows",
            s ->
                s.askClient()
                    .extensions(
                        CERTIFICATE_REQUEST, e -> e.with(new UnknownExtension(UNKNOWN, JUNK)))));
  }

  @TestFactory
  Stream<DynamicTest> certificates() {
    return Stream.of(
        server(
            "4.5.1.4",
            "no certificate at all",
            s -> certificate(s, List.of()),
            SslReason.LENGTH_MISMATCH),
        server(
            "4.5.1",
            "a context",
            s ->
                s.change(
                    CERTIFICATE,
                    CertificateMessage.class,
                    c -> new CertificateMessage(JUNK, c.entries())),
            SslReason.LENGTH_MISMATCH),
        server(
            "4.5.1",
            "an extension that was not asked for",
            s -> s.extensions(CERTIFICATE, e -> e.with(new UnknownExtension(UNKNOWN, JUNK))),
            SslReason.UNSOLICITED_EXTENSION),
        server(
            "4.3",
            "an extension that may not stand there",
            s ->
                s.extensions(
                    CERTIFICATE, e -> e.with(new UnknownExtension(ExtensionType.KEY_SHARE, JUNK))),
            SslReason.BAD_EXTENSION),
        server(
            "4.5.1",
            "bytes that are no certificate",
            s -> certificate(s, List.of(new CertificateEntry(JUNK, Extensions.EMPTY))),
            SslReason.BAD_CERTIFICATE),
        server("4", "none", s -> s.skip(CERTIFICATE), SslReason.UNEXPECTED_MESSAGE),
        server("4", "two", s -> s.repeat(CERTIFICATE), SslReason.UNEXPECTED_MESSAGE),
        server(
            "4.5",
            "no certificate and no signature",
            s -> s.skip(CERTIFICATE).skip(CERTIFICATE_VERIFY),
            SslReason.UNEXPECTED_MESSAGE));
  }

  @TestFactory
  Stream<DynamicTest> signatures() {
    return Stream.of(
        server(
            "4.5.2",
            "a signature that does not fit",
            s -> s.encoded(CERTIFICATE_VERIFY, m -> Rewritten.flipped(m, -1)),
            SslReason.BAD_SIGNATURE),
        server(
            "4.5.2",
            "an empty signature",
            s -> verify(s, v -> new CertificateVerify(v.scheme(), Bytes.EMPTY)),
            SslReason.BAD_SIGNATURE),
        server(
            "4.5.2",
            "a scheme that does not fit the key",
            s -> verify(s, v -> new CertificateVerify(SignatureScheme.ED25519, v.signature())),
            SslReason.WRONG_SIGNATURE_TYPE),
        server(
            "4.5.2",
            "a scheme on another curve",
            s ->
                verify(
                    s,
                    v ->
                        new CertificateVerify(
                            SignatureScheme.ECDSA_SECP384R1_SHA384, v.signature())),
            SslReason.WRONG_SIGNATURE_TYPE),
        server(
            "4.5.2",
            "a scheme that was not offered",
            b -> b.signatureSchemes("rsa_pss_rsae_sha256"),
            s -> s,
            SslReason.WRONG_SIGNATURE_TYPE),
        server(
            "4.5.2",
            "a scheme that nobody knows",
            s -> verify(s, v -> new CertificateVerify(new SignatureScheme(0xFFFF), v.signature())),
            SslReason.WRONG_SIGNATURE_TYPE),
        server(
            "4.5.2",
            "SHA-1",
            s -> verify(s, v -> new CertificateVerify(new SignatureScheme(0x0203), v.signature())),
            SslReason.WRONG_SIGNATURE_TYPE),
        server(
            "4.5.2",
            "what a client would sign",
            s ->
                s.instead(
                    CERTIFICATE_VERIFY,
                    talk ->
                        talk.say(
                            Proofs.verify(
                                talk.crypto(),
                                Identities.SERVER,
                                CertificateVerifyContent.client(talk.transcript().hash())))),
            SslReason.BAD_SIGNATURE),
        server(
            "4.5.2",
            "another key's signature",
            s ->
                s.instead(
                    CERTIFICATE_VERIFY,
                    talk ->
                        talk.say(
                            Proofs.verify(
                                talk.crypto(),
                                Identities.CLIENT,
                                CertificateVerifyContent.server(talk.transcript().hash())))),
            SslReason.BAD_SIGNATURE),
        server(
            "6",
            "bytes behind the signature",
            s -> s.encoded(CERTIFICATE_VERIFY, m -> Rewritten.longer(m, JUNK)),
            SslReason.LENGTH_MISMATCH),
        server("4.5.2", "none", s -> s.skip(CERTIFICATE_VERIFY), SslReason.UNEXPECTED_MESSAGE),
        server("4", "two", s -> s.repeat(CERTIFICATE_VERIFY), SslReason.UNEXPECTED_MESSAGE),
        server(
            "4",
            "one before the certificate",
            s -> s.swap(CERTIFICATE, CERTIFICATE_VERIFY),
            SslReason.UNEXPECTED_MESSAGE));
  }

  @TestFactory
  Stream<DynamicTest> finished() {
    return Stream.of(
        server(
            "4.5.3",
            "one that does not fit",
            s -> s.encoded(FINISHED, m -> Rewritten.flipped(m, -1)),
            SslReason.DIGEST_CHECK_FAILED),
        server(
            "4.5.3",
            "one of the wrong length",
            s -> s.encoded(FINISHED, m -> Rewritten.shorter(m, 1)),
            SslReason.BAD_DIGEST_LENGTH),
        server(
            "4.5.3",
            "one that is empty",
            s -> s.change(FINISHED, Finished.class, f -> new Finished(Bytes.EMPTY)),
            SslReason.BAD_DIGEST_LENGTH),
        server(
            "4.5.3",
            "one over another transcript",
            s -> s.after(ENCRYPTED_EXTENSIONS, talk -> talk.transcript().add(JUNK)),
            SslReason.BAD_SIGNATURE),
        server(
            "4",
            "application data in its place",
            s -> s.instead(FINISHED, talk -> talk.data(JUNK)),
            SslReason.APP_DATA_IN_HANDSHAKE),
        server(
            "5.1",
            "one that shares its record with a message behind it",
            s -> s.forge(FINISHED, m -> m.plus(new KeyUpdate(false).encode())),
            SslReason.NOT_ON_RECORD_BOUNDARY),
        server(
            "5.1",
            "a ServerHello that shares its record with EncryptedExtensions",
            s -> s.join(SERVER_HELLO).in(Epoch.PLAIN, ENCRYPTED_EXTENSIONS).skip(Move.DUMMY),
            SslReason.NOT_ON_RECORD_BOUNDARY));
  }

  @TestFactory
  Stream<DynamicTest> order() {
    return Stream.of(
        server(
            "4.7.3",
            "a KeyUpdate before Finished",
            s -> s.before(FINISHED, talk -> talk.slipIn(new KeyUpdate(false))),
            SslReason.UNEXPECTED_MESSAGE),
        server(
            "4.6",
            "an EndOfEarlyData",
            s -> s.before(FINISHED, talk -> talk.slipIn(new EndOfEarlyData())),
            SslReason.UNEXPECTED_MESSAGE),
        server(
            "4.5.1",
            "a Finished in the place of the certificate",
            s -> s.swap(CERTIFICATE, FINISHED),
            SslReason.UNEXPECTED_MESSAGE),
        server("4", "a second ServerHello", s -> s.repeat(SERVER_HELLO), SslReason.BAD_RECORD_TYPE),
        server(
            "4",
            "a second ServerHello under handshake keys",
            s ->
                s.before(
                    ENCRYPTED_EXTENSIONS,
                    talk -> talk.sayEncoded(Rewritten.message(2, JUNK.plus(JUNK)))),
            SslReason.LENGTH_MISMATCH),
        server(
            "5.2",
            "EncryptedExtensions in the clear",
            s -> s.in(Epoch.PLAIN, ENCRYPTED_EXTENSIONS),
            SslReason.BAD_RECORD_TYPE),
        server(
            "5.2",
            "a Finished in the clear",
            s -> s.in(Epoch.PLAIN, FINISHED),
            SslReason.BAD_RECORD_TYPE),
        server(
            "7.2",
            "application data under the keys of the handshake",
            s -> s.before(APPLICATION_KEYS, talk -> talk.data(JUNK)),
            SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC),
        oddServer(
            "4.4.1",
            "answers that are allowed",
            s ->
                answers(
                    s, new ServerNameAck(), new SupportedGroups(List.of(NamedGroup.SECP521R1)))),
        oddServer(
            "5.1",
            "a whole flight in one record",
            s -> s.join(ENCRYPTED_EXTENSIONS).join(CERTIFICATE).join(CERTIFICATE_VERIFY)),
        oddServer(
            "5.1",
            "a flight in small pieces",
            s -> s.split(CERTIFICATE, 1, 1, 1, 1, 7, 100).split(FINISHED, 3)),
        oddServer("5.4", "a padded flight", s -> s.pad(CERTIFICATE, 1000).pad(FINISHED, 1)));
  }

  @Test
  void aCertificateOfAStrangerIsNotTrusted() {
    Credential stranger = Identities.STRANGER.localhost(KeyType.P256).credential();
    Verdicts.failedFor(
        ScriptedServer.with(stranger).against(Identities.client()),
        SslReason.CERTIFICATE_VERIFY_FAILED,
        AlertDescription.UNKNOWN_CA);
  }

  @Test
  void aCertificateForAnotherNameIsRefused() {
    Credential other = Identities.AUTHORITY.server(KeyType.P256, "example.org").credential();
    Verdicts.failedFor(
        ScriptedServer.with(other).against(Identities.client()),
        SslReason.CERTIFICATE_VERIFY_FAILED,
        AlertDescription.BAD_CERTIFICATE);
  }

  @Test
  void anExpiredCertificateIsRefused() {
    Credential expired = Identities.AUTHORITY.expired(KeyType.P256, "localhost").credential();
    Verdicts.failedFor(
        ScriptedServer.with(expired).against(Identities.client()),
        SslReason.CERTIFICATE_VERIFY_FAILED,
        AlertDescription.CERTIFICATE_EXPIRED);
  }

  private static ScriptedServer answers(ScriptedServer server, Extension... extensions) {
    return server.change(
        ENCRYPTED_EXTENSIONS,
        EncryptedExtensions.class,
        honest -> new EncryptedExtensions(Extensions.of(extensions)));
  }

  private static ScriptedServer certificate(ScriptedServer server, List<CertificateEntry> entries) {
    return server.change(
        CERTIFICATE,
        CertificateMessage.class,
        honest -> new CertificateMessage(Bytes.EMPTY, entries));
  }

  private static ScriptedServer verify(
      ScriptedServer server, UnaryOperator<CertificateVerify> change) {
    return server.change(CERTIFICATE_VERIFY, CertificateVerify.class, change);
  }
}
