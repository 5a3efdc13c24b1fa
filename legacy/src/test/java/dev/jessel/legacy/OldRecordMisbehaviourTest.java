// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Inside;
import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslListener;
import dev.jessel.SslOption;
import dev.jessel.SslStatus;
import dev.jessel.bio.MemoryBio;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.record.RecordLimits;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Records of the old versions that are damaged on their way: what a server makes of them. */
class OldRecordMisbehaviourTest {
  private static final int HEADER = RecordLimits.HEADER;
  private static final byte[] DATA = new byte[20];

  private static final List<ProtocolVersion> VERSIONS =
      List.of(ProtocolVersion.TLS_1_1, ProtocolVersion.TLS_1_0, ProtocolVersion.SSL_3_0);

  /** With content, MAC and padding of three and of six blocks, a stream, and a MAC alone. */
  private static final List<String> SUITES =
      List.of("AES128-SHA", "DES-CBC3-SHA", "RC4-SHA", "NULL-SHA");

  /** What became of the server. */
  private record Verdict(Optional<SslReason> reason, List<AlertDescription> alerts, int read) {}

  private static final Verdict BAD_MAC =
      new Verdict(
          Optional.of(SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC),
          List.of(AlertDescription.BAD_RECORD_MAC),
          0);

  @TestFactory
  Stream<DynamicTest> whatIsLeftAloneIsRead() {
    return each(
        "nothing",
        (version, suite) -> assertThat(sent(version, suite, r -> r).read()).isEqualTo(DATA.length));
  }

  @TestFactory
  Stream<DynamicTest> whateverIsDamagedFailsAlike() {
    return each(
        "every third byte",
        (version, suite) -> {
          int length = length(version, suite);
          IntStream.range(HEADER, length)
              .filter(i -> i % 3 == 0 || i >= length - 2)
              .forEach(
                  i ->
                      assertThat(sent(version, suite, r -> flipped(r, i)))
                          .as("byte %d of %d", i, length)
                          .isEqualTo(BAD_MAC));
        });
  }

  @TestFactory
  Stream<DynamicTest> whateverIsCutFailsAlike() {
    return each(
        "other lengths",
        (version, suite) -> {
          int body = length(version, suite) - HEADER;
          for (int length : new int[] {0, 1, 8, 15, 16, body - 16, body - 8, body - 1, body + 1}) {
            assertThat(sent(version, suite, r -> resized(r, length)))
                .as("%d of %d bytes", length, body)
                .isEqualTo(BAD_MAC);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> aRecordOfAnotherVersionIsRefused() {
    return each(
        "version",
        (version, suite) -> {
          for (int other : new int[] {0x0300, 0x0301, 0x0302, 0x0303, 0x0304}) {
            Verdict verdict = sent(version, suite, r -> set(set(r, 1, other >>> 8), 2, other));
            boolean same = other == version.code();
            assertThat(verdict.reason())
                .isEqualTo(same ? Optional.empty() : Optional.of(SslReason.WRONG_VERSION_NUMBER));
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> aRecordLongerThanThereMayBeIsRefusedByItsHeader() {
    int tooLong = RecordLimits.MAX_PLAINTEXT + RecordLimits.MAX_EXPANSION_12 + 1;
    return each(
        "length",
        (version, suite) ->
            assertThat(
                    sent(version, suite, r -> set(set(r, 3, tooLong >>> 8), 4, tooLong)).reason())
                .contains(SslReason.ENCRYPTED_LENGTH_TOO_LONG));
  }

  @TestFactory
  Stream<DynamicTest> thereIsAnEndToRecordsWithoutContent() {
    return each(
        "empty records",
        (version, suite) -> {
          int most = RecordLimits.MAX_EMPTY_RECORDS;
          assertThat(new Ends(version, suite).empties(most).reason()).isEmpty();
          assertThat(new Ends(version, suite).empties(most + 1).reason())
              .contains(SslReason.RECORD_TOO_SMALL);
        });
  }

  // ---- The words of the tests

  private interface Check {
    void with(ProtocolVersion version, String suite) throws SslException;
  }

  private static Stream<DynamicTest> each(String what, Check check) {
    return VERSIONS.stream()
        .flatMap(
            version ->
                SUITES.stream()
                    .map(
                        suite ->
                            DynamicTest.dynamicTest(
                                version + ", " + suite + ": " + what,
                                () -> check.with(version, suite))));
  }

  private static int length(ProtocolVersion version, String suite) throws SslException {
    return new Ends(version, suite).record().length();
  }

  private static Verdict sent(ProtocolVersion version, String suite, UnaryOperator<Bytes> bend) {
    try {
      Ends ends = new Ends(version, suite);
      return ends.delivered(bend.apply(ends.record()));
    } catch (SslException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Bytes flipped(Bytes record, int index) {
    return set(record, index, record.at(index) ^ 1);
  }

  private static Bytes set(Bytes bytes, int index, int value) {
    byte[] changed = bytes.toArray();
    changed[index] = (byte) value;
    return Bytes.of(changed);
  }

  private static Bytes resized(Bytes record, int body) {
    byte[] bytes = Arrays.copyOf(record.toArray(), HEADER + body);
    return set(set(Bytes.of(bytes), 3, body >>> 8), 4, body);
  }

  /** A client and a server that are connected, and whose bytes pass through our hands. */
  private static final class Ends implements SslListener {
    private final MemoryBio toServer = new MemoryBio();
    private final MemoryBio fromServer = new MemoryBio();
    private final MemoryBio toClient = new MemoryBio();
    private final MemoryBio fromClient = new MemoryBio();
    private final List<AlertDescription> alerts = new ArrayList<>();
    private final Ssl client;
    private final Ssl server;

    Ends(ProtocolVersion version, String suite) throws SslException {
      client =
          speaking(OldPair.client(), version, suite)
              .options(SslOption.DONT_INSERT_EMPTY_FRAGMENTS)
              .build()
              .newSsl();
      server =
          speaking(OldPair.server().credential(OldPair.RSA), version, suite)
              .listener(this)
              .build()
              .newSsl();
      client.bio(toClient, fromClient);
      server.bio(toServer, fromServer);
      boolean done = false;
      while (!done) {
        boolean client1 = client.handshake() == SslStatus.DONE;
        carry(fromClient, toServer);
        boolean server1 = server.handshake() == SslStatus.DONE;
        carry(fromServer, toClient);
        done = client1 && server1;
      }
    }

    private static SslContext.Builder speaking(
        SslContext.Builder builder, ProtocolVersion version, String suite) {
      return OldPair.speaking(builder, version).cipherList(suite);
    }

    /** One record of data, which has not gone out. */
    Bytes record() throws SslException {
      assertThat(client.write(ByteBuffer.wrap(DATA))).isEqualTo(SslStatus.DONE);
      return taken(fromClient);
    }

    Verdict empties(int count) throws SslException {
      for (int i = 0; i < count; i++) {
        Inside.sealEmptyRecord(client);
      }
      return delivered(record());
    }

    Verdict delivered(Bytes bytes) {
      toServer.write(bytes.toArray(), 0, bytes.length());
      ByteBuffer target = ByteBuffer.allocate(100);
      try {
        SslStatus status = server.read(target);
        assertThat(status).isIn(SslStatus.DONE, SslStatus.WANT_READ);
        return new Verdict(Optional.empty(), alerts, target.position());
      } catch (SslException e) {
        return new Verdict(e.reason(), alerts, target.position());
      }
    }

    private static void carry(MemoryBio from, MemoryBio to) {
      Bytes bytes = taken(from);
      to.write(bytes.toArray(), 0, bytes.length());
    }

    private static Bytes taken(MemoryBio from) {
      byte[] bytes = new byte[(int) from.pending()];
      int count = bytes.length == 0 ? 0 : from.read(bytes, 0, bytes.length);
      return Bytes.copyOf(bytes, 0, count);
    }

    @Override
    public void alert(Ssl of, boolean sent, int level, AlertDescription alert) {
      alerts.add(alert);
    }
  }
}
