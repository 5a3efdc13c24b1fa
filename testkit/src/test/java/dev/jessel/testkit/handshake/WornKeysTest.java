// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslOption;
import dev.jessel.SslStatus;
import dev.jessel.error.SslReason;
import dev.jessel.record.RecordLimits;
import dev.jessel.testkit.Conduct;
import dev.jessel.testkit.Pair;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** What becomes of keys that have sealed as much as they may. */
class WornKeysTest {
  private static final byte[] RECORD = new byte[RecordLimits.MAX_PLAINTEXT];
  private static final int RECORDS_BEFORE = 20;
  private static final long SOON = RecordLimits.SEALS_TO_RENEGOTIATE + RECORDS_BEFORE;
  private static final long FEW = 40;

  @Test
  void aServerOfTls12AsksForNewOnesInTime() throws SslException {
    SslContext.Builder server = old(Identities.server()).crypto(HostileCrypto.wearing(SOON));
    try (Pair pair = connect(old(Identities.client()), server)) {
      Bytes before = pair.client().clientRandom();
      fill(pair, pair.server(), pair.client(), RECORDS_BEFORE - 1);
      assertThat(pair.server().isRenegotiationPending()).isFalse();
      fill(pair, pair.server(), pair.client(), 4);
      Handshake.exchange(pair, 1000);
      assertThat(pair.client().clientRandom()).isNotEqualTo(before);
      assertThat(pair.client().isResumed()).isTrue();
      assertThat(pair.server().isRenegotiationPending()).isFalse();
      fill(pair, pair.server(), pair.client(), 4);
    }
  }

  @Test
  void aClientOfTls12BeginsInTime() throws SslException {
    SslContext.Builder client = old(Identities.client()).crypto(HostileCrypto.wearing(SOON));
    SslContext.Builder server =
        old(Identities.server()).options(SslOption.ALLOW_CLIENT_RENEGOTIATION);
    try (Pair pair = connect(client, server)) {
      Bytes before = pair.client().clientRandom();
      fill(pair, pair.client(), pair.server(), RECORDS_BEFORE + 3);
      Handshake.exchange(pair, 1000);
      assertThat(pair.client().clientRandom()).isNotEqualTo(before);
      assertThat(pair.client().isRenegotiationPending()).isFalse();
    }
  }

  @Test
  void whereThereMayBeNoOtherHandshakeTheEndIsTold() throws SslException {
    SslContext.Builder server =
        old(Identities.server())
            .options(SslOption.NO_RENEGOTIATION)
            .crypto(HostileCrypto.wearing(FEW));
    try (Pair pair = connect(old(Identities.client()), server)) {
      assertThatThrownBy(() -> fill(pair, pair.server(), pair.client(), (int) FEW))
          .isInstanceOfSatisfying(
              SslException.class,
              e -> assertThat(e.reason()).contains(SslReason.SEQUENCE_CTR_WRAPPED));
      assertThatThrownBy(() -> pair.server().write(ByteBuffer.wrap(RECORD)))
          .isInstanceOfSatisfying(
              SslException.class,
              e -> assertThat(e.reason()).contains(SslReason.SEQUENCE_CTR_WRAPPED));
      // What is left of the keys suffices for the alert.
      assertThatThrownBy(() -> readToTheEnd(pair.client()))
          .isInstanceOfSatisfying(
              SslException.class,
              e -> assertThat(e.reason()).contains(SslReason.TLSV1_ALERT_INTERNAL_ERROR));
    }
  }

  @Test
  void keysOfTls13AreChangedByTheWay() throws SslException {
    SslContext.Builder server = Identities.server().crypto(HostileCrypto.wearing(FEW));
    try (Pair pair = connect(Identities.client(), server)) {
      fill(pair, pair.server(), pair.client(), 3 * (int) FEW);
      Handshake.exchange(pair, 1000);
    }
  }

  @Test
  void keysOfEarlyDataAreNotWornOutEither() throws SslException {
    Visits visits = new Visits(new Handshake(Conduct.PLAIN));
    SslContext server = visits.server(b -> b.maxEarlyData(1000));
    visits.first(server);
    SslContext.Builder client = visits.returning().crypto(HostileCrypto.wearing(FEW));
    try (Pair pair = visits.pair(client, server)) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < FEW; i++) {
                  SslStatus ignored = pair.client().writeEarlyData(ByteBuffer.allocate(1));
                }
              })
          .isInstanceOfSatisfying(
              SslException.class,
              e -> assertThat(e.reason()).contains(SslReason.TOO_MUCH_EARLY_DATA));
      pair.connect();
      Handshake.exchange(pair, 100);
    }
  }

  private static void fill(Pair pair, Ssl from, Ssl to, int records) throws SslException {
    for (int i = 0; i < records; i++) {
      assertThat(pair.transfer(from, to, RECORD)).hasSameSizeAs(RECORD);
    }
  }

  private static void readToTheEnd(Ssl end) throws SslException {
    SslStatus status = SslStatus.DONE;
    while (status == SslStatus.DONE) {
      status = end.read(ByteBuffer.allocate(RECORD.length));
    }
  }

  private static Pair connect(SslContext.Builder client, SslContext.Builder server)
      throws SslException {
    return Pair.of(client.build(), server.build()).connect();
  }

  private static SslContext.Builder old(SslContext.Builder settings) {
    return settings.maxVersion(ProtocolVersion.TLS_1_2).cipherList("ECDHE-ECDSA-AES128-GCM-SHA256");
  }
}
