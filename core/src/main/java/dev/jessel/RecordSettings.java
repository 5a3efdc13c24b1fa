// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.handshake.HandshakeConfig;
import dev.jessel.record.PaddingPolicy;
import dev.jessel.record.RecordLimits;
import dev.jessel.wire.extension.MaxFragmentLength;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * How large records are, and how they are padded. Never changed once made: each {@code with} makes
 * another one.
 */
final class RecordSettings implements Cloneable {
  private int sendFragment = RecordLimits.MAX_PLAINTEXT;
  private int splitFragment = RecordLimits.MAX_PLAINTEXT;
  private boolean growing;
  private OptionalInt maxFragmentCode = OptionalInt.empty();
  private OptionalInt sizeLimit = OptionalInt.empty();
  private PaddingPolicy padding = PaddingPolicy.NONE;
  private Optional<PaddingPolicy> padder = Optional.empty();

  RecordSettings() {}

  private RecordSettings with(Consumer<RecordSettings> change) {
    try {
      RecordSettings copy = (RecordSettings) clone();
      change.accept(copy);
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void check(boolean ok, String problem) {
    if (!ok) {
      throw new IllegalArgumentException(problem);
    }
  }

  /** What peers are asked to keep to. */
  HandshakeConfig.RecordSizes sizes() {
    return new HandshakeConfig.RecordSizes(maxFragmentCode, sizeLimit);
  }

  RecordSettings withSendFragment(int bytes) {
    check(
        bytes >= RecordLimits.MIN_SEND_FRAGMENT && bytes <= RecordLimits.MAX_PLAINTEXT,
        "a send fragment has 512 to 16384 bytes, not " + bytes);
    return with(
        s -> {
          s.sendFragment = bytes;
          s.splitFragment = Math.min(s.splitFragment, bytes);
        });
  }

  RecordSettings withSplitFragment(int bytes) {
    check(
        bytes >= 1 && bytes <= sendFragment,
        "records are cut after 1 to " + sendFragment + " bytes, not " + bytes);
    return with(s -> s.splitFragment = bytes);
  }

  RecordSettings withGrowing(boolean grow) {
    return with(s -> s.growing = grow);
  }

  RecordSettings withMaxFragmentLength(int bytes) {
    if (bytes == 0) {
      return with(s -> s.maxFragmentCode = OptionalInt.empty());
    }
    for (int code = 1; code <= 4; code++) {
      if (new MaxFragmentLength(code).length() == bytes) {
        OptionalInt found = OptionalInt.of(code);
        return with(s -> s.maxFragmentCode = found);
      }
    }
    throw new IllegalArgumentException(
        "a maximum fragment length is 512, 1024, 2048 or 4096, not " + bytes);
  }

  RecordSettings withSizeLimit(int bytes) {
    if (bytes == 0) {
      return with(s -> s.sizeLimit = OptionalInt.empty());
    }
    check(
        bytes >= RecordLimits.MIN_RECORD_SIZE_LIMIT
            && bytes <= RecordLimits.MAX_RECORD_SIZE_LIMIT_13,
        "a record size limit is 64 to 16385, not " + bytes);
    return with(s -> s.sizeLimit = OptionalInt.of(bytes));
  }

  RecordSettings withPadding(int applicationBlock, int handshakeBlock) {
    PaddingPolicy policy = PaddingPolicy.toBlocks(applicationBlock, handshakeBlock);
    return with(s -> s.padding = policy);
  }

  RecordSettings withPadder(Optional<SslCallbacks.RecordPadder> callback) {
    return with(s -> s.padder = callback.map(asked -> asked::padding));
  }

  int sendFragment() {
    return sendFragment;
  }

  int splitFragment() {
    return splitFragment;
  }

  boolean areGrowing() {
    return growing;
  }

  PaddingPolicy padding() {
    return padder.orElse(padding);
  }
}
