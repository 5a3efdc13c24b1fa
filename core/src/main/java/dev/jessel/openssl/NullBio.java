// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.bio.Bio;

/** Takes everything, gives nothing: {@code BIO_s_null}. */
final class NullBio extends Bio {
  @Override
  protected int doRead(byte[] b, int off, int len) {
    return 0;
  }

  @Override
  protected int doWrite(byte[] b, int off, int len) {
    return len;
  }
}
