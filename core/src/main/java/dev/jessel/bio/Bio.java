// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.channels.ByteChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A source and sink of bytes that can say "not now": the transport beneath a TLS connection.
 * Answers to {@code BIO_read}, {@code BIO_write}, {@code BIO_ctrl}, {@code BIO_should_retry} and
 * {@code BIO_push}.
 *
 * <p>Every operation returns a count, and flags say what a count of 0 or -1 means. No operation
 * throws because of the transport: what the transport threw is kept as {@link #failure}. Wrong
 * array bounds throw {@link IndexOutOfBoundsException}.
 *
 * <p>To write a Bio, extend this class (or {@link FilterBio}) and override {@link #doRead} and
 * {@link #doWrite}. Return {@link #retryRead()} or {@link #retryWrite()} when the transport would
 * block, and throw {@link IOException} when it failed; an unchecked exception counts as one.
 *
 * <p>Thread-safety: one thread may read while another writes or flushes; {@link #close} may come
 * from any thread. Two threads in the same direction are not allowed. With two threads, ask {@link
 * #readFlags} and {@link #writeFlags}, not the methods about "the last operation". Chains are built
 * before they are used.
 */
public abstract class Bio implements AutoCloseable {
  private static final byte[] NOTHING = {};

  private final RetryFlags readFlags = new RetryFlags();
  private final RetryFlags writeFlags = new RetryFlags();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicBoolean asking = new AtomicBoolean();
  private final AtomicInteger sharers = new AtomicInteger();
  private final Map<Class<?>, Object> attachments = new ConcurrentHashMap<>(0);

  private volatile BioObserver observer;
  private RetryFlags lastFlags = readFlags;
  private boolean readEnded;
  private long bytesRead;
  private long bytesWritten;
  private boolean closesTransport = true;
  private Bio next;
  private Bio previous;

  /** A Bio with nothing behind it. */
  protected Bio() {}

  /** A Bio in front of {@code next}; {@link #chainChanged} is not called. */
  protected Bio(Bio next) {
    link(next);
  }

  /**
   * A Bio on a channel, blocking or not; it follows the channel's mode at each call. Closing the
   * Bio closes the channel.
   */
  public static Bio of(ByteChannel channel) {
    return new ChannelBio(channel, channel);
  }

  /** A Bio that reads from one channel and writes to another. Closing the Bio closes both. */
  public static Bio of(ReadableByteChannel source, WritableByteChannel sink) {
    return new ChannelBio(source, sink);
  }

  /** A blocking Bio on two streams. Closing the Bio closes both. */
  public static Bio of(InputStream source, OutputStream sink) {
    return new StreamBio(source, sink);
  }

  /**
   * A Bio on a connected socket: on its streams, or on its channel if that is non-blocking. Closing
   * the Bio closes the socket.
   *
   * @throws IOException if the socket is not connected or already closed
   */
  public static Bio of(Socket socket) throws IOException {
    SocketChannel channel = socket.getChannel();
    return channel != null && !channel.isBlocking()
        ? of(channel)
        : of(socket.getInputStream(), socket.getOutputStream());
  }

  // ---- Reading and writing

  /**
   * Reads up to {@code len} bytes.
   *
   * @return the number of bytes read, at least 1; 0 at the end of the stream (or if {@code len} is
   *     0); -1 if {@link #readFlags} says to retry, or else the read failed
   */
  public final int read(byte[] b, int off, int len) {
    Objects.checkFromIndexSize(off, len, b.length);
    begin(readFlags);
    BioObserver watching = observer;
    return watching == null ? readNow(b, off, len) : watchedRead(watching, b, off, len);
  }

  /**
   * Writes up to {@code len} bytes; fewer may be taken.
   *
   * @return the number of bytes taken, at least 1; -1 if {@link #writeFlags} says to retry, or else
   *     the write failed; 0 if {@code len} is 0, or if the transport took nothing and gave no
   *     reason
   */
  public final int write(byte[] b, int off, int len) {
    Objects.checkFromIndexSize(off, len, b.length);
    begin(writeFlags);
    BioObserver watching = observer;
    return watching == null ? writeNow(b, off, len) : watchedWrite(watching, b, off, len);
  }

  /**
   * Pushes on all bytes that this chain holds back.
   *
   * @return true if none is left; false if {@link #writeFlags} says to retry, or else the flush
   *     failed
   */
  public final boolean flush() {
    begin(writeFlags);
    BioObserver watching = observer;
    return watching == null ? settle(Bio::doFlush) : watchedFlush(watching);
  }

  /**
   * Does what must be done before bytes can flow ({@code BIO_do_handshake}): connects, accepts,
   * performs a handshake. Reads and writes do it by themselves.
   *
   * @return true when it is done, or there is nothing to do; false if {@link #writeFlags} says to
   *     retry, or else it failed
   */
  public final boolean establish() {
    begin(writeFlags);
    return settle(Bio::doEstablish);
  }

  /** True when no byte will ever come again. By default: when the last read said so. */
  public boolean eof() {
    return readEnded;
  }

  /** Bytes that can be read here without asking the transport. */
  public long pending() {
    return 0;
  }

  /** Bytes taken by {@link #write} that have not left for the transport yet. */
  public long writePending() {
    return 0;
  }

  /**
   * Puts this Bio back into its first state, where its kind has such a thing ({@code BIO_reset}).
   *
   * @return false if this kind has none
   */
  public boolean reset() {
    return false;
  }

  /** Bytes read since this Bio was made. */
  public final long bytesRead() {
    return bytesRead;
  }

  /** Bytes written since this Bio was made. */
  public final long bytesWritten() {
    return bytesWritten;
  }

  // ---- How the last operation ended

  /** How the last read ended. The same live object at each call. */
  public final RetryFlags readFlags() {
    return readFlags;
  }

  /** How the last write or flush ended. The same live object at each call. */
  public final RetryFlags writeFlags() {
    return writeFlags;
  }

  /** True when the last operation should be called again. */
  public final boolean shouldRetry() {
    return lastFlags.shouldRetry();
  }

  /** True when the last operation waits for the transport to become readable. */
  public final boolean shouldRead() {
    return lastFlags.shouldRead();
  }

  /** True when the last operation waits for the transport to become writable. */
  public final boolean shouldWrite() {
    return lastFlags.shouldWrite();
  }

  /** True when the last operation waits for what {@link #retryReason} names. */
  public final boolean shouldIoSpecial() {
    return lastFlags.shouldIoSpecial();
  }

  /** One of the {@code REASON_} constants of {@link RetryFlags}. */
  public final int retryReason() {
    return lastFlags.reason();
  }

  /** What the transport threw in the last operation, if it failed with a cause. */
  public final Optional<IOException> failure() {
    return lastFlags.failure();
  }

  /**
   * The Bio in this chain that caused the retry: the last one that asks for it ({@code
   * BIO_get_retry_BIO}).
   */
  public final Bio retryBio() {
    Bio origin = this;
    while (origin.shouldRetry() && origin.next != null && origin.next.shouldRetry()) {
      origin = origin.next;
    }
    return origin;
  }

  /**
   * Says how the last operation ended, in place of what it said itself ({@code BIO_set_flags}): for
   * a {@link BioObserver}, and for those who write a Bio by other means than a subclass.
   *
   * @param bits any of the flags of {@link RetryFlags}; 0 for none
   * @param reason one of its {@code REASON_} constants
   */
  public final void retry(int bits, int reason) {
    lastFlags.overrule(bits, reason);
  }

  // ---- Onlookers

  /**
   * Lets an observer see each operation.
   *
   * @param onlooker takes the place of the one before; null for none
   */
  public final void observe(BioObserver onlooker) {
    observer = onlooker;
  }

  /** True while an observer sees each operation. */
  public final boolean isObserved() {
    return observer != null;
  }

  /**
   * What a layer above keeps with this Bio, one object for each type; made when it is first asked
   * for. From any thread.
   */
  public final <T> T attachment(Class<T> type, Supplier<T> maker) {
    return type.cast(attachments.computeIfAbsent(type, unused -> maker.get()));
  }

  // ---- Chains

  /** The Bio behind this one, or null at the end of the chain. */
  public final Bio next() {
    return next;
  }

  /**
   * Appends a chain to the end of this one ({@code BIO_push}).
   *
   * @return this Bio, the head
   * @throws IllegalArgumentException if {@code tail} already stands behind another Bio or in this
   *     chain
   */
  public final Bio push(Bio tail) {
    Bio last = last();
    last.link(tail);
    last.chainChanged();
    return this;
  }

  /**
   * Takes this Bio out of its chain and joins its neighbours ({@code BIO_pop}).
   *
   * @return the Bio that stood behind this one, or null
   */
  public final Bio pop() {
    Bio front = previous;
    Bio back = next;
    previous = null;
    next = null;
    if (front != null) {
      front.next = back;
      front.chainChanged();
    }
    if (back != null) {
      back.previous = front;
    }
    chainChanged();
    return back;
  }

  /**
   * Takes off what stands behind this Bio, which stays one chain.
   *
   * @return the head of that chain, or null
   */
  public final Bio detachNext() {
    Bio back = next;
    if (back != null) {
      next = null;
      back.previous = null;
      chainChanged();
    }
    return back;
  }

  private Bio last() {
    Bio last = this;
    while (last.next != null) {
      last = last.next;
    }
    return last;
  }

  private void link(Bio tail) {
    if (tail.previous != null || tail.last() == this) {
      throw new IllegalArgumentException("the Bio is in a chain already");
    }
    next = tail;
    tail.previous = this;
  }

  // ---- Closing

  /**
   * Whether {@link #close} closes the channel, socket or streams beneath ({@code BIO_get_close}).
   */
  public final boolean closesTransport() {
    return closesTransport;
  }

  /**
   * Says whether {@link #close} closes what lies beneath ({@code BIO_set_close}); it does by
   * default.
   */
  public final void closesTransport(boolean closes) {
    closesTransport = closes;
  }

  /**
   * Adds a sharer ({@code BIO_up_ref}): one more {@link #close} is needed before this Bio closes.
   *
   * @return this Bio
   */
  public final Bio retain() {
    sharers.incrementAndGet();
    return this;
  }

  /** True when the next {@link #close} drops a sharer and closes nothing. */
  public final boolean isShared() {
    return sharers.get() > 0;
  }

  /**
   * Closes this Bio and all behind it ({@code BIO_free_all}); does nothing the second time. Bytes
   * still held back are dropped: {@link #flush} first. An error shows in {@link #failure}.
   */
  @Override
  public final void close() {
    boolean shared = sharers.getAndUpdate(n -> Math.max(n - 1, 0)) > 0;
    if (!shared && !closed.get() && mayClose() && closed.compareAndSet(false, true)) {
      closeNow();
    }
  }

  private void closeNow() {
    try {
      doClose();
    } catch (IOException e) {
      writeFlags.fail(e);
      lastFlags = writeFlags;
    } catch (RuntimeException e) {
      writeFlags.fail(broken(e));
      lastFlags = writeFlags;
    } finally {
      if (next != null) {
        next.close();
      }
    }
  }

  /** Where the other side of the transport is, for messages; empty when that is not known. */
  public Optional<String> peerAddress() {
    return next() == null ? Optional.empty() : next().peerAddress();
  }

  /** True once {@link #close} was called: reads and writes fail from then on. */
  public final boolean isClosed() {
    return closed.get();
  }

  // ---- What a subclass provides

  /**
   * Reads up to {@code len} bytes, {@code len} being at least 1.
   *
   * @return the number read; 0 at the end of the stream; {@link #retryRead()} to be called again
   *     later; -1 for a failure that has no exception
   * @throws IOException if the transport failed; becomes {@link #failure}
   */
  protected abstract int doRead(byte[] b, int off, int len) throws IOException;

  /**
   * Writes up to {@code len} bytes, {@code len} being at least 1. Must not change the array nor
   * keep it.
   *
   * @return the number taken; {@link #retryWrite()} to be called again later; 0 or -1 for a failure
   *     that has no exception
   * @throws IOException if the transport failed; becomes {@link #failure}
   */
  protected abstract int doWrite(byte[] b, int off, int len) throws IOException;

  /**
   * Pushes on what is held back; by default nothing is.
   *
   * @return true if nothing is left; false after {@link #retryWrite()}
   * @throws IOException if the transport failed; becomes {@link #failure}
   */
  protected boolean doFlush() throws IOException {
    return true;
  }

  /**
   * Connects, accepts, performs a handshake; by default there is nothing to do.
   *
   * @return true if it is done; false after {@link #retryWrite(int, int)}
   * @throws IOException if it failed; becomes {@link #failure}
   */
  protected boolean doEstablish() throws IOException {
    return true;
  }

  /** Lets go of what this Bio holds; called once. Respects {@link #closesTransport()}. */
  protected void doClose() throws IOException {}

  /** Called after the Bio behind this one changed, and after this one left its chain. */
  protected void chainChanged() {}

  /** For {@link #doRead}: nothing to read now. Returns -1. */
  protected final int retryRead() {
    return retryRead(RetryFlags.READ, RetryFlags.REASON_NONE);
  }

  /**
   * For {@link #doRead}: the read must wait for what {@code flags} names (a TLS Bio may have to
   * write first). Returns -1.
   */
  protected final int retryRead(int flags, int reason) {
    readFlags.retry(flags, reason);
    return -1;
  }

  /** For {@link #doWrite} and {@link #doFlush}: no room now. Returns -1. */
  protected final int retryWrite() {
    return retryWrite(RetryFlags.WRITE, RetryFlags.REASON_NONE);
  }

  /**
   * For {@link #doWrite} and {@link #doFlush}: must wait for what {@code flags} names. Returns -1.
   */
  protected final int retryWrite(int flags, int reason) {
    writeFlags.retry(flags, reason);
    return -1;
  }

  /** For {@link InPlace#skip}: counts what was read in place. */
  protected final void readInPlace(int count) {
    begin(readFlags);
    readEnded = false;
    bytesRead += count;
  }

  /** For {@link InPlace#commit}: counts what was written in place. */
  protected final void writtenInPlace(int count) {
    begin(writeFlags);
    bytesWritten += count;
  }

  // ---- One operation, from begin to settle

  private int readNow(byte[] b, int off, int len) {
    return len == 0 ? 0 : settleRead(attemptRead(b, off, len), len);
  }

  private int writeNow(byte[] b, int off, int len) {
    return len == 0 ? 0 : settleWrite(attemptWrite(b, off, len), len);
  }

  /** Given the Bio, not bound to it: a flush follows each record, and makes no object. */
  private interface Work {
    boolean run(Bio on) throws IOException;
  }

  private boolean settle(Work work) {
    try {
      requireOpen();
      return work.run(this);
    } catch (IOException e) {
      writeFlags.fail(e);
      return false;
    } catch (RuntimeException e) {
      writeFlags.fail(broken(e));
      return false;
    }
  }

  private int watchedRead(BioObserver watching, byte[] b, int off, int len) {
    try {
      int allowed = watching.before(this, BioObserver.Operation.READ, b, off, len);
      if (allowed <= 0) {
        return allowed;
      }
      int n = readNow(b, off, len);
      return Math.min(len, watching.after(this, BioObserver.Operation.READ, b, off, len, n));
    } catch (RuntimeException e) {
      readFlags.fail(broken(e));
      return -1;
    }
  }

  private int watchedWrite(BioObserver watching, byte[] b, int off, int len) {
    try {
      int allowed = watching.before(this, BioObserver.Operation.WRITE, b, off, len);
      if (allowed <= 0) {
        return allowed;
      }
      int n = writeNow(b, off, len);
      return Math.min(len, watching.after(this, BioObserver.Operation.WRITE, b, off, len, n));
    } catch (RuntimeException e) {
      writeFlags.fail(broken(e));
      return -1;
    }
  }

  private boolean watchedFlush(BioObserver watching) {
    try {
      int allowed = watching.before(this, BioObserver.Operation.FLUSH, NOTHING, 0, 0);
      if (allowed <= 0) {
        return false;
      }
      int done = settle(Bio::doFlush) ? 1 : 0;
      return watching.after(this, BioObserver.Operation.FLUSH, NOTHING, 0, 0, done) > 0;
    } catch (RuntimeException e) {
      writeFlags.fail(broken(e));
      return false;
    }
  }

  /** An observer that breaks has no say in closing. */
  private boolean mayClose() {
    BioObserver watching = observer;
    if (watching == null) {
      return true;
    }
    // Who closes it while being asked about that gets no second question.
    if (!asking.compareAndSet(false, true)) {
      return false;
    }
    try {
      return watching.before(this, BioObserver.Operation.CLOSE, NOTHING, 0, 0) > 0;
    } catch (RuntimeException e) {
      writeFlags.fail(broken(e));
      return true;
    } finally {
      asking.set(false);
    }
  }

  private void begin(RetryFlags flags) {
    flags.clear();
    lastFlags = flags;
  }

  private int attemptRead(byte[] b, int off, int len) {
    readEnded = false;
    try {
      requireOpen();
      return doRead(b, off, len);
    } catch (IOException e) {
      readFlags.fail(e);
      return -1;
    } catch (RuntimeException e) {
      readFlags.fail(broken(e));
      return -1;
    }
  }

  private int attemptWrite(byte[] b, int off, int len) {
    try {
      requireOpen();
      return doWrite(b, off, len);
    } catch (IOException e) {
      writeFlags.fail(e);
      return -1;
    } catch (RuntimeException e) {
      writeFlags.fail(broken(e));
      return -1;
    }
  }

  private int settleRead(int n, int len) {
    if (n > 0) {
      int counted = settleCount(readFlags, n, len);
      bytesRead += Math.max(counted, 0);
      return counted;
    }
    if (n < 0 || readFlags.shouldRetry() || readFlags.failed()) {
      return -1;
    }
    // A subclass whose eof() says "no" contradicts its own 0; that is an error, not an end.
    readEnded = true;
    return eof() ? 0 : -1;
  }

  private int settleWrite(int n, int len) {
    if (n > 0) {
      int counted = settleCount(writeFlags, n, len);
      bytesWritten += Math.max(counted, 0);
      return counted;
    }
    return n < 0 || writeFlags.shouldRetry() || writeFlags.failed() ? -1 : 0;
  }

  /** A count beyond the request would make the caller trust bytes that are not there. */
  private static int settleCount(RetryFlags flags, int n, int len) {
    flags.clear();
    if (n <= len) {
      return n;
    }
    flags.fail(new IOException("a Bio reported " + n + " bytes where " + len + " were asked for"));
    return -1;
  }

  /** Nobody knows what a subclass did before it threw, so the call cannot be repeated. */
  private static IOException broken(RuntimeException cause) {
    return new IOException("a Bio broke: " + cause, cause);
  }

  private void requireOpen() throws IOException {
    if (closed.get()) {
      throw new BioException(BioException.Reason.UNINITIALIZED, "the Bio is closed");
    }
  }
}
