// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static dev.jessel.testkit.peer.Misdeeds12.ECDHE_ECDSA;
import static dev.jessel.testkit.peer.Misdeeds12.ECDHE_ECDSA_CBC;
import static dev.jessel.testkit.peer.Misdeeds12.RSA;
import static dev.jessel.testkit.peer.Misdeeds12.client;
import static dev.jessel.testkit.peer.Misdeeds12.oddClient;
import static dev.jessel.testkit.peer.Move.CLIENT_HELLO;

import dev.jessel.error.SslReason;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ContentType;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.extension.EcPointFormats;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.RenegotiationInfo;
import dev.jessel.wire.extension.SignatureAlgorithms;
import dev.jessel.wire.extension.SupportedGroups;
import dev.jessel.wire.extension.SupportedVersionsClient;
import dev.jessel.wire.extension.UnknownExtension;
import dev.jessel.wire.message.ClientHello;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a client may do wrong in a ClientHello that leads to TLS 1.2 (RFC 5246 7.4.1.2). */
class ClientHello12MisbehaviourTest {
  /** Where the length of the session id stands in a message. */
  private static final int ID_LENGTH = 4 + 2 + 32;

  private static final CipherSuite GREASE = new CipherSuite(0x0A0A);
  private static final CipherSuite UNKNOWN = new CipherSuite(0xFEFE);

  @TestFactory
  Stream<DynamicTest> form() {
    return Stream.of(
        encoded("nothing", b -> Rewritten.message(1, Bytes.EMPTY)),
        encoded("a cut end", b -> Rewritten.shorter(b, 1)),
        encoded("bytes behind its end", b -> Rewritten.longer(b, Bytes.of((byte) 0))),
        encoded("a session id of 33 bytes", b -> set(b, ID_LENGTH, 33)),
        encoded("a session id of 255 bytes", b -> set(b, ID_LENGTH, 255)),
        encoded("an odd length of suites", b -> set(b, ID_LENGTH + 2, 3)),
        encoded("no suites", b -> without(b, ID_LENGTH + 3, 2, ID_LENGTH + 2)),
        encoded("suites longer than the message", b -> set(b, ID_LENGTH + 1, 0xFF)),
        encoded("no list of compression methods", b -> cut(b, ID_LENGTH + 5)),
        encoded(
            "an empty list of compression methods",
            b -> cut(set(b, ID_LENGTH + 5, 0), ID_LENGTH + 6)),
        encoded("half a length of extensions", b -> cut(b, ID_LENGTH + 8)),
        encoded("extensions longer than the message", b -> set(b, ID_LENGTH + 7, 0x7F)),
        encoded("extensions shorter than the message", b -> set(b, ID_LENGTH + 8, 4)));
  }

  @TestFactory
  Stream<DynamicTest> fields() {
    return Stream.of(
        hello(
            "RFC 5246 7.4.1.2",
            "compression, and no word of none",
            h -> Rewritten.compression(h, Bytes.of((byte) 1)),
            SslReason.NO_COMPRESSION_SPECIFIED),
        hello(
            "RFC 5246 7.4.1.2",
            "compression methods that nobody knows",
            h -> Rewritten.compression(h, Bytes.of((byte) 64, (byte) 255)),
            SslReason.NO_COMPRESSION_SPECIFIED),
        hello(
            "RFC 5246 7.4.1.2",
            "suites that nobody knows",
            h -> Rewritten.suites(h, UNKNOWN, GREASE),
            SslReason.NO_SHARED_CIPHER),
        hello(
            "RFC 5246 A.5",
            "the suite without anything",
            h -> Rewritten.suites(h, new CipherSuite(0)),
            SslReason.NO_SHARED_CIPHER),
        hello(
            "RFC 5746 3.3",
            "the signal for renegotiation alone",
            h -> Rewritten.suites(h, CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV),
            SslReason.NO_SHARED_CIPHER),
        hello(
            "RFC 9846 4.2.2",
            "suites of TLS 1.3 alone",
            h -> Rewritten.suites(h, CipherSuite.TLS_AES_128_GCM_SHA256),
            SslReason.NO_SHARED_CIPHER),
        hello(
            "RFC 7507 3",
            "a fallback from what the server speaks",
            h -> Rewritten.suites(h, ECDHE_ECDSA, CipherSuite.TLS_FALLBACK_SCSV),
            SslReason.INAPPROPRIATE_FALLBACK),
        version("TLS 1.1", 0x0302),
        version("SSL 3.0", 0x0300),
        version("SSL 2.0", 0x0002),
        version("nothing", 0),
        client(
            "RFC 9846 4.3.1",
            "TLS 1.1 alone in supported_versions, which counts",
            ECDHE_ECDSA,
            c ->
                c.extensions(
                    CLIENT_HELLO,
                    e -> e.with(new SupportedVersionsClient(List.of(ProtocolVersion.TLS_1_1)))),
            SslReason.UNSUPPORTED_PROTOCOL),
        client(
            "RFC 5246 7.4.1.2",
            "data in its place",
            ECDHE_ECDSA,
            c -> c.as(ContentType.APPLICATION_DATA, CLIENT_HELLO),
            SslReason.APP_DATA_IN_HANDSHAKE),
        client(
            "RFC 5246 7.1",
            "change_cipher_spec before it",
            ECDHE_ECDSA,
            c -> c.before(CLIENT_HELLO, Conversation::dummy),
            SslReason.UNEXPECTED_CCS_MESSAGE));
  }

  @TestFactory
  Stream<DynamicTest> oddities() {
    return Stream.of(
        odd("RFC 5246 E.1", "a version of the future", h -> Rewritten.version(h, 0x0304)),
        odd("RFC 5246 E.1", "a version of the far future", h -> Rewritten.version(h, 0x03FF)),
        odd(
            "RFC 5246 7.4.1.2",
            "compression before none",
            h -> Rewritten.compression(h, Bytes.of((byte) 1, (byte) 0))),
        odd(
            "RFC 5246 7.4.1.2",
            "none before compression",
            h -> Rewritten.compression(h, Bytes.of((byte) 0, (byte) 1, (byte) 64))),
        odd(
            "RFC 5246 7.4.1.2",
            "a session id that nobody knows",
            h -> Rewritten.sessionId(h, Bytes.of(new byte[32]))),
        odd(
            "RFC 5246 7.4.1.2",
            "a session id of one byte",
            h -> Rewritten.sessionId(h, Bytes.of((byte) 1))),
        odd(
            "RFC 8701 3.1",
            "suites that mean nothing",
            h -> Rewritten.suites(h, GREASE, ECDHE_ECDSA, UNKNOWN)),
        odd(
            "RFC 5246 7.4.1.2",
            "a suite twice",
            h -> Rewritten.suites(h, ECDHE_ECDSA, ECDHE_ECDSA)),
        oddExtensions(
            "RFC 8701 3.1",
            "an extension that means nothing",
            e -> e.with(new UnknownExtension(new ExtensionType(0x1A1A), Bytes.of((byte) 1)))),
        oddExtensions(
            "RFC 8701 3.1",
            "groups that mean nothing",
            e -> e.with(groups(new NamedGroup(0x2A2A), NamedGroup.SECP256R1))),
        oddExtensions("RFC 8422 4", "no groups", e -> e.without(ExtensionType.SUPPORTED_GROUPS)),
        oddExtensions(
            "RFC 8422 5.1.2", "no point formats", e -> e.without(ExtensionType.EC_POINT_FORMATS)),
        oddExtensions(
            "RFC 8422 5.1.2",
            "point formats that nobody has",
            e -> e.with(new EcPointFormats(Bytes.of((byte) 2, (byte) 0, (byte) 9)))),
        oddExtensions(
            "RFC 5246 7.4.1.4.1",
            "schemes that nobody knows beside one",
            e ->
                e.with(
                    schemes(new SignatureScheme(0x0101), SignatureScheme.ECDSA_SECP256R1_SHA256))),
        oddExtensions(
            "RFC 5746 3.6",
            "no word of renegotiation",
            e -> e.without(ExtensionType.RENEGOTIATION_INFO)),
        oddClient(
            "RFC 5246 7.4.1.2",
            "no extensions at all",
            RSA,
            c -> c.extensions(CLIENT_HELLO, e -> Extensions.EMPTY)),
        oddClient(
            "RFC 5246 7.4.1.2",
            "an empty block of extensions",
            RSA,
            c ->
                c.extensions(CLIENT_HELLO, e -> Extensions.EMPTY)
                    .encoded(CLIENT_HELLO, b -> Rewritten.longer(b, Bytes.of((byte) 0, (byte) 0)))),
        oddClient(
            "RFC 5246 6.2.1",
            "a record a byte",
            ECDHE_ECDSA,
            c -> c.split(CLIENT_HELLO, 1, 1, 1, 1, 1, 1, 1)));
  }

  @TestFactory
  Stream<DynamicTest> extensions() {
    return Stream.of(
        body("extended_master_secret with content", ExtensionType.EXTENDED_MASTER_SECRET, 1),
        body("encrypt_then_mac with content", ExtensionType.ENCRYPT_THEN_MAC, 1),
        body("renegotiation_info without its length", ExtensionType.RENEGOTIATION_INFO),
        body("renegotiation_info with less than it says", ExtensionType.RENEGOTIATION_INFO, 1),
        body("renegotiation_info with more than it says", ExtensionType.RENEGOTIATION_INFO, 0, 0),
        body("no groups in supported_groups", ExtensionType.SUPPORTED_GROUPS, 0, 0),
        body("half a group", ExtensionType.SUPPORTED_GROUPS, 0, 3, 0, 29, 0),
        body("no schemes in signature_algorithms", ExtensionType.SIGNATURE_ALGORITHMS, 0, 0),
        body("half a scheme", ExtensionType.SIGNATURE_ALGORITHMS, 0, 3, 4, 3, 4),
        body("no point formats in ec_point_formats", ExtensionType.EC_POINT_FORMATS, 0),
        body("fewer point formats than it says", ExtensionType.EC_POINT_FORMATS, 2, 0),
        body("a name list without names", ExtensionType.SERVER_NAME, 0, 0),
        body("an empty name", ExtensionType.SERVER_NAME, 0, 3, 0, 0, 0),
        body("a name list longer than the extension", ExtensionType.SERVER_NAME, 0, 9, 0, 0, 1, 97),
        body(
            "an empty list of protocols",
            ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION,
            0,
            0),
        body("an empty protocol", ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION, 0, 1, 0),
        body("a fragment length of two bytes", ExtensionType.MAX_FRAGMENT_LENGTH, 1, 1),
        body("a record size limit of one byte", ExtensionType.RECORD_SIZE_LIMIT, 64),
        body("no versions in supported_versions", ExtensionType.SUPPORTED_VERSIONS, 0),
        twice(ExtensionType.EXTENDED_MASTER_SECRET),
        twice(ExtensionType.RENEGOTIATION_INFO, 0),
        twice(ExtensionType.SUPPORTED_GROUPS, 0, 2, 0, 29),
        client(
            "RFC 5246 7.4.1.4",
            "an extension that nobody knows twice",
            ECDHE_ECDSA,
            c ->
                c.encoded(
                    CLIENT_HELLO,
                    b -> append(append(b, new ExtensionType(0xFFCE)), new ExtensionType(0xFFCE))),
            SslReason.BAD_EXTENSION),
        extension(
            "RFC 5746 3.6",
            "word of a handshake before the first one",
            e -> e.with(new RenegotiationInfo(Bytes.of(new byte[12]))),
            SslReason.RENEGOTIATION_MISMATCH),
        extension(
            "RFC 8422 5.1.2",
            "point formats without the uncompressed one",
            e -> e.with(new EcPointFormats(Bytes.of((byte) 1))),
            SslReason.TLS_INVALID_ECPOINTFORMAT_LIST),
        extension(
            "RFC 8422 4",
            "groups that the server has not",
            e -> e.with(groups(NamedGroup.SECP521R1)),
            SslReason.NO_SHARED_CIPHER),
        extension(
            "RFC 5246 7.4.1.4.1",
            "schemes that the server's key cannot make",
            e -> e.with(schemes(SignatureScheme.RSA_PKCS1_SHA256, SignatureScheme.ED25519)),
            SslReason.NO_SHARED_CIPHER),
        extension(
            "RFC 5246 7.4.1.4.1",
            "no schemes, which is as good as SHA-1",
            e -> e.without(ExtensionType.SIGNATURE_ALGORITHMS),
            SslReason.NO_SHARED_CIPHER),
        extension(
            "RFC 6066 4",
            "a fragment length that there is not",
            e -> e.with(unknown(ExtensionType.MAX_FRAGMENT_LENGTH, 9)),
            SslReason.SSL3_EXT_INVALID_MAX_FRAGMENT_LENGTH),
        extension(
            "RFC 8449 4",
            "a record size limit below the least",
            e -> e.with(unknown(ExtensionType.RECORD_SIZE_LIMIT, 0, 63)),
            SslReason.BAD_EXTENSION),
        client(
            "RFC 7366 3",
            "encrypt_then_mac twice",
            ECDHE_ECDSA_CBC,
            c -> c.encoded(CLIENT_HELLO, b -> append(b, ExtensionType.ENCRYPT_THEN_MAC)),
            SslReason.BAD_EXTENSION));
  }

  // ---- The words of the bends

  private static DynamicTest hello(
      String section, String deed, UnaryOperator<ClientHello> bend, SslReason reason) {
    return client(
        section, deed, ECDHE_ECDSA, c -> c.change(CLIENT_HELLO, ClientHello.class, bend), reason);
  }

  private static DynamicTest odd(String section, String deed, UnaryOperator<ClientHello> bend) {
    return oddClient(
        section, deed, ECDHE_ECDSA, c -> c.change(CLIENT_HELLO, ClientHello.class, bend));
  }

  private static DynamicTest version(String deed, int version) {
    return hello(
        "RFC 5246 E.1", deed, h -> Rewritten.version(h, version), SslReason.UNSUPPORTED_PROTOCOL);
  }

  private static DynamicTest extension(
      String section, String deed, UnaryOperator<Extensions> bend, SslReason reason) {
    return client(section, deed, ECDHE_ECDSA, c -> c.extensions(CLIENT_HELLO, bend), reason);
  }

  private static DynamicTest oddExtensions(
      String section, String deed, UnaryOperator<Extensions> bend) {
    return oddClient(section, deed, ECDHE_ECDSA, c -> c.extensions(CLIENT_HELLO, bend));
  }

  private static DynamicTest encoded(String deed, UnaryOperator<Bytes> bend) {
    return client(
        "RFC 5246 7.4.1.2",
        deed,
        ECDHE_ECDSA,
        c -> c.encoded(CLIENT_HELLO, bend),
        SslReason.LENGTH_MISMATCH);
  }

  private static DynamicTest body(String deed, ExtensionType type, int... body) {
    return extension(
        "RFC 5246 7.4.1.4", deed, e -> e.with(unknown(type, body)), SslReason.PARSE_TLSEXT);
  }

  private static DynamicTest twice(ExtensionType type, int... body) {
    return client(
        "RFC 5246 7.4.1.4",
        type + " twice",
        ECDHE_ECDSA,
        c -> c.encoded(CLIENT_HELLO, b -> append(b, type, body)),
        SslReason.BAD_EXTENSION);
  }

  /** An extension of a type, whatever it holds: the victim must find out. */
  private static UnknownExtension unknown(ExtensionType type, int... body) {
    return new UnknownExtension(type, bytes(body));
  }

  private static Bytes bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return Bytes.of(bytes);
  }

  /** One more extension at the end of an encoded ClientHello that has some. */
  private static Bytes append(Bytes message, ExtensionType type, int... body) {
    Bytes more = bytes(type.code() >>> 8, type.code(), 0, body.length).plus(bytes(body));
    Bytes longer = Rewritten.longer(message, more);
    int at = ID_LENGTH + 7;
    int length = ((longer.at(at) & 0xFF) << 8 | longer.at(at + 1) & 0xFF) + more.length();
    return set(set(longer, at, length >>> 8), at + 1, length);
  }

  private static SupportedGroups groups(NamedGroup... groups) {
    return new SupportedGroups(List.of(groups));
  }

  private static SignatureAlgorithms schemes(SignatureScheme... schemes) {
    return new SignatureAlgorithms(List.of(schemes));
  }

  private static Bytes set(Bytes bytes, int index, int value) {
    byte[] changed = bytes.toArray();
    changed[index] = (byte) value;
    return Bytes.of(changed);
  }

  private static Bytes cut(Bytes message, int length) {
    return Rewritten.shorter(message, message.length() - length);
  }

  /** Without some bytes, whose number is taken off a length of one byte, too. */
  private static Bytes without(Bytes message, int from, int count, int length) {
    Bytes body = message.slice(4, from - 4).plus(tail(message, from + count));
    return set(Rewritten.message(1, body), length, message.at(length) - count);
  }

  private static Bytes tail(Bytes bytes, int from) {
    return bytes.slice(from, bytes.length() - from);
  }
}
