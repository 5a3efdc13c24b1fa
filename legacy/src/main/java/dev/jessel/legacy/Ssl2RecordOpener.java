// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.ssl2.Ssl2Content;
import dev.jessel.ssl2.Ssl2Opener;
import dev.jessel.wire.Bytes;
import java.util.Arrays;

/** Opens the records of SSLv2 (draft-hickman-netscape-ssl-00 4.1). */
final class Ssl2RecordOpener implements Ssl2Opener {
  /** The longest message in the clear that is taken: that of a record of TLS. */
  private static final int MAX_MESSAGE = 16_384;

  /** Version, and three lengths, behind the type: less than this is no CLIENT-HELLO. */
  private static final int MIN_HELLO = 9;

  private static final int HEADER = 2;
  private static final int NO_PADDING = 0x80;
  private static final byte[] NONE = new byte[0];

  private byte[] held = NONE;
  private int count;

  @Override
  public boolean begins(byte[] head, int offset) {
    // RFC 5246 E.2: the first bit of a hello's length is set. No content type of TLS has it.
    return (head[offset] & NO_PADDING) != 0
        && head[offset + HEADER] == Ssl2MessageType.CLIENT_HELLO;
  }

  @Override
  public int take(byte[] in, int offset, int length) throws TlsException {
    int taken = collect(in, offset, Math.min(length, missing()));
    if (count == HEADER) {
      checkLength();
      taken += collect(in, offset + taken, Math.min(length - taken, missing()));
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
    return count < HEADER ? HEADER - count : HEADER + recordLength() - count;
  }

  private int recordLength() {
    return (held[0] & 0x7F) << Byte.SIZE | held[1] & 0xFF;
  }

  private void checkLength() throws TlsException {
    int length = recordLength();
    if (length < MIN_HELLO) {
      throw new TlsException(SslReason.LENGTH_TOO_SHORT, "a CLIENT-HELLO of " + length + " bytes");
    }
    if (length > MAX_MESSAGE) {
      throw new TlsException(
          SslReason.PACKET_LENGTH_TOO_LONG, "a CLIENT-HELLO of " + length + " bytes");
    }
  }

  @Override
  public Ssl2Content open() throws TlsException {
    Bytes message = Bytes.copyOf(held, HEADER, recordLength());
    held = NONE;
    count = 0;
    return new Ssl2Content(true, message);
  }

  @Override
  public boolean holdsAnything() {
    return count > 0;
  }

  @Override
  public void destroy() {
    Arrays.fill(held, (byte) 0);
    count = 0;
  }
}
