// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslException;
import dev.jessel.SslStatus;
import dev.jessel.SslVerify;
import dev.jessel.bio.Bio;
import dev.jessel.bio.BioPair;
import dev.jessel.bio.FilterBio;
import dev.jessel.error.ReasonCategory;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.KeyType;
import dev.jessel.x509.Credential;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Connections of SSLv2 in which one byte of one side is changed on its way. Whatever comes of it,
 * it comes to an end, nothing breaks within, and no data arrives that was not sent.
 */
class Ssl2MutationTest {
  private static final int SEEDS = 400;
  private static final int CALLS = 60;
  private static final byte[] DATA = "what is sent arrives, or nothing does".getBytes(UTF_8);
  private static final Credential CLIENT =
      Ssl2Ends.AUTHORITY.client(KeyType.RSA, "client").credential();

  static LongStream seeds() {
    return LongStream.range(0, SEEDS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aChangedByteDoesNoHarm(long seed) {
    Random random = new Random(seed);
    boolean byClient = random.nextBoolean();
    BioPair buffers = BioPair.create();
    Bio left = byClient ? new Mutating(buffers.left(), random) : buffers.left();
    Bio right = byClient ? buffers.right() : new Mutating(buffers.right(), random);
    try (Ssl client = Ssl2Ends.client().credential(CLIENT).build().newSsl(left);
        Ssl server =
            Ssl2Ends.server()
                .credential(Ssl2Ends.SERVER)
                .verify(SslVerify.PEER)
                .build()
                .newSsl(right)) {
      ByteBuffer toServer = ByteBuffer.allocate(1000);
      ByteBuffer toClient = ByteBuffer.allocate(1000);
      for (int call = 0; call < CALLS; call++) {
        boolean clientLives = step(client, toClient);
        boolean serverLives = step(server, toServer);
        if (!clientLives || !serverLives) {
          break;
        }
      }
      assertPrefix(toServer);
      assertPrefix(toClient);
    }
  }

  /** One call of one end; false when it has failed. */
  private static boolean step(Ssl end, ByteBuffer arrived) {
    try {
      if (end.handshake() == SslStatus.DONE && arrived.position() == 0) {
        SslStatus ignored = end.write(ByteBuffer.wrap(DATA));
        ignored = end.read(arrived);
      }
      return true;
    } catch (SslException e) {
      Optional<SslReason> reason = e.reason();
      assertThat(reason.map(SslReason::category))
          .isNotEqualTo(Optional.of(ReasonCategory.INTERNAL));
      return false;
    }
  }

  /** The same thing may have been sent several times. */
  private static void assertPrefix(ByteBuffer arrived) {
    byte[] bytes = new byte[arrived.flip().remaining()];
    arrived.get(bytes);
    for (int i = 0; i < bytes.length; i++) {
      assertThat(bytes[i]).isEqualTo(DATA[i % DATA.length]);
    }
  }

  /** Changes one byte, within the first thousand or two. */
  private static final class Mutating extends FilterBio {
    private final int bits;
    private int left;

    Mutating(Bio next, Random random) {
      super(next);
      left = random.nextInt(random.nextBoolean() ? 60 : 1600);
      bits = 1 + random.nextInt(0xFF);
    }

    @Override
    protected int doWrite(byte[] b, int off, int len) throws IOException {
      byte[] changed = Arrays.copyOfRange(b, off, off + len);
      if (left >= 0 && left < len) {
        changed[left] ^= (byte) bits;
      }
      int written = writeNext(changed, 0, len);
      left -= Math.max(0, written);
      return written;
    }
  }
}
