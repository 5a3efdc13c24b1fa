// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A file. Answers to {@code BIO_s_file} and {@code BIO_new_file}. It never blocks and gives no
 * retry. For one thread: reading and writing share one position.
 */
public final class FileBio extends Bio implements LineSource {
  private static final int LINE_PIECE = 256;

  private FileChannel file;
  private boolean appends;
  private boolean atEnd;

  /** A Bio without a file: all that it does fails until {@link #use} or {@link #reopen}. */
  public FileBio() {}

  /** A Bio on a file that is open. Closing the Bio closes it. */
  public static FileBio of(FileChannel file) {
    FileBio bio = new FileBio();
    bio.use(file);
    return bio;
  }

  /**
   * Opens a file.
   *
   * @param mode as for C's {@code fopen}: {@code r} to read, {@code w} to write from the beginning,
   *     {@code a} to write at the end; with {@code +} for both, with {@code x} after {@code w} only
   *     if the file does not exist; {@code b} and {@code t} make no difference
   * @throws BioException with {@link BioException.Reason#NO_SUCH_FILE} or {@link
   *     BioException.Reason#SYS_LIB}
   */
  public static FileBio open(Path path, String mode) throws BioException {
    FileBio bio = new FileBio();
    bio.reopen(path, mode);
    return bio;
  }

  /** Takes another file, and closes the one before ({@code BIO_set_fp}). */
  public void use(FileChannel other) {
    replace(Objects.requireNonNull(other, "other"), false);
  }

  /**
   * Opens another file as {@link #open} does, and closes the one before ({@code
   * BIO_read_filename}).
   *
   * @throws BioException as {@link #open}
   */
  public void reopen(Path path, String mode) throws BioException {
    String call = "calling fopen(" + path + ", " + mode + ")";
    FileMode parsed =
        FileMode.parse(mode)
            .orElseThrow(
                () ->
                    new BioException(
                        BioException.Reason.SYS_LIB, call, new IOException("Invalid argument")));
    try {
      replace(FileChannel.open(path, parsed.options()), parsed.appends());
    } catch (NoSuchFileException e) {
      throw new BioException(BioException.Reason.NO_SUCH_FILE, call, e);
    } catch (IOException e) {
      throw new BioException(BioException.Reason.SYS_LIB, call, e);
    }
  }

  /** The file, once there is one. */
  public Optional<FileChannel> channel() {
    return Optional.ofNullable(file);
  }

  /** Reads as many bytes as are left, up to {@code len}. */
  @Override
  protected int doRead(byte[] b, int off, int len) throws IOException {
    requireFile();
    ByteBuffer target = ByteBuffer.wrap(b, off, len);
    try {
      int n = 0;
      while (target.hasRemaining() && n >= 0) {
        n = file.read(target);
      }
      atEnd = n < 0;
      return len - target.remaining();
    } catch (NonReadableChannelException e) {
      throw new IOException("Bad file descriptor: the file is not open for reading", e);
    }
  }

  @Override
  protected int doWrite(byte[] b, int off, int len) throws IOException {
    requireFile();
    ByteBuffer data = ByteBuffer.wrap(b, off, len);
    try {
      if (appends) {
        file.position(file.size());
      }
      while (data.hasRemaining()) {
        int ignored = file.write(data);
      }
      return len;
    } catch (NonWritableChannelException e) {
      throw new IOException("Bad file descriptor: the file is not open for writing", e);
    }
  }

  /**
   * Reads through the next newline ({@code BIO_gets}).
   *
   * @return the number of bytes read; 0 at the end; -1 if the read failed
   */
  @Override
  public int readLine(byte[] b, int off, int len) {
    int taken = 0;
    while (taken < len) {
      int n = read(b, off + taken, Math.min(LINE_PIECE, len - taken));
      if (n <= 0) {
        return taken > 0 ? taken : n;
      }
      int line = lineLength(b, off + taken, n);
      taken += line;
      if (b[off + taken - 1] == '\n') {
        return line == n || stepBack(n - line) ? taken : -1;
      }
    }
    return taken;
  }

  /**
   * Where the next byte is read or written ({@code BIO_tell}).
   *
   * @throws IOException if the file cannot tell
   */
  public long position() throws IOException {
    requireFile();
    return file.position();
  }

  /**
   * Goes to a byte ({@code BIO_seek}).
   *
   * @return false if the file cannot; {@code failure()} is not changed
   */
  public boolean seek(long target) {
    try {
      requireFile();
      file.position(target);
      atEnd = false;
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  /** True when a read met the end of the file, as C's {@code feof} has it. */
  @Override
  public boolean eof() {
    return atEnd;
  }

  /** Goes to the first byte. */
  @Override
  public boolean reset() {
    return seek(0);
  }

  @Override
  protected void doClose() throws IOException {
    if (closesTransport() && file != null) {
      file.close();
    }
  }

  private void replace(FileChannel other, boolean appending) {
    try {
      doClose();
    } catch (IOException e) {
      // The file before is given up either way.
    }
    file = other;
    appends = appending;
    atEnd = false;
  }

  private void requireFile() throws BioException {
    if (file == null) {
      throw new BioException(BioException.Reason.UNINITIALIZED, "no file is open");
    }
  }

  private boolean stepBack(int n) {
    try {
      return seek(file.position() - n);
    } catch (IOException e) {
      return false;
    }
  }

  private static int lineLength(byte[] b, int off, int len) {
    for (int i = 0; i < len; i++) {
      if (b[off + i] == '\n') {
        return i + 1;
      }
    }
    return len;
  }
}
