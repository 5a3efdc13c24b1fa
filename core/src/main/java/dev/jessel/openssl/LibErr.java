// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.bio.Bio;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * The error queue of the current thread. The functions of this package fill it; {@code
 * SSL_get_error} does not depend on it.
 *
 * <p>Out parameters are arrays whose element 0 is set, and may be null. File, line and function are
 * those of {@link #ERR_raise}'s caller; errors of the library itself have none.
 *
 * @see <a href="https://docs.openssl.org/master/man3/ERR_get_error/">ERR_get_error(3)</a>
 */
public class LibErr extends LibErrCodes {
  /** Errors that were put aside with {@link #OSSL_ERR_STATE_save}. */
  public static final class ERR_STATE {
    private final ErrorQueue saved = new ErrorQueue();

    ERR_STATE() {}
  }

  /** Gets the lines of {@link #ERR_print_errors_cb}. */
  @FunctionalInterface
  public interface ERR_print_cb {
    /**
     * Takes one line.
     *
     * @param str the line with its newline
     * @param len its length
     * @param u what the caller of {@link #ERR_print_errors_cb} gave
     * @return more than 0 to get the next one
     */
    int print(String str, int len, Object u);
  }

  LibErr() {}

  // ---- Taking and looking

  /** Takes the oldest error out of the queue; 0 when there is none. */
  public static long ERR_get_error() {
    return code(queue().takeOldest());
  }

  /** The oldest error, which stays; 0 when there is none. */
  public static long ERR_peek_error() {
    return code(queue().oldest());
  }

  /** The newest error, which stays; 0 when there is none. */
  public static long ERR_peek_last_error() {
    return code(queue().newest());
  }

  /** As {@link #ERR_get_error}, with all that is known. */
  public static long ERR_get_error_all(
      String[] file, int[] line, String[] func, String[] data, int[] flags) {
    return all(queue().takeOldest(), file, line, func, data, flags);
  }

  /** As {@link #ERR_peek_error}, with all that is known. */
  public static long ERR_peek_error_all(
      String[] file, int[] line, String[] func, String[] data, int[] flags) {
    return all(queue().oldest(), file, line, func, data, flags);
  }

  /** As {@link #ERR_peek_last_error}, with all that is known. */
  public static long ERR_peek_last_error_all(
      String[] file, int[] line, String[] func, String[] data, int[] flags) {
    return all(queue().newest(), file, line, func, data, flags);
  }

  /** As {@link #ERR_get_error}, with the place. */
  public static long ERR_get_error_line(String[] file, int[] line) {
    return ERR_get_error_all(file, line, null, null, null);
  }

  /** As {@link #ERR_get_error}, with the place and the data. */
  public static long ERR_get_error_line_data(
      String[] file, int[] line, String[] data, int[] flags) {
    return ERR_get_error_all(file, line, null, data, flags);
  }

  /** As {@link #ERR_peek_error}, with the place. */
  public static long ERR_peek_error_line(String[] file, int[] line) {
    return ERR_peek_error_all(file, line, null, null, null);
  }

  /** As {@link #ERR_peek_error}, with the function. */
  public static long ERR_peek_error_func(String[] func) {
    return ERR_peek_error_all(null, null, func, null, null);
  }

  /** As {@link #ERR_peek_error}, with the data. */
  public static long ERR_peek_error_data(String[] data, int[] flags) {
    return ERR_peek_error_all(null, null, null, data, flags);
  }

  /** As {@link #ERR_peek_error}, with the place and the data. */
  public static long ERR_peek_error_line_data(
      String[] file, int[] line, String[] data, int[] flags) {
    return ERR_peek_error_all(file, line, null, data, flags);
  }

  /** As {@link #ERR_peek_last_error}, with the place. */
  public static long ERR_peek_last_error_line(String[] file, int[] line) {
    return ERR_peek_last_error_all(file, line, null, null, null);
  }

  /** As {@link #ERR_peek_last_error}, with the function. */
  public static long ERR_peek_last_error_func(String[] func) {
    return ERR_peek_last_error_all(null, null, func, null, null);
  }

  /** As {@link #ERR_peek_last_error}, with the data. */
  public static long ERR_peek_last_error_data(String[] data, int[] flags) {
    return ERR_peek_last_error_all(null, null, null, data, flags);
  }

  /** As {@link #ERR_peek_last_error}, with the place and the data. */
  public static long ERR_peek_last_error_line_data(
      String[] file, int[] line, String[] data, int[] flags) {
    return ERR_peek_last_error_all(file, line, null, data, flags);
  }

  /** What more is known about the oldest error; empty for nothing. The error stays. */
  public static String ERR_peek_error_data() {
    return queue().oldest().map(ErrorQueue.Entry::data).orElse("");
  }

  /** What more is known about the newest error; empty for nothing. The error stays. */
  public static String ERR_peek_last_error_data() {
    return queue().newest().map(ErrorQueue.Entry::data).orElse("");
  }

  /** Empties the queue. */
  public static void ERR_clear_error() {
    queue().clear();
  }

  // ---- Adding

  /** Adds an error of the caller's own. */
  public static void ERR_raise(int lib, int reason) {
    raise(lib, reason, "");
  }

  /**
   * Adds an error of the caller's own with a text.
   *
   * @param fmt the text; as for {@link String#format} when there are {@code args}
   */
  public static void ERR_raise_data(int lib, int reason, String fmt, Object... args) {
    raise(lib, reason, formatted(fmt, args));
  }

  /** Adds an error that says nothing until {@link #ERR_set_error}. */
  public static void ERR_new() {
    queue().open();
  }

  /** Says where the newest error comes from. */
  public static void ERR_set_debug(String file, int line, String func) {
    queue().locate(file, line, func);
  }

  /**
   * Says what the newest error is.
   *
   * @param fmt more about it, or null; as for {@link String#format} when there are {@code args}
   */
  public static void ERR_set_error(int lib, int reason, String fmt, Object... args) {
    queue().close(lib, reason, formatted(fmt, args));
  }

  /** Adds texts to the data of the newest error. */
  public static void ERR_add_error_data(int num, String... parts) {
    StringBuilder joined = new StringBuilder(ERR_peek_last_error_data());
    for (int i = 0; i < num; i++) {
      joined.append(Optional.ofNullable(parts[i]).orElse(""));
    }
    queue().describe(joined.toString());
  }

  /** Adds a text to the data of the newest error, after a separator if there is data. */
  public static void ERR_add_error_txt(String sepr, String txt) {
    String before = ERR_peek_last_error_data();
    queue().describe(before.isEmpty() ? txt : before + Optional.ofNullable(sepr).orElse("") + txt);
  }

  /** As {@link #ERR_add_error_txt}, with what is in a memory BIO. */
  public static void ERR_add_error_mem_bio(String sep, Bio bio) {
    String text = new String(LibBioKinds.BIO_get_mem_data(bio), StandardCharsets.UTF_8);
    if (!text.isEmpty()) {
      ERR_add_error_txt(sep, text);
    }
  }

  /**
   * Replaces the data of the newest error.
   *
   * @return 1; 0 when there is no error
   */
  public static int ERR_set_error_data(String data, int flags) {
    queue().describe(data);
    return queue().newest().isPresent() ? 1 : 0;
  }

  // ---- Texts and numbers

  /** The error as a line: {@code error:0A000086:SSL routines::certificate verify failed}. */
  public static String ERR_error_string(long e) {
    return ErrorCode.text(e);
  }

  /** As {@link #ERR_error_string}, cut to what fits into {@code len} bytes with a final zero. */
  public static String ERR_error_string_n(long e, int len) {
    String text = ErrorCode.text(e);
    return text.substring(0, Math.max(0, Math.min(text.length(), len - 1)));
  }

  /** The reason's text, such as "certificate verify failed"; null when there is none. */
  public static String ERR_reason_error_string(long e) {
    return ErrorCode.reasonText(e).orElse(null);
  }

  /** The library's name, such as "SSL routines"; null when there is none. */
  public static String ERR_lib_error_string(long e) {
    return ErrorCode.libraryText(e).orElse(null);
  }

  /** Null: since 3.0 codes say nothing about functions. */
  public static String ERR_func_error_string(long e) {
    return null;
  }

  /** The library's number, {@code ERR_LIB_...}. */
  public static int ERR_GET_LIB(long e) {
    return ErrorCode.library(e);
  }

  /** The reason's number, such as those of {@link dev.jessel.error.SslReason}. */
  public static int ERR_GET_REASON(long e) {
    return ErrorCode.reason(e);
  }

  /** The flags in a reason, {@code ERR_RFLAG_...}. */
  public static int ERR_GET_RFLAGS(long e) {
    return ErrorCode.isSystem(e) ? 0 : (int) e & (0x1F << ERR_RFLAGS_OFFSET);
  }

  /** True when nothing more can be expected of the call. */
  public static boolean ERR_FATAL_ERROR(long e) {
    return (ERR_GET_RFLAGS(e) & ERR_RFLAG_FATAL) != 0;
  }

  /** True when the reason means the same in every library. */
  public static boolean ERR_COMMON_ERROR(long e) {
    return (ERR_GET_RFLAGS(e) & ERR_RFLAG_COMMON) != 0;
  }

  /** True for an error of the operating system. */
  public static boolean ERR_SYSTEM_ERROR(long e) {
    return ErrorCode.isSystem(e);
  }

  /** The code that a library and a reason make. */
  public static long ERR_PACK(int lib, int func, int reason) {
    return ErrorCode.pack(lib, reason);
  }

  // ---- Printing

  /**
   * Prints all errors, a line each, and empties the queue. A line has the thread's number, the code
   * as {@link #ERR_error_string} with the function, then file, line and data, with colons between.
   */
  public static void ERR_print_errors_cb(ERR_print_cb cb, Object u) {
    String line = takeLine();
    while (line != null && cb.print(line + "\n", line.length() + 1, u) > 0) {
      line = takeLine();
    }
  }

  /** As {@link #ERR_print_errors_cb}, to a stream. */
  public static void ERR_print_errors_fp(PrintStream out) {
    for (String line = takeLine(); line != null; line = takeLine()) {
      out.println(line);
    }
  }

  /** As {@link #ERR_print_errors_cb}, to a BIO. */
  public static void ERR_print_errors(Bio bio) {
    ERR_print_errors_cb(
        (line, length, unused) -> {
          byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
          return bio.write(bytes, 0, bytes.length);
        },
        null);
  }

  // ---- Marks

  /** Marks the newest error; 0 when there is none. */
  public static int ERR_set_mark() {
    return queue().mark() ? 1 : 0;
  }

  /** Forgets what came after the last mark, and the mark; without one, everything and 0. */
  public static int ERR_pop_to_mark() {
    return queue().popToMark() ? 1 : 0;
  }

  /** Forgets the last mark and keeps the errors; 0 when there is none. */
  public static int ERR_clear_last_mark() {
    return queue().clearLastMark() ? 1 : 0;
  }

  /** How many errors came after the last mark. */
  public static int ERR_count_to_mark() {
    return queue().countToMark();
  }

  /** Forgets the newest error; 0 when there is none. */
  public static int ERR_pop() {
    return queue().dropNewest() ? 1 : 0;
  }

  // ---- Putting aside

  /** Makes a place to put errors aside. */
  public static ERR_STATE OSSL_ERR_STATE_new() {
    return new ERR_STATE();
  }

  /** Moves all errors of the thread aside, in place of what was there. */
  public static void OSSL_ERR_STATE_save(ERR_STATE es) {
    if (es != null) {
      queue().moveAllTo(es.saved);
    }
  }

  /** Moves the errors after the last mark aside, in place of what was there; the mark stays. */
  public static void OSSL_ERR_STATE_save_to_mark(ERR_STATE es) {
    if (es != null) {
      queue().moveToMark(es.saved);
    }
  }

  /** Adds copies of the errors that were put aside to those of the thread. */
  public static void OSSL_ERR_STATE_restore(ERR_STATE es) {
    if (es != null) {
      queue().addAll(es.saved);
    }
  }

  /** Forgets errors that were put aside. */
  public static void OSSL_ERR_STATE_free(ERR_STATE es) {
    if (es != null) {
      es.saved.clear();
    }
  }

  private static ErrorQueue queue() {
    return ErrorQueue.current();
  }

  private static long code(Optional<ErrorQueue.Entry> entry) {
    return entry.map(ErrorQueue.Entry::code).orElse(0L);
  }

  private static long all(
      Optional<ErrorQueue.Entry> found,
      String[] file,
      int[] line,
      String[] func,
      String[] data,
      int[] flags) {
    found.ifPresent(
        entry -> {
          set(file, entry.file());
          set(func, entry.function());
          set(data, entry.data());
          set(line, entry.line());
          set(flags, entry.data().isEmpty() ? 0 : ERR_TXT_STRING);
        });
    return code(found);
  }

  private static void set(String[] out, String value) {
    if (out != null) {
      out[0] = value;
    }
  }

  private static void set(int[] out, int value) {
    if (out != null) {
      out[0] = value;
    }
  }

  private static String formatted(String fmt, Object... args) {
    return fmt == null || args.length == 0 ? fmt : String.format(Locale.ROOT, fmt, args);
  }

  private static void raise(int lib, int reason, String data) {
    queue().push(lib, reason, data);
    StackWalker.getInstance()
        .walk(frames -> frames.skip(2).findFirst())
        .ifPresent(
            frame ->
                queue().locate(frame.getFileName(), frame.getLineNumber(), frame.getMethodName()));
  }

  private static String takeLine() {
    long thread = Thread.currentThread().getId();
    return queue()
        .takeOldest()
        .map(entry -> String.format("%016X:%s", thread, entry.text()))
        .orElse(null);
  }
}
