// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.ssl2.Ssl2Content;
import dev.jessel.ssl2.Ssl2Opener;
import dev.jessel.wire.Bytes;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Opens the records of SSLv2 (draft-hickman-netscape-ssl-00 4.1). */
final class Ssl2RecordOpener implements Ssl2Opener {
  /** The longest message in the clear that is taken: that of a record of TLS. */
  private static final int MAX_MESSAGE = 16_384;

  /** Version, and three lengths, behind the type: less than this is no CLIENT-HELLO. */
  private static final int MIN_HELLO = 9;

  private static final int SHORT_HEADER = 2;
  private static final int LONG_HEADER = 3;
  private static final int NO_PADDING = 0x80;
  private static final int ESCAPE = 0x40;
  private static final byte[] NONE = new byte[0];

  private final Set<Integer> firstTypes;
  private Optional<RecordKeys> keys = Optional.empty();
  private boolean dataFollows;
  private byte[] held = NONE;
  private int count;
  private int sequence;

  Ssl2RecordOpener(boolean isServer) {
    firstTypes =
        isServer
            ? Set.of(MessageType.CLIENT_HELLO)
            : Set.of(MessageType.SERVER_HELLO, MessageType.ERROR);
  }

  /** Decrypts from now on; the count goes on. */
  void protect(RecordKeys next) {
    keys = Optional.of(next);
  }

  /** The handshake is over: all that follows is application data. */
  void dataFollows() {
    dataFollows = true;
  }

  boolean isHandshakeOver() {
    return dataFollows;
  }

  @Override
  public boolean begins(byte[] head, int offset) {
    // RFC 5246 E.2: the first bit of a hello's length is set. No content type of TLS has it.
    return (head[offset] & NO_PADDING) != 0
        && firstTypes.contains((int) head[offset + SHORT_HEADER]);
  }

  @Override
  public int take(byte[] in, int offset, int length) throws TlsException {
    int taken = 0;
    while (taken < length && missing() > 0) {
      taken += collect(in, offset + taken, Math.min(length - taken, missing()));
      if (count == headerLength()) {
        checkHeader();
      }
    }
    return taken;
  }

  /** Grows with the bytes that came, never with the length that a header claims. */
  private int collect(byte[] in, int offset, int length) {
    if (held.length < count + length) {
      held = Arrays.copyOf(held, Math.max(count + length, 2 * held.length));
    }
    System.arraycopy(in, offset, held, count, length);
    count += length;
    return length;
  }

  @Override
  public int missing() {
    int header = headerLength();
    return count < header ? header - count : header + recordLength() - count;
  }

  private int headerLength() {
    return count == 0 || (held[0] & NO_PADDING) != 0 ? SHORT_HEADER : LONG_HEADER;
  }

  private int recordLength() {
    int mask = headerLength() == SHORT_HEADER ? NO_PADDING - 1 : ESCAPE - 1;
    return (held[0] & mask) << Byte.SIZE | held[1] & 0xFF;
  }

  private int padding() {
    return headerLength() == SHORT_HEADER ? 0 : held[SHORT_HEADER] & 0xFF;
  }

  private void checkHeader() throws TlsException {
    int length = recordLength();
    boolean hello = sequence == 0 && firstTypes.contains(MessageType.CLIENT_HELLO);
    if (length < (hello ? MIN_HELLO : 1)) {
      throw new TlsException(SslReason.LENGTH_TOO_SHORT, "a record of " + length + " bytes");
    }
    if (keys.isEmpty() && length > MAX_MESSAGE) {
      throw new TlsException(SslReason.PACKET_LENGTH_TOO_LONG, "a record of " + length + " bytes");
    }
    boolean escape = headerLength() == LONG_HEADER && (held[0] & ESCAPE) != 0;
    if (escape || keys.isEmpty() && padding() > 0) {
      throw new TlsException(SslReason.BAD_PACKET, "a record that nobody may send");
    }
  }

  @Override
  public Ssl2Content open() throws TlsException {
    int header = headerLength();
    byte[] body = Arrays.copyOfRange(held, header, count);
    int padding = padding();
    held = NONE;
    count = 0;
    Bytes content = keys.isPresent() ? keys.get().open(body, padding, sequence) : Bytes.of(body);
    sequence++;
    if (content.isEmpty() && !dataFollows) {
      throw new TlsException(SslReason.LENGTH_TOO_SHORT, "a message without a type");
    }
    return new Ssl2Content(!dataFollows, content);
  }

  @Override
  public boolean holdsAnything() {
    return count > 0;
  }

  @Override
  public void destroy() {
    keys.ifPresent(RecordKeys::destroy);
    Arrays.fill(held, (byte) 0);
    count = 0;
  }
}
