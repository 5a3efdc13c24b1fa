// SPDX-License-Identifier: Apache-2.0
package dev.jessel.redis;

import dev.jessel.wire.Bytes;
import io.lettuce.core.codec.RedisCodec;
import java.nio.ByteBuffer;

/** Keys and values of Redis as byte strings. */
final class BytesCodec implements RedisCodec<Bytes, Bytes> {
  @Override
  public Bytes decodeKey(ByteBuffer buffer) {
    byte[] content = new byte[buffer.remaining()];
    buffer.get(content);
    return Bytes.of(content);
  }

  @Override
  public Bytes decodeValue(ByteBuffer buffer) {
    return decodeKey(buffer);
  }

  @Override
  public ByteBuffer encodeKey(Bytes key) {
    return ByteBuffer.wrap(key.toArray());
  }

  @Override
  public ByteBuffer encodeValue(Bytes value) {
    return encodeKey(value);
  }
}
