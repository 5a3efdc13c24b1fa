// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.bio.Bio;
import dev.jessel.bio.FilterBio;
import java.io.IOException;

/** Lets a number of writes through, then blocks them, or takes nothing without a word. */
final class GateBio extends FilterBio {
  private int open = Integer.MAX_VALUE;
  private boolean silent;
  private boolean byZero;
  private IOException failure;

  GateBio(Bio next) {
    super(next);
  }

  /** Puts one before the transport that a connection writes to. */
  static GateBio before(LibSslTypes.SSL ssl) {
    GateBio gate = new GateBio(LibSsl.SSL_get_wbio(ssl));
    ssl.ssl().bio(LibSsl.SSL_get_rbio(ssl), gate);
    return gate;
  }

  /** Lets this many writes through. */
  void open(int writes) {
    open = writes;
  }

  /** A closed gate returns 0 without a retry. */
  void silent() {
    silent = true;
  }

  /** Whether a closed gate that wants a retry returns 0 in place of -1. */
  void retriesByZero(boolean zero) {
    byZero = zero;
  }

  /** A closed gate fails. */
  void failing(IOException with) {
    failure = with;
  }

  @Override
  protected int doWrite(byte[] b, int off, int len) throws IOException {
    if (open > 0) {
      open--;
      return writeNext(b, off, len);
    }
    if (failure != null) {
      throw failure;
    }
    int blocked = silent ? 0 : retryWrite();
    return byZero ? 0 : blocked;
  }
}
