// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.HandshakeType;
import java.util.Arrays;
import java.util.Optional;

/** Puts handshake messages together from the records that carry them (RFC 9846 5.1). */
public final class HandshakeDeframer {
  /** A message's header: type and 24-bit length. */
  private static final int HEADER = 4;

  private static final byte[] NONE = new byte[0];

  private final int maxCertificates;
  private byte[] array = NONE;
  private int from;
  private int to;

  /** One whole message, its header included. */
  public record RawMessage(HandshakeType type, Bytes bytes) {
    /** The message without its header. */
    public ByteReader body() {
      return ByteReader.of(bytes, HEADER);
    }
  }

  /** With the usual limits. */
  public HandshakeDeframer() {
    this(RecordLimits.MAX_CERTIFICATE_MESSAGE);
  }

  /**
   * With a limit of one's own.
   *
   * @param maxCertificates the largest Certificate message that is taken, in bytes
   */
  public HandshakeDeframer(int maxCertificates) {
    this.maxCertificates = maxCertificates;
  }

  /** Takes the content of a handshake record. */
  public void add(byte[] content, int offset, int length) {
    makeRoom(length);
    System.arraycopy(content, offset, array, to, length);
    to += length;
  }

  /** True when no part of a message is held, so that the next one starts with a record. */
  public boolean isEmpty() {
    return from == to;
  }

  /**
   * True when a whole message is held.
   *
   * @throws TlsException as soon as a header announces more than its type may have
   */
  public boolean hasMessage() throws TlsException {
    if (to - from < HEADER) {
      return false;
    }
    // Here, and not when the message is taken: nobody takes what is not whole.
    int limit =
        type().equals(HandshakeType.CERTIFICATE)
                || type().equals(HandshakeType.COMPRESSED_CERTIFICATE)
            ? maxCertificates
            : RecordLimits.maxMessage(type());
    if (bodyLength() > limit) {
      throw new TlsException(
          SslReason.EXCESSIVE_MESSAGE_SIZE,
          type() + " of " + bodyLength() + " bytes, limit " + limit);
    }
    return to - from >= HEADER + bodyLength();
  }

  /**
   * Takes the next whole message.
   *
   * @return empty when more bytes must come first
   * @throws TlsException as soon as a header announces more than its type may have
   */
  public Optional<RawMessage> next() throws TlsException {
    if (!hasMessage()) {
      return Optional.empty();
    }
    int length = HEADER + bodyLength();
    RawMessage message = new RawMessage(type(), Bytes.copyOf(array, from, length));
    from += length;
    if (isEmpty()) {
      clear();
    }
    return Optional.of(message);
  }

  /** Drops all bytes. */
  public void clear() {
    array = NONE;
    from = 0;
    to = 0;
  }

  private HandshakeType type() {
    return new HandshakeType(array[from] & 0xFF);
  }

  private int bodyLength() {
    return (array[from + 1] & 0xFF) << 16 | (array[from + 2] & 0xFF) << 8 | array[from + 3] & 0xFF;
  }

  /** Grows with the bytes that came, never with the length that a header claims. */
  private void makeRoom(int length) {
    int held = to - from;
    if (array.length - to >= length) {
      return;
    }
    array = Arrays.copyOfRange(array, from, from + Math.max(held + length, 2 * held));
    from = 0;
    to = held;
  }
}
