// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.oracle;

import java.util.List;

/** What numbers are called in answers. */
final class Names {
  private static final List<String> ERRORS =
      List.of(
          "NONE",
          "SSL",
          "WANT_READ",
          "WANT_WRITE",
          "X509_LOOKUP",
          "SYSCALL",
          "ZERO_RETURN",
          "WANT_CONNECT",
          "WANT_ACCEPT",
          "WANT_ASYNC",
          "WANT_ASYNC_JOB",
          "WANT_CLIENT_HELLO_CB",
          "WANT_RETRY_VERIFY");
  private static final List<String> WANTS = List.of("?", "NOTHING", "WRITING", "READING");

  private Names() {}

  /** {@code SSL_ERROR_} numbers. */
  static String error(int number) {
    return ERRORS.get(number);
  }

  /** {@code SSL_want}'s numbers. */
  static String want(int number) {
    return number < WANTS.size() ? WANTS.get(number) : "OTHER";
  }
}
