// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.pcap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** One pcapng block in the making: little-endian, padded to 32 bits, its length at both ends. */
final class BlockBuffer {
  private static final int ALIGNMENT = Integer.BYTES;
  private static final int FIRST_SIZE = 512;
  private static final int LENGTH_OFFSET = 4;

  private ByteBuffer bytes = ByteBuffer.allocate(FIRST_SIZE).order(ByteOrder.LITTLE_ENDIAN);

  BlockBuffer(int type) {
    u32(type).u32(0);
  }

  BlockBuffer u16(int value) {
    room(Short.BYTES).putShort((short) value);
    return this;
  }

  BlockBuffer u32(int value) {
    room(Integer.BYTES).putInt(value);
    return this;
  }

  BlockBuffer u64(long value) {
    room(Long.BYTES).putLong(value);
    return this;
  }

  /** Bytes, and zeros up to the next boundary. */
  BlockBuffer padded(byte[] content) {
    int padding = -content.length & (ALIGNMENT - 1);
    room(content.length + padding).put(content).put(new byte[padding]);
    return this;
  }

  BlockBuffer option(int code, byte[] value) {
    return u16(code).u16(value.length).padded(value);
  }

  BlockBuffer endOfOptions() {
    return u32(0);
  }

  /** The block, with its lengths filled in. */
  ByteBuffer finish() {
    int length = bytes.position() + Integer.BYTES;
    u32(length);
    bytes.putInt(LENGTH_OFFSET, length);
    return bytes.flip();
  }

  private ByteBuffer room(int count) {
    if (bytes.remaining() < count) {
      int size = Math.max(2 * bytes.capacity(), bytes.position() + count);
      byte[] larger = Arrays.copyOf(bytes.array(), size);
      bytes = ByteBuffer.wrap(larger).order(ByteOrder.LITTLE_ENDIAN).position(bytes.position());
    }
    return bytes;
  }
}
