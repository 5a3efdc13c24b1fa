// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static dev.jessel.testkit.peer.Misdeeds12.DHE_PSK;
import static dev.jessel.testkit.peer.Misdeeds12.DHE_RSA;
import static dev.jessel.testkit.peer.Misdeeds12.ECDHE_ECDSA;
import static dev.jessel.testkit.peer.Misdeeds12.ECDHE_PSK;
import static dev.jessel.testkit.peer.Misdeeds12.PSK;
import static dev.jessel.testkit.peer.Misdeeds12.RSA;
import static dev.jessel.testkit.peer.Misdeeds12.client;
import static dev.jessel.testkit.peer.Misdeeds12.oddClient;
import static dev.jessel.testkit.peer.Misdeeds12.serverOf;
import static dev.jessel.testkit.peer.Move.CERTIFICATE;
import static dev.jessel.testkit.peer.Move.CERTIFICATE_VERIFY;
import static dev.jessel.testkit.peer.Move.CHANGE_CIPHER_SPEC;
import static dev.jessel.testkit.peer.Move.CLIENT_HELLO;
import static dev.jessel.testkit.peer.Move.CLIENT_KEY_EXCHANGE;
import static dev.jessel.testkit.peer.Move.FINISHED;

import dev.jessel.SslContext;
import dev.jessel.SslVerify;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ContentType;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.message.CertificateMessage12;
import dev.jessel.wire.message.CertificateVerify;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.ClientKeyExchange;
import dev.jessel.wire.message.Finished;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a client of TLS 1.2 may do wrong behind its ClientHello. */
class ClientFlight12MisbehaviourTest {
  private static final int HEADER = 4;
  private static final Bytes ONE = Bytes.of((byte) 1);
  private static final Finished JUNK = new Finished(Bytes.of(new byte[12]));

  // ---- The order of messages

  @TestFactory
  Stream<DynamicTest> order() {
    return Stream.of(
        ecdhe("ClientHello twice", c -> c.repeat(CLIENT_HELLO), SslReason.UNEXPECTED_MESSAGE),
        ecdhe(
            "a ClientHello before ClientKeyExchange",
            c -> c.before(CLIENT_KEY_EXCHANGE, talk -> talk.say(talk.said(ClientHello.class))),
            SslReason.UNEXPECTED_MESSAGE),
        ecdhe(
            "a ClientHello behind ClientKeyExchange",
            c -> c.after(CLIENT_KEY_EXCHANGE, talk -> talk.say(talk.said(ClientHello.class))),
            SslReason.GOT_A_FIN_BEFORE_A_CCS),
        ecdhe(
            "a ClientHello for Finished",
            c -> c.before(FINISHED, talk -> talk.say(talk.said(ClientHello.class))),
            SslReason.UNEXPECTED_MESSAGE),
        ecdhe(
            "no ClientKeyExchange",
            c -> c.skip(CLIENT_KEY_EXCHANGE).stopAfter(CHANGE_CIPHER_SPEC),
            SslReason.CCS_RECEIVED_EARLY),
        ecdhe(
            "ClientKeyExchange twice",
            c -> c.after(CLIENT_KEY_EXCHANGE, talk -> talk.say(talk.said(ClientKeyExchange.class))),
            SslReason.GOT_A_FIN_BEFORE_A_CCS),
        ecdhe(
            "Finished for ClientKeyExchange",
            c -> c.before(CLIENT_KEY_EXCHANGE, talk -> talk.say(JUNK)),
            SslReason.UNEXPECTED_MESSAGE),
        ecdhe(
            "a certificate that was not asked for",
            c -> c.credential(Identities.CLIENT),
            SslReason.UNEXPECTED_MESSAGE),
        ecdhe(
            "an empty certificate that was not asked for",
            ScriptedClient12::withoutCredential,
            SslReason.UNEXPECTED_MESSAGE),
        ecdhe(
            "CertificateVerify without having been asked",
            c ->
                c.after(
                    CLIENT_KEY_EXCHANGE,
                    talk ->
                        talk.say(
                            new CertificateVerify(
                                SignatureScheme.ED25519, Bytes.of(new byte[64])))),
            SslReason.GOT_A_FIN_BEFORE_A_CCS),
        asked("no certificate", c -> c.skip(CERTIFICATE), SslReason.UNEXPECTED_MESSAGE),
        asked("the certificate twice", c -> c.repeat(CERTIFICATE), SslReason.UNEXPECTED_MESSAGE),
        asked(
            "the certificate behind ClientKeyExchange",
            c -> c.swap(CERTIFICATE, CLIENT_KEY_EXCHANGE),
            SslReason.UNEXPECTED_MESSAGE),
        asked(
            "no CertificateVerify", c -> c.skip(CERTIFICATE_VERIFY), SslReason.CCS_RECEIVED_EARLY),
        asked(
            "CertificateVerify before ClientKeyExchange",
            c -> c.swap(CERTIFICATE_VERIFY, CLIENT_KEY_EXCHANGE),
            SslReason.UNEXPECTED_MESSAGE),
        asked(
            "CertificateVerify twice",
            c -> c.repeat(CERTIFICATE_VERIFY),
            SslReason.GOT_A_FIN_BEFORE_A_CCS),
        asked(
            "CertificateVerify under the new keys",
            c -> c.swap(CERTIFICATE_VERIFY, CHANGE_CIPHER_SPEC),
            SslReason.CCS_RECEIVED_EARLY),
        optional(
            "CertificateVerify without a certificate",
            c ->
                c.withoutCredential()
                    .after(
                        CLIENT_KEY_EXCHANGE,
                        talk ->
                            talk.say(
                                new CertificateVerify(
                                    SignatureScheme.ED25519, Bytes.of(new byte[64])))),
            SslReason.GOT_A_FIN_BEFORE_A_CCS),
        optional(
            "no word of a certificate where none is needed",
            UnaryOperator.identity(),
            SslReason.UNEXPECTED_MESSAGE));
  }

  // ---- Certificates

  @TestFactory
  Stream<DynamicTest> certificates() {
    return Stream.of(
        DynamicTest.dynamicTest(
            "RFC 5246 7.4.6 an empty one where one is needed",
            () ->
                Verdicts.failedFor(
                    client(ECDHE_ECDSA).withoutCredential().against(asking(SslVerify.REQUIRED)),
                    SslReason.PEER_DID_NOT_RETURN_A_CERTIFICATE,
                    AlertDescription.HANDSHAKE_FAILURE)),
        asked(
            "a certificate that is none",
            c ->
                c.change(
                    CERTIFICATE,
                    CertificateMessage12.class,
                    m -> new CertificateMessage12(List.of(Bytes.of((byte) 0x30, (byte) 0)))),
            SslReason.BAD_CERTIFICATE),
        asked(
            "a certificate of no bytes",
            c ->
                c.encoded(
                    CERTIFICATE,
                    b -> Rewritten.message(11, Bytes.of(new byte[] {0, 0, 3, 0, 0, 0}))),
            SslReason.LENGTH_MISMATCH),
        asked(
            "a list longer than the message",
            c -> c.encoded(CERTIFICATE, b -> set(b, HEADER, 1)),
            SslReason.LENGTH_MISMATCH),
        asked(
            "bytes behind the list",
            c -> c.encoded(CERTIFICATE, b -> Rewritten.longer(b, ONE)),
            SslReason.LENGTH_MISMATCH),
        DynamicTest.dynamicTest(
            "RFC 5246 7.4.6 somebody else's certificate",
            () ->
                Verdicts.failedFor(
                    client(ECDHE_ECDSA)
                        .credential(Identities.CLIENT)
                        .against(asking(SslVerify.REQUIRED).trust(Identities.STRANGER.trust())),
                    SslReason.CERTIFICATE_VERIFY_FAILED,
                    AlertDescription.UNKNOWN_CA)));
  }

  // ---- CertificateVerify

  @TestFactory
  Stream<DynamicTest> certificateVerify() {
    return Stream.of(
        verify("a wrong signature", b -> Rewritten.flipped(b, -1), SslReason.BAD_SIGNATURE),
        verify(
            "no signature",
            b -> Rewritten.message(15, Bytes.of(new byte[] {4, 3, 0, 0})),
            SslReason.BAD_SIGNATURE),
        verify("a cut signature", b -> Rewritten.shorter(b, 1), SslReason.LENGTH_MISMATCH),
        verify("bytes behind it", b -> Rewritten.longer(b, ONE), SslReason.LENGTH_MISMATCH),
        verify("nothing", b -> Rewritten.message(15, Bytes.EMPTY), SslReason.LENGTH_MISMATCH),
        verify(
            "a scheme of another hash",
            b -> scheme(b, SignatureScheme.ECDSA_SECP384R1_SHA384),
            SslReason.BAD_SIGNATURE),
        scheme("a scheme of another key", SignatureScheme.RSA_PSS_RSAE_SHA256),
        scheme("a scheme of Edwards curves", SignatureScheme.ED25519),
        scheme("SHA-1, which was not asked for", SignatureScheme.ECDSA_SHA1),
        scheme("a scheme that nobody knows", new SignatureScheme(0x0909)),
        asked(
            "a signature over other messages",
            c -> c.signing(said -> said.plus(ONE)),
            SslReason.BAD_SIGNATURE),
        asked(
            "a signature over all but the first message",
            c -> c.signing(said -> said.slice(1, said.length() - 1)),
            SslReason.BAD_SIGNATURE));
  }

  // ---- ClientKeyExchange

  @TestFactory
  Stream<DynamicTest> points() {
    return Stream.of(
        exchange("nothing", ECDHE_ECDSA, b -> Bytes.EMPTY, SslReason.LENGTH_MISMATCH),
        exchange("a point of no bytes", ECDHE_ECDSA, b -> zeros(1), SslReason.LENGTH_MISMATCH),
        exchange(
            "bytes behind the point", ECDHE_ECDSA, b -> b.plus(ONE), SslReason.LENGTH_MISMATCH),
        exchange(
            "a cut point", ECDHE_ECDSA, b -> b.slice(0, b.length() - 1), SslReason.LENGTH_MISMATCH),
        x25519("zero", zeros(32)),
        x25519("one, of small order", ONE.plus(zeros(31))),
        x25519("31 bytes", ONE.plus(zeros(30))),
        x25519("33 bytes", ONE.plus(zeros(32))),
        p256("the point at infinity", p -> zeros(1)),
        p256("a point off the curve", p -> Rewritten.flipped(p, -1)),
        p256("a compressed point", p -> set(p.slice(0, 33), 0, 2 + (p.at(64) & 1))),
        p256("a hybrid point", p -> set(p, 0, 6)),
        p256("zeros for coordinates", p -> set(zeros(65), 0, 4)),
        p256("coordinates above the prime", p -> set(ones(65), 0, 4)),
        p256("a cut point", p -> p.slice(0, 64)),
        p256("a longer point", p -> p.plus(zeros(1))),
        p256("a point of X25519", p -> p.slice(1, 32)));
  }

  @TestFactory
  Stream<DynamicTest> numbers() {
    return Stream.of(DHE_RSA, DHE_PSK)
        .flatMap(
            suite ->
                Stream.of(
                    number(suite, "zero", y -> zeros(1)),
                    number(suite, "zero in full length", y -> zeros(256)),
                    number(suite, "one", y -> ONE),
                    number(suite, "one in full length", y -> zeros(255).plus(ONE)),
                    number(suite, "p - 1", y -> number(prime().subtract(BigInteger.ONE))),
                    number(suite, "p", y -> number(prime())),
                    number(suite, "p + 1", y -> number(prime().add(BigInteger.ONE))),
                    number(suite, "twice as long", y -> y.plus(y))));
  }

  @TestFactory
  Stream<DynamicTest> formOfNumbers() {
    return Stream.of(
        exchange("no number", DHE_RSA, b -> zeros(2), SslReason.BAD_DH_VALUE),
        exchange("nothing", DHE_RSA, b -> Bytes.EMPTY, SslReason.LENGTH_MISMATCH),
        exchange("a cut number", DHE_RSA, b -> b.slice(0, 100), SslReason.LENGTH_MISMATCH),
        exchange("bytes behind", DHE_RSA, b -> b.plus(ONE), SslReason.LENGTH_MISMATCH),
        exchange("no length of the secret", RSA, b -> b.slice(0, 1), SslReason.LENGTH_MISMATCH),
        exchange("nothing for the secret", RSA, b -> Bytes.EMPTY, SslReason.LENGTH_MISMATCH),
        exchange("bytes behind the secret", RSA, b -> b.plus(ONE), SslReason.LENGTH_MISMATCH),
        exchange("a cut secret", RSA, b -> b.slice(0, 200), SslReason.LENGTH_MISMATCH));
  }

  @TestFactory
  Stream<DynamicTest> preSharedKeys() {
    return Stream.of(
        identity("no identity", Bytes.EMPTY),
        identity("another identity", ONE),
        identity("a long identity", ones(300)),
        identity("as long an identity as a record holds", ones(16_000)),
        identity("an identity that is no text", Bytes.of((byte) 0xC3, (byte) 0x28)),
        client(
            "RFC 4279 2",
            "an identity beyond what a message holds",
            PSK,
            c -> c.identity(ones(20_479)).split(CLIENT_KEY_EXCHANGE, 16_000),
            SslReason.EXCESSIVE_MESSAGE_SIZE),
        exchange("nothing for an identity", PSK, b -> Bytes.EMPTY, SslReason.LENGTH_MISMATCH),
        exchange("a cut identity", PSK, b -> b.slice(0, 4), SslReason.LENGTH_MISMATCH),
        exchange("bytes behind the identity", PSK, b -> b.plus(ONE), SslReason.LENGTH_MISMATCH),
        client(
            "RFC 4279 2",
            "the wrong key",
            PSK,
            c -> c.psk(ones(16)),
            SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC),
        client(
            "RFC 5489 2",
            "the wrong key beside a point",
            ECDHE_PSK,
            c -> c.psk(ones(16)),
            SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC));
  }

  // ---- change_cipher_spec

  @TestFactory
  Stream<DynamicTest> changeCipherSpec() {
    return Stream.of(
        early(CERTIFICATE),
        early(CLIENT_KEY_EXCHANGE),
        early(CERTIFICATE_VERIFY),
        ecdhe(
            "change_cipher_spec twice, the second in the clear",
            c -> c.after(CHANGE_CIPHER_SPEC, Conversation::dummy),
            SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC),
        ecdhe(
            "change_cipher_spec twice, the second under the new keys",
            c -> c.after(CHANGE_CIPHER_SPEC, talk -> change(talk, ONE)),
            SslReason.CCS_RECEIVED_EARLY),
        ecdhe(
            "change_cipher_spec behind Finished",
            c -> c.after(FINISHED, talk -> change(talk, ONE)),
            SslReason.CCS_RECEIVED_EARLY),
        ecdhe(
            "no change_cipher_spec, and Finished in the clear",
            c -> c.skip(CHANGE_CIPHER_SPEC).in(Epoch.PLAIN, FINISHED),
            SslReason.GOT_A_FIN_BEFORE_A_CCS),
        ecdhe(
            "no change_cipher_spec, and Finished under the new keys",
            c -> c.instead(CHANGE_CIPHER_SPEC, Conversation::changeOldKeysSilently),
            SslReason.GOT_A_FIN_BEFORE_A_CCS),
        ecdhe(
            "change_cipher_spec, and Finished in the clear",
            c -> c.in(Epoch.PLAIN, FINISHED),
            SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC),
        ecdhe(
            "Finished before change_cipher_spec",
            c -> c.before(CHANGE_CIPHER_SPEC, talk -> talk.say(JUNK)),
            SslReason.GOT_A_FIN_BEFORE_A_CCS),
        content("two", Bytes.of((byte) 2)),
        content("zero", zeros(1)),
        content("two bytes", ONE.plus(ONE)),
        content("nothing", Bytes.EMPTY),
        ecdhe(
            "change_cipher_spec within ClientKeyExchange",
            c ->
                c.before(
                    CLIENT_KEY_EXCHANGE,
                    talk -> {
                      talk.record(ContentType.HANDSHAKE, Bytes.of((byte) 16, (byte) 0));
                      talk.dummy();
                    }),
            SslReason.CCS_RECEIVED_EARLY),
        ecdhe(
            "change_cipher_spec within Finished",
            c ->
                c.before(
                    CHANGE_CIPHER_SPEC,
                    talk -> talk.record(ContentType.HANDSHAKE, Bytes.of((byte) 20, (byte) 0))),
            SslReason.MIXED_HANDSHAKE_AND_NON_HANDSHAKE_DATA),
        ecdhe(
            "Finished begun in the record of ClientKeyExchange",
            c -> c.forge(CLIENT_KEY_EXCHANGE, b -> b.plus(JUNK.encode().slice(0, 8))),
            SslReason.MIXED_HANDSHAKE_AND_NON_HANDSHAKE_DATA),
        ecdhe(
            "Finished in the record of ClientKeyExchange",
            c -> c.forge(CLIENT_KEY_EXCHANGE, b -> b.plus(JUNK.encode())),
            SslReason.GOT_A_FIN_BEFORE_A_CCS),
        ecdhe(
            "ClientKeyExchange in the record of Finished",
            c -> c.join(CLIENT_KEY_EXCHANGE),
            SslReason.CCS_RECEIVED_EARLY));
  }

  // ---- Finished

  @TestFactory
  Stream<DynamicTest> finished() {
    return Stream.of(
        ecdhe(
            "a wrong Finished",
            c -> c.encoded(FINISHED, b -> Rewritten.flipped(b, -1)),
            SslReason.DIGEST_CHECK_FAILED),
        ecdhe(
            "a Finished of zeros",
            c -> c.instead(FINISHED, talk -> talk.say(JUNK)),
            SslReason.DIGEST_CHECK_FAILED),
        ecdhe(
            "a Finished of eleven bytes",
            c -> c.encoded(FINISHED, b -> Rewritten.shorter(b, 1)),
            SslReason.BAD_DIGEST_LENGTH),
        ecdhe(
            "a Finished of thirteen bytes",
            c -> c.encoded(FINISHED, b -> Rewritten.longer(b, ONE)),
            SslReason.BAD_DIGEST_LENGTH),
        ecdhe(
            "a Finished of no bytes",
            c -> c.encoded(FINISHED, b -> Rewritten.message(20, Bytes.EMPTY)),
            SslReason.BAD_DIGEST_LENGTH),
        ecdhe(
            "a Finished of 65 bytes",
            c -> c.encoded(FINISHED, b -> Rewritten.message(20, zeros(65))),
            SslReason.EXCESSIVE_MESSAGE_SIZE),
        ecdhe(
            "a Finished under other keys",
            ScriptedClient12::wrongKeys,
            SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC),
        ecdhe(
            "a message behind Finished in its record",
            c -> c.forge(FINISHED, b -> b.plus(JUNK.encode())),
            SslReason.NOT_ON_RECORD_BOUNDARY),
        ecdhe(
            "the start of a message behind Finished in its record",
            c -> c.forge(FINISHED, b -> b.plus(ONE)),
            SslReason.NOT_ON_RECORD_BOUNDARY),
        ecdhe(
            "keys that are not bound to the handshake although it was agreed",
            c ->
                c.forge(CLIENT_KEY_EXCHANGE, b -> b)
                    .before(CLIENT_KEY_EXCHANGE, talk -> talk.transcript().add(JUNK.encode())),
            SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC));
  }

  // ---- Application data

  @TestFactory
  Stream<DynamicTest> earlyData() {
    return Stream.of(
        ecdhe(
            "data before ClientKeyExchange",
            c -> c.before(CLIENT_KEY_EXCHANGE, talk -> talk.data(ONE)),
            SslReason.APP_DATA_IN_HANDSHAKE),
        ecdhe(
            "data before change_cipher_spec",
            c -> c.before(CHANGE_CIPHER_SPEC, talk -> talk.data(ONE)),
            SslReason.APP_DATA_IN_HANDSHAKE),
        ecdhe(
            "data before Finished",
            c -> c.before(FINISHED, talk -> talk.data(ONE)),
            SslReason.APP_DATA_IN_HANDSHAKE),
        ecdhe(
            "data within ClientKeyExchange",
            c ->
                c.before(
                    CLIENT_KEY_EXCHANGE,
                    talk -> {
                      talk.record(ContentType.HANDSHAKE, Bytes.of((byte) 16, (byte) 0));
                      talk.data(ONE);
                    }),
            SslReason.MIXED_HANDSHAKE_AND_NON_HANDSHAKE_DATA));
  }

  // ---- What must be taken

  @TestFactory
  Stream<DynamicTest> oddities() {
    return Stream.of(
        oddClient(
            "RFC 5246 6.2.1",
            "ClientKeyExchange in many records",
            ECDHE_ECDSA,
            c -> c.split(CLIENT_KEY_EXCHANGE, 1, 2, 3, 4, 5)),
        oddClient(
            "RFC 5246 6.2.1",
            "Finished in many records",
            ECDHE_ECDSA,
            c -> c.split(FINISHED, 1, 1, 1, 1, 1)),
        DynamicTest.dynamicTest(
            "RFC 5246 6.2.1 a whole flight in one record",
            () ->
                Verdicts.connected(
                    client(ECDHE_ECDSA)
                        .credential(Identities.CLIENT)
                        .join(CERTIFICATE)
                        .join(CLIENT_KEY_EXCHANGE)
                        .against(asking(SslVerify.REQUIRED)))),
        oddClient(
            "RFC 5246 8.1.2",
            "a number with a zero in front",
            DHE_RSA,
            c ->
                c.encoded(
                        CLIENT_KEY_EXCHANGE,
                        b -> opaque16(Bytes.of((byte) 0).plus(tail(b, HEADER + 2))))
                    .withoutExtendedMainSecret()));
  }

  // ---- The words of the bends

  private static SslContext.Builder asking(SslVerify verify) {
    return serverOf(ECDHE_ECDSA).trust(Identities.AUTHORITY.trust()).verify(verify);
  }

  private static DynamicTest ecdhe(
      String deed, UnaryOperator<ScriptedClient12> bend, SslReason reason) {
    return client("RFC 5246 7.3", deed, ECDHE_ECDSA, bend, reason);
  }

  /** Of a client that has a certificate, against a server that must have it. */
  private static DynamicTest asked(
      String deed, UnaryOperator<ScriptedClient12> bend, SslReason reason) {
    return client(
        "RFC 5246 7.4.6",
        deed,
        ECDHE_ECDSA,
        b -> asking(SslVerify.REQUIRED),
        c -> bend.apply(c.credential(Identities.CLIENT)),
        reason);
  }

  /** Against a server that would like to have a certificate. */
  private static DynamicTest optional(
      String deed, UnaryOperator<ScriptedClient12> bend, SslReason reason) {
    return client("RFC 5246 7.4.8", deed, ECDHE_ECDSA, b -> asking(SslVerify.PEER), bend, reason);
  }

  private static DynamicTest verify(String deed, UnaryOperator<Bytes> bend, SslReason reason) {
    return asked(deed, c -> c.encoded(CERTIFICATE_VERIFY, bend), reason);
  }

  private static DynamicTest scheme(String deed, SignatureScheme scheme) {
    return verify(deed, b -> scheme(b, scheme), SslReason.WRONG_SIGNATURE_TYPE);
  }

  private static Bytes scheme(Bytes message, SignatureScheme scheme) {
    return set(set(message, HEADER, scheme.code() >>> 8), HEADER + 1, scheme.code());
  }

  /** change_cipher_spec before the keys are agreed upon (CVE-2014-0224). */
  private static DynamicTest early(Move move) {
    return asked(
        "change_cipher_spec before " + move,
        c -> c.before(move, Conversation::dummy),
        SslReason.CCS_RECEIVED_EARLY);
  }

  private static DynamicTest content(String deed, Bytes content) {
    return ecdhe(
        "change_cipher_spec that says " + deed,
        c -> c.instead(CHANGE_CIPHER_SPEC, talk -> change(talk, content)),
        SslReason.BAD_CHANGE_CIPHER_SPEC);
  }

  private static void change(Conversation talk, Bytes content) {
    talk.record(ContentType.CHANGE_CIPHER_SPEC, content);
  }

  private static DynamicTest exchange(
      String deed, CipherSuite suite, UnaryOperator<Bytes> body, SslReason reason) {
    return client(
        "RFC 5246 7.4.7",
        suite.openSslName() + ": " + deed,
        suite,
        c ->
            c.encoded(CLIENT_KEY_EXCHANGE, b -> Rewritten.message(16, body.apply(tail(b, HEADER)))),
        reason);
  }

  private static DynamicTest x25519(String deed, Bytes point) {
    return exchange(deed, ECDHE_ECDSA, b -> opaque8(point), SslReason.BAD_ECPOINT);
  }

  private static DynamicTest p256(String deed, UnaryOperator<Bytes> point) {
    return client(
        "RFC 8422 5.11",
        deed,
        ECDHE_ECDSA,
        b -> b.groups("P-256"),
        c ->
            c.encoded(
                CLIENT_KEY_EXCHANGE,
                b -> Rewritten.message(16, opaque8(point.apply(tail(b, HEADER + 1))))),
        SslReason.BAD_ECPOINT);
  }

  private static DynamicTest number(CipherSuite suite, String deed, UnaryOperator<Bytes> value) {
    return client(
        "RFC 7919 5.1",
        suite.openSslName() + ": " + deed,
        suite,
        c -> c.encoded(CLIENT_KEY_EXCHANGE, b -> exchanged(suite, b, value)),
        SslReason.BAD_DH_VALUE);
  }

  /** The number of a ClientKeyExchange, behind its identity if there is one. */
  private static Bytes exchanged(CipherSuite suite, Bytes message, UnaryOperator<Bytes> value) {
    int identity = suite.equals(DHE_PSK) ? 2 + message.at(HEADER + 1) : 0;
    Bytes before = message.slice(HEADER, identity);
    Bytes number = tail(message, HEADER + identity + 2);
    return Rewritten.message(
        16, before.plus(new ByteWriter().opaque16(value.apply(number)).toBytes()));
  }

  private static DynamicTest identity(String deed, Bytes identity) {
    return client(
        "RFC 4279 2", deed, PSK, c -> c.identity(identity), SslReason.PSK_IDENTITY_NOT_FOUND);
  }

  private static Bytes opaque8(Bytes content) {
    return new ByteWriter().opaque8(content).toBytes();
  }

  private static Bytes opaque16(Bytes content) {
    return Rewritten.message(16, new ByteWriter().opaque16(content).toBytes());
  }

  private static BigInteger prime() {
    return new BigInteger(
        1, Identities.CRYPTO.dhParameters(NamedGroup.FFDHE2048).orElseThrow().prime().toArray());
  }

  private static Bytes number(BigInteger value) {
    byte[] bytes = value.toByteArray();
    return Bytes.copyOf(bytes, bytes.length - 256, 256);
  }

  private static Bytes zeros(int count) {
    return Bytes.of(new byte[count]);
  }

  private static Bytes ones(int count) {
    byte[] ones = new byte[count];
    Arrays.fill(ones, (byte) 0xFF);
    return Bytes.of(ones);
  }

  private static Bytes set(Bytes bytes, int index, int value) {
    byte[] changed = bytes.toArray();
    changed[index] = (byte) value;
    return Bytes.of(changed);
  }

  private static Bytes tail(Bytes bytes, int from) {
    return bytes.slice(from, bytes.length() - from);
  }
}
