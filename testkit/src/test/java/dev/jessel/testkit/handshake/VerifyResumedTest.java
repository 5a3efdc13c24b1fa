// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslReply;
import dev.jessel.SslVerify;
import dev.jessel.testkit.Conduct;
import dev.jessel.testkit.Pair;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.VerifyResult;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the judgement of the first handshake stands for all that resume its session. */
class VerifyResumedTest {
  private final Visits visits = new Visits(new Handshake(Conduct.PLAIN));
  private final AtomicInteger judged = new AtomicInteger();

  @ParameterizedTest
  @ValueSource(ints = {0x0303, 0x0304})
  void aSessionsPeerIsNotJudgedAgainWhereThatIsSaid(int version) throws SslException {
    SslContext server = server();
    visits.connect(only(version, visits.client().credential(Identities.CLIENT)), server).close();
    judged.set(0);

    SslContext strangers =
        server.toBuilder().trust(Identities.STRANGER.trust()).verifyResumed(false).build();
    SslContext.Builder client = counting(visits.returning()).trust(Identities.STRANGER.trust());
    try (Pair pair = visits.connect(only(version, client.verifyResumed(false)), strangers)) {
      assertThat(pair.server().isResumed()).isTrue();
      assertThat(pair.server().verifyResult()).isEqualTo(VerifyResult.OK);
      assertThat(pair.client().verifyResult()).isEqualTo(VerifyResult.OK);
    }
    assertThat(judged).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x0303, 0x0304})
  void aPeerThatWasNotGoodThenDoesNotComeBack(int version) throws SslException {
    SslContext server = Identities.server().build();
    SslContext.Builder careless =
        visits.client().trust(Identities.STRANGER.trust()).verify(SslVerify.NONE);
    visits.connect(only(version, careless), server).close();

    SslContext.Builder careful = visits.returning().verifyResumed(false);
    assertThat(visits.isResumed(only(version, careful), server)).isFalse();
  }

  private SslContext server() {
    SslContext.Builder asking =
        Identities.server().trust(Identities.AUTHORITY.trust()).verify(SslVerify.REQUIRED);
    return counting(asking).build();
  }

  private SslContext.Builder counting(SslContext.Builder settings) {
    return settings.peerVerifier(
        (chain, verdict) -> {
          judged.incrementAndGet();
          return SslReply.now(verdict.result());
        });
  }

  private static SslContext.Builder only(int version, SslContext.Builder settings) {
    return settings
        .minVersion(new ProtocolVersion(version))
        .maxVersion(new ProtocolVersion(version));
  }
}
