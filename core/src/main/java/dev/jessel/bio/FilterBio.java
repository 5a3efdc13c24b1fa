// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

import java.io.IOException;

/**
 * A Bio in front of another one, the base for filters. By itself it passes everything on, like
 * {@code BIO_f_null}.
 *
 * <p>A subclass overrides {@link #doRead} and {@link #doWrite} and reaches the Bio behind it with
 * {@link #readNext}, {@link #writeNext} and {@link #flushNext}: these copy its retry flags and its
 * failure, as {@code BIO_copy_next_retry} does.
 */
public class FilterBio extends Bio {
  /** A filter that gets the Bio behind it later, with {@link #push}. Until then it fails. */
  public FilterBio() {}

  /** A filter in front of {@code next}. */
  public FilterBio(Bio next) {
    super(next);
  }

  @Override
  protected int doRead(byte[] b, int off, int len) throws IOException {
    return readNext(b, off, len);
  }

  @Override
  protected int doWrite(byte[] b, int off, int len) throws IOException {
    return writeNext(b, off, len);
  }

  @Override
  protected boolean doFlush() throws IOException {
    return flushNext();
  }

  @Override
  protected boolean doEstablish() throws IOException {
    return establishNext();
  }

  /** True when a read of this Bio said so, or when the Bio behind it does. */
  @Override
  public boolean eof() {
    return super.eof() || next() != null && next().eof();
  }

  @Override
  public long pending() {
    return next() == null ? 0 : next().pending();
  }

  @Override
  public long writePending() {
    return next() == null ? 0 : next().writePending();
  }

  /** Passed on to the Bio behind this one. */
  @Override
  public boolean reset() {
    return next() != null && next().reset();
  }

  /** Reads from the Bio behind; 0 or less can be returned from {@link #doRead} as it is. */
  protected final int readNext(byte[] b, int off, int len) throws IOException {
    Bio next = requireNext();
    int n = next.read(b, off, len);
    readFlags().copyFrom(next.readFlags());
    return n;
  }

  /** Writes to the Bio behind; 0 or less can be returned from {@link #doWrite} as it is. */
  protected final int writeNext(byte[] b, int off, int len) throws IOException {
    Bio next = requireNext();
    int n = next.write(b, off, len);
    writeFlags().copyFrom(next.writeFlags());
    return n;
  }

  /** Flushes the Bio behind; the answer can be returned from {@link #doFlush} as it is. */
  protected final boolean flushNext() throws IOException {
    Bio next = requireNext();
    boolean flushed = next.flush();
    writeFlags().copyFrom(next.writeFlags());
    return flushed;
  }

  /** Establishes the Bio behind; the answer can be returned from {@link #doEstablish} as it is. */
  protected final boolean establishNext() throws IOException {
    Bio next = requireNext();
    boolean established = next.establish();
    writeFlags().copyFrom(next.writeFlags());
    return established;
  }

  private Bio requireNext() throws IOException {
    Bio next = next();
    if (next == null) {
      throw new BioException(BioException.Reason.UNINITIALIZED, "no Bio stands behind this filter");
    }
    return next;
  }
}
