// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static dev.jessel.testkit.peer.Misdeeds.client;
import static dev.jessel.testkit.peer.Misdeeds.server;

import dev.jessel.SslContext;
import dev.jessel.SslVerify;
import dev.jessel.compress.CertificateCodec;
import dev.jessel.compress.RealLibrary;
import dev.jessel.error.SslReason;
import dev.jessel.handshake.CompressionTerms;
import dev.jessel.record.RecordLimits;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CertificateCompression;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.extension.UnknownExtension;
import dev.jessel.wire.message.CertificateMessage;
import dev.jessel.wire.message.CompressedCertificate;
import dev.jessel.wire.message.HandshakeMessage;
import dev.jessel.x509.Credential;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What may be wrong with a certificate that comes compressed (RFC 8879). */
class CompressedCertificateMisbehaviourTest {
  private static final CertificateCompression ZLIB = CertificateCompression.ZLIB;
  private static final Bytes BODY = body(Identities.SERVER);

  @TestFactory
  Stream<DynamicTest> servers() {
    return Stream.of(
        server(
            "RFC 8879 4",
            "one to a client that takes none",
            s -> says(s, compressed(ZLIB, BODY.length(), zlib(BODY))),
            SslReason.UNEXPECTED_MESSAGE),
        misdeed(
            "an algorithm that was not offered",
            compressed(CertificateCompression.BROTLI, BODY.length(), zlib(BODY)),
            SslReason.BAD_COMPRESSION_ALGORITHM),
        misdeed(
            "an algorithm that nobody knows",
            compressed(new CertificateCompression(0x4000), BODY.length(), BODY),
            SslReason.BAD_COMPRESSION_ALGORITHM),
        misdeed(
            "more than was announced",
            compressed(ZLIB, BODY.length() - 1, zlib(BODY)),
            SslReason.BAD_DECOMPRESSION),
        misdeed(
            "less than was announced",
            compressed(ZLIB, BODY.length() + 1, zlib(BODY)),
            SslReason.BAD_DECOMPRESSION),
        misdeed("nothing", compressed(ZLIB, 0, zlib(Bytes.EMPTY)), SslReason.LENGTH_MISMATCH),
        misdeed(
            "a bomb",
            compressed(ZLIB, 1000, zlib(Bytes.of(new byte[10_000_000]))),
            SslReason.BAD_DECOMPRESSION),
        misdeed(
            "a bomb that says what it is",
            compressed(ZLIB, 0xffffff, zlib(Bytes.of(new byte[10_000_000]))),
            SslReason.EXCESSIVE_MESSAGE_SIZE),
        misdeed(
            "one byte more than a message may have",
            compressed(ZLIB, RecordLimits.MAX_CERTIFICATE_MESSAGE + 1, zlib(BODY)),
            SslReason.EXCESSIVE_MESSAGE_SIZE),
        misdeed("garbage", compressed(ZLIB, BODY.length(), BODY), SslReason.BAD_DECOMPRESSION),
        misdeed(
            "bytes behind the end",
            compressed(ZLIB, BODY.length(), zlib(BODY).plus(Bytes.of((byte) 0))),
            SslReason.BAD_DECOMPRESSION),
        misdeed(
            "a message that is none",
            compressed(ZLIB, BODY.length() - 1, zlib(BODY.slice(0, BODY.length() - 1))),
            SslReason.LENGTH_MISMATCH),
        misdeed(
            "a list without certificates",
            compressed(ZLIB, 4, zlib(Bytes.of(new byte[4]))),
            SslReason.LENGTH_MISMATCH),
        server(
            "RFC 8879 4",
            "nothing compressed",
            CompressedCertificateMisbehaviourTest::compressing,
            s -> says(s, compressed(ZLIB, BODY.length(), Bytes.EMPTY)),
            SslReason.LENGTH_MISMATCH),
        server(
            "RFC 8879 3",
            "the extension in an answer",
            CompressedCertificateMisbehaviourTest::compressing,
            s ->
                s.extensions(
                    Move.ENCRYPTED_EXTENSIONS,
                    e ->
                        e.with(
                            new UnknownExtension(
                                ExtensionType.COMPRESS_CERTIFICATE, Bytes.ofHex("020001")))),
            SslReason.BAD_EXTENSION));
  }

  @TestFactory
  Stream<DynamicTest> serversAgainstLibraries() {
    Bytes zeros = Bytes.of(new byte[10_000_000]);
    int length = BODY.length();
    return Stream.of(RealLibrary.values())
        .flatMap(
            library ->
                Stream.of(
                    misdeed(library, "more", length - 1, () -> library.compressed(BODY)),
                    misdeed(library, "less", length + 1, () -> library.compressed(BODY)),
                    misdeed(library, "a bomb", 1000, () -> library.compressed(zeros)),
                    misdeed(library, "garbage", length, () -> BODY)));
  }

  @TestFactory
  Stream<DynamicTest> clients() {
    return Stream.of(
        client(
            "RFC 8879 3",
            "no algorithm in the extension",
            CompressedCertificateMisbehaviourTest::compressing,
            c -> offering(c, "00"),
            SslReason.PARSE_TLSEXT),
        client(
            "RFC 8879 3",
            "half an algorithm",
            CompressedCertificateMisbehaviourTest::compressing,
            c -> offering(c, "03000100"),
            SslReason.PARSE_TLSEXT),
        client(
            "RFC 8879 4",
            "a bomb",
            CompressedCertificateMisbehaviourTest::asking,
            c ->
                c.credential(Identities.CLIENT)
                    .instead(
                        Move.CERTIFICATE,
                        talk ->
                            talk.say(compressed(ZLIB, 9, zlib(Bytes.of(new byte[10_000_000]))))),
            SslReason.BAD_DECOMPRESSION),
        client(
            "RFC 8879 4",
            "one to a server that takes none",
            CompressedCertificateMisbehaviourTest::askingPlainly,
            c ->
                c.credential(Identities.CLIENT)
                    .instead(Move.CERTIFICATE, talk -> talk.say(ofClient())),
            SslReason.UNEXPECTED_MESSAGE));
  }

  @Test
  void whatIsRightIsTaken() {
    Verdicts.connected(
        says(ScriptedServer.with(Identities.SERVER), compressed(ZLIB, BODY.length(), zlib(BODY)))
            .against(compressing(Identities.client())));
    Verdicts.connected(
        new ScriptedClient()
            .credential(Identities.CLIENT)
            .instead(Move.CERTIFICATE, talk -> talk.say(ofClient()))
            .against(asking(Identities.server())));
  }

  @Test
  void unknownAlgorithmsAreNoneOfAServersBusiness() {
    Verdicts.connected(
        offering(new ScriptedClient(), "042a2a4a4a").against(compressing(Identities.server())));
  }

  private static DynamicTest misdeed(String deed, HandshakeMessage said, SslReason reason) {
    return server(
        "RFC 8879 4",
        deed,
        CompressedCertificateMisbehaviourTest::compressing,
        s -> says(s, said),
        reason);
  }

  private static DynamicTest misdeed(
      RealLibrary library, String deed, int length, Supplier<Bytes> content) {
    return server(
        "RFC 8879 4",
        deed + " for " + library,
        b -> b.certificateCompression(List.of(library.codec())),
        s -> says(s, compressed(library.algorithm(), length, content.get())),
        SslReason.BAD_DECOMPRESSION);
  }

  private static ScriptedServer says(ScriptedServer server, HandshakeMessage said) {
    return server.instead(Move.CERTIFICATE, talk -> talk.say(said));
  }

  private static ScriptedClient offering(ScriptedClient client, String body) {
    return client.extensions(
        Move.CLIENT_HELLO,
        e -> e.with(new UnknownExtension(ExtensionType.COMPRESS_CERTIFICATE, Bytes.ofHex(body))));
  }

  private static CompressedCertificate ofClient() {
    Bytes body = body(Identities.CLIENT);
    return compressed(ZLIB, body.length(), zlib(body));
  }

  private static CompressedCertificate compressed(
      CertificateCompression algorithm, int length, Bytes content) {
    return new CompressedCertificate(algorithm, length, content);
  }

  private static Bytes zlib(Bytes message) {
    return Bytes.of(CertificateCodec.zlib().compress(message.toArray()));
  }

  private static Bytes body(Credential credential) {
    CertificateMessage message = Proofs.certificate(credential);
    return CompressionTerms.body(message);
  }

  private static SslContext.Builder compressing(SslContext.Builder settings) {
    return settings.certificateCompression(List.of(CertificateCodec.zlib()));
  }

  private static SslContext.Builder askingPlainly(SslContext.Builder server) {
    return server.trust(Identities.AUTHORITY.trust()).verify(SslVerify.REQUIRED);
  }

  private static SslContext.Builder asking(SslContext.Builder server) {
    return compressing(askingPlainly(server));
  }
}
