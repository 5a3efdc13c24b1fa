// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

/**
 * A command of SSL_CONF.
 *
 * @param inFiles its name in configuration files, which counts in any case; empty for none
 * @param onCommandLines its name on command lines, without the dash; empty for none
 * @param needs the flags without which it is unknown, {@code SSL_CONF_FLAG_...}
 * @param type what it takes, {@code SSL_CONF_TYPE_...}
 * @param action what it does
 */
record ConfCommand(String inFiles, String onCommandLines, int needs, int type, Action action) {
  /** What a command does. */
  @FunctionalInterface
  interface Action {
    /**
     * Does it.
     *
     * @return false when the value is bad
     */
    boolean run(ConfState conf, String value);
  }

  boolean isCalled(String name, int flags) {
    boolean known = (flags & needs) == needs;
    boolean commandLine = (flags & LibSslConf.SSL_CONF_FLAG_CMDLINE) != 0;
    boolean file = (flags & LibSslConf.SSL_CONF_FLAG_FILE) != 0;
    return known
        && !name.isEmpty()
        && (commandLine && onCommandLines.equals(name) || file && inFiles.equalsIgnoreCase(name));
  }
}
