// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslListener;
import dev.jessel.SslStatus;
import dev.jessel.bio.MemoryBio;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.peer.Outcome;
import dev.jessel.testkit.peer.ScriptedClient12;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A ClientHello in the format of SSLv2 (RFC 5246 E.2), true and with lies in its lengths. */
class Ssl2HelloTest {
  private static final CipherSuite SUITE = CipherSuite.named("AES128-SHA").orElseThrow();
  private static final int HEADER = 2;
  private static final int SPECS_LENGTH = 5;
  private static final int SESSION_ID_LENGTH = 7;
  private static final int CHALLENGE_LENGTH = 9;
  private static final int SPECS = 11;

  @Test
  void aServerOfOldVersionsTakesIt() {
    Outcome outcome = client().inSsl2Format(hello -> hello).against(server());

    assertThat(outcome.reason()).isEmpty();
    assertThat(outcome.established()).isTrue();
    assertThat(outcome.ssl().version()).contains(ProtocolVersion.TLS_1_2);
  }

  @Test
  void aListenerIsToldInWhichFormatItCame() throws SslException {
    List<Bytes> told = new ArrayList<>();
    SslListener listener =
        new SslListener() {
          @Override
          public void ssl2Message(Ssl ssl, boolean sent, Bytes message) {
            told.add(message);
          }
        };
    Bytes hello =
        Bytes.of(HexFormat.of().parseHex("0103030003000000100000" + "2f" + "5a".repeat(16)));
    MemoryBio in = new MemoryBio();
    byte[] record = Bytes.of((byte) 0x80, (byte) hello.length()).plus(hello).toArray();
    int ignored = in.write(record, 0, record.length);
    try (Ssl ssl = server().listener(listener).build().newSsl()) {
      ssl.bio(in, new MemoryBio());
      assertThat(ssl.handshake()).isEqualTo(SslStatus.WANT_READ);
    }
    assertThat(told).containsExactly(hello);
  }

  @Test
  void ofALongChallengeTheFirstBytesAreTheRandom() {
    AtomicReference<Bytes> challenge = new AtomicReference<>(Bytes.EMPTY);
    Outcome outcome =
        client()
            .inSsl2Format(
                hello -> {
                  challenge.set(hello.slice(SPECS + 3, 32));
                  return lengths(longer(hello, 16), CHALLENGE_LENGTH, 48);
                })
            .against(server());

    assertThat(outcome.ssl().clientRandom()).isEqualTo(challenge.get());
    assertThat(outcome.ssl().version()).contains(ProtocolVersion.TLS_1_2);
  }

  @Test
  void aShortChallengeIsTheEndOfTheRandom() {
    AtomicReference<Bytes> challenge = new AtomicReference<>(Bytes.EMPTY);
    Outcome outcome =
        client()
            .inSsl2Format(
                hello -> {
                  challenge.set(hello.slice(SPECS + 3, 16));
                  return lengths(cut(hello, 16), CHALLENGE_LENGTH, 16);
                })
            .against(server());

    assertThat(outcome.ssl().clientRandom())
        .isEqualTo(Bytes.of(new byte[16]).plus(challenge.get()));
    assertThat(outcome.ssl().version()).contains(ProtocolVersion.TLS_1_2);
  }

  @Test
  void theSignalOfRenegotiationCounts() {
    Outcome outcome =
        ScriptedClient12.of(SUITE, CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV)
            .inSsl2Format(hello -> hello)
            .against(server());

    assertThat(outcome.established()).isTrue();
    assertThat(outcome.ssl().isRenegotiationSecure()).isTrue();
  }

  @Test
  void theSignalOfAFallbackCounts() {
    Outcome outcome =
        ScriptedClient12.of(SUITE, CipherSuite.TLS_FALLBACK_SCSV)
            .inSsl2Format(hello -> hello)
            .against(server().maxVersion(ProtocolVersion.TLS_1_3));

    assertRefused(outcome, SslReason.INAPPROPRIATE_FALLBACK);
  }

  static Stream<Arguments> lies() {
    return Stream.of(
        lie("longer specs", h -> lengths(h, SPECS_LENGTH, 6), SslReason.RECORD_LENGTH_MISMATCH),
        lie("no specs", Ssl2HelloTest::withoutSpecs, SslReason.ERROR_IN_RECEIVED_CIPHER_LIST),
        lie(
            "a spec of two bytes",
            h -> lengths(resized(h, SPECS, 2), SPECS_LENGTH, 2),
            SslReason.ERROR_IN_RECEIVED_CIPHER_LIST),
        lie(
            "a session id that is not there",
            h -> lengths(h, SESSION_ID_LENGTH, 16),
            SslReason.RECORD_LENGTH_MISMATCH),
        lie(
            "a session id of 15 bytes",
            h -> lengths(resized(h, SPECS, 3 + 15), SESSION_ID_LENGTH, 15),
            SslReason.LENGTH_MISMATCH),
        lie(
            "a challenge of 15 bytes",
            h -> lengths(cut(h, 17), CHALLENGE_LENGTH, 15),
            SslReason.LENGTH_TOO_SHORT),
        lie(
            "a challenge of 33 bytes for SSLv2",
            h -> lengths(lengths(longer(h, 1), CHALLENGE_LENGTH, 33), 3, 0x0002),
            SslReason.LENGTH_TOO_LONG),
        lie("a byte too many", h -> resized(h, SPECS, 4), SslReason.RECORD_LENGTH_MISMATCH),
        lie("a byte too few", h -> cut(h, 1), SslReason.RECORD_LENGTH_MISMATCH),
        lie("eight bytes", h -> cut(h, h.length() - HEADER - 8), SslReason.LENGTH_TOO_SHORT),
        lie("nine bytes", h -> cut(h, h.length() - HEADER - 9), SslReason.RECORD_LENGTH_MISMATCH),
        lie("16385 bytes", h -> lengths(h, 0, 0x8000 | 16_385), SslReason.PACKET_LENGTH_TOO_LONG),
        lie("version 4.0", h -> lengths(h, 3, 0x0400), SslReason.UNKNOWN_PROTOCOL),
        lie("version 0.1", h -> lengths(h, 3, 0x0001), SslReason.UNKNOWN_PROTOCOL),
        lie("SSLv2 alone", h -> lengths(h, 3, 0x0002), SslReason.UNSUPPORTED_PROTOCOL));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lies")
  void aLieIsRefused(String name, UnaryOperator<Bytes> lie, SslReason reason) {
    assertRefused(client().inSsl2Format(lie).against(server()), reason);
  }

  static Stream<Arguments> reluctant() {
    return Stream.of(
        Arguments.of("defaults", (UnaryOperator<SslContext.Builder>) b -> b),
        Arguments.of(
            "minimum alone",
            (UnaryOperator<SslContext.Builder>) b -> b.minVersion(ProtocolVersion.SSL_2)),
        Arguments.of("level alone", (UnaryOperator<SslContext.Builder>) b -> b.securityLevel(0)),
        Arguments.of(
            "TLS 1.2 and newer",
            (UnaryOperator<SslContext.Builder>)
                b -> b.securityLevel(0).minVersion(ProtocolVersion.TLS_1_2)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("reluctant")
  void itIsNotTakenUnlessOldVersionsAreAskedFor(
      String name, UnaryOperator<SslContext.Builder> settings) {
    Outcome outcome =
        client()
            .inSsl2Format(hello -> hello)
            .against(settings.apply(OldPair.server().credential(OldPair.RSA)));

    assertRefused(outcome, SslReason.WRONG_VERSION_NUMBER);
  }

  private static void assertRefused(Outcome outcome, SslReason reason) {
    assertThat(outcome.reason()).contains(reason);
    AlertDescription alert = reason.alert().orElseThrow();
    assertThat(outcome.alertsSent()).containsExactly(alert);
    assertThat(outcome.alertsSeen()).extracting(seen -> seen.alert()).containsExactly(alert);
    assertThat(outcome.staysFailed()).isTrue();
  }

  private static ScriptedClient12 client() {
    return ScriptedClient12.of(SUITE);
  }

  private static SslContext.Builder server() {
    return OldPair.server()
        .credential(OldPair.RSA)
        .securityLevel(0)
        .minVersion(ProtocolVersion.SSL_3_0)
        .maxVersion(ProtocolVersion.TLS_1_2);
  }

  private static Arguments lie(String name, UnaryOperator<Bytes> lie, SslReason reason) {
    return Arguments.of(name, lie, reason);
  }

  /** The record with another number of two bytes at an offset. */
  private static Bytes lengths(Bytes record, int offset, int value) {
    byte[] changed = record.toArray();
    changed[offset] = (byte) (value >>> 8);
    changed[offset + 1] = (byte) value;
    return Bytes.of(changed);
  }

  /** The record with so many bytes, where three were, and a header to fit. */
  private static Bytes resized(Bytes record, int offset, int length) {
    byte[] middle = new byte[length];
    Bytes all =
        record
            .slice(0, offset)
            .plus(Bytes.of(middle))
            .plus(record.slice(offset + 3, record.length() - offset - 3));
    return lengths(all, 0, 0x8000 | all.length() - HEADER);
  }

  /** The record with zeros behind it, and a header to fit. */
  private static Bytes longer(Bytes record, int bytes) {
    Bytes all = record.plus(Bytes.of(new byte[bytes]));
    return lengths(all, 0, 0x8000 | all.length() - HEADER);
  }

  /** The record without its last bytes, and a header to fit. */
  private static Bytes cut(Bytes record, int bytes) {
    Bytes all = record.slice(0, record.length() - bytes);
    return lengths(all, 0, 0x8000 | all.length() - HEADER);
  }

  private static Bytes withoutSpecs(Bytes record) {
    return lengths(resized(record, SPECS, 0), SPECS_LENGTH, 0);
  }
}
