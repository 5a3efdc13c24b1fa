// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.error.SslReason;
import java.util.Optional;

/**
 * Error codes as libcrypto packs them: 8 bits of library from bit 23, 23 bits of reason; errors of
 * the system have bit 31 set instead.
 */
final class ErrorCode {
  static final int LIB_SYS = 2;
  static final int LIB_X509 = 11;
  static final int LIB_PEM = 9;
  static final int LIB_SSL = 20;
  static final int LIB_BIO = 32;
  static final int LIB_USER = 128;

  /** Marks reasons that mean the same in every library. */
  static final int COMMON_FLAG = 2 << 18;

  /** Marks reasons after which nothing more can be expected of the call. */
  static final int FATAL_FLAG = 1 << 18;

  static final int SYS_LIB = COMMON_FLAG | LIB_SYS;
  static final int PASSED_NULL_PARAMETER = COMMON_FLAG | FATAL_FLAG | 258;
  static final int SHOULD_NOT_HAVE_BEEN_CALLED = COMMON_FLAG | FATAL_FLAG | 257;
  static final int ASN1_LIB = COMMON_FLAG | 13;
  static final int PASSED_INVALID_ARGUMENT = COMMON_FLAG | 262;
  static final int X509_KEY_VALUES_MISMATCH = 116;
  static final int PEM_NO_START_LINE = 108;

  private static final int LIBRARY_SHIFT = 23;
  private static final int LIBRARY_MASK = 0xFF;
  private static final long REASON_MASK = 0x7FFFFF;
  private static final long SYSTEM_FLAG = 1L << 31;

  private ErrorCode() {}

  static long pack(int library, int reason) {
    return library == LIB_SYS
        ? SYSTEM_FLAG | reason
        : ((long) (library & LIBRARY_MASK) << LIBRARY_SHIFT) | (reason & REASON_MASK);
  }

  static int library(long code) {
    return isSystem(code) ? LIB_SYS : (int) (code >>> LIBRARY_SHIFT) & LIBRARY_MASK;
  }

  static int reason(long code) {
    return (int) (isSystem(code) ? code & ~SYSTEM_FLAG : code & REASON_MASK);
  }

  static Optional<String> libraryText(long code) {
    return ErrorTexts.library(library(code));
  }

  static Optional<String> reasonText(long code) {
    int library = library(code);
    int reason = reason(code);
    if (isSystem(code)) {
      return ErrorTexts.system(reason);
    }
    Optional<String> ofTls =
        library == LIB_SSL
            ? SslReason.ofNumber(reason).map(SslReason::text)
            : Optional.<String>empty();
    return ofTls.or(() -> ErrorTexts.reason(library, reason));
  }

  /** As {@code ERR_error_string} prints it. */
  static String text(long code) {
    return text(code, "");
  }

  /** As {@code ERR_print_errors} prints it, with the function that found it. */
  static String text(long code, String function) {
    String library = libraryText(code).orElseGet(() -> "lib(" + library(code) + ")");
    String reason = reasonText(code).orElseGet(() -> "reason(" + reason(code) + ")");
    return String.format("error:%08X:%s:%s:%s", code, library, function, reason);
  }

  static boolean isSystem(long code) {
    return (code & SYSTEM_FLAG) != 0;
  }
}
