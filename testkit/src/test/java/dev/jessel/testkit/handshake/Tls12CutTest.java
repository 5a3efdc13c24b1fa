// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslStatus;
import dev.jessel.bio.MemoryBio;
import dev.jessel.error.ReasonCategory;
import dev.jessel.wire.ProtocolVersion;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A handshake of TLS 1.2 whose transport ends in the middle of it: no end takes it for a whole. */
class Tls12CutTest {
  /** Not a divisor of any length in it, so that in time each kind of place is hit. */
  private static final int STEP = 13;

  private static final int MAX_TURNS = 20;

  @ParameterizedTest
  @ValueSource(strings = {"ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES128-SHA"})
  void aCutAnywhereIsAnEnd(String suite) {
    for (boolean ofServer : new boolean[] {true, false}) {
      int cut = 0;
      while (isCut(suite, ofServer, cut)) {
        cut += STEP;
      }
      assertThat(cut).isGreaterThan(200);
    }
  }

  /** False when the cut would come behind all that is said. */
  private static boolean isCut(String suite, boolean ofServer, int cut) {
    Wire toClient = new Wire(ofServer ? cut : Integer.MAX_VALUE);
    Wire toServer = new Wire(ofServer ? Integer.MAX_VALUE : cut);
    Ssl client = end(Identities.client(), suite, toClient);
    Ssl server = end(Identities.server(), suite, toServer);
    Optional<SslException> failure = Optional.empty();
    for (int turn = 0; turn < MAX_TURNS && failure.isEmpty(); turn++) {
      Optional<SslException> ofClient = shake(client);
      toServer.carry(toClient);
      failure = ofClient.or(() -> shake(server));
      toClient.carry(toServer);
    }
    Ssl victim = ofServer ? client : server;
    if (failure.isEmpty()) {
      assertThat(victim.isEstablished()).isTrue();
      return false;
    }
    assertThat(victim.isEstablished()).as("cut at %s", cut).isFalse();
    assertThat(failure.get().reason().orElseThrow().category())
        .as("cut at %s", cut)
        .isEqualTo(ReasonCategory.TRANSPORT);
    return true;
  }

  private static Ssl end(SslContext.Builder settings, String suite, Wire wire) {
    Ssl ssl = settings.maxVersion(ProtocolVersion.TLS_1_2).cipherList(suite).build().newSsl();
    ssl.bio(wire.in, wire.out);
    return ssl;
  }

  private static Optional<SslException> shake(Ssl end) {
    try {
      SslStatus ignored = end.handshake();
      return Optional.empty();
    } catch (SslException e) {
      return Optional.of(e);
    }
  }

  /** What an end reads from, as far as it comes, and writes to. */
  private static final class Wire {
    private final MemoryBio in = new MemoryBio();
    private final MemoryBio out = new MemoryBio();
    private int left;

    Wire(int left) {
      this.left = left;
    }

    /** Carries to this end's peer what this end's peer wrote; a cut ends the stream. */
    void carry(Wire from) {
      byte[] bytes = new byte[(int) from.out.pending()];
      int count = bytes.length == 0 ? 0 : from.out.read(bytes, 0, bytes.length);
      int passed = Math.min(count, left);
      if (passed > 0) {
        in.write(bytes, 0, passed);
      }
      left -= passed;
      if (passed < count) {
        in.eofReturn(0);
      }
    }
  }
}
