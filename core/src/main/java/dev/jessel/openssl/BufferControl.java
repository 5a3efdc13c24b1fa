// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.bio.BufferedBio;
import dev.jessel.bio.LineBufferBio;
import dev.jessel.bio.PrefixBio;
import dev.jessel.bio.ReadBufferBio;

/** {@code BIO_ctrl} for filters that buffer. */
final class BufferControl {
  private static final int WRITE_SIDE = 1;

  private BufferControl() {}

  static long control(BufferedBio buffer, int cmd, long larg, Object parg) {
    return switch (cmd) {
      case LibBioCodes.BIO_CTRL_INFO -> buffer.writePending();
      case LibBioCodes.BIO_C_GET_BUFF_NUM_LINES -> buffer.bufferedLines();
      case LibBioCodes.BIO_CTRL_PEEK -> buffer.peek((byte[]) parg, 0, (int) larg);
      case LibBioCodes.BIO_C_SET_BUFF_READ_DATA -> readAhead(buffer, (byte[]) parg, larg);
      case LibBioCodes.BIO_C_SET_BUFF_SIZE -> resize(buffer, larg, parg);
      case LibBioCodes.BIO_CTRL_DUP -> {
        ((BufferedBio) parg).readCapacity(buffer.readCapacity());
        ((BufferedBio) parg).writeCapacity(buffer.writeCapacity());
        yield 1;
      }
      default -> BioControl.UNKNOWN;
    };
  }

  static long control(ReadBufferBio buffer, int cmd, long larg) {
    return switch (cmd) {
      case LibBioCodes.BIO_C_FILE_SEEK, LibBioCodes.BIO_CTRL_RESET ->
          BioControl.flag(larg <= Integer.MAX_VALUE && buffer.seek((int) larg));
      case LibBioCodes.BIO_C_FILE_TELL, LibBioCodes.BIO_CTRL_INFO -> buffer.position();
      case LibBioCodes.BIO_CTRL_PENDING,
          LibBioCodes.BIO_CTRL_EOF,
          LibBioCodes.BIO_CTRL_PUSH,
          LibBioCodes.BIO_CTRL_POP ->
          BioControl.common(buffer, cmd, larg);
      case LibBioCodes.BIO_CTRL_DUP, LibBioCodes.BIO_CTRL_FLUSH -> 1;
      default -> 0;
    };
  }

  static long control(LineBufferBio buffer, int cmd, long larg, Object parg) {
    return switch (cmd) {
      case LibBioCodes.BIO_CTRL_INFO -> buffer.writePending();
      case LibBioCodes.BIO_C_SET_BUFF_SIZE -> {
        if (larg > LineBufferBio.DEFAULT_CAPACITY && larg <= Integer.MAX_VALUE - 8) {
          buffer.capacity((int) larg);
        }
        yield 1;
      }
      case LibBioCodes.BIO_CTRL_DUP -> {
        ((LineBufferBio) parg).capacity(buffer.capacity());
        yield 1;
      }
      default -> BioControl.UNKNOWN;
    };
  }

  static long control(PrefixBio prefix, int cmd, long larg, Object parg) {
    return switch (cmd) {
      case LibBioCodes.BIO_CTRL_SET_PREFIX -> {
        prefix.prefix(parg == null ? "" : (String) parg);
        yield 1;
      }
      case LibBioCodes.BIO_CTRL_SET_INDENT -> {
        prefix.indent((int) larg);
        yield BioControl.flag(larg >= 0);
      }
      case LibBioCodes.BIO_CTRL_GET_INDENT -> prefix.indent();
      case LibBioCodes.BIO_CTRL_DUP -> {
        ((PrefixBio) parg).indent(prefix.indent());
        yield 1;
      }
      default -> BioControl.UNKNOWN;
    };
  }

  private static long readAhead(BufferedBio buffer, byte[] bytes, long count) {
    buffer.readAhead(bytes, 0, (int) count);
    return 1;
  }

  /** As in C, a size that is no larger than the default changes nothing. */
  private static long resize(BufferedBio buffer, long size, Object side) {
    if (size > Integer.MAX_VALUE - 8) {
      return 0;
    }
    boolean larger = size > BufferedBio.DEFAULT_CAPACITY;
    boolean writes = side instanceof int[] which && which[0] == WRITE_SIDE;
    if (larger && !writes) {
      buffer.readCapacity((int) size);
    }
    if (larger && (side == null || writes)) {
      buffer.writeCapacity((int) size);
    }
    return 1;
  }
}
