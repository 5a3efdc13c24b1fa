// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslContext;
import dev.jessel.error.SslReason;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Alerts that come before the version is known: the peer may be one that warns. */
class EarlyWarningTest {
  private static final Courier.Bend HONEST = (number, record) -> List.of(record);
  private static final int ALERT = 21;
  private static final Bytes NAME_WARNING = Courier.record(ALERT, Bytes.ofHex("0170"));
  private static final Bytes NAME_FATAL = Courier.record(ALERT, Bytes.ofHex("0270"));
  private static final Bytes NO_LEVEL = Courier.record(ALERT, Bytes.ofHex("0370"));

  @Test
  void aServerOfTls12MayWarnThatItDoesNotKnowTheName() {
    assertThat(beforeServerHello(Identities.client(), NAME_WARNING, 1).isEstablished()).isTrue();
  }

  @Test
  void aFloodOfWarningsIsRefused() {
    assertThat(beforeServerHello(Identities.client(), NAME_WARNING, 5).reason())
        .contains(SslReason.TOO_MANY_WARN_ALERTS);
  }

  @Test
  void aFatalAlertEndsTheHandshake() {
    assertThat(beforeServerHello(Identities.client(), NAME_FATAL, 1).reason())
        .contains(SslReason.TLSV1_UNRECOGNIZED_NAME);
  }

  @Test
  void aLevelThatDoesNotExistEndsTheHandshake() {
    assertThat(beforeServerHello(Identities.client(), NO_LEVEL, 1).reason())
        .contains(SslReason.UNKNOWN_ALERT_TYPE);
  }

  @Test
  void whoSpeaksTls13AloneTakesEveryAlertAsFatal() {
    SslContext.Builder client = Identities.client().minVersion(ProtocolVersion.TLS_1_3);
    assertThat(beforeServerHello(client, Identities.server(), NAME_WARNING, 1).reason())
        .contains(SslReason.TLSV1_UNRECOGNIZED_NAME);
  }

  private static Courier beforeServerHello(SslContext.Builder client, Bytes alert, int times) {
    return beforeServerHello(
        client, Identities.server().maxVersion(ProtocolVersion.TLS_1_2), alert, times);
  }

  private static Courier beforeServerHello(
      SslContext.Builder client, SslContext.Builder server, Bytes alert, int times) {
    return new Courier(client, server)
        .run(
            HONEST,
            (number, record) ->
                number > 0
                    ? List.of(record)
                    : List.of(
                        Collections.nCopies(times, alert).stream()
                            .reduce(Bytes.EMPTY, Bytes::plus)
                            .plus(record)));
  }
}
