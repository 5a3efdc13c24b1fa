// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.bio.Bio;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The error queue of the current thread. The functions of this package fill it; {@code
 * SSL_get_error} does not depend on it.
 *
 * @see <a href="https://docs.openssl.org/master/man3/ERR_get_error/">ERR_get_error(3)</a>
 */
public class LibErr {
  /** Errors of the operating system. */
  public static final int ERR_LIB_SYS = ErrorCode.LIB_SYS;

  /** Errors of PEM files. */
  public static final int ERR_LIB_PEM = ErrorCode.LIB_PEM;

  /** Errors of certificates. */
  public static final int ERR_LIB_X509 = ErrorCode.LIB_X509;

  /** Errors of TLS. */
  public static final int ERR_LIB_SSL = ErrorCode.LIB_SSL;

  /** Errors of BIOs. */
  public static final int ERR_LIB_BIO = ErrorCode.LIB_BIO;

  /** The application's own errors. */
  public static final int ERR_LIB_USER = ErrorCode.LIB_USER;

  LibErr() {}

  /** Takes the oldest error out of the queue; 0 when there is none. */
  public static long ERR_get_error() {
    return code(ErrorQueue.current().takeOldest());
  }

  /** The oldest error, which stays; 0 when there is none. */
  public static long ERR_peek_error() {
    return code(ErrorQueue.current().oldest());
  }

  /** The newest error, which stays; 0 when there is none. */
  public static long ERR_peek_last_error() {
    return code(ErrorQueue.current().newest());
  }

  /** What more is known about the oldest error; empty for nothing. The error stays. */
  public static String ERR_peek_error_data() {
    return ErrorQueue.current().oldest().map(ErrorQueue.Entry::data).orElse("");
  }

  /** What more is known about the newest error; empty for nothing. The error stays. */
  public static String ERR_peek_last_error_data() {
    return ErrorQueue.current().newest().map(ErrorQueue.Entry::data).orElse("");
  }

  /** Empties the queue. */
  public static void ERR_clear_error() {
    ErrorQueue.current().clear();
  }

  /** Adds an error of the caller's own. */
  public static void ERR_raise(int lib, int reason) {
    ErrorQueue.current().push(lib, reason, "");
  }

  /** Adds an error of the caller's own with a text. */
  public static void ERR_raise_data(int lib, int reason, String data) {
    ErrorQueue.current().push(lib, reason, data);
  }

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

  /** The library's number, {@code ERR_LIB_...}. */
  public static int ERR_GET_LIB(long e) {
    return ErrorCode.library(e);
  }

  /** The reason's number, such as those of {@link dev.jessel.error.SslReason}. */
  public static int ERR_GET_REASON(long e) {
    return ErrorCode.reason(e);
  }

  /** The code that a library and a reason make. */
  public static long ERR_PACK(int lib, int func, int reason) {
    return ErrorCode.pack(lib, reason);
  }

  /** Prints all errors, a line each, and empties the queue. */
  public static void ERR_print_errors_fp(PrintStream out) {
    for (String line = takeLine(); line != null; line = takeLine()) {
      out.println(line);
    }
  }

  /** Prints all errors, a line each, and empties the queue. */
  public static void ERR_print_errors(Bio bio) {
    for (String line = takeLine(); line != null; line = takeLine()) {
      byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
      int ignored = bio.write(bytes, 0, bytes.length);
    }
  }

  /** Marks the newest error. */
  public static int ERR_set_mark() {
    return ErrorQueue.current().mark() ? 1 : 0;
  }

  /** Forgets what came after the last mark. */
  public static int ERR_pop_to_mark() {
    return ErrorQueue.current().popToMark() ? 1 : 0;
  }

  /** Forgets the last mark and keeps the errors. */
  public static int ERR_clear_last_mark() {
    return ErrorQueue.current().clearLastMark() ? 1 : 0;
  }

  private static long code(Optional<ErrorQueue.Entry> entry) {
    return entry.map(ErrorQueue.Entry::code).orElse(0L);
  }

  private static String takeLine() {
    return ErrorQueue.current()
        .takeOldest()
        .map(e -> ErrorCode.text(e.code()) + (e.data().isEmpty() ? "" : ":" + e.data()))
        .orElse(null);
  }
}
