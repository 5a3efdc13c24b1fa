// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static dev.jessel.testkit.peer.Misdeeds12.DHE_PSK;
import static dev.jessel.testkit.peer.Misdeeds12.DHE_RSA;
import static dev.jessel.testkit.peer.Misdeeds12.ECDHE_ECDSA;
import static dev.jessel.testkit.peer.Misdeeds12.ECDHE_PSK;
import static dev.jessel.testkit.peer.Misdeeds12.ECDHE_RSA;
import static dev.jessel.testkit.peer.Misdeeds12.PSK;
import static dev.jessel.testkit.peer.Misdeeds12.RSA;
import static dev.jessel.testkit.peer.Misdeeds12.clientOf;
import static dev.jessel.testkit.peer.Misdeeds12.oddServer;
import static dev.jessel.testkit.peer.Misdeeds12.server;
import static dev.jessel.testkit.peer.Move.AWAIT_FINISHED;
import static dev.jessel.testkit.peer.Move.CERTIFICATE;
import static dev.jessel.testkit.peer.Move.CERTIFICATE_REQUEST;
import static dev.jessel.testkit.peer.Move.CHANGE_CIPHER_SPEC;
import static dev.jessel.testkit.peer.Move.FINISHED;
import static dev.jessel.testkit.peer.Move.NEW_SESSION_TICKET;
import static dev.jessel.testkit.peer.Move.SERVER_HELLO;
import static dev.jessel.testkit.peer.Move.SERVER_HELLO_DONE;
import static dev.jessel.testkit.peer.Move.SERVER_KEY_EXCHANGE;

import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.extension.SessionTicket;
import dev.jessel.wire.message.CertificateMessage12;
import dev.jessel.wire.message.CertificateRequest12;
import dev.jessel.wire.message.DhPublic;
import dev.jessel.wire.message.EcdhPublic;
import dev.jessel.wire.message.Finished;
import dev.jessel.wire.message.HelloRequest;
import dev.jessel.wire.message.NewSessionTicket12;
import dev.jessel.wire.message.ServerHelloDone;
import dev.jessel.wire.message.ServerKeyParameters;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a server of TLS 1.2 may do wrong behind its ServerHello (RFC 5246 7.4.2 to 7.4.9). */
class ServerFlight12MisbehaviourTest {
  private static final int P256_LENGTH = 32;

  @TestFactory
  Stream<DynamicTest> pointsOfServerKeyExchange() {
    return Stream.of(
        ecdh(
            "RFC 8422 5.4",
            "a group that was not offered",
            p -> other(p, NamedGroup.SECP521R1),
            SslReason.WRONG_CURVE),
        ecdh(
            "RFC 8422 5.4",
            "a group that nobody knows",
            p -> other(p, new NamedGroup(0xFE00)),
            SslReason.WRONG_CURVE),
        ecdh(
            "RFC 7919 2",
            "a group of finite fields",
            p -> other(p, NamedGroup.FFDHE2048),
            SslReason.WRONG_CURVE),
        ecdh(
            "RFC 7748 6.1",
            "the point zero",
            p -> point(p, new byte[P256_LENGTH]),
            SslReason.BAD_ECPOINT),
        ecdh(
            "RFC 7748 6.1",
            "the point one, of small order",
            p -> point(p, one()),
            SslReason.BAD_ECPOINT),
        ecdh(
            "RFC 8422 5.11",
            "a point of 31 bytes",
            p -> point(p, new byte[31]),
            SslReason.BAD_ECPOINT),
        ecdh(
            "RFC 8422 5.11",
            "a point of 33 bytes",
            p -> point(p, new byte[33]),
            SslReason.BAD_ECPOINT),
        p256("a point off the curve", p -> flipped(p)),
        p256("the point at infinity", p -> point(p, new byte[1])),
        p256("a compressed point", ServerFlight12MisbehaviourTest::compressed),
        p256("a hybrid point", p -> start(p, 6)),
        p256("a point of another form", p -> start(p, 7)),
        p256("zeros for coordinates", p -> start(point(p, new byte[65]), 4)),
        p256("coordinates above the prime", ServerFlight12MisbehaviourTest::ones),
        p256(
            "a point cut by a byte",
            p -> point(p, p.ecdh().orElseThrow().point().slice(0, 64).toArray())),
        server(
            "RFC 8422 5.11",
            "a point off the curve beside a pre-shared key",
            ECDHE_PSK,
            s -> s.group(NamedGroup.SECP256R1).share(ServerFlight12MisbehaviourTest::flipped),
            SslReason.BAD_ECPOINT));
  }

  @TestFactory
  Stream<DynamicTest> formOfServerKeyExchange() {
    return Stream.of(
        body(
            "RFC 8422 5.4",
            "a curve that is spelled out",
            b -> set(b, 0, 1),
            SslReason.WRONG_CURVE),
        body("RFC 8422 5.4", "a curve type of 2", b -> set(b, 0, 2), SslReason.WRONG_CURVE),
        body(
            "RFC 8422 5.4",
            "a point of no bytes",
            b -> Bytes.of((byte) 3, (byte) 0, (byte) 29, (byte) 0),
            SslReason.LENGTH_MISMATCH),
        body(
            "RFC 5246 7.4.3",
            "bytes behind the signature",
            b -> b.plus(Bytes.of((byte) 0)),
            SslReason.LENGTH_MISMATCH),
        body(
            "RFC 5246 7.4.3",
            "a cut signature",
            b -> b.slice(0, b.length() - 1),
            SslReason.LENGTH_MISMATCH),
        body("RFC 5246 7.4.3", "no signature", b -> b.slice(0, 36), SslReason.LENGTH_MISMATCH),
        body("RFC 5246 7.4.3", "nothing", b -> Bytes.EMPTY, SslReason.LENGTH_MISMATCH));
  }

  @TestFactory
  Stream<DynamicTest> numbersOfServerKeyExchange() {
    return Stream.of(DHE_RSA, DHE_PSK)
        .flatMap(
            suite ->
                Stream.of(
                    dh(suite, "y = 0", p -> value(p, BigInteger.ZERO), SslReason.BAD_DH_VALUE),
                    dh(suite, "y = 1", p -> value(p, BigInteger.ONE), SslReason.BAD_DH_VALUE),
                    dh(
                        suite,
                        "y = p - 1",
                        p -> value(p, prime(p).subtract(BigInteger.ONE)),
                        SslReason.BAD_DH_VALUE),
                    dh(suite, "y = p", p -> value(p, prime(p)), SslReason.BAD_DH_VALUE),
                    dh(
                        suite,
                        "y = p + 2",
                        p -> value(p, prime(p).add(BigInteger.TWO)),
                        SslReason.BAD_DH_VALUE),
                    dh(suite, "g = 0", p -> generator(p, BigInteger.ZERO), SslReason.BAD_DH_VALUE),
                    dh(suite, "g = 1", p -> generator(p, BigInteger.ONE), SslReason.BAD_DH_VALUE),
                    dh(
                        suite,
                        "g = p - 1",
                        p -> generator(p, prime(p).subtract(BigInteger.ONE)),
                        SslReason.BAD_DH_VALUE),
                    dh(
                        suite,
                        "an even p",
                        p -> prime(p, prime(p).subtract(BigInteger.ONE)),
                        SslReason.BAD_DH_VALUE),
                    dh(
                        suite,
                        "p of 1024 bits",
                        p -> prime(p, bits(1024)),
                        SslReason.DH_KEY_TOO_SMALL),
                    dh(
                        suite,
                        "p of 512 bits",
                        p -> prime(p, bits(512)),
                        SslReason.DH_KEY_TOO_SMALL),
                    dh(suite, "p = 0", p -> prime(p, BigInteger.ZERO), SslReason.DH_KEY_TOO_SMALL),
                    dh(
                        suite,
                        "p of 16384 bits",
                        p -> prime(p, bits(16384)),
                        SslReason.BAD_DH_VALUE)));
  }

  @TestFactory
  Stream<DynamicTest> signaturesOfServerKeyExchange() {
    return Stream.of(
        ecdhe(
            "RFC 5246 7.4.3",
            "a signature over other randoms",
            s -> s.signing(c -> Rewritten.flipped(c, 0)),
            SslReason.BAD_SIGNATURE),
        ecdhe(
            "RFC 5246 7.4.3",
            "a signature over another server random",
            s -> s.signing(c -> Rewritten.flipped(c, 40)),
            SslReason.BAD_SIGNATURE),
        ecdhe(
            "RFC 5246 7.4.3",
            "a signature over another share",
            s -> s.signing(c -> Rewritten.flipped(c, -1)),
            SslReason.BAD_SIGNATURE),
        ecdhe(
            "RFC 5246 7.4.3",
            "a signature without the randoms",
            s -> s.signing(c -> c.slice(64, c.length() - 64)),
            SslReason.BAD_SIGNATURE),
        ecdhe(
            "RFC 5246 7.4.3",
            "a signature over the randoms the other way round",
            s ->
                s.signing(
                    c -> c.slice(32, 32).plus(c.slice(0, 32)).plus(c.slice(64, c.length() - 64))),
            SslReason.BAD_SIGNATURE),
        ecdhe(
            "RFC 5246 7.4.3",
            "a signature of nothing",
            s ->
                s.encoded(
                    SERVER_KEY_EXCHANGE,
                    b ->
                        Rewritten.message(
                            12,
                            b.slice(4, 36).plus(Bytes.of((byte) 4, (byte) 3, (byte) 0, (byte) 0)))),
            SslReason.BAD_SIGNATURE),
        ecdhe(
            "RFC 5246 7.4.3",
            "a signature with a changed byte",
            s -> s.encoded(SERVER_KEY_EXCHANGE, b -> Rewritten.flipped(b, -1)),
            SslReason.BAD_SIGNATURE),
        server(
            "RFC 5246 7.4.3",
            "a scheme that was not offered",
            ECDHE_ECDSA,
            b -> b.signatureSchemes("rsa_pss_rsae_sha256:ecdsa_secp384r1_sha384"),
            s -> s.scheme(SignatureScheme.ECDSA_SECP256R1_SHA256),
            SslReason.WRONG_SIGNATURE_TYPE),
        scheme("a scheme of another key", 0x0804),
        scheme("an anonymous signature", 0x0400),
        scheme("DSA", 0x0402),
        scheme("ECDSA with MD5", 0x0103),
        scheme("EdDSA with a key for ECDSA", 0x0807),
        scheme("a scheme that nobody knows", 0xFE01),
        server(
            "RFC 5246 7.4.3",
            "ECDSA with a key for RSA",
            ECDHE_RSA,
            s -> s.encoded(SERVER_KEY_EXCHANGE, b -> set(set(b, 40, 4), 41, 3)),
            SslReason.WRONG_SIGNATURE_TYPE));
  }

  @TestFactory
  Stream<DynamicTest> certificates() {
    return Stream.of(
        ecdhe(
            "RFC 5246 7.4.2",
            "an RSA key in a suite of ECDSA",
            s -> s.credential(Identities.RSA_SERVER),
            SslReason.WRONG_CERTIFICATE_TYPE),
        server(
            "RFC 5246 7.4.2",
            "an ECDSA key in a suite of RSA",
            ECDHE_RSA,
            s -> s.credential(Identities.SERVER),
            SslReason.WRONG_CERTIFICATE_TYPE),
        server(
            "RFC 5246 7.4.2",
            "an ECDSA key to encrypt to",
            RSA,
            s -> s.credential(Identities.SERVER),
            SslReason.WRONG_CERTIFICATE_TYPE),
        server(
            "RFC 8422 5.10",
            "an EdDSA key to encrypt to",
            RSA,
            s -> s.credential(Identities.AUTHORITY.localhost(KeyType.ED25519).credential()),
            SslReason.WRONG_CERTIFICATE_TYPE),
        server(
            "RFC 4055 1.2",
            "a key for RSA-PSS alone to encrypt to",
            RSA,
            s -> s.credential(Identities.AUTHORITY.localhost(KeyType.RSA_PSS).credential()),
            SslReason.WRONG_CERTIFICATE_TYPE),
        ecdhe(
            "RFC 5246 7.4.2",
            "no certificate",
            s ->
                s.change(
                    CERTIFICATE,
                    CertificateMessage12.class,
                    c -> new CertificateMessage12(List.of())),
            SslReason.LENGTH_MISMATCH),
        ecdhe(
            "RFC 5246 7.4.2",
            "a certificate of no bytes",
            s -> s.encoded(CERTIFICATE, b -> Rewritten.message(11, Bytes.ofHex("000003000000"))),
            SslReason.LENGTH_MISMATCH),
        ecdhe(
            "RFC 5246 7.4.2",
            "a list that is longer than the message",
            s -> s.encoded(CERTIFICATE, b -> set(b, 6, (b.at(6) & 0xFF) + 1)),
            SslReason.LENGTH_MISMATCH),
        ecdhe(
            "RFC 5246 7.4.2",
            "bytes behind the list",
            s -> s.encoded(CERTIFICATE, b -> Rewritten.longer(b, Bytes.of((byte) 0))),
            SslReason.LENGTH_MISMATCH));
  }

  @Test
  void theCertificateOfAStrangerIsRefused() {
    Verdicts.failedFor(
        server(ECDHE_ECDSA)
            .credential(Identities.STRANGER.localhost(KeyType.P256).credential())
            .against(clientOf(ECDHE_ECDSA)),
        SslReason.CERTIFICATE_VERIFY_FAILED,
        AlertDescription.UNKNOWN_CA);
  }

  /**
   * RFC 5246 7.4.1.1: a client that is negotiating ignores it, and it is in no transcript. Before
   * ServerHello and before change_cipher_spec it is not ignored yet.
   */
  @TestFactory
  Stream<DynamicTest> aHelloRequestWithinAHandshakeIsIgnored() {
    return Stream.of(
            CERTIFICATE,
            SERVER_KEY_EXCHANGE,
            CERTIFICATE_REQUEST,
            SERVER_HELLO_DONE,
            NEW_SESSION_TICKET,
            FINISHED)
        .map(
            move ->
                oddServer(
                    "RFC 5246 7.4.1.1",
                    "a HelloRequest before " + move,
                    ECDHE_ECDSA,
                    s ->
                        s.askClient()
                            .ticket(Bytes.of((byte) 7))
                            .before(move, talk -> talk.slipIn(new HelloRequest()))));
  }

  @TestFactory
  Stream<DynamicTest> requests() {
    return Stream.of(
        request(
            "no types",
            r -> new CertificateRequest12(Bytes.EMPTY, r.schemes(), r.authorities()),
            SslReason.LENGTH_MISMATCH),
        request(
            "no schemes",
            r -> new CertificateRequest12(r.certificateTypes(), List.of(), r.authorities()),
            SslReason.LENGTH_MISMATCH),
        request(
            "an authority without a name",
            r -> new CertificateRequest12(r.certificateTypes(), r.schemes(), List.of(Bytes.EMPTY)),
            SslReason.LENGTH_MISMATCH),
        ecdhe(
            "RFC 5246 7.4.4",
            "schemes of an odd length",
            s ->
                s.askClient()
                    .encoded(
                        CERTIFICATE_REQUEST,
                        b -> Rewritten.message(13, Bytes.ofHex("0101" + "0003040304" + "0000"))),
            SslReason.LENGTH_MISMATCH),
        ecdhe(
            "RFC 5246 7.4.4",
            "bytes behind the end",
            s ->
                s.askClient()
                    .encoded(CERTIFICATE_REQUEST, b -> Rewritten.longer(b, Bytes.of((byte) 0))),
            SslReason.LENGTH_MISMATCH),
        ecdhe(
            "RFC 5246 7.4.4",
            "the request twice",
            s -> s.askClient().repeat(CERTIFICATE_REQUEST),
            SslReason.UNEXPECTED_MESSAGE),
        ecdhe(
            "RFC 5246 7.4.4",
            "the request before the share",
            s -> s.askClient().swap(CERTIFICATE_REQUEST, SERVER_KEY_EXCHANGE),
            SslReason.UNEXPECTED_MESSAGE),
        server(
            "RFC 4279 2",
            "a request from a server without a certificate",
            PSK,
            ScriptedServer12::askClient,
            SslReason.UNEXPECTED_MESSAGE),
        server(
            "RFC 4279 3",
            "a request beside finite fields and a pre-shared key",
            DHE_PSK,
            ScriptedServer12::askClient,
            SslReason.UNEXPECTED_MESSAGE));
  }

  @TestFactory
  Stream<DynamicTest> order() {
    return Stream.of(
        ecdhe(
            "RFC 5246 7.3",
            "no Certificate",
            s -> s.skip(CERTIFICATE),
            SslReason.UNEXPECTED_MESSAGE),
        ecdhe(
            "RFC 5246 7.3",
            "no ServerKeyExchange",
            s -> s.skip(SERVER_KEY_EXCHANGE),
            SslReason.UNEXPECTED_MESSAGE),
        server(
            "RFC 5246 7.3",
            "no ServerKeyExchange",
            DHE_PSK,
            s -> s.skip(SERVER_KEY_EXCHANGE),
            SslReason.UNEXPECTED_MESSAGE),
        server(
            "RFC 5246 7.4.3",
            "a ServerKeyExchange in a suite that has none",
            RSA,
            s ->
                s.before(
                    SERVER_HELLO_DONE,
                    talk -> talk.sayEncoded(Rewritten.message(12, Bytes.of(new byte[40])))),
            SslReason.UNEXPECTED_MESSAGE),
        ecdhe(
            "RFC 5246 7.3",
            "the share before the certificate",
            s -> s.swap(CERTIFICATE, SERVER_KEY_EXCHANGE),
            SslReason.UNEXPECTED_MESSAGE),
        ecdhe(
            "RFC 5246 7.3",
            "ServerHello twice",
            s ->
                s.after(
                    SERVER_HELLO,
                    talk -> talk.sayEncoded(Rewritten.message(2, Bytes.of(new byte[38])))),
            SslReason.UNEXPECTED_MESSAGE),
        ecdhe(
            "RFC 5246 7.3",
            "the share twice",
            s -> s.repeat(SERVER_KEY_EXCHANGE),
            SslReason.UNEXPECTED_MESSAGE),
        ecdhe(
            "RFC 5246 7.3",
            "ServerHelloDone twice",
            s -> s.repeat(SERVER_HELLO_DONE),
            SslReason.GOT_A_FIN_BEFORE_A_CCS),
        ecdhe(
            "RFC 5246 7.4.5",
            "a ServerHelloDone with content",
            s -> s.encoded(SERVER_HELLO_DONE, b -> Rewritten.longer(b, Bytes.of((byte) 0))),
            SslReason.LENGTH_MISMATCH),
        ecdhe(
            "RFC 5246 7.3",
            "change_cipher_spec for ServerHelloDone",
            s -> s.instead(SERVER_HELLO_DONE, Conversation::dummy),
            SslReason.CCS_RECEIVED_EARLY),
        ecdhe(
            "RFC 5246 7.3",
            "Finished for ServerHelloDone",
            s ->
                s.instead(
                    SERVER_HELLO_DONE, talk -> talk.say(new Finished(Bytes.of(new byte[12])))),
            SslReason.UNEXPECTED_MESSAGE),
        ecdhe(
            "RFC 5246 7.1",
            "no change_cipher_spec, and Finished in the clear",
            s -> s.skip(CHANGE_CIPHER_SPEC).in(Epoch.PLAIN, FINISHED),
            SslReason.GOT_A_FIN_BEFORE_A_CCS),
        ecdhe(
            "RFC 5246 7.1",
            "change_cipher_spec, and Finished in the clear",
            s -> s.in(Epoch.PLAIN, FINISHED),
            SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC),
        ecdhe(
            "RFC 5246 7.1",
            "change_cipher_spec twice",
            s -> s.after(CHANGE_CIPHER_SPEC, Conversation::dummy),
            SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC),
        ecdhe(
            "RFC 5246 7.4.9",
            "data for Finished",
            s -> s.instead(FINISHED, talk -> talk.data(Bytes.of((byte) 1))).stopAfter(FINISHED),
            SslReason.APP_DATA_IN_HANDSHAKE),
        ecdhe(
            "RFC 5077 3.3",
            "a ticket that was not promised",
            s ->
                s.before(
                    CHANGE_CIPHER_SPEC,
                    talk -> talk.say(new NewSessionTicket12(1, Bytes.of((byte) 1)))),
            SslReason.GOT_A_FIN_BEFORE_A_CCS),
        ecdhe(
            "RFC 5077 3.3",
            "no ticket although it was promised",
            s -> s.extensions(SERVER_HELLO, e -> e.with(SessionTicket.NONE)),
            SslReason.CCS_RECEIVED_EARLY),
        ecdhe(
            "RFC 5077 3.3",
            "the ticket twice",
            s -> s.ticket(Bytes.of((byte) 7)).repeat(NEW_SESSION_TICKET),
            SslReason.GOT_A_FIN_BEFORE_A_CCS),
        ecdhe(
            "RFC 5077 3.3",
            "a ticket with bytes behind its end",
            s ->
                s.ticket(Bytes.of((byte) 7))
                    .encoded(NEW_SESSION_TICKET, b -> Rewritten.longer(b, Bytes.of((byte) 0))),
            SslReason.LENGTH_MISMATCH));
  }

  @TestFactory
  Stream<DynamicTest> finished() {
    return Stream.of(
        ecdhe(
            "RFC 5246 7.4.9",
            "a wrong Finished under the right keys",
            s -> s.encoded(FINISHED, b -> Rewritten.flipped(b, -1)),
            SslReason.DIGEST_CHECK_FAILED),
        ecdhe(
            "RFC 5246 7.4.9",
            "a Finished of the other side",
            s -> s.instead(FINISHED, talk -> talk.say(talk.heard(Finished.class))),
            SslReason.DIGEST_CHECK_FAILED),
        ecdhe(
            "RFC 5246 7.4.9",
            "a Finished of eleven bytes",
            s -> s.encoded(FINISHED, b -> Rewritten.shorter(b, 1)),
            SslReason.BAD_DIGEST_LENGTH),
        ecdhe(
            "RFC 5246 7.4.9",
            "a Finished of thirteen bytes",
            s -> s.encoded(FINISHED, b -> Rewritten.longer(b, Bytes.of((byte) 0))),
            SslReason.BAD_DIGEST_LENGTH),
        ecdhe(
            "RFC 5246 7.4.9",
            "a Finished of no bytes",
            s -> s.encoded(FINISHED, b -> Rewritten.message(20, Bytes.EMPTY)),
            SslReason.BAD_DIGEST_LENGTH),
        ecdhe(
            "RFC 5246 6.3",
            "a Finished under other keys",
            s -> s.wrongKeys().skip(AWAIT_FINISHED),
            SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC),
        ecdhe(
            "RFC 7627 4",
            "keys that are not bound to the handshake although it was agreed",
            s ->
                s.forge(SERVER_HELLO_DONE, b -> b)
                    .before(
                        SERVER_HELLO_DONE,
                        talk -> talk.transcript().add(new ServerHelloDone().encode()))
                    .skip(AWAIT_FINISHED),
            SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC));
  }

  // ---- The words of the bends

  private static DynamicTest ecdhe(
      String section, String deed, UnaryOperator<ScriptedServer12> bend, SslReason reason) {
    return server(section, deed, ECDHE_ECDSA, bend, reason);
  }

  private static DynamicTest ecdh(
      String section, String deed, UnaryOperator<ServerKeyParameters> bend, SslReason reason) {
    return ecdhe(section, deed, s -> s.share(bend), reason);
  }

  private static DynamicTest p256(String deed, UnaryOperator<ServerKeyParameters> bend) {
    return ecdhe(
        "RFC 8422 5.11",
        deed,
        s -> s.group(NamedGroup.SECP256R1).share(bend),
        SslReason.BAD_ECPOINT);
  }

  private static DynamicTest dh(
      CipherSuite suite, String deed, UnaryOperator<ServerKeyParameters> bend, SslReason reason) {
    return server(
        "RFC 7919 5.1", suite.openSslName() + ": " + deed, suite, s -> s.share(bend), reason);
  }

  private static DynamicTest scheme(String deed, int code) {
    return ecdhe(
        "RFC 5246 7.4.3",
        deed,
        s -> s.encoded(SERVER_KEY_EXCHANGE, b -> set(set(b, 40, code >>> 8), 41, code & 0xFF)),
        SslReason.WRONG_SIGNATURE_TYPE);
  }

  private static DynamicTest body(
      String section, String deed, UnaryOperator<Bytes> bend, SslReason reason) {
    return ecdhe(
        section,
        deed,
        s ->
            s.encoded(
                SERVER_KEY_EXCHANGE,
                b -> Rewritten.message(12, bend.apply(b.slice(4, b.length() - 4)))),
        reason);
  }

  private static DynamicTest request(
      String deed, UnaryOperator<CertificateRequest12> bend, SslReason reason) {
    return ecdhe(
        "RFC 5246 7.4.4",
        deed,
        s -> s.askClient().change(CERTIFICATE_REQUEST, CertificateRequest12.class, bend),
        reason);
  }

  private static Bytes set(Bytes bytes, int index, int value) {
    byte[] changed = bytes.toArray();
    changed[index] = (byte) value;
    return Bytes.of(changed);
  }

  private static byte[] one() {
    byte[] one = new byte[P256_LENGTH];
    one[0] = 1;
    return one;
  }

  private static ServerKeyParameters other(ServerKeyParameters says, NamedGroup group) {
    return with(says, new EcdhPublic(group, says.ecdh().orElseThrow().point()));
  }

  private static ServerKeyParameters point(ServerKeyParameters says, byte[] point) {
    return with(says, new EcdhPublic(says.ecdh().orElseThrow().group(), Bytes.of(point)));
  }

  private static ServerKeyParameters with(ServerKeyParameters says, EcdhPublic share) {
    return new ServerKeyParameters(
        says.identityHint(), Optional.of(share), Optional.empty(), Optional.empty());
  }

  private static ServerKeyParameters flipped(ServerKeyParameters says) {
    return point(says, Rewritten.flipped(says.ecdh().orElseThrow().point(), -1).toArray());
  }

  private static ServerKeyParameters start(ServerKeyParameters says, int form) {
    return point(says, set(says.ecdh().orElseThrow().point(), 0, form).toArray());
  }

  private static ServerKeyParameters compressed(ServerKeyParameters says) {
    Bytes point = says.ecdh().orElseThrow().point();
    int form = 2 + (point.at(point.length() - 1) & 1);
    return point(says, set(point.slice(0, 1 + P256_LENGTH), 0, form).toArray());
  }

  private static ServerKeyParameters ones(ServerKeyParameters says) {
    byte[] point = new byte[1 + 2 * P256_LENGTH];
    Arrays.fill(point, (byte) 0xFF);
    return start(point(says, point), 4);
  }

  private static BigInteger prime(ServerKeyParameters says) {
    return new BigInteger(1, says.dh().orElseThrow().prime().toArray());
  }

  private static BigInteger bits(int count) {
    return BigInteger.ONE.shiftLeft(count - 1).setBit(0);
  }

  private static ServerKeyParameters value(ServerKeyParameters says, BigInteger value) {
    DhPublic old = says.dh().orElseThrow();
    return with(says, new DhPublic(old.prime(), old.generator(), bytes(value)));
  }

  private static ServerKeyParameters generator(ServerKeyParameters says, BigInteger value) {
    DhPublic old = says.dh().orElseThrow();
    return with(says, new DhPublic(old.prime(), bytes(value), old.value()));
  }

  private static ServerKeyParameters prime(ServerKeyParameters says, BigInteger value) {
    DhPublic old = says.dh().orElseThrow();
    return with(says, new DhPublic(bytes(value), old.generator(), old.value()));
  }

  private static ServerKeyParameters with(ServerKeyParameters says, DhPublic share) {
    return new ServerKeyParameters(
        says.identityHint(), Optional.empty(), Optional.of(share), Optional.empty());
  }

  private static Bytes bytes(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int sign = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
    return Bytes.copyOf(bytes, sign, bytes.length - sign);
  }
}
