// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static dev.jessel.testkit.peer.Misdeeds12.ECDHE_ECDSA;
import static dev.jessel.testkit.peer.Misdeeds12.ECDHE_ECDSA_CBC;
import static dev.jessel.testkit.peer.Misdeeds12.PSK;
import static dev.jessel.testkit.peer.Misdeeds12.clientOf;
import static dev.jessel.testkit.peer.Misdeeds12.oddServer;
import static dev.jessel.testkit.peer.Misdeeds12.server;
import static dev.jessel.testkit.peer.Move.SERVER_HELLO;

import dev.jessel.SslContext;
import dev.jessel.SslOption;
import dev.jessel.error.SslReason;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.extension.EcPointFormats;
import dev.jessel.wire.extension.EncryptThenMac;
import dev.jessel.wire.extension.ExtendedMasterSecret;
import dev.jessel.wire.extension.Extension;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.KeyShareEntry;
import dev.jessel.wire.extension.KeyShareServer;
import dev.jessel.wire.extension.MaxFragmentLength;
import dev.jessel.wire.extension.RecordSizeLimit;
import dev.jessel.wire.extension.RenegotiationInfo;
import dev.jessel.wire.extension.SelectedProtocol;
import dev.jessel.wire.extension.ServerNameAck;
import dev.jessel.wire.extension.SessionTicket;
import dev.jessel.wire.extension.StatusRequestAck;
import dev.jessel.wire.extension.SupportedGroups;
import dev.jessel.wire.extension.UnknownExtension;
import dev.jessel.wire.message.ServerHello;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a server may do wrong in a ServerHello of TLS 1.2 (RFC 5246 7.4.1.3). */
class ServerHello12MisbehaviourTest {
  private static final Bytes JUNK = Bytes.of(new byte[32]);
  private static final ExtensionType UNKNOWN = new ExtensionType(0xFFCE);
  private static final String TO_TLS_1_2 = "444f574e47524401";
  private static final String TO_OLDER = "444f574e47524400";

  @TestFactory
  Stream<DynamicTest> fields() {
    return Stream.of(
        bent(
            "RFC 5246 7.4.1.3",
            "a suite that was not offered",
            h -> Rewritten.suite(h, new CipherSuite(0xC02C)),
            SslReason.WRONG_CIPHER_RETURNED),
        bent(
            "RFC 5246 7.4.1.3",
            "a suite that nobody knows",
            h -> Rewritten.suite(h, new CipherSuite(0xFEFE)),
            SslReason.WRONG_CIPHER_RETURNED),
        bent(
            "RFC 5246 A.5",
            "the suite without anything",
            h -> Rewritten.suite(h, new CipherSuite(0)),
            SslReason.WRONG_CIPHER_RETURNED),
        bent(
            "RFC 5746 3.3",
            "the signal for renegotiation as a suite",
            h -> Rewritten.suite(h, CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV),
            SslReason.WRONG_CIPHER_RETURNED),
        bent(
            "RFC 9846 4.2.3",
            "a suite of TLS 1.3, which was offered, in TLS 1.2",
            h -> Rewritten.suite(h, CipherSuite.TLS_AES_128_GCM_SHA256),
            SslReason.WRONG_CIPHER_RETURNED),
        bent(
            "RFC 5246 7.4.1.3",
            "a compression method that was not offered",
            h -> Rewritten.compression(h, 1),
            SslReason.UNSUPPORTED_COMPRESSION_ALGORITHM),
        bent(
            "RFC 5246 7.4.1.3",
            "a compression method that nobody knows",
            h -> Rewritten.compression(h, 255),
            SslReason.UNSUPPORTED_COMPRESSION_ALGORITHM),
        bent(
            "RFC 5246 E.1",
            "TLS 1.1, which is below the client's least",
            h -> Rewritten.version(h, 0x0302),
            SslReason.UNSUPPORTED_PROTOCOL),
        bent(
            "RFC 5246 E.1",
            "SSL 3.0",
            h -> Rewritten.version(h, 0x0300),
            SslReason.UNSUPPORTED_PROTOCOL),
        bent(
            "RFC 9846 4.2.3",
            "TLS 1.3 where it does not belong",
            h -> Rewritten.version(h, 0x0304),
            SslReason.UNSUPPORTED_PROTOCOL),
        bent(
            "RFC 5246 E.1",
            "a version that nobody knows",
            h -> Rewritten.version(h, 0x0403),
            SslReason.UNSUPPORTED_PROTOCOL),
        server(
            "RFC 5246 7.4.1.3",
            "the client's id in a full handshake, which names nothing",
            ECDHE_ECDSA,
            s -> s.resume(unknownToTheVictim()),
            SslReason.INVALID_SESSION_ID));
  }

  private static Remembered unknownToTheVictim() {
    ScriptedServer12 other = server(ECDHE_ECDSA);
    Verdicts.connected(other.against(clientOf(ECDHE_ECDSA)));
    return other.remembered();
  }

  @TestFactory
  Stream<DynamicTest> form() {
    return Stream.of(
        encoded(
            "bytes behind its end",
            b -> Rewritten.longer(b, Bytes.of((byte) 0)),
            SslReason.LENGTH_MISMATCH),
        encoded("a cut end", b -> Rewritten.shorter(b, 1), SslReason.LENGTH_MISMATCH),
        encoded(
            "a session id of 33 bytes",
            b -> {
              byte[] bytes = b.toArray();
              bytes[4 + 2 + 32] = 33;
              return Bytes.of(bytes);
            },
            SslReason.LENGTH_MISMATCH),
        encoded("nothing", b -> Rewritten.message(2, Bytes.EMPTY), SslReason.LENGTH_MISMATCH),
        encoded(
            "renegotiation_info twice",
            b -> twice(b, ExtensionType.RENEGOTIATION_INFO, Bytes.of((byte) 0)),
            SslReason.BAD_EXTENSION),
        encoded(
            "extended_master_secret twice",
            b -> twice(b, ExtensionType.EXTENDED_MASTER_SECRET, Bytes.EMPTY),
            SslReason.BAD_EXTENSION),
        encoded(
            "an extended_master_secret with content",
            b -> replaced(b, ExtensionType.EXTENDED_MASTER_SECRET, Bytes.of((byte) 1)),
            SslReason.PARSE_TLSEXT),
        encoded(
            "a renegotiation_info without its length",
            b -> replaced(b, ExtensionType.RENEGOTIATION_INFO, Bytes.EMPTY),
            SslReason.PARSE_TLSEXT),
        encoded(
            "a renegotiation_info with more than it says",
            b -> replaced(b, ExtensionType.RENEGOTIATION_INFO, Bytes.of((byte) 0, (byte) 0)),
            SslReason.PARSE_TLSEXT));
  }

  @TestFactory
  Stream<DynamicTest> extensions() {
    return Stream.of(
        unasked(new UnknownExtension(UNKNOWN, JUNK)),
        unasked(new SelectedProtocol(Bytes.of((byte) 'h', (byte) '2'))),
        unasked(new MaxFragmentLength(1)),
        unasked(new RecordSizeLimit(1024)),
        unasked(new StatusRequestAck()),
        with(
            "RFC 7366 3",
            "encrypt_then_mac with an AEAD",
            new EncryptThenMac(),
            SslReason.BAD_EXTENSION),
        with(
            "RFC 8422 5.1.2",
            "point formats without the uncompressed one",
            new EcPointFormats(Bytes.of((byte) 1, (byte) 2)),
            SslReason.TLS_INVALID_ECPOINTFORMAT_LIST),
        with(
            "RFC 9846 4.3",
            "a key share in TLS 1.2",
            new KeyShareServer(new KeyShareEntry(NamedGroup.X25519, JUNK)),
            SslReason.BAD_EXTENSION),
        server(
            "RFC 7627 5.2",
            "an extended main secret for a client that did not ask",
            ECDHE_ECDSA,
            b -> b.options(SslOption.NO_EXTENDED_MASTER_SECRET),
            s -> s.extensions(SERVER_HELLO, e -> e.with(new ExtendedMasterSecret())),
            SslReason.UNSOLICITED_EXTENSION),
        server(
            "RFC 7366 3",
            "encrypt_then_mac for a client that did not ask",
            ECDHE_ECDSA_CBC,
            b -> b.options(SslOption.NO_ENCRYPT_THEN_MAC),
            s -> s.extensions(SERVER_HELLO, e -> e.with(new EncryptThenMac())),
            SslReason.UNSOLICITED_EXTENSION),
        server(
            "RFC 5077 3.2",
            "a ticket for a client that wants none",
            ECDHE_ECDSA,
            b -> b.options(SslOption.NO_TICKET),
            s -> s.extensions(SERVER_HELLO, e -> e.with(SessionTicket.NONE)),
            SslReason.UNSOLICITED_EXTENSION),
        server(
            "RFC 7301 3.2",
            "a protocol that was not offered",
            ECDHE_ECDSA,
            b -> b.alpn("http/1.1"),
            s ->
                s.extensions(
                    SERVER_HELLO,
                    e -> e.with(new SelectedProtocol(Bytes.of((byte) 'h', (byte) '2')))),
            SslReason.BAD_EXTENSION),
        server(
            "RFC 6066 4",
            "another fragment length than the client's",
            ECDHE_ECDSA,
            b -> b.maxFragmentLength(512),
            s -> s.extensions(SERVER_HELLO, e -> e.with(new MaxFragmentLength(2))),
            SslReason.SSL3_EXT_INVALID_MAX_FRAGMENT_LENGTH),
        server(
            "RFC 8449 4",
            "a record size limit below the least",
            ECDHE_ECDSA,
            b -> b.recordSizeLimit(600),
            s ->
                s.extensions(
                    SERVER_HELLO,
                    e -> e.with(unreadable(ExtensionType.RECORD_SIZE_LIMIT, (byte) 0, (byte) 63))),
            SslReason.BAD_EXTENSION),
        oddServer(
            "RFC 6066 3",
            "a name that was recognised",
            ECDHE_ECDSA,
            s -> s.extensions(SERVER_HELLO, e -> e.with(new ServerNameAck()))),
        oddServer(
            "RFC 8422 5.2",
            "groups, which many servers send",
            ECDHE_ECDSA,
            s ->
                s.extensions(
                    SERVER_HELLO, e -> e.with(new SupportedGroups(List.of(NamedGroup.X25519))))),
        oddServer(
            "RFC 5246 7.4.1.3",
            "no session id",
            ECDHE_ECDSA,
            s ->
                s.change(
                    SERVER_HELLO, ServerHello.class, h -> Rewritten.sessionId(h, Bytes.EMPTY))));
  }

  @TestFactory
  Stream<DynamicTest> renegotiationInfo() {
    return Stream.of(
        with(
            "RFC 5746 3.4",
            "verify data in a first handshake",
            new RenegotiationInfo(JUNK),
            SslReason.RENEGOTIATION_MISMATCH),
        with(
            "RFC 5746 3.4",
            "one byte of verify data in a first handshake",
            new RenegotiationInfo(Bytes.of((byte) 0)),
            SslReason.RENEGOTIATION_MISMATCH),
        server(
            "RFC 5746 4.1",
            "nothing about renegotiation",
            ECDHE_ECDSA,
            s -> s.extensions(SERVER_HELLO, e -> e.without(ExtensionType.RENEGOTIATION_INFO)),
            SslReason.UNSAFE_LEGACY_RENEGOTIATION_DISABLED),
        server(
            "RFC 5246 7.4.1.4",
            "no extensions at all",
            PSK,
            s -> s.extensions(SERVER_HELLO, e -> Extensions.EMPTY),
            SslReason.UNSAFE_LEGACY_RENEGOTIATION_DISABLED));
  }

  @TestFactory
  Stream<DynamicTest> downgrades() {
    return Stream.of(
        bent(
            "RFC 9846 4.2.3",
            "TLS 1.2 with the mark of a server that could do TLS 1.3",
            h -> marked(h, TO_TLS_1_2),
            SslReason.TLS13_DOWNGRADE),
        bent(
            "RFC 9846 4.2.3",
            "TLS 1.2 with the mark for TLS 1.1",
            h -> marked(h, TO_OLDER),
            SslReason.TLS13_DOWNGRADE),
        server(
            "RFC 9846 4.2.3",
            "TLS 1.1 with its mark for a client of TLS 1.2",
            ECDHE_ECDSA,
            b -> b.maxVersion(ProtocolVersion.TLS_1_2),
            s ->
                s.change(
                    SERVER_HELLO,
                    ServerHello.class,
                    h -> Rewritten.version(marked(h, TO_OLDER), 0x0302)),
            SslReason.TLS13_DOWNGRADE),
        server(
            "RFC 9846 4.2.3",
            "TLS 1.2 for a client of TLS 1.3 alone",
            ECDHE_ECDSA,
            b -> b.minVersion(ProtocolVersion.TLS_1_3),
            s -> s,
            SslReason.UNSUPPORTED_PROTOCOL));
  }

  @Test
  void aClientThatNeverOfferedMoreDoesNotMindTheMark() {
    SslContext.Builder old = clientOf(ECDHE_ECDSA).maxVersion(ProtocolVersion.TLS_1_2);
    Verdicts.connected(
        server(ECDHE_ECDSA)
            .change(SERVER_HELLO, ServerHello.class, h -> marked(h, TO_TLS_1_2))
            .against(old));
  }

  private static DynamicTest bent(
      String section, String deed, UnaryOperator<ServerHello> change, SslReason reason) {
    return server(
        section, deed, ECDHE_ECDSA, s -> s.change(SERVER_HELLO, ServerHello.class, change), reason);
  }

  private static DynamicTest encoded(String deed, UnaryOperator<Bytes> change, SslReason reason) {
    return server(
        "RFC 5246 7.4.1.3", deed, ECDHE_ECDSA, s -> s.encoded(SERVER_HELLO, change), reason);
  }

  private static DynamicTest unasked(Extension extension) {
    return with(
        "RFC 5246 7.4.1.4",
        "an extension that was not asked for: " + extension.type(),
        extension,
        SslReason.UNSOLICITED_EXTENSION);
  }

  private static DynamicTest with(
      String section, String deed, Extension extension, SslReason reason) {
    return server(
        section,
        deed,
        ECDHE_ECDSA,
        s -> s.extensions(SERVER_HELLO, e -> e.with(extension)),
        reason);
  }

  private static Extension unreadable(ExtensionType type, byte... body) {
    return new UnknownExtension(type, Bytes.of(body));
  }

  private static ServerHello marked(ServerHello hello, String mark) {
    return Rewritten.random(hello, hello.random().slice(0, 24).plus(Bytes.ofHex(mark)));
  }

  private static Bytes twice(Bytes message, ExtensionType type, Bytes body) {
    return Rewritten.extended(message, extensions(message), type, body);
  }

  private static Bytes replaced(Bytes message, ExtensionType type, Bytes body) {
    Extensions rest = extensions(message).without(type);
    ServerHello cut = Rewritten.with(hello(message), rest);
    return Rewritten.extended(cut.encode(), rest, type, body);
  }

  private static Extensions extensions(Bytes message) {
    return hello(message).extensions();
  }

  private static ServerHello hello(Bytes message) {
    return ScriptedPeer12.read(ServerHello.class, null, message);
  }
}
