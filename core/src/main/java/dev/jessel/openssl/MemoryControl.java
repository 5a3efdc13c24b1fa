// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.bio.MemoryBio;
import dev.jessel.openssl.LibBioTypes.BUF_MEM;
import java.util.Arrays;

/**
 * {@code BIO_ctrl} for memory.
 *
 * @see <a href="https://docs.openssl.org/master/man3/BIO_s_mem/">BIO_s_mem(3)</a>
 */
final class MemoryControl {
  private MemoryControl() {}

  static long control(MemoryBio memory, int cmd, long larg, Object parg) {
    return switch (cmd) {
      case LibBioCodes.BIO_C_FILE_SEEK -> sought(memory, larg);
      case LibBioCodes.BIO_C_FILE_TELL -> memory.position();
      case LibBioCodes.BIO_C_SET_BUF_MEM_EOF_RETURN -> eofReturn(memory, larg);
      case LibBioCodes.BIO_CTRL_INFO -> content(memory, parg);
      case LibBioCodes.BIO_C_SET_BUF_MEM -> replace(memory, larg, (BUF_MEM) parg);
      case LibBioCodes.BIO_C_GET_BUF_MEM_PTR ->
          BioControl.give(parg, new BUF_MEM(memory.toByteArray()));
      case LibBioCodes.BIO_CTRL_WPENDING -> 0;
      case LibBioCodes.BIO_CTRL_DUP -> 1;
      default -> BioControl.UNKNOWN;
    };
  }

  private static long sought(MemoryBio memory, long target) {
    boolean there = target <= Integer.MAX_VALUE && memory.seek((int) target);
    return there ? target : -1;
  }

  private static long eofReturn(MemoryBio memory, long value) {
    if (value != 0 && value != -1) {
      return BioFailure.refused(ErrorCode.PASSED_INVALID_ARGUMENT);
    }
    memory.eofReturn((int) value);
    return 1;
  }

  private static long content(MemoryBio memory, Object parg) {
    byte[] bytes = memory.toByteArray();
    long ignored = BioControl.give(parg, bytes);
    return bytes.length;
  }

  private static long replace(MemoryBio memory, long closeFlag, BUF_MEM content) {
    boolean writable = memory.isWritable();
    boolean rewinding = memory.isRewinding();
    memory.writable(true);
    memory.rewinding(false);
    boolean ignored = memory.reset();
    byte[] bytes = Arrays.copyOf(content.data, content.length);
    int taken = memory.write(bytes, 0, bytes.length);
    memory.writable(writable);
    memory.rewinding(rewinding);
    memory.closesTransport(closeFlag != LibBioCodes.BIO_NOCLOSE);
    return BioControl.flag(taken == bytes.length);
  }
}
