// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.bio.Bio;
import dev.jessel.bio.BufferedBio;
import dev.jessel.bio.FilterBio;
import dev.jessel.bio.LineSource;
import dev.jessel.bio.ReadBufferBio;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * BIOs: what all kinds have in common. A BIO is a {@link Bio}; extend that class, or {@link
 * FilterBio}, to make one of your own, or use {@code BIO_meth_new} as in C.
 *
 * @see <a href="https://docs.openssl.org/master/man7/bio/">bio(7)</a>
 */
public class LibBio extends LibBioTypes {
  /** What is returned for what a kind of BIO cannot do. */
  private static final int UNSUPPORTED = -2;

  private static final int RETRY_FLAGS = BIO_FLAGS_RWS | BIO_FLAGS_SHOULD_RETRY;

  LibBio() {}

  // ---- Making and freeing

  /**
   * Makes a BIO; null when its own function to create it fails, or Java alone can make its kind.
   */
  public static Bio BIO_new(BIO_METHOD type) {
    Bio made = type.maker.get();
    if (made == null) {
      return null;
    }
    if (type.create != null && type.create.run(made) == 0) {
      ErrorQueue.current().push(ErrorCode.LIB_BIO, ERR_R_INIT_FAIL, "");
      return null;
    }
    BioState.of(made).method = type;
    return made;
  }

  /** As {@link #BIO_new}; there are no library contexts. */
  public static Bio BIO_new_ex(Object libctx, BIO_METHOD method) {
    return BIO_new(method);
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

  /** Frees a BIO and all behind it, up to the first that is shared. */
  public static void BIO_free_all(Bio a) {
    if (a != null) {
      a.close();
    }
  }

  // ---- Reading and writing

  /**
   * Reads.
   *
   * @return bytes read; 0 at the end; -1 with {@link #BIO_should_retry} or for an error; -2 when
   *     this kind cannot be read
   */
  public static int BIO_read(Bio b, byte[] data, int dlen) {
    if (dlen < 0) {
      return 0;
    }
    if (b == null) {
      return missing(-1);
    }
    if (b instanceof MethodBio own && !own.canRead()) {
      return unsupported();
    }
    return BioFailure.note(b, b.read(data, 0, dlen));
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
   * @return bytes taken; 0 or -1 with {@link #BIO_should_retry} or for an error; -2 when this kind
   *     cannot be written
   */
  public static int BIO_write(Bio b, byte[] data, int dlen) {
    if (b == null || dlen <= 0) {
      return 0;
    }
    if (b instanceof MethodBio own && !own.canWrite()) {
      return unsupported();
    }
    return BioFailure.note(b, b.write(data, 0, dlen));
  }

  /** As {@link #BIO_write}, with the count apart: 1 when bytes were taken, or none were given. */
  public static int BIO_write_ex(Bio b, byte[] data, int dlen, int[] written) {
    int count = BIO_write(b, data, dlen);
    if (written != null) {
      written[0] = Math.max(count, 0);
    }
    return b != null && (count > 0 || dlen == 0) ? 1 : 0;
  }

  /** Writes a text as UTF-8; gives the bytes taken, else as {@link #BIO_write}. */
  public static int BIO_puts(Bio b, String text) {
    if (b == null) {
      return missing(-1);
    }
    if (b instanceof MethodBio own && own.method().puts == null) {
      return unsupported();
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return BioState.of(b)
        .announced(b, BIO_CB_PUTS, text, 0, bytes.length, () -> puts(b, text, bytes));
  }

  /**
   * Reads through the next newline, and puts a zero behind it.
   *
   * @param size the most bytes, with the zero
   * @return bytes read, without the zero; else as {@link #BIO_read}; -2 for kinds without lines:
   *     sockets and pairs
   */
  public static int BIO_gets(Bio b, byte[] buf, int size) {
    if (b == null) {
      return missing(-1);
    }
    Bio lines = lineSource(b);
    if (lines == null) {
      return unsupported();
    }
    if (size < 0) {
      BioFailure.refused(BIO_R_INVALID_ARGUMENT);
      return -1;
    }
    return BioState.of(b)
        .announced(b, BIO_CB_GETS, buf, size, size, () -> gets(b, lines, buf, size));
  }

  /** Reads through the next newline from any kind, byte by byte, and puts a zero behind it. */
  public static int BIO_get_line(Bio bio, byte[] buf, int size) {
    if (bio == null || buf == null) {
      return missing(-1);
    }
    if (size <= 0) {
      BioFailure.refused(BIO_R_INVALID_ARGUMENT);
      return -1;
    }
    byte[] one = new byte[1];
    int taken = 0;
    int last = 0;
    while (taken < size - 1 && (last = BIO_read(bio, one, 1)) > 0) {
      buf[taken++] = one[0];
      if (one[0] == '\n') {
        break;
      }
    }
    buf[taken] = 0;
    return last > 0 || BIO_eof(bio) != 0 ? taken : last;
  }

  /** Writes blanks, but at most {@code max}. */
  public static int BIO_indent(Bio b, int indent, int max) {
    for (int i = 0; i < Math.min(indent, max); i++) {
      if (BIO_puts(b, " ") != 1) {
        return 0;
      }
    }
    return 1;
  }

  // ---- Commands

  /**
   * Gives a command, {@code BIO_CTRL_...} or {@code BIO_C_...}.
   *
   * @param parg what the command is given; where it points to something in C that is set, an array
   *     whose element 0 is set
   * @return 0 when the command is not known; -2 when the BIO knows none at all
   */
  public static long BIO_ctrl(Bio b, int cmd, long larg, Object parg) {
    if (b == null) {
      return -1;
    }
    return BioState.of(b).command(b, cmd, larg, parg, () -> BioControl.control(b, cmd, larg, parg));
  }

  /** As {@link #BIO_ctrl}, with a number. */
  public static long BIO_int_ctrl(Bio b, int cmd, long larg, int iarg) {
    return BIO_ctrl(b, cmd, larg, new int[] {iarg});
  }

  /** As {@link #BIO_ctrl}, for what is asked for; null when there is nothing. */
  public static Object BIO_ptr_ctrl(Bio b, int cmd, long larg) {
    Object[] out = new Object[1];
    return BIO_ctrl(b, cmd, larg, out) <= 0 ? null : out[0];
  }

  /** Sets an info callback, on kinds that have one. */
  public static long BIO_callback_ctrl(Bio b, int cmd, BIO_info_cb fp) {
    if (!(b instanceof MethodBio own)
        || own.method().callbackCtrl == null
        || cmd != BIO_CTRL_SET_CALLBACK) {
      return b == null ? UNSUPPORTED : unsupported();
    }
    return BioState.of(b).command(b, cmd, 0, fp, () -> own.method().callbackCtrl.ctrl(b, cmd, fp));
  }

  /** Sets an info callback, on kinds that have one. */
  public static int BIO_set_info_callback(Bio b, BIO_info_cb cb) {
    return (int) BIO_callback_ctrl(b, BIO_CTRL_SET_CALLBACK, cb);
  }

  /** Element 0 of {@code cbp} gets the info callback. */
  public static int BIO_get_info_callback(Bio b, BIO_info_cb[] cbp) {
    return (int) BIO_ctrl(b, BIO_CTRL_GET_CALLBACK, 0, cbp);
  }

  /** Pushes on what is held back: 1 when nothing is left. */
  public static int BIO_flush(Bio b) {
    return (int) BIO_ctrl(b, BIO_CTRL_FLUSH, 0, null);
  }

  /** 1 when no byte will come any more. */
  public static int BIO_eof(Bio b) {
    return (int) BIO_ctrl(b, BIO_CTRL_EOF, 0, null);
  }

  /** Puts a BIO back into its first state: 1, but for files, connections and pairs 0. */
  public static int BIO_reset(Bio b) {
    return (int) BIO_ctrl(b, BIO_CTRL_RESET, 0, null);
  }

  /** Goes to a byte of a file (giving 0), of memory (giving the place) or of a read buffer (1). */
  public static int BIO_seek(Bio b, int ofs) {
    return (int) BIO_ctrl(b, BIO_C_FILE_SEEK, ofs, null);
  }

  /** Which byte of a file, of memory or of a read buffer is next. */
  public static int BIO_tell(Bio b) {
    return (int) BIO_ctrl(b, BIO_C_FILE_TELL, 0, null);
  }

  /** Bytes that can be read at once. */
  public static int BIO_pending(Bio b) {
    return bounded(BIO_ctrl(b, BIO_CTRL_PENDING, 0, null));
  }

  /** Bytes that are written and not gone. */
  public static int BIO_wpending(Bio b) {
    return bounded(BIO_ctrl(b, BIO_CTRL_WPENDING, 0, null));
  }

  /** Bytes that can be read at once. */
  public static long BIO_ctrl_pending(Bio b) {
    return Math.max(0, BIO_ctrl(b, BIO_CTRL_PENDING, 0, null));
  }

  /** Bytes that are written and not gone. */
  public static long BIO_ctrl_wpending(Bio b) {
    return Math.max(0, BIO_ctrl(b, BIO_CTRL_WPENDING, 0, null));
  }

  /** Whether what lies beneath is closed with the BIO. */
  public static int BIO_set_close(Bio b, int flag) {
    return (int) BIO_ctrl(b, BIO_CTRL_SET_CLOSE, flag, null);
  }

  /** Whether what lies beneath is closed with the BIO. */
  public static int BIO_get_close(Bio b) {
    return (int) BIO_ctrl(b, BIO_CTRL_GET_CLOSE, 0, null);
  }

  /** Connects, accepts, performs a handshake: 1, or less with {@link #BIO_should_retry}. */
  public static int BIO_do_handshake(Bio b) {
    return (int) BIO_ctrl(b, BIO_C_DO_STATE_MACHINE, 0, null);
  }

  /** As {@link #BIO_do_handshake}. */
  public static int BIO_do_connect(Bio b) {
    return BIO_do_handshake(b);
  }

  /** As {@link #BIO_do_handshake}. */
  public static int BIO_do_accept(Bio b) {
    return BIO_do_handshake(b);
  }

  /** Bytes read so far. */
  public static long BIO_number_read(Bio b) {
    return b == null ? 0 : b.bytesRead();
  }

  /** Bytes written so far. */
  public static long BIO_number_written(Bio b) {
    return b == null ? 0 : b.bytesWritten();
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

  /** Sets {@code BIO_RR_...}. */
  public static void BIO_set_retry_reason(Bio b, int reason) {
    b.retry(BIO_get_retry_flags(b), reason);
  }

  /** The BIO of the chain that asked for the retry; element 0 of {@code reason} says why. */
  public static Bio BIO_get_retry_BIO(Bio b, int[] reason) {
    Bio origin = b.retryBio();
    if (reason != null) {
      reason[0] = origin.retryReason();
    }
    return origin;
  }

  /** Takes over the retry flags of the BIO behind. */
  public static void BIO_copy_next_retry(Bio b) {
    Bio next = b.next();
    b.retry(BIO_get_retry_flags(b) | BIO_get_retry_flags(next), next.retryReason());
  }

  /** The operation waits to read. */
  public static void BIO_set_retry_read(Bio b) {
    BIO_set_flags(b, BIO_FLAGS_READ | BIO_FLAGS_SHOULD_RETRY);
  }

  /** The operation waits to write. */
  public static void BIO_set_retry_write(Bio b) {
    BIO_set_flags(b, BIO_FLAGS_WRITE | BIO_FLAGS_SHOULD_RETRY);
  }

  /** The operation waits for something else. */
  public static void BIO_set_retry_special(Bio b) {
    BIO_set_flags(b, BIO_FLAGS_IO_SPECIAL | BIO_FLAGS_SHOULD_RETRY);
  }

  /** The operation waits for nothing. */
  public static void BIO_clear_retry_flags(Bio b) {
    BIO_clear_flags(b, RETRY_FLAGS);
  }

  /** Sets flags, those of retries included: they are about the operation going on, or the last. */
  public static void BIO_set_flags(Bio b, int flags) {
    flags(b, BIO_get_flags(b) | flags);
  }

  /** Clears flags. */
  public static void BIO_clear_flags(Bio b, int flags) {
    flags(b, BIO_get_flags(b) & ~flags);
  }

  /** Those of some flags that are set. */
  public static int BIO_test_flags(Bio b, int flags) {
    return BIO_get_flags(b) & flags;
  }

  /** All flags. */
  public static int BIO_get_flags(Bio b) {
    return BIO_get_retry_flags(b) | BioState.of(b).flags(b);
  }

  private static void flags(Bio b, int flags) {
    b.retry(flags & RETRY_FLAGS, b.retryReason());
    BioState.of(b).flags(b, flags & ~RETRY_FLAGS);
  }

  // ---- Chains

  /** Appends a chain; returns the head. */
  public static Bio BIO_push(Bio b, Bio append) {
    if (b == null || append == null) {
      return b == null ? append : b;
    }
    Bio head = b.push(append);
    BIO_ctrl(head, BIO_CTRL_PUSH, 0, append);
    return head;
  }

  /** Takes a BIO out of its chain; returns the one behind it, or null. */
  public static Bio BIO_pop(Bio b) {
    if (b == null) {
      return null;
    }
    BIO_ctrl(b, BIO_CTRL_POP, 0, b);
    return b.pop();
  }

  /** The BIO behind, or null. */
  public static Bio BIO_next(Bio b) {
    return b == null ? null : b.next();
  }

  /** Puts a BIO behind, or nothing, in place of what was there. */
  public static void BIO_set_next(Bio b, Bio next) {
    if (b.next() != null) {
      b.detachNext();
    }
    if (next != null) {
      b.push(next);
    }
  }

  /**
   * The first BIO of a type in a chain, or null.
   *
   * @param type {@code BIO_TYPE_...}; one without a number, such as {@link #BIO_TYPE_FILTER}, for
   *     all of that class
   */
  public static Bio BIO_find_type(Bio bio, int type) {
    if (bio == null) {
      return missing((Bio) null);
    }
    boolean wholeClass = (type & BIO_TYPE_MASK) == 0;
    for (Bio each = bio; each != null; each = each.next()) {
      int own = BIO_method_type(each);
      if (wholeClass ? (own & type) != 0 : own == type) {
        return each;
      }
    }
    return null;
  }

  /** Copies a chain, as far as its kinds can be copied; else null. Held bytes are not. */
  public static Bio BIO_dup_chain(Bio in) {
    Bio head = null;
    for (Bio each = in; each != null; each = each.next()) {
      Bio copy = BIO_new(BioKinds.of(each));
      if (copy == null || BIO_dup_state(each, copy) <= 0) {
        BIO_free_all(copy);
        BIO_free_all(head);
        return null;
      }
      BioState.of(each).copyTo(copy);
      copy.closesTransport(each.closesTransport());
      BIO_set_init(copy, BIO_get_init(each));
      head = BIO_push(head, copy);
    }
    return head;
  }

  /** Copies what is special to its kind into a duplicate. */
  public static long BIO_dup_state(Bio b, Bio ret) {
    return BIO_ctrl(b, BIO_CTRL_DUP, 0, ret);
  }

  // ---- What hangs on a BIO

  /** What the kind is called. */
  public static String BIO_method_name(Bio b) {
    return BioKinds.of(b).name;
  }

  /** {@code BIO_TYPE_...}. */
  public static int BIO_method_type(Bio b) {
    return BioKinds.of(b).type;
  }

  /** Keeps something for the functions of a BIO. */
  public static void BIO_set_data(Bio a, Object ptr) {
    BioState.of(a).data = ptr;
  }

  /** What was kept; null for nothing. */
  public static Object BIO_get_data(Bio a) {
    return BioState.of(a).data;
  }

  /** Says that a BIO of an own kind has got all that it needs; others know that themselves. */
  public static void BIO_set_init(Bio a, int init) {
    if (a instanceof MethodBio own) {
      own.initialized(init != 0);
    }
  }

  /** 1 when a BIO has got all that it needs. */
  public static int BIO_get_init(Bio a) {
    return BioKinds.isReady(a) ? 1 : 0;
  }

  /** As {@link #BIO_set_close}, for the functions of a BIO. */
  public static void BIO_set_shutdown(Bio a, int shut) {
    a.closesTransport(shut != 0);
  }

  /** As {@link #BIO_get_close}, for the functions of a BIO. */
  public static int BIO_get_shutdown(Bio a) {
    return a.closesTransport() ? 1 : 0;
  }

  /** A number for {@link #BIO_set_ex_data}; the functions of C are not called. */
  public static int BIO_get_ex_new_index(
      long argl, Object argp, Object newFunc, Object dupFunc, Object freeFunc) {
    return ExIndex.next();
  }

  /** Keeps something for the application. */
  public static int BIO_set_ex_data(Bio bio, int idx, Object data) {
    if (data == null) {
      BioState.of(bio).exData.remove(idx);
    } else {
      BioState.of(bio).exData.put(idx, data);
    }
    return 1;
  }

  /** What was kept; null for nothing. */
  public static Object BIO_get_ex_data(Bio bio, int idx) {
    return BioState.of(bio).exData.get(idx);
  }

  /** Keeps something for the application. */
  public static int BIO_set_app_data(Bio s, Object arg) {
    return BIO_set_ex_data(s, 0, arg);
  }

  /** What was kept; null for nothing. */
  public static Object BIO_get_app_data(Bio s) {
    return BIO_get_ex_data(s, 0);
  }

  // ---- Callbacks

  /** Calls a function before and after each operation, also those of a connection on this BIO. */
  public static void BIO_set_callback_ex(Bio b, BIO_callback_fn_ex callback) {
    BioState.of(b).callbackEx(b, callback);
  }

  /** The function, or null. */
  public static BIO_callback_fn_ex BIO_get_callback_ex(Bio b) {
    return BioState.of(b).callbackEx();
  }

  /** The form before 1.1.1 of {@link #BIO_set_callback_ex}, which goes first if both are set. */
  public static void BIO_set_callback(Bio b, BIO_callback_fn callback) {
    BioState.of(b).callback(b, callback);
  }

  /** The function, or null. */
  public static BIO_callback_fn BIO_get_callback(Bio b) {
    return BioState.of(b).callback();
  }

  /** Keeps something for the callback. */
  public static void BIO_set_callback_arg(Bio b, Object arg) {
    BioState.of(b).callbackArg = arg;
  }

  /** What was kept; null for nothing. */
  public static Object BIO_get_callback_arg(Bio b) {
    return BioState.of(b).callbackArg;
  }

  /**
   * A callback that prints what is done: to the BIO that is the callback's argument, else to the
   * error stream. It prints sizes, never bytes.
   */
  public static long BIO_debug_callback_ex(
      Bio bio, int oper, Object argp, int len, int argi, long argl, int ret, long[] processed) {
    print(bio, BioTrace.line(bio, oper, len, argi, ret, processed == null ? 0 : processed[0]));
    return ret;
  }

  /** As {@link #BIO_debug_callback_ex}, for {@link #BIO_set_callback}. */
  public static long BIO_debug_callback(
      Bio bio, int oper, Object argp, int argi, long argl, long ret) {
    print(bio, BioTrace.line(bio, oper, argi, argi, (int) Math.min(ret, 1), Math.max(ret, 0)));
    return ret;
  }

  /** True for a callback before the operation. */
  public static boolean BIO_cb_pre(int oper) {
    return (oper & BIO_CB_RETURN) == 0;
  }

  /** True for a callback after the operation. */
  public static boolean BIO_cb_post(int oper) {
    return (oper & BIO_CB_RETURN) != 0;
  }

  private static void print(Bio bio, String line) {
    if (BioState.of(bio).callbackArg instanceof Bio out) {
      BIO_puts(out, line);
    } else {
      System.err.print(line);
    }
  }

  // ---- Texts and lines

  private static int puts(Bio b, String text, byte[] bytes) {
    int n = b instanceof MethodBio own ? own.puts(text, bytes) : b.write(bytes, 0, bytes.length);
    return BioFailure.note(b, n);
  }

  private static int gets(Bio b, Bio lines, byte[] buf, int size) {
    if (b instanceof MethodBio own) {
      return BioFailure.note(b, own.gets(buf, size));
    }
    Arrays.fill(buf, 0, Math.min(size, 1), (byte) 0);
    if (lines != b) {
      return BIO_gets(lines, buf, size);
    }
    int n = size <= 1 ? 0 : ((LineSource) b).readLine(buf, 0, size - 1);
    if (n > 0) {
      buf[n] = 0;
    }
    return BioFailure.note(b, n);
  }

  /** What has lines: the BIO, or the first behind it that is more than a filter without any. */
  private static Bio lineSource(Bio b) {
    if (b instanceof MethodBio own) {
      return own.method().gets == null ? null : b;
    }
    boolean passes =
        b instanceof FilterBio
            && !(b instanceof SslBio)
            && !(b instanceof BufferedBio)
            && !(b instanceof ReadBufferBio);
    if (passes) {
      return b.next() == null ? null : b.next();
    }
    return b instanceof LineSource ? b : null;
  }

  private static int bounded(long value) {
    return (int) Math.min(Integer.MAX_VALUE, value);
  }

  private static int unsupported() {
    BioFailure.refused(BIO_R_UNSUPPORTED_METHOD);
    return UNSUPPORTED;
  }

  private static <T> T missing(T answer) {
    ErrorQueue.current().push(ErrorCode.LIB_BIO, ERR_R_PASSED_NULL_PARAMETER, "");
    return answer;
  }
}
