// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static dev.jessel.testkit.peer.Misdeeds.client;
import static dev.jessel.testkit.peer.Misdeeds.oddClient;
import static dev.jessel.testkit.peer.Misdeeds.oddServer;
import static dev.jessel.testkit.peer.Misdeeds.server;
import static dev.jessel.testkit.peer.Move.AWAIT_HELLO;
import static dev.jessel.testkit.peer.Move.CERTIFICATE;
import static dev.jessel.testkit.peer.Move.CLIENT_HELLO;
import static dev.jessel.testkit.peer.Move.ENCRYPTED_EXTENSIONS;
import static dev.jessel.testkit.peer.Move.FINISHED;
import static dev.jessel.testkit.peer.Move.SERVER_HELLO;

import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.record.RecordLimits;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ContentType;
import dev.jessel.wire.extension.RecordSizeLimit;
import dev.jessel.wire.message.KeyUpdate;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a peer may do wrong in its records (RFC 9846 5). */
class RecordMisbehaviourTest {
  private static final Bytes JUNK = Bytes.of(new byte[32]);
  private static final int MAX = RecordLimits.MAX_PLAINTEXT;

  @TestFactory
  Stream<DynamicTest> changeCipherSpec() {
    return Stream.of(
        client(
            "5",
            "one before the first ClientHello",
            c -> c.before(CLIENT_HELLO, Conversation::dummy),
            SslReason.UNEXPECTED_CCS_MESSAGE),
        server(
            "5",
            "one of another value",
            s -> s.before(ENCRYPTED_EXTENSIONS, talk -> ccs(talk, Bytes.ofHex("02"))),
            SslReason.UNEXPECTED_CCS_MESSAGE),
        server(
            "5",
            "one of two bytes",
            s -> s.before(ENCRYPTED_EXTENSIONS, talk -> ccs(talk, Bytes.ofHex("0101"))),
            SslReason.UNEXPECTED_CCS_MESSAGE),
        server(
            "5",
            "an empty one",
            s -> s.before(ENCRYPTED_EXTENSIONS, talk -> ccs(talk, Bytes.EMPTY)),
            SslReason.UNEXPECTED_CCS_MESSAGE),
        server(
            "5",
            "one that is encrypted",
            s ->
                s.before(
                    ENCRYPTED_EXTENSIONS,
                    talk -> talk.record(ContentType.CHANGE_CIPHER_SPEC, Bytes.ofHex("01"))),
            SslReason.UNEXPECTED_CCS_MESSAGE),
        established(
            "5", "one behind Finished", Conversation::dummy, SslReason.UNEXPECTED_CCS_MESSAGE),
        server(
            "5",
            "one behind the server's Finished",
            s -> s.established(Conversation::dummy),
            SslReason.UNEXPECTED_CCS_MESSAGE),
        server(
            "5.1",
            "one inside of a message",
            s ->
                s.instead(
                    ENCRYPTED_EXTENSIONS,
                    talk -> {
                      talk.record(ContentType.HANDSHAKE, Bytes.ofHex("0800"));
                      talk.dummy();
                    }),
            SslReason.MIXED_HANDSHAKE_AND_NON_HANDSHAKE_DATA),
        server(
            "5",
            "a flood of them",
            s ->
                s.before(
                    ENCRYPTED_EXTENSIONS,
                    talk -> repeat(RecordLimits.MAX_EMPTY_RECORDS + 1, talk::dummy)),
            SslReason.RECORD_TOO_SMALL),
        oddServer(
            "5",
            "some of them at any place",
            s ->
                s.before(SERVER_HELLO, Conversation::dummy)
                    .before(ENCRYPTED_EXTENSIONS, Conversation::dummy)
                    .before(CERTIFICATE, Conversation::dummy)
                    .before(FINISHED, Conversation::dummy)),
        oddClient(
            "5",
            "some of them at any place",
            c -> c.before(AWAIT_HELLO, Conversation::dummy).before(FINISHED, Conversation::dummy)));
  }

  @TestFactory
  Stream<DynamicTest> sizes() {
    return Stream.of(
        client(
            "5.1",
            "a plain record of more than 2^14 bytes",
            c ->
                c.before(
                    CLIENT_HELLO,
                    talk -> talk.record(ContentType.HANDSHAKE, Bytes.of(new byte[MAX + 1]))),
            SslReason.DATA_LENGTH_TOO_LONG),
        established(
            "5.2",
            "a record of more than 2^14 + 256 bytes",
            talk -> talk.raw(Bytes.ofHex("1703034101")),
            SslReason.ENCRYPTED_LENGTH_TOO_LONG),
        established(
            "5.4",
            "content of more than 2^14 bytes",
            talk -> talk.data(Bytes.of(new byte[MAX + 1])),
            SslReason.DATA_LENGTH_TOO_LONG),
        established(
            "5.4",
            "content and padding of more than 2^14 bytes",
            talk -> talk.padded(ContentType.APPLICATION_DATA, Bytes.of(new byte[MAX - 10]), 11),
            SslReason.DATA_LENGTH_TOO_LONG),
        established(
            "5.2",
            "a record too short for a tag",
            talk -> talk.raw(Bytes.ofHex("1703030005" + "0102030405")),
            SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC),
        established(
            "5.2",
            "an empty record",
            talk -> talk.raw(Bytes.ofHex("1703030000")),
            SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC),
        client(
            "RFC 8449 4",
            "more than the limit that the server gave",
            b -> b.recordSizeLimit(100),
            c ->
                c.extensions(CLIENT_HELLO, e -> e.with(new RecordSizeLimit(16385)))
                    .established(talk -> talk.data(Bytes.of(new byte[100]))),
            SslReason.DATA_LENGTH_TOO_LONG),
        client(
            "RFC 8449 4",
            "padding beyond the limit that the server gave",
            b -> b.recordSizeLimit(100),
            c ->
                c.extensions(CLIENT_HELLO, e -> e.with(new RecordSizeLimit(16385)))
                    .established(
                        talk ->
                            talk.padded(ContentType.APPLICATION_DATA, Bytes.of(new byte[50]), 50)),
            SslReason.DATA_LENGTH_TOO_LONG));
  }

  @TestFactory
  Stream<DynamicTest> contents() {
    return Stream.of(
        client(
            "5",
            "a content type that does not exist",
            c ->
                c.before(CLIENT_HELLO, talk -> talk.record(new ContentType(99), Bytes.ofHex("00"))),
            SslReason.BAD_RECORD_TYPE),
        established(
            "5",
            "a content type that does not exist, encrypted",
            talk -> talk.record(new ContentType(99), JUNK),
            SslReason.UNEXPECTED_RECORD),
        established(
            "5.4",
            "nothing but zeros",
            talk -> talk.sealed(Bytes.of(new byte[20])),
            SslReason.BAD_RECORD_TYPE),
        established(
            "5.4",
            "a single zero",
            talk -> talk.sealed(Bytes.of((byte) 0)),
            SslReason.BAD_RECORD_TYPE),
        established(
            "5.2",
            "a record that cannot be decrypted",
            talk -> talk.raw(Bytes.ofHex("1703030020" + "00".repeat(32))),
            SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC),
        established(
            "5.2",
            "application data in the clear",
            talk -> talk.record(Epoch.PLAIN, ContentType.APPLICATION_DATA, JUNK),
            SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC),
        established(
            "5.2",
            "a handshake message in the clear",
            talk -> talk.record(Epoch.PLAIN, ContentType.HANDSHAKE, new KeyUpdate(false).encode()),
            SslReason.BAD_RECORD_TYPE),
        established(
            "5.2",
            "an alert in the clear",
            talk -> talk.record(Epoch.PLAIN, ContentType.ALERT, Bytes.ofHex("0100")),
            SslReason.BAD_RECORD_TYPE),
        established(
            "5.3",
            "a record under the handshake's keys",
            talk -> talk.record(Epoch.HANDSHAKE, ContentType.APPLICATION_DATA, JUNK),
            SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC),
        client(
            "2",
            "application data before anything else",
            c -> c.before(CLIENT_HELLO, talk -> talk.record(ContentType.APPLICATION_DATA, JUNK)),
            SslReason.APP_DATA_IN_HANDSHAKE),
        client(
            "5.1",
            "an empty handshake record",
            c -> c.before(CLIENT_HELLO, talk -> talk.record(ContentType.HANDSHAKE, Bytes.EMPTY)),
            SslReason.UNEXPECTED_RECORD),
        established(
            "5.4",
            "an empty handshake record, padded and encrypted",
            talk -> talk.padded(ContentType.HANDSHAKE, Bytes.EMPTY, 10),
            SslReason.UNEXPECTED_RECORD),
        established(
            "5.4",
            "a flood of empty data",
            talk -> repeat(RecordLimits.MAX_EMPTY_RECORDS + 1, () -> talk.data(Bytes.EMPTY)),
            SslReason.RECORD_TOO_SMALL),
        established(
            "5.1",
            "data inside of a handshake message",
            talk -> {
              talk.record(ContentType.HANDSHAKE, Bytes.ofHex("1800"));
              talk.data(JUNK);
            },
            SslReason.MIXED_HANDSHAKE_AND_NON_HANDSHAKE_DATA),
        established(
            "5.1",
            "an alert inside of a handshake message",
            talk -> {
              talk.record(ContentType.HANDSHAKE, Bytes.ofHex("1800"));
              talk.closeNotify();
            },
            SslReason.MIXED_HANDSHAKE_AND_NON_HANDSHAKE_DATA),
        server(
            "5.1",
            "an alert inside of a handshake message of the handshake",
            s ->
                s.instead(
                    CERTIFICATE,
                    talk -> {
                      talk.record(ContentType.HANDSHAKE, Bytes.ofHex("0b00"));
                      talk.alert(Conversation.WARNING, AlertDescription.USER_CANCELED);
                    }),
            SslReason.MIXED_HANDSHAKE_AND_NON_HANDSHAKE_DATA),
        oddEstablished(
            "5.4",
            "empty and padded data",
            talk -> {
              repeat(RecordLimits.MAX_EMPTY_RECORDS, () -> talk.data(Bytes.EMPTY));
              talk.padded(ContentType.APPLICATION_DATA, JUNK, 500);
              talk.padded(ContentType.APPLICATION_DATA, Bytes.EMPTY, 500);
            }),
        oddEstablished(
            "5.1",
            "the largest records there are",
            talk -> {
              talk.data(Bytes.of(new byte[MAX]));
              talk.padded(ContentType.APPLICATION_DATA, JUNK, MAX - JUNK.length());
            }));
  }

  @TestFactory
  Stream<DynamicTest> otherProtocols() {
    return Stream.of(
        raw("HTTP", "GET / HTTP/1.1\r\n\r\n", SslReason.HTTP_REQUEST),
        raw("a proxy's CONNECT", "CONNECT a:443 HTTP/1.1\r\n\r\n", SslReason.HTTPS_PROXY_REQUEST),
        raw("SSH", "SSH-2.0-OpenSSH_9.9\r\n", SslReason.WRONG_VERSION_NUMBER));
  }

  private static DynamicTest raw(String what, String text, SslReason reason) {
    return client(
        "5.1",
        what,
        c ->
            c.before(
                CLIENT_HELLO, talk -> talk.raw(Bytes.of(text.getBytes(StandardCharsets.US_ASCII)))),
        reason);
  }

  /** A misdeed of a client behind a good handshake. */
  private static DynamicTest established(
      String section, String deed, Consumer<Conversation> action, SslReason reason) {
    return client(section, deed, c -> c.established(action), reason);
  }

  private static DynamicTest oddEstablished(
      String section, String deed, Consumer<Conversation> action) {
    return oddClient(section, deed, c -> c.established(action));
  }

  private static void ccs(Conversation talk, Bytes content) {
    talk.record(Epoch.PLAIN, ContentType.CHANGE_CIPHER_SPEC, content);
  }

  private static void repeat(int times, Runnable action) {
    for (int i = 0; i < times; i++) {
      action.run();
    }
  }
}
