// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.openssl.LibBioTypes.BIO_METHOD;

/** {@code BIO_ctrl} for BIOs of the application's own kinds. */
final class MethodControl {
  /** What {@code BIO_ctrl} returns when there is no function for commands. */
  private static final long UNSUPPORTED = -2;

  private MethodControl() {}

  static long control(MethodBio bio, int cmd, long larg, Object parg) {
    BIO_METHOD method = bio.method();
    if (method.ctrl == null) {
      int ignored = BioFailure.refused(LibBioCodes.BIO_R_UNSUPPORTED_METHOD);
      return UNSUPPORTED;
    }
    return switch (cmd) {
      case LibBioCodes.BIO_CTRL_EOF -> BioControl.flag(bio.eof());
      case LibBioCodes.BIO_CTRL_FLUSH -> flushed(bio);
      case LibBioCodes.BIO_C_DO_STATE_MACHINE -> BioControl.established(bio);
      default -> method.ctrl.ctrl(bio, cmd, larg, parg);
    };
  }

  private static long flushed(MethodBio bio) {
    return bio.flush() ? 1 : bio.shouldRetry() ? -1 : 0;
  }
}
