// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.bio.Bio;
import dev.jessel.bio.BioPair;
import dev.jessel.bio.BufferedBio;
import dev.jessel.bio.FilterBio;
import dev.jessel.bio.MemoryBio;
import dev.jessel.bio.RetryFlags;
import java.io.IOException;
import java.net.Socket;
import java.nio.channels.ByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * BIOs: memory, pairs, sockets and channels, buffers, and the filter that speaks TLS. A BIO is a
 * {@link Bio}; extend that class to make one of your own.
 *
 * @see <a href="https://docs.openssl.org/master/man7/bio/">bio(7)</a>
 */
public class LibBio extends LibErr {
  /** For {@code close_flag}: leave the socket open. */
  public static final int BIO_NOCLOSE = 0;

  /** For {@code close_flag}: close the socket with the BIO. */
  public static final int BIO_CLOSE = 1;

  /** The operation waits to read. */
  public static final int BIO_FLAGS_READ = RetryFlags.READ;

  /** The operation waits to write. */
  public static final int BIO_FLAGS_WRITE = RetryFlags.WRITE;

  /** The operation waits for something else. */
  public static final int BIO_FLAGS_IO_SPECIAL = RetryFlags.IO_SPECIAL;

  /** The operation shall be called again. */
  public static final int BIO_FLAGS_SHOULD_RETRY = RetryFlags.SHOULD_RETRY;

  /** Waits for a certificate lookup. */
  public static final int BIO_RR_SSL_X509_LOOKUP = RetryFlags.REASON_X509_LOOKUP;

  /** Waits for a connection to be made. */
  public static final int BIO_RR_CONNECT = RetryFlags.REASON_CONNECT;

  /** Waits for a connection to come. */
  public static final int BIO_RR_ACCEPT = RetryFlags.REASON_ACCEPT;

  /** What {@link #BIO_read} returns for a BIO that cannot do it. */
  private static final int UNSUPPORTED = -2;

  /** A kind of BIO, as {@link #BIO_new} takes it. */
  public static final class BIO_METHOD {
    private final String name;
    private final Supplier<Bio> maker;

    BIO_METHOD(String name, Supplier<Bio> maker) {
      this.name = name;
      this.maker = maker;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final BIO_METHOD MEMORY = new BIO_METHOD("memory buffer", MemoryBio::new);
  private static final BIO_METHOD PAIR = new BIO_METHOD("BIO pair", PairBio::new);
  private static final BIO_METHOD BUFFER = new BIO_METHOD("buffer", BufferedBio::new);
  private static final BIO_METHOD NULL_FILTER = new BIO_METHOD("NULL filter", FilterBio::new);
  private static final BIO_METHOD NULL_SINK = new BIO_METHOD("NULL", NullBio::new);
  private static final BIO_METHOD SSL = new BIO_METHOD("ssl", SslBio::new);

  LibBio() {}

  // ---- Kinds

  /** Memory that grows. */
  public static BIO_METHOD BIO_s_mem() {
    return MEMORY;
  }

  /** One half of a pair; join two with {@link #BIO_make_bio_pair}. */
  public static BIO_METHOD BIO_s_bio() {
    return PAIR;
  }

  /** Takes everything, gives nothing. */
  public static BIO_METHOD BIO_s_null() {
    return NULL_SINK;
  }

  /** A filter that gathers small writes. */
  public static BIO_METHOD BIO_f_buffer() {
    return BUFFER;
  }

  /** A filter that does nothing. */
  public static BIO_METHOD BIO_f_null() {
    return NULL_FILTER;
  }

  /** A filter that speaks TLS; give it its connection with {@code BIO_set_ssl}. */
  public static BIO_METHOD BIO_f_ssl() {
    return SSL;
  }

  // ---- Making and freeing

  /** Makes a BIO. */
  public static Bio BIO_new(BIO_METHOD type) {
    return type.maker.get();
  }

  /**
   * Makes a BIO that gives a copy of some bytes to read, then ends.
   *
   * @param len how many of them; -1 for all
   */
  public static Bio BIO_new_mem_buf(byte[] buf, int len) {
    return MemoryBio.readOnly(len < 0 ? buf : Arrays.copyOf(buf, len));
  }

  /** Makes a BIO that gives the bytes of a text to read, then ends. */
  public static Bio BIO_new_mem_buf(String text) {
    return MemoryBio.readOnly(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Makes a BIO on a connected socket; null when the socket cannot be used. */
  public static Bio BIO_new_socket(Socket sock, int close_flag) {
    try {
      return closing(Bio.of(sock), close_flag);
    } catch (IOException e) {
      ErrorQueue.current().push(ErrorCode.LIB_BIO, ErrorCode.BIO_UNINITIALIZED, e.toString());
      return null;
    }
  }

  /** Makes a BIO on a channel, blocking or not. */
  public static Bio BIO_new_socket(ByteChannel channel, int close_flag) {
    return closing(Bio.of(channel), close_flag);
  }

  /**
   * Makes two BIOs, each of which reads what is written to the other.
   *
   * @param bio1 element 0 gets one half
   * @param writebuf1 bytes that it can write before the other must read; 0 for 17 KiB
   * @param bio2 element 0 gets the other half
   * @param writebuf2 the same for the other half
   * @return 1
   */
  public static int BIO_new_bio_pair(Bio[] bio1, int writebuf1, Bio[] bio2, int writebuf2) {
    BioPair pair = BioPair.create(size(writebuf1), size(writebuf2));
    bio1[0] = pair.left();
    bio2[0] = pair.right();
    return 1;
  }

  /** Joins two BIOs of {@link #BIO_s_bio}; 0 when one of them is joined already. */
  public static int BIO_make_bio_pair(Bio b1, Bio b2) {
    boolean joined =
        b1 instanceof PairBio one && b2 instanceof PairBio two && PairBio.join(one, two);
    return joined ? 1 : refused(ErrorCode.BIO_IN_USE);
  }

  /** Sets what half a pair can hold, before it is joined. */
  public static int BIO_set_write_buf_size(Bio b, int size) {
    if (size <= 0 || !(b instanceof PairBio half)) {
      return refused(ErrorCode.PASSED_INVALID_ARGUMENT);
    }
    return half.capacity(size) ? 1 : refused(ErrorCode.BIO_IN_USE);
  }

  /** Adds a reference. */
  public static int BIO_up_ref(Bio a) {
    Bio same = a.retain();
    return same == a ? 1 : 0;
  }

  /** Drops a reference to one BIO, which leaves its chain with the last one. */
  public static int BIO_free(Bio a) {
    if (a == null) {
      return 0;
    }
    if (!a.isShared()) {
      a.pop();
    }
    a.close();
    return 1;
  }

  /** As {@link #BIO_free}, without an answer. */
  public static void BIO_vfree(Bio a) {
    BIO_free(a);
  }

  /** Frees a BIO and all behind it. */
  public static void BIO_free_all(Bio a) {
    if (a != null) {
      a.close();
    }
  }

  // ---- Reading and writing

  /**
   * Reads.
   *
   * @return bytes read; 0 at the end; -1 with {@link #BIO_should_retry} or for an error
   */
  public static int BIO_read(Bio b, byte[] data, int dlen) {
    if (b == null) {
      return -1;
    }
    if (dlen <= 0) {
      return 0;
    }
    return noteFailure(b, b.read(data, 0, dlen), false);
  }

  /** As {@link #BIO_read}, with the count apart: 1 when bytes came, else 0. */
  public static int BIO_read_ex(Bio b, byte[] data, int dlen, int[] readbytes) {
    int count = BIO_read(b, data, dlen);
    if (count > 0) {
      readbytes[0] = count;
    }
    return count > 0 ? 1 : 0;
  }

  /**
   * Writes.
   *
   * @return bytes taken; 0 or -1 with {@link #BIO_should_retry} or for an error
   */
  public static int BIO_write(Bio b, byte[] data, int dlen) {
    if (b == null || dlen <= 0) {
      return 0;
    }
    return noteFailure(b, b.write(data, 0, dlen), true);
  }

  /** As {@link #BIO_write}, with the count apart: 1 when bytes were taken, or none were given. */
  public static int BIO_write_ex(Bio b, byte[] data, int dlen, int[] written) {
    int count = BIO_write(b, data, dlen);
    boolean ok = b != null && (count > 0 || dlen == 0);
    if (ok) {
      written[0] = count;
    }
    return ok ? 1 : 0;
  }

  /** Writes a text as UTF-8. */
  public static int BIO_puts(Bio b, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return BIO_write(b, bytes, bytes.length);
  }

  /**
   * Reads through the next newline, from memory BIOs.
   *
   * @param size the most bytes, a final zero included as in C
   * @return bytes read; 0 when there are none; -2 for other kinds
   */
  public static int BIO_gets(Bio b, byte[] buf, int size) {
    if (!(b instanceof MemoryBio memory)) {
      return UNSUPPORTED;
    }
    return size <= 1 ? 0 : Math.max(0, memory.readLine(buf, 0, size - 1));
  }

  /** Pushes on what is held back: 1 when nothing is left. */
  public static int BIO_flush(Bio b) {
    return b.flush() ? 1 : -1;
  }

  /** 1 when no byte will come any more. */
  public static int BIO_eof(Bio b) {
    return b.eof() ? 1 : 0;
  }

  /** Puts a BIO back into its first state. */
  public static int BIO_reset(Bio b) {
    return b.reset() ? 1 : 0;
  }

  /** Bytes that can be read at once. */
  public static int BIO_pending(Bio b) {
    return (int) Math.min(Integer.MAX_VALUE, b.pending());
  }

  /** Bytes that are written and not gone. */
  public static int BIO_wpending(Bio b) {
    return (int) Math.min(Integer.MAX_VALUE, b.writePending());
  }

  /** Bytes that can be read at once. */
  public static long BIO_ctrl_pending(Bio b) {
    return b.pending();
  }

  /** Bytes that are written and not gone. */
  public static long BIO_ctrl_wpending(Bio b) {
    return b.writePending();
  }

  /** Bytes read so far. */
  public static long BIO_number_read(Bio b) {
    return b.bytesRead();
  }

  /** Bytes written so far. */
  public static long BIO_number_written(Bio b) {
    return b.bytesWritten();
  }

  // ---- Retries

  /** True when the last operation shall be called again. */
  public static boolean BIO_should_retry(Bio b) {
    return b.shouldRetry();
  }

  /** True when the last operation waits to read. */
  public static boolean BIO_should_read(Bio b) {
    return b.shouldRead();
  }

  /** True when the last operation waits to write. */
  public static boolean BIO_should_write(Bio b) {
    return b.shouldWrite();
  }

  /** True when the last operation waits for what {@link #BIO_get_retry_reason} tells. */
  public static boolean BIO_should_io_special(Bio b) {
    return b.shouldIoSpecial();
  }

  /** The kinds of retry, {@code BIO_FLAGS_...}. */
  public static int BIO_retry_type(Bio b) {
    return (b.shouldRead() ? BIO_FLAGS_READ : 0)
        | (b.shouldWrite() ? BIO_FLAGS_WRITE : 0)
        | (b.shouldIoSpecial() ? BIO_FLAGS_IO_SPECIAL : 0);
  }

  /** All retry flags. */
  public static int BIO_get_retry_flags(Bio b) {
    return BIO_retry_type(b) | (b.shouldRetry() ? BIO_FLAGS_SHOULD_RETRY : 0);
  }

  /** {@code BIO_RR_...}. */
  public static int BIO_get_retry_reason(Bio b) {
    return b.retryReason();
  }

  /** The BIO of the chain that asked for the retry; element 0 of {@code reason} says why. */
  public static Bio BIO_get_retry_BIO(Bio b, int[] reason) {
    Bio origin = b.retryBio();
    if (reason != null) {
      reason[0] = origin.retryReason();
    }
    return origin;
  }

  // ---- Chains

  /** Appends a chain; returns the head. */
  public static Bio BIO_push(Bio b, Bio append) {
    if (b == null) {
      return append;
    }
    return append == null ? b : b.push(append);
  }

  /** Takes a BIO out of its chain; returns the one behind it, or null. */
  public static Bio BIO_pop(Bio b) {
    return b == null ? null : b.pop();
  }

  /** The BIO behind, or null. */
  public static Bio BIO_next(Bio b) {
    return b == null ? null : b.next();
  }

  // ---- Settings of one kind or another

  /** What an empty memory BIO answers: 0 for the end, -1 for a retry. */
  public static int BIO_set_mem_eof_return(Bio b, int v) {
    if (!(b instanceof MemoryBio memory) || v != 0 && v != -1) {
      return refused(ErrorCode.PASSED_INVALID_ARGUMENT);
    }
    memory.eofReturn(v);
    return 1;
  }

  /** A copy of what is in a memory BIO. */
  public static byte[] BIO_get_mem_data(Bio b) {
    return b instanceof MemoryBio memory ? memory.toByteArray() : new byte[0];
  }

  /** Ends the writing of half a pair. */
  public static int BIO_shutdown_wr(Bio b) {
    return PairBio.halfOf(b)
        .map(
            half -> {
              half.shutdownWrite();
              return 1;
            })
        .orElse(0);
  }

  /** Bytes that half a pair will surely take. */
  public static int BIO_ctrl_get_write_guarantee(Bio b) {
    return PairBio.halfOf(b).map(BioPair.Half::writeGuarantee).orElse(0);
  }

  /** As {@link #BIO_ctrl_get_write_guarantee}. */
  public static int BIO_get_write_guarantee(Bio b) {
    return BIO_ctrl_get_write_guarantee(b);
  }

  /** Bytes that the other half wanted when it found none. */
  public static int BIO_ctrl_get_read_request(Bio b) {
    return PairBio.halfOf(b).map(BioPair.Half::readRequest).orElse(0);
  }

  /** As {@link #BIO_ctrl_get_read_request}. */
  public static int BIO_get_read_request(Bio b) {
    return BIO_ctrl_get_read_request(b);
  }

  /** Makes {@link #BIO_ctrl_get_read_request} 0. */
  public static int BIO_ctrl_reset_read_request(Bio b) {
    return PairBio.halfOf(b)
        .map(
            half -> {
              half.resetReadRequest();
              return 1;
            })
        .orElse(0);
  }

  /** Whether the socket is closed with the BIO. */
  public static int BIO_set_close(Bio b, int flag) {
    closing(b, flag);
    return 1;
  }

  /** Whether the socket is closed with the BIO. */
  public static int BIO_get_close(Bio b) {
    return b.closesTransport() ? BIO_CLOSE : BIO_NOCLOSE;
  }

  private static Bio closing(Bio bio, int closeFlag) {
    bio.closesTransport(closeFlag != BIO_NOCLOSE);
    return bio;
  }

  private static int size(int requested) {
    return requested == 0 ? BioPair.DEFAULT_CAPACITY : requested;
  }

  private static int refused(int reason) {
    ErrorQueue.current().push(ErrorCode.LIB_BIO, reason, "");
    return 0;
  }

  /** Queues what libcrypto queues: errors of memory and pairs; those of sockets are errno's. */
  private static int noteFailure(Bio b, int returned, boolean writing) {
    if (returned >= 0 || b.shouldRetry()) {
      return returned;
    }
    if (b instanceof MemoryBio && writing) {
      refused(ErrorCode.BIO_WRITE_TO_READ_ONLY);
    } else if (b instanceof BioPair.Half || b instanceof PairBio) {
      boolean ended =
          writing && b.failure().map(e -> e.getMessage().contains("pipe")).orElse(false);
      refused(ended ? ErrorCode.BIO_BROKEN_PIPE : ErrorCode.BIO_UNINITIALIZED);
    }
    return returned;
  }
}
