// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.OptionalInt;

/** The number that C's {@code errno} would have had for what Java threw. */
final class SystemError {
  static final int EIO = 5;
  static final int ENOENT = 2;
  static final int EINVAL = 22;
  private static final int EBADF = 9;
  private static final int EACCES = 13;
  private static final int EEXIST = 17;
  private static final int ECONNRESET = 104;
  private static final int ETIMEDOUT = 110;
  private static final int ECONNREFUSED = 111;
  private static final int EHOSTUNREACH = 113;

  private SystemError() {}

  /** Linux's number for an error; {@link #EIO} when nothing better is known. */
  static int numberOf(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    OptionalInt quoted = ErrorTexts.systemNumber(message);
    if (quoted.isPresent()) {
      return quoted.getAsInt();
    }
    // The JDK cuts the system's text short here.
    return message.toLowerCase(Locale.ROOT).contains("connection reset")
        ? ECONNRESET
        : byClass(cause);
  }

  private static int byClass(Throwable cause) {
    if (cause instanceof NoSuchFileException) {
      return ENOENT;
    }
    if (cause instanceof AccessDeniedException) {
      return EACCES;
    }
    if (cause instanceof FileAlreadyExistsException) {
      return EEXIST;
    }
    if (cause instanceof SocketTimeoutException) {
      return ETIMEDOUT;
    }
    if (cause instanceof NoRouteToHostException) {
      return EHOSTUNREACH;
    }
    if (cause instanceof ConnectException) {
      return ECONNREFUSED;
    }
    return cause instanceof ClosedChannelException ? EBADF : EIO;
  }
}
