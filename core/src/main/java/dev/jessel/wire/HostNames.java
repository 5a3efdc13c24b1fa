// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire;

import java.net.IDN;

/** Host names as the wire and certificates have them. */
public final class HostNames {
  private static final int MAX_ASCII = 0x7f;

  private HostNames() {}

  /**
   * A name in letters of ASCII.
   *
   * @param name in any letters; labels of others are made A-labels ({@code xn--...})
   * @return the name; whether it is one nobody has looked at
   * @throws IllegalArgumentException if there is no A-label for a label
   */
  public static String ascii(String name) {
    // IDN leaves ASCII as it is, but its tables take long to load.
    return isAscii(name) ? name : IDN.toASCII(name);
  }

  private static boolean isAscii(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) > MAX_ASCII) {
        return false;
      }
    }
    return true;
  }
}
