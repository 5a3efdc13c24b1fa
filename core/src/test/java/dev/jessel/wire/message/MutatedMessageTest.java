// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.HandshakeType;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Valid messages, damaged at random: decoding refuses or understands them, and costs little. */
class MutatedMessageTest {
  private static final int HEADER = 4;
  private static final int ROUNDS = 5_000;
  private static final long SEED = 0x4a65_7373_656cL;

  /** For an exception with its stack trace. A length field that were believed costs 16 MB. */
  private static final long ALLOWED_BYTES = 256 * 1024;

  private static final long ALLOWED_BYTES_FOR_EACH_BYTE = 200;

  private final Random random = new Random(SEED);
  private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static List<HandshakeMessage> samples() {
    return MessageSamples.all();
  }

  /** What the first use of a class costs is not the message's doing. */
  @BeforeAll
  static void loadAllClasses() throws TlsException {
    for (HandshakeMessage sample : samples()) {
      ByteReader body = ByteReader.of(sample.encode());
      body.bytes(HEADER);
      assertThat(HandshakeMessages.decode(sample.type(), body)).isEqualTo(sample);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aDamagedMessageIsRefusedOrUnderstood(HandshakeMessage sample) throws TlsException {
    byte[] encoded = sample.encode().toArray();
    byte[] body = Arrays.copyOfRange(encoded, HEADER, encoded.length);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] damaged = body;
      for (int count = 1 + random.nextInt(3); count > 0; count--) {
        damaged = damage(damaged);
      }
      check(sample.type(), damaged);
    }
  }

  private void check(HandshakeType type, byte[] body) throws TlsException {
    long before = thread.getCurrentThreadAllocatedBytes();
    Optional<HandshakeMessage> decoded = decode(type, body);
    long allocated = thread.getCurrentThreadAllocatedBytes() - before;

    assertThat(allocated)
        .as("bytes allocated for %s", Bytes.of(body).hex())
        .isLessThan(ALLOWED_BYTES + ALLOWED_BYTES_FOR_EACH_BYTE * body.length);
    if (decoded.isPresent()) {
      HandshakeMessage message = decoded.get();
      ByteReader again = ByteReader.of(message.encode());
      again.bytes(HEADER);
      assertThat(HandshakeMessages.decode(type, again)).isEqualTo(message);
    }
  }

  /** Whatever is not a TlsException fails the test. */
  private static Optional<HandshakeMessage> decode(HandshakeType type, byte[] body) {
    try {
      return Optional.of(HandshakeMessages.decode(type, new ByteReader(body)));
    } catch (TlsException e) {
      assertThat(e.alert()).isPresent();
      return Optional.empty();
    }
  }

  private byte[] damage(byte[] body) {
    if (body.length == 0) {
      return insert(body);
    }
    return switch (random.nextInt(6)) {
      case 0 -> insert(body);
      case 1 -> remove(body);
      case 2 -> Arrays.copyOf(body, random.nextInt(body.length));
      case 3 -> set(body, (byte) (body[random.nextInt(body.length)] ^ 1 << random.nextInt(8)));
      case 4 -> set(body, (byte) (random.nextBoolean() ? 0xff : 0));
      default -> set(body, (byte) random.nextInt());
    };
  }

  private byte[] set(byte[] body, byte value) {
    byte[] changed = body.clone();
    changed[random.nextInt(body.length)] = value;
    return changed;
  }

  private byte[] insert(byte[] body) {
    byte[] extra = new byte[1 + random.nextInt(4)];
    random.nextBytes(extra);
    int at = random.nextInt(body.length + 1);
    return Bytes.copyOf(body, 0, at)
        .plus(Bytes.of(extra))
        .plus(Bytes.copyOf(body, at, body.length - at))
        .toArray();
  }

  private byte[] remove(byte[] body) {
    int at = random.nextInt(body.length);
    int count = 1 + random.nextInt(Math.min(4, body.length - at));
    return Bytes.copyOf(body, 0, at)
        .plus(Bytes.copyOf(body, at + count, body.length - at - count))
        .toArray();
  }
}
