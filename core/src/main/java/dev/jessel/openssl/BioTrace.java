// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.bio.Bio;

/** The lines of {@code BIO_debug_callback_ex}. */
final class BioTrace {
  private BioTrace() {}

  static String line(Bio bio, int oper, int len, int argi, int ret, long processed) {
    String head = "BIO[" + Integer.toHexString(System.identityHashCode(bio)) + "]: ";
    String text =
        (oper & LibBioCodes.BIO_CB_RETURN) == 0
            ? before(oper, len, argi) + " - " + LibBio.BIO_method_name(bio)
            : after(oper & ~LibBioCodes.BIO_CB_RETURN, ret, processed);
    return head + text + "\n";
  }

  private static String before(int oper, int len, int argi) {
    return switch (oper) {
      case LibBioCodes.BIO_CB_FREE -> "Free";
      case LibBioCodes.BIO_CB_READ -> "read(" + len + ")";
      case LibBioCodes.BIO_CB_WRITE -> "write(" + len + ")";
      case LibBioCodes.BIO_CB_PUTS -> "puts()";
      case LibBioCodes.BIO_CB_GETS -> "gets(" + len + ")";
      case LibBioCodes.BIO_CB_CTRL -> "ctrl(" + argi + ")";
      default -> "unknown (" + oper + ")";
    };
  }

  private static String after(int oper, int ret, long processed) {
    String processedToo = " return " + ret + " processed: " + processed;
    return switch (oper) {
      case LibBioCodes.BIO_CB_READ -> "read" + processedToo;
      case LibBioCodes.BIO_CB_WRITE -> "write" + processedToo;
      case LibBioCodes.BIO_CB_PUTS -> "puts" + processedToo;
      case LibBioCodes.BIO_CB_GETS -> "gets" + processedToo;
      case LibBioCodes.BIO_CB_CTRL -> "ctrl return " + ret;
      default -> "unknown (" + oper + ")";
    };
  }
}
