// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.error.SslReason;
import java.util.Map;
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

  static final int SYS_LIB = 2;
  static final int PASSED_INVALID_ARGUMENT = 0x80000 | 262;
  static final int X509_KEY_VALUES_MISMATCH = 116;
  static final int BIO_BROKEN_PIPE = 124;
  static final int BIO_WRITE_TO_READ_ONLY = 126;
  static final int BIO_UNINITIALIZED = 120;
  static final int BIO_IN_USE = 123;
  static final int PEM_NO_START_LINE = 108;

  private static final int LIBRARY_SHIFT = 23;
  private static final int LIBRARY_MASK = 0xFF;
  private static final long REASON_MASK = 0x7FFFFF;
  private static final long SYSTEM_FLAG = 1L << 31;

  private static final Map<Integer, String> LIBRARIES =
      Map.of(
          LIB_SYS, "system library",
          LIB_PEM, "PEM routines",
          LIB_X509, "x509 certificate routines",
          LIB_SSL, "SSL routines",
          LIB_BIO, "BIO routines");

  private static final Map<Long, String> REASONS =
      Map.of(
          pack(LIB_X509, X509_KEY_VALUES_MISMATCH), "key values mismatch",
          pack(LIB_BIO, BIO_BROKEN_PIPE), "broken pipe",
          pack(LIB_BIO, BIO_WRITE_TO_READ_ONLY), "write to read only BIO",
          pack(LIB_BIO, BIO_UNINITIALIZED), "uninitialized",
          pack(LIB_BIO, BIO_IN_USE), "in use",
          pack(LIB_PEM, PEM_NO_START_LINE), "no start line");

  private static final Map<Integer, String> COMMON_REASONS =
      Map.of(SYS_LIB, "system lib", PASSED_INVALID_ARGUMENT, "passed an invalid argument");

  /** The few system errors that a transport is seen to die of, by Linux's numbers. */
  private static final Map<Integer, String> SYSTEM_ERRORS =
      Map.of(5, "Input/output error", 32, "Broken pipe", 104, "Connection reset by peer");

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
    return Optional.ofNullable(LIBRARIES.get(library(code)));
  }

  static Optional<String> reasonText(long code) {
    int reason = reason(code);
    if (isSystem(code)) {
      return Optional.ofNullable(SYSTEM_ERRORS.get(reason));
    }
    if (library(code) == LIB_SSL) {
      Optional<String> text = SslReason.ofNumber(reason).map(SslReason::text);
      return text.or(() -> Optional.ofNullable(COMMON_REASONS.get(reason)));
    }
    return Optional.ofNullable(REASONS.get(code))
        .or(() -> Optional.ofNullable(COMMON_REASONS.get(reason)));
  }

  /** As {@code ERR_error_string} prints it. */
  static String text(long code) {
    String library = libraryText(code).orElseGet(() -> "lib(" + library(code) + ")");
    String reason = reasonText(code).orElseGet(() -> "reason(" + reason(code) + ")");
    return String.format("error:%08X:%s::%s", code, library, reason);
  }

  private static boolean isSystem(long code) {
    return (code & SYSTEM_FLAG) != 0;
  }
}
