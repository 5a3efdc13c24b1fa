// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.bio.BioException;
import dev.jessel.bio.FileBio;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * {@code BIO_ctrl} for files. As in C, {@code BIO_reset} and {@code BIO_seek} give 0 when all is
 * well.
 *
 * @see <a href="https://docs.openssl.org/master/man3/BIO_s_file/">BIO_s_file(3)</a>
 */
final class FileControl {
  private FileControl() {}

  static long control(FileBio file, int cmd, long larg, Object parg) {
    return switch (cmd) {
      case LibBioCodes.BIO_CTRL_RESET, LibBioCodes.BIO_C_FILE_SEEK -> file.seek(larg) ? 0 : -1;
      case LibBioCodes.BIO_C_FILE_TELL, LibBioCodes.BIO_CTRL_INFO -> position(file);
      case LibBioCodes.BIO_C_SET_FILE_PTR -> use(file, larg, (FileChannel) parg);
      case LibBioCodes.BIO_C_GET_FILE_PTR -> BioControl.give(parg, file.channel().orElse(null));
      case LibBioCodes.BIO_C_SET_FILENAME -> open(file, larg, (String) parg);
      case LibBioCodes.BIO_CTRL_DUP -> 1;
      default -> BioControl.UNKNOWN;
    };
  }

  private static long position(FileBio file) {
    try {
      return file.position();
    } catch (IOException e) {
      return -1;
    }
  }

  private static long use(FileBio file, long closeFlag, FileChannel channel) {
    file.use(channel);
    file.closesTransport((closeFlag & LibBioCodes.BIO_CLOSE) != 0);
    return 1;
  }

  private static long open(FileBio file, long flags, String name) {
    String mode = mode(flags);
    if (mode.isEmpty()) {
      return BioFailure.refused(LibBioCodes.BIO_R_BAD_FOPEN_MODE);
    }
    try {
      file.reopen(Path.of(name), mode);
      file.closesTransport((flags & LibBioCodes.BIO_CLOSE) != 0);
      return 1;
    } catch (BioException e) {
      ErrorQueue.current().pushSystem(e.getCause(), e.getMessage());
      return BioFailure.refused(LibErrCodes.ERR_R_SYS_LIB);
    }
  }

  private static String mode(long flags) {
    boolean reads = (flags & LibBioCodes.BIO_FP_READ) != 0;
    boolean writes = (flags & LibBioCodes.BIO_FP_WRITE) != 0;
    if ((flags & LibBioCodes.BIO_FP_APPEND) != 0) {
      return reads ? "a+" : "a";
    }
    return reads ? writes ? "r+" : "r" : writes ? "w" : "";
  }
}
