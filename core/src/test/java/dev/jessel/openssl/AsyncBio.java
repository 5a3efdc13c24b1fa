// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.bio.Bio;
import dev.jessel.bio.FilterBio;
import java.io.IOException;

/**
 * One byte at a time, and every second call is to be repeated. Plaintext handshake records can be
 * cut into records of one byte each.
 */
final class AsyncBio extends FilterBio {
  private static final int HEADER = 5;
  private static final int CHANGE_CIPHER_SPEC = 20;
  private static final int HANDSHAKE = 22;
  private static final int APPLICATION_DATA = 23;

  private final boolean cuts;
  private final byte[] header = new byte[HEADER];
  private boolean readTurn;
  private boolean writeTurn;
  private boolean keysChanged;
  private boolean encrypted;
  private int at;

  AsyncBio(Bio next, boolean cuts) {
    super(next);
    this.cuts = cuts;
  }

  /** Puts one into each direction of ends that speak over memory. */
  static void between(Endpoints ends, boolean cuts) {
    Bio toServer = new AsyncBio(ends.clientBio, cuts);
    Bio toClient = new AsyncBio(ends.serverBio, cuts);
    ends.client.ssl().bio(toClient, toServer);
    ends.server.ssl().bio(toServer, toClient);
  }

  @Override
  protected int doRead(byte[] b, int off, int len) throws IOException {
    readTurn = !readTurn;
    return readTurn ? retryRead() : readNext(b, off, 1);
  }

  @Override
  protected int doWrite(byte[] b, int off, int len) throws IOException {
    writeTurn = !writeTurn;
    if (writeTurn) {
      return retryWrite();
    }
    return cuts && !encrypted ? cut(b[off]) : writeNext(b, off, 1);
  }

  /** Holds a header back until it is whole, then puts one like it before each byte. */
  private int cut(byte one) throws IOException {
    if (at < HEADER) {
      header[at++] = one;
      encrypted = at == HEADER && (keysChanged || header[0] == APPLICATION_DATA);
      keysChanged |= at == HEADER && header[0] == CHANGE_CIPHER_SPEC;
      return encrypted ? Math.min(1, writeNext(header, 0, HEADER)) : 1;
    }
    int length = (header[3] & 0xFF) << 8 | header[4] & 0xFF;
    byte[] record =
        header[0] == HANDSHAKE || at == HEADER
            ? new byte[] {header[0], header[1], header[2], 0, 1, one}
            : new byte[] {one};
    at = at - HEADER + 1 == length ? 0 : at + 1;
    return Math.min(1, writeNext(record, 0, record.length));
  }
}
