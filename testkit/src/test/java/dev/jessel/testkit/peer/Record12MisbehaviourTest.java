// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static dev.jessel.testkit.peer.Misdeeds12.ECDHE_ECDSA;
import static dev.jessel.testkit.peer.Misdeeds12.client;
import static dev.jessel.testkit.peer.Misdeeds12.clientOf;
import static dev.jessel.testkit.peer.Misdeeds12.server;
import static dev.jessel.testkit.peer.Misdeeds12.serverOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.record.RecordLimits;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ContentType;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a peer of TLS 1.2 may do wrong with records, whichever end the victim is. */
class Record12MisbehaviourTest {
  private static final Bytes ONE = Bytes.of((byte) 1);
  private static final int HEADER = RecordLimits.HEADER;
  private static final int FULL = RecordLimits.MAX_PLAINTEXT;

  /** GCM, ChaCha20, CCM-8, CBC with the MAC outside, a MAC alone. */
  private static final List<CipherSuite> SUITES =
      List.of(
          ECDHE_ECDSA,
          new CipherSuite(0xCCA9),
          new CipherSuite(0xC0AE),
          Misdeeds12.ECDHE_ECDSA_CBC,
          new CipherSuite(0xC006));

  // ---- Protection

  @TestFactory
  Stream<DynamicTest> everyPartOfARecordIsAuthentic() {
    return SUITES.stream()
        .flatMap(
            suite ->
                Stream.of(
                    damaged(suite, "its first byte", r -> Rewritten.flipped(r, HEADER)),
                    damaged(suite, "its eighth byte", r -> Rewritten.flipped(r, HEADER + 7)),
                    damaged(suite, "its ninth byte", r -> Rewritten.flipped(r, HEADER + 8)),
                    damaged(suite, "its last byte", r -> Rewritten.flipped(r, -1)),
                    damaged(suite, "its type", r -> set(r, 0, 22)),
                    damaged(suite, "its end", r -> resized(r, r.length() - HEADER - 1)),
                    damaged(
                        suite, "a byte behind its end", r -> resized(r, r.length() - HEADER + 1)),
                    damaged(suite, "all but a byte", r -> resized(r, 1)),
                    damaged(suite, "its whole body", r -> resized(r, 0))));
  }

  private static DynamicTest damaged(CipherSuite suite, String part, UnaryOperator<Bytes> damage) {
    return DynamicTest.dynamicTest(
        suite.openSslName() + ", " + part,
        () ->
            both(
                suite,
                talk -> talk.raw(damage.apply(talk.sealed(ContentType.APPLICATION_DATA, data()))),
                outcome ->
                    Verdicts.failedFor(outcome, SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC)));
  }

  @TestFactory
  Stream<DynamicTest> aRecordCountsOnceAndInItsPlace() {
    return SUITES.stream()
        .flatMap(
            suite ->
                Stream.of(
                    DynamicTest.dynamicTest(
                        suite.openSslName() + " twice",
                        () ->
                            both(
                                suite,
                                Record12MisbehaviourTest::sayTwice,
                                o -> delivered(o, data()))),
                    DynamicTest.dynamicTest(
                        suite.openSslName() + " after one that got lost",
                        () ->
                            both(
                                suite,
                                talk -> {
                                  Bytes lost = talk.sealed(ContentType.APPLICATION_DATA, data());
                                  assertThat(lost.isEmpty()).isFalse();
                                  talk.data(data());
                                },
                                o -> delivered(o, Bytes.EMPTY)))));
  }

  private static void sayTwice(Conversation talk) {
    Bytes record = talk.sealed(ContentType.APPLICATION_DATA, data());
    talk.raw(record);
    talk.raw(record);
  }

  private static void delivered(Outcome outcome, Bytes content) {
    Verdicts.failedFor(outcome, SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC);
    assertThat(outcome.delivered()).isEqualTo(content);
  }

  @TestFactory
  Stream<DynamicTest> nothingComesInTheClearAnyMore() {
    return Stream.of(
            ContentType.APPLICATION_DATA,
            ContentType.HANDSHAKE,
            ContentType.ALERT,
            ContentType.CHANGE_CIPHER_SPEC)
        .flatMap(
            type ->
                SUITES.stream()
                    .map(
                        suite ->
                            DynamicTest.dynamicTest(
                                suite.openSslName() + ", " + type,
                                () ->
                                    both(
                                        suite,
                                        talk -> talk.record(Epoch.PLAIN, type, data()),
                                        o -> delivered(o, Bytes.EMPTY)))));
  }

  // ---- Headers

  @TestFactory
  Stream<DynamicTest> headers() {
    return Stream.of(
        header("type 0", 0, 0x0303, 20, SslReason.BAD_RECORD_TYPE),
        header("type 19", 19, 0x0303, 20, SslReason.BAD_RECORD_TYPE),
        header("heartbeat", 24, 0x0303, 20, SslReason.BAD_RECORD_TYPE),
        header("type 255", 255, 0x0303, 20, SslReason.BAD_RECORD_TYPE),
        header("version TLS 1.1", 23, 0x0302, 20, SslReason.WRONG_VERSION_NUMBER),
        header("version TLS 1.3", 23, 0x0304, 20, SslReason.WRONG_VERSION_NUMBER),
        header("version SSL 3.0", 23, 0x0300, 20, SslReason.WRONG_VERSION_NUMBER),
        header("version SSL 2.0", 23, 0x0002, 20, SslReason.WRONG_VERSION_NUMBER),
        header("a major version of 4", 23, 0x0403, 20, SslReason.WRONG_VERSION_NUMBER),
        header(
            "more than a record may have",
            23,
            0x0303,
            FULL + RecordLimits.MAX_EXPANSION_12 + 1,
            SslReason.ENCRYPTED_LENGTH_TOO_LONG),
        header("the longest length", 23, 0x0303, 0xFFFF, SslReason.ENCRYPTED_LENGTH_TOO_LONG));
  }

  /** The victim does not wait for a body. */
  private static DynamicTest header(
      String deed, int type, int version, int length, SslReason reason) {
    Bytes header = new ByteWriter().u8(type).u16(version).u16(length).toBytes();
    return DynamicTest.dynamicTest(
        deed,
        () -> both(ECDHE_ECDSA, talk -> talk.raw(header), o -> Verdicts.failedFor(o, reason)));
  }

  @Test
  void beforeThereAreKeysTheLimitIsThatOfPlaintext() {
    Bytes header = new ByteWriter().u8(22).u16(0x0303).u16(FULL + 1).toBytes();
    Verdicts.failedFor(
        client(ECDHE_ECDSA)
            .before(Move.CLIENT_KEY_EXCHANGE, talk -> talk.raw(header))
            .against(serverOf(ECDHE_ECDSA)),
        SslReason.DATA_LENGTH_TOO_LONG);
    Verdicts.failedFor(
        server(ECDHE_ECDSA)
            .before(Move.CERTIFICATE, talk -> talk.raw(header))
            .against(clientOf(ECDHE_ECDSA)),
        SslReason.DATA_LENGTH_TOO_LONG);
  }

  @Test
  void fromTheServerHelloOnRecordsAreOfItsVersion() {
    Bytes header = new ByteWriter().u8(22).u16(0x0301).u16(4).toBytes();
    Verdicts.failedFor(
        client(ECDHE_ECDSA)
            .before(Move.CLIENT_KEY_EXCHANGE, talk -> talk.raw(header))
            .against(serverOf(ECDHE_ECDSA)),
        SslReason.WRONG_VERSION_NUMBER);
    Verdicts.failedFor(
        server(ECDHE_ECDSA)
            .before(Move.CERTIFICATE, Conversation::victimReads)
            .before(Move.CERTIFICATE, talk -> talk.raw(header))
            .against(clientOf(ECDHE_ECDSA)),
        SslReason.WRONG_VERSION_NUMBER);
  }

  // ---- Sizes

  @TestFactory
  Stream<DynamicTest> sizes() {
    return SUITES.stream()
        .flatMap(
            suite ->
                Stream.of(
                    DynamicTest.dynamicTest(
                        suite.openSslName() + ", a full record",
                        () ->
                            both(
                                suite,
                                talk -> talk.data(Bytes.of(new byte[FULL])),
                                o -> assertThat(o.delivered().length()).isEqualTo(FULL))),
                    DynamicTest.dynamicTest(
                        suite.openSslName() + ", a byte too many",
                        () ->
                            both(
                                suite,
                                talk -> talk.data(Bytes.of(new byte[FULL + 1])),
                                o -> Verdicts.failedFor(o, SslReason.DATA_LENGTH_TOO_LONG)))));
  }

  // ---- Records without content

  @TestFactory
  Stream<DynamicTest> emptyRecords() {
    int most = RecordLimits.MAX_EMPTY_RECORDS;
    return Stream.of(
        then("the most that there may be", talk -> empties(talk, most)),
        then(
            "as many again behind data",
            talk -> {
              empties(talk, most);
              talk.data(ONE);
              empties(talk, most);
            }),
        fails("one more", talk -> empties(talk, most + 1), SslReason.RECORD_TOO_SMALL),
        fails(
            "a handshake record",
            talk -> talk.record(ContentType.HANDSHAKE, Bytes.EMPTY),
            SslReason.UNEXPECTED_RECORD),
        fails(
            "an alert",
            talk -> talk.record(ContentType.ALERT, Bytes.EMPTY),
            SslReason.INVALID_ALERT),
        fails(
            "a change_cipher_spec",
            talk -> talk.record(ContentType.CHANGE_CIPHER_SPEC, Bytes.EMPTY),
            SslReason.CCS_RECEIVED_EARLY));
  }

  private static void empties(Conversation talk, int count) {
    for (int i = 0; i < count; i++) {
      talk.data(Bytes.EMPTY);
    }
  }

  // ---- Alerts

  @TestFactory
  Stream<DynamicTest> alerts() {
    int most = RecordLimits.MAX_WARNING_ALERTS;
    return Stream.of(
        then("the most warnings that there may be", talk -> warnings(talk, most)),
        then(
            "as many again behind data",
            talk -> {
              warnings(talk, most);
              talk.data(ONE);
              warnings(talk, most);
            }),
        fails("one more", talk -> warnings(talk, most + 1), SslReason.TOO_MANY_WARN_ALERTS),
        fails(
            "warnings with nothing between them",
            talk -> {
              for (int i = 0; i <= most; i++) {
                warnings(talk, 1);
                talk.data(Bytes.EMPTY);
              }
            },
            SslReason.TOO_MANY_WARN_ALERTS),
        fails(
            "half an alert", talk -> talk.record(ContentType.ALERT, ONE), SslReason.INVALID_ALERT),
        fails(
            "an alert and a half",
            talk -> talk.record(ContentType.ALERT, Bytes.of((byte) 1, (byte) 0, (byte) 1)),
            SslReason.INVALID_ALERT),
        fails(
            "two alerts in a record",
            talk ->
                talk.record(ContentType.ALERT, Bytes.of((byte) 1, (byte) 90, (byte) 1, (byte) 90)),
            SslReason.INVALID_ALERT),
        level(0),
        level(3),
        level(255),
        fails(
            "no_renegotiation, which nobody asked for",
            talk -> talk.alert(Conversation.WARNING, AlertDescription.NO_RENEGOTIATION),
            SslReason.NO_RENEGOTIATION),
        fails(
            "an alert within a handshake message",
            talk -> {
              talk.record(ContentType.HANDSHAKE, Bytes.of((byte) 0, (byte) 0));
              warnings(talk, 1);
            },
            SslReason.MIXED_HANDSHAKE_AND_NON_HANDSHAKE_DATA),
        fails(
            "data within a handshake message",
            talk -> {
              talk.record(ContentType.HANDSHAKE, Bytes.of((byte) 0, (byte) 0));
              talk.data(ONE);
            },
            SslReason.MIXED_HANDSHAKE_AND_NON_HANDSHAKE_DATA),
        DynamicTest.dynamicTest(
            "a fatal alert that nobody knows",
            () ->
                both(
                    ECDHE_ECDSA,
                    talk -> talk.alert(Conversation.FATAL, new AlertDescription(200)),
                    o -> {
                      assertThat(o.reason()).contains(SslReason.UNKNOWN_ALERT_RECEIVED);
                      assertThat(o.alertsSent()).isEmpty();
                    })));
  }

  private static DynamicTest level(int level) {
    return fails(
        "an alert of level " + level,
        talk -> talk.alert(level, AlertDescription.USER_CANCELED),
        SslReason.UNKNOWN_ALERT_TYPE);
  }

  private static void warnings(Conversation talk, int count) {
    for (int i = 0; i < count; i++) {
      talk.alert(Conversation.WARNING, AlertDescription.USER_CANCELED);
    }
  }

  // ---- The words of the tests

  /** Both ends are the victim once, behind a handshake. */
  private static void both(
      CipherSuite suite, Consumer<Conversation> deed, Consumer<Outcome> verdict) {
    String list = suite.openSslName() + ":@SECLEVEL=0"; // some of them protect less than others
    verdict.accept(client(suite).established(deed).against(serverOf(suite).cipherList(list)));
    verdict.accept(server(suite).established(deed).against(clientOf(suite).cipherList(list)));
  }

  private static DynamicTest fails(String deed, Consumer<Conversation> action, SslReason reason) {
    return DynamicTest.dynamicTest(
        deed, () -> both(ECDHE_ECDSA, action, o -> Verdicts.failedFor(o, reason)));
  }

  /** The connection lives on, and data is read. */
  private static DynamicTest then(String deed, Consumer<Conversation> action) {
    return DynamicTest.dynamicTest(
        deed,
        () ->
            both(
                ECDHE_ECDSA,
                action.andThen(talk -> talk.data(data())),
                o -> {
                  Verdicts.connected(o);
                  assertThat(o.delivered().toArray()).endsWith(data().toArray());
                }));
  }

  private static Bytes data() {
    return Bytes.of((byte) 1, (byte) 2, (byte) 3, (byte) 4);
  }

  private static Bytes set(Bytes bytes, int index, int value) {
    byte[] changed = bytes.toArray();
    changed[index] = (byte) value;
    return Bytes.of(changed);
  }

  /** A record with a body of another length, which its header knows. */
  private static Bytes resized(Bytes record, int length) {
    byte[] body = Arrays.copyOfRange(record.toArray(), HEADER, HEADER + length);
    return new ByteWriter().bytes(record.slice(0, 3)).opaque16(Bytes.of(body)).toBytes();
  }
}
