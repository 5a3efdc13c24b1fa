// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.oracle;

import static dev.jessel.openssl.LibSsl.*;

import dev.jessel.bio.Bio;

/** One end of Jessel's connection, and the Bios between which its wire runs. */
final class JesselEnd {
  static final int ROOM = 1 << 18;
  private static final byte[][] BUFFERS = {new byte[ROOM], new byte[ROOM]};

  static {
    for (int i = 0; i < ROOM; i++) {
      BUFFERS[0][i] = (byte) (i * 7 + (i >> 8));
      BUFFERS[1][i] = (byte) (i * 11 + (i >> 7) + 1);
    }
  }

  final SSL ssl;
  final byte[] target = new byte[ROOM];
  private final Bio reads;
  private final Bio writes;
  private final Bio out;
  private final Bio in;
  private int buffer;
  private int offset;
  private int length = 100;
  private boolean incomingShown = true;

  private JesselEnd(SSL ssl, Bio reads, Bio writes, Bio out, Bio in) {
    this.ssl = ssl;
    this.reads = reads;
    this.writes = writes;
    this.out = out;
    this.in = in;
    attach();
  }

  /** An end whose wire is memory that grows. */
  static JesselEnd overMemory(SSL ssl) {
    Bio reads = BIO_new(BIO_s_mem());
    Bio writes = BIO_new(BIO_s_mem());
    return new JesselEnd(ssl, reads, writes, writes, reads);
  }

  /** An end whose wire holds so many bytes in each direction. */
  static JesselEnd overPair(SSL ssl, int writing, int reading) {
    Bio[] near = new Bio[1];
    Bio[] far = new Bio[1];
    BIO_new_bio_pair(near, writing, far, reading);
    return new JesselEnd(ssl, near[0], near[0], far[0], far[0]);
  }

  // ---- Its wire

  void attach() {
    BIO_up_ref(reads);
    if (!isPair()) {
      BIO_up_ref(writes);
    }
    SSL_set_bio(ssl, reads, writes);
  }

  /** Bytes that this end has sent and nobody has taken. */
  long outgoing() {
    return isPair() ? BIO_ctrl_wpending(writes) : BIO_ctrl_pending(writes);
  }

  /** Bytes that have come and that the connection has not taken. */
  long incoming() {
    return BIO_ctrl_pending(reads);
  }

  /** From now on what has come is in one place or another, as the library likes. */
  void readsAhead() {
    incomingShown = false;
  }

  boolean isIncomingShown() {
    return incomingShown;
  }

  int pumpTo(JesselEnd peer, int most) {
    int moved = 0;
    while (moved < most) {
      int room = isPair() ? BIO_ctrl_get_write_guarantee(peer.in) : ROOM;
      int count = (int) Math.min(Math.min(most - moved, room), BIO_ctrl_pending(out));
      if (count == 0) {
        break;
      }
      int got = BIO_read(out, target, count);
      if (got <= 0 || BIO_write(peer.in, target, got) != got) {
        break;
      }
      moved += got;
    }
    return moved;
  }

  /** Loses all that is on the way. */
  void wipe() {
    empty(out);
    empty(reads);
  }

  /** Flips a bit of what has come. */
  void corrupt(int fromEnd) {
    int count = BIO_read(reads, target, ROOM);
    if (count > fromEnd) {
      target[count - 1 - fromEnd] ^= 1;
    }
    if (count > 0) {
      BIO_write(in, target, count);
    }
  }

  void inject(byte[] bytes) {
    BIO_write(in, bytes, bytes.length);
  }

  void endReading() {
    if (isPair()) {
      BIO_shutdown_wr(in);
    } else {
      BIO_set_mem_eof_return(reads, 0);
    }
  }

  void breakWriting() {
    BIO_shutdown_wr(writes);
  }

  // ---- Writes, which may have to be repeated

  void remember(boolean other, int from, int count) {
    buffer = other ? 1 : 0;
    offset = from;
    length = count;
  }

  void vary(String how, int by) {
    switch (how) {
      case "moved" -> buffer = 1 - buffer;
      case "shifted" -> offset += by;
      case "shorter" -> length = Math.max(0, length - by);
      case "longer" -> length += by;
      default -> {}
    }
  }

  int write() {
    return SSL_write(ssl, BUFFERS[buffer], offset, length);
  }

  int writeEx(int[] count) {
    return SSL_write_ex(ssl, BUFFERS[buffer], offset, length, count);
  }

  private boolean isPair() {
    return reads == writes;
  }

  private void empty(Bio bio) {
    while (BIO_read(bio, target, ROOM) > 0) {}
  }
}
