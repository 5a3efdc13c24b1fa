// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslStatus;
import dev.jessel.bio.Bio;
import dev.jessel.bio.BioPair;
import dev.jessel.bio.FilterBio;
import dev.jessel.bio.MemoryBio;
import dev.jessel.error.ReasonCategory;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real flights that are damaged on their way, by something that has no keys. */
class MutatedWireTest {
  private static final int CASES = Integer.getInteger("jessel.mutations", 1500);
  private static final int MAX_CALLS = 200;
  private static final int ROOM = 64 * 1024;

  static Stream<ProtocolVersion> versions() {
    return Stream.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aServerSurvivesADamagedFirstFlight(ProtocolVersion newest) throws SslException {
    Bytes flight = clientFlight(newest);
    for (int seed = 0; seed < CASES; seed++) {
      survives(seed, Identities.server(), new Mutation(seed).of(flight));
    }
  }

  @Test
  void aServerSurvivesNoise() {
    Random random = new Random(1);
    for (int seed = 0; seed < CASES; seed++) {
      byte[] noise = new byte[random.nextInt(600)];
      random.nextBytes(noise);
      if (noise.length > 5 && random.nextBoolean()) {
        System.arraycopy(new byte[] {22, 3, 3, 0, (byte) (noise.length - 5)}, 0, noise, 0, 5);
      }
      survives(seed, Identities.server(), Bytes.of(noise));
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void bothEndsSurviveDamageAnywhere(ProtocolVersion newest) {
    for (int seed = 0; seed < CASES / 5; seed++) {
      damagedConnection(newest, seed);
    }
  }

  /** One write of one end is damaged; neither end may believe that all went well with it. */
  private static void damagedConnection(ProtocolVersion newest, int seed) {
    Mutation mutation = new Mutation(seed);
    BioPair pair = BioPair.create(ROOM, ROOM);
    DamagingBio left = new DamagingBio(pair.left(), mutation, mutation.below(3));
    DamagingBio right = new DamagingBio(pair.right(), mutation, mutation.below(3));
    boolean first = mutation.below(2) == 0;
    Ssl client = Identities.client().maxVersion(newest).build().newSsl(first ? left : pair.left());
    Ssl server = Identities.server().build().newSsl(first ? pair.right() : right);
    for (int calls = 0; calls < MAX_CALLS; calls++) {
      boolean clientIsOver = step(seed, client);
      boolean serverIsOver = step(seed, server);
      if (clientIsOver || serverIsOver) {
        break;
      }
    }
  }

  private static void survives(int seed, SslContext.Builder victim, Bytes input) {
    MemoryBio in = new MemoryBio();
    in.write(input.toArray(), 0, input.length());
    Ssl ssl = victim.build().newSsl();
    ssl.bio(in, new MemoryBio());
    for (int calls = 0; calls < MAX_CALLS && !step(seed, ssl); calls++) {
      if (in.pending() == 0) {
        return;
      }
    }
  }

  /** True when nothing more can come of it. */
  private static boolean step(int seed, Ssl ssl) {
    try {
      SslStatus status =
          ssl.isEstablished() ? ssl.read(ByteBuffer.allocate(ROOM)) : ssl.handshake();
      return status == SslStatus.CLOSED;
    } catch (SslException e) {
      assertThat(e.reason()).as("seed %s", seed).isPresent();
      assertThat(e.reason().get().category())
          .as("seed %s: %s", seed, e)
          .isNotIn(List.of(ReasonCategory.INTERNAL, ReasonCategory.MISUSE));
      return true;
    }
  }

  private static Bytes clientFlight(ProtocolVersion newest) throws SslException {
    MemoryBio out = new MemoryBio();
    Ssl client =
        Identities.client().maxVersion(newest).alpn("h2").recordSizeLimit(5000).build().newSsl();
    client.bio(new MemoryBio(), out);
    assertThat(client.handshake()).isEqualTo(SslStatus.WANT_READ);
    return Bytes.of(out.toByteArray());
  }

  /** Damages one write; all others pass. */
  private static final class DamagingBio extends FilterBio {
    private final Mutation mutation;
    private int left;

    DamagingBio(Bio next, Mutation mutation, int left) {
      super(next);
      this.mutation = mutation;
      this.left = left;
    }

    @Override
    protected int doWrite(byte[] b, int off, int len) throws IOException {
      if (left-- != 0) {
        return writeNext(b, off, len);
      }
      Bytes damaged = mutation.of(Bytes.copyOf(b, off, len));
      int written = writeNext(damaged.toArray(), 0, damaged.length());
      return written < 0 ? written : len;
    }
  }
}
