// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

import dev.jessel.ssl2.Ssl2Sealer;
import dev.jessel.wire.Bytes;

/** Application data of SSLv2. It only seals: what comes is opened by a {@code Ssl2Opener}. */
public final class Ssl2Protection implements RecordProtection {
  private final Ssl2Sealer sealer;

  /** Protects with what a module of its own knows. */
  public Ssl2Protection(Ssl2Sealer sealer) {
    this.sealer = sealer;
  }

  @Override
  public int overhead() {
    return Ssl2Sealer.OVERHEAD;
  }

  @Override
  public int maxFragment() {
    return RecordLimits.MAX_PLAINTEXT;
  }

  @Override
  public long sealsLeft() {
    return Long.MAX_VALUE;
  }

  @Override
  public boolean encrypts() {
    return true;
  }

  @Override
  public boolean hidesType() {
    return false;
  }

  @Override
  public int seal(
      int type, byte[] in, int offset, int length, int padding, byte[] out, int outOffset) {
    Bytes record = sealer.seal(in, offset, length);
    record.copyTo(out, outOffset);
    return record.length();
  }

  @Override
  public void open(
      byte[] in, int offset, int length, byte[] out, int outOffset, OpenedRecord opened) {
    throw new IllegalStateException("records of SSLv2 are opened elsewhere");
  }

  @Override
  public void destroy() {
    sealer.destroy();
  }
}
