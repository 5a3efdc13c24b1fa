// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import java.util.List;

/**
 * A word in a list of switches, such as {@code ServerPreference} in {@code Options}.
 *
 * @param name the word, which counts in any case
 * @param ends for whom it is known, {@code SSL_CONF_FLAG_CLIENT} and {@code SSL_CONF_FLAG_SERVER}
 * @param bits what it sets
 * @param inverted whether it takes away what it names: {@code TLSv1.2} takes away the option that
 *     forbids TLS 1.2
 */
record ConfFlag(String name, int ends, long bits, boolean inverted) {
  private static final int BOTH = LibSslConf.SSL_CONF_FLAG_CLIENT | LibSslConf.SSL_CONF_FLAG_SERVER;

  static ConfFlag on(String name, long bits) {
    return new ConfFlag(name, BOTH, bits, false);
  }

  static ConfFlag off(String name, long bits) {
    return new ConfFlag(name, BOTH, bits, true);
  }

  static ConfFlag ofServers(String name, long bits) {
    return new ConfFlag(name, LibSslConf.SSL_CONF_FLAG_SERVER, bits, false);
  }

  static ConfFlag ofClients(String name, long bits) {
    return new ConfFlag(name, LibSslConf.SSL_CONF_FLAG_CLIENT, bits, false);
  }

  /** Who gets what a list sets and takes away. */
  @FunctionalInterface
  interface Sink {
    /** Sets some bits and clears others. */
    void change(long set, long clear);
  }

  /**
   * Does what a list says: words between commas, a minus before a word turns it round.
   *
   * @return false at the first word that is unknown; what stands before it is done
   */
  static boolean run(List<ConfFlag> known, ConfState conf, String list, Sink sink) {
    for (String element : list.split(",", -1)) {
      String word = element.strip();
      boolean minus = word.startsWith("-");
      String name = minus || word.startsWith("+") ? word.substring(1) : word;
      var found = known.stream().filter(flag -> flag.isCalled(name, conf)).findFirst();
      if (found.isEmpty()) {
        return false;
      }
      boolean clears = minus != found.get().inverted();
      sink.change(clears ? 0 : found.get().bits(), clears ? found.get().bits() : 0);
    }
    return true;
  }

  private boolean isCalled(String word, ConfState conf) {
    return conf.has(ends) && name.equalsIgnoreCase(word);
  }
}
