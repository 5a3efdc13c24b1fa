// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.bio.Bio;
import dev.jessel.bio.BioException;
import dev.jessel.openssl.LibBioTypes.BIO_METHOD;
import java.util.Arrays;

/**
 * A BIO whose functions the application gave one by one, with {@code BIO_meth_new}.
 *
 * @see <a href="https://docs.openssl.org/master/man3/BIO_meth_new/">BIO_meth_new(3)</a>
 */
final class MethodBio extends Bio {
  private final BIO_METHOD method;
  private boolean initialized;
  private String text;
  private boolean wantsLine;

  MethodBio(BIO_METHOD method) {
    this.method = method;
    this.initialized = method.create == null;
  }

  BIO_METHOD method() {
    return method;
  }

  boolean isInitialized() {
    return initialized;
  }

  void initialized(boolean ready) {
    initialized = ready;
  }

  boolean canRead() {
    return method.read != null || method.readEx != null;
  }

  boolean canWrite() {
    return method.write != null || method.writeEx != null;
  }

  /** Writes through the function for texts. */
  int puts(String line, byte[] bytes) {
    text = line;
    try {
      return write(bytes, 0, bytes.length);
    } finally {
      text = null;
    }
  }

  /** Reads through the function for lines. */
  int gets(byte[] buf, int size) {
    wantsLine = true;
    try {
      return read(buf, 0, size);
    } finally {
      wantsLine = false;
    }
  }

  @Override
  protected int doRead(byte[] b, int off, int len) throws BioException {
    requireInitialized();
    if (wantsLine) {
      wantsLine = false; // it may read from this very BIO
      return method.gets.gets(this, b, len);
    }
    byte[] target = off == 0 ? b : new byte[len];
    int n = canRead() ? readInto(target, len) : -1;
    if (target != b && n > 0) {
      System.arraycopy(target, 0, b, off, Math.min(n, len));
    }
    return n;
  }

  private int readInto(byte[] target, int len) {
    if (method.readEx == null) {
      return method.read.read(this, target, len);
    }
    int[] count = new int[1];
    int ret = method.readEx.read(this, target, len, count);
    return ret > 0 ? count[0] : ret;
  }

  @Override
  protected int doWrite(byte[] b, int off, int len) throws BioException {
    requireInitialized();
    if (text != null) {
      String line = text;
      text = null; // it may write to this very BIO
      return method.puts.puts(this, line);
    }
    if (!canWrite()) {
      return -1;
    }
    byte[] data = off == 0 ? b : Arrays.copyOfRange(b, off, off + len);
    if (method.writeEx == null) {
      return method.write.write(this, data, len);
    }
    int[] count = new int[1];
    int ret = method.writeEx.write(this, data, len, count);
    return ret > 0 ? count[0] : ret;
  }

  @Override
  protected boolean doFlush() {
    return method.ctrl == null || command(LibBioCodes.BIO_CTRL_FLUSH) > 0;
  }

  @Override
  protected boolean doEstablish() {
    return method.ctrl == null || command(LibBioCodes.BIO_C_DO_STATE_MACHINE) > 0;
  }

  /** A 0 from the old style of reading is the end; else only the method knows. */
  @Override
  public boolean eof() {
    boolean saidSo = super.eof() && (method.read != null || method.ctrl == null);
    return saidSo || method.ctrl != null && command(LibBioCodes.BIO_CTRL_EOF) != 0;
  }

  @Override
  public long pending() {
    return method.ctrl == null ? 0 : Math.max(0, command(LibBioCodes.BIO_CTRL_PENDING));
  }

  @Override
  public long writePending() {
    return method.ctrl == null ? 0 : Math.max(0, command(LibBioCodes.BIO_CTRL_WPENDING));
  }

  @Override
  public boolean reset() {
    return method.ctrl != null && command(LibBioCodes.BIO_CTRL_RESET) > 0;
  }

  @Override
  protected void doClose() {
    if (method.destroy != null) {
      int ignored = method.destroy.run(this);
    }
  }

  private long command(int cmd) {
    return method.ctrl.ctrl(this, cmd, 0, null);
  }

  private void requireInitialized() throws BioException {
    if (!initialized) {
      throw new BioException(BioException.Reason.UNINITIALIZED, "the BIO is not initialised");
    }
  }
}
