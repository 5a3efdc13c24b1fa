// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.io.IOException;

/**
 * A file with certificates or keys cannot be used. The message is one line that names the source
 * (mostly a file) and the cause; it never holds key bytes or passwords.
 */
public final class PemException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * A failure in a named source.
   *
   * @param source the file, or what stands for one
   * @param problem what is wrong with it
   */
  public PemException(String source, String problem) {
    super(source + ": " + problem);
  }

  /**
   * A failure in a named source that another one caused.
   *
   * @param source the file, or what stands for one
   * @param problem what is wrong with it
   * @param cause what made it fail
   */
  public PemException(String source, String problem, Throwable cause) {
    super(source + ": " + problem, cause);
  }
}
