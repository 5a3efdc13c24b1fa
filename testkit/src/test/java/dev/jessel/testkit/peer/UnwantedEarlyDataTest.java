// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslContext;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ContentType;
import dev.jessel.wire.extension.EarlyDataIndication;
import dev.jessel.wire.extension.Extensions;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9846 4.3.10: a server that does not take early data skips it; this one never takes any. */
final class UnwantedEarlyDataTest {
  private static final Bytes DATA = Bytes.of((byte) 1, (byte) 2, (byte) 3);
  private static final int LARGEST_RECORD = 16_384 + 256;

  @ParameterizedTest
  @ValueSource(strings = {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"})
  void recordsThatCannotBeOpenedAreSkippedUntilOneCan(String suite) {
    Outcome outcome =
        offering()
            .after(Move.CLIENT_HELLO, talk -> early(talk, 20, 17, 300, 0))
            .established(talk -> talk.data(DATA))
            .against(Identities.server().cipherSuites(suite));

    Verdicts.connected(outcome);
    assertThat(outcome.delivered()).isEqualTo(DATA);
  }

  @Test
  void encryptedRecordsBeforeTheSecondClientHelloAreSkipped() {
    Verdicts.connected(
        offering()
            .expectRetry()
            .after(Move.CLIENT_HELLO, talk -> early(talk, LARGEST_RECORD))
            .against(retrying()));
  }

  @Test
  void earlyDataHasAnEnd() {
    Verdicts.failedFor(
        offering()
            .after(Move.CLIENT_HELLO, talk -> early(talk, LARGEST_RECORD, 1024))
            .against(Identities.server()),
        SslReason.TOO_MUCH_EARLY_DATA);
    Verdicts.failedFor(
        offering()
            .expectRetry()
            .after(Move.CLIENT_HELLO, talk -> early(talk, LARGEST_RECORD, 1024))
            .against(retrying()),
        SslReason.TOO_MUCH_EARLY_DATA);
  }

  @Test
  void nothingIsSkippedForAClientThatDidNotAnnounceIt() {
    Verdicts.failedFor(
        new ScriptedClient()
            .after(Move.CLIENT_HELLO, talk -> early(talk, 20))
            .against(Identities.server()),
        SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC);
    Verdicts.failedFor(
        new ScriptedClient()
            .expectRetry()
            .after(Move.CLIENT_HELLO, talk -> early(talk, 20))
            .against(retrying()),
        SslReason.APP_DATA_IN_HANDSHAKE);
  }

  @Test
  void nothingIsSkippedBehindTheFirstRecordThatOpens() {
    Verdicts.failedFor(
        offering()
            .split(Move.FINISHED, 10)
            .established(talk -> early(talk, 20))
            .against(Identities.server()),
        SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC);
  }

  @Test
  void aSecondClientHelloMustNotOfferIt() {
    Verdicts.failedFor(
        offering()
            .expectRetry()
            .extensions(Move.SECOND_CLIENT_HELLO, UnwantedEarlyDataTest::withOffer)
            .against(retrying()),
        SslReason.BAD_EXTENSION);
  }

  private static SslContext.Builder retrying() {
    return Identities.server().groups("P-256");
  }

  private static ScriptedClient offering() {
    return new ScriptedClient().extensions(Move.CLIENT_HELLO, UnwantedEarlyDataTest::withOffer);
  }

  private static Extensions withOffer(Extensions extensions) {
    return extensions.with(new EarlyDataIndication(OptionalLong.empty()));
  }

  private static void early(Conversation talk, int... lengths) {
    for (int length : lengths) {
      talk.record(Epoch.PLAIN, ContentType.APPLICATION_DATA, Bytes.of(new byte[length]));
    }
  }
}
