// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.bogo;

import dev.jessel.wire.Bytes;

/**
 * Tells whether the peer's hello is one for TLS 1.2 or later, or the test would go on in an older
 * version.
 */
final class PeerVersion {
  private static final int CLIENT_HELLO = 1;
  private static final int SERVER_HELLO = 2;
  private static final int HEADER = 4;
  private static final int RANDOM_END = HEADER + 2 + 32;
  private static final int SUPPORTED_VERSIONS = 43;
  private static final int TLS_1_0 = 0x0301;
  private static final int TLS_1_2 = 0x0303;

  private boolean older;

  /** True when the peer's hello asks for TLS 1.0 or 1.1 at the best. */
  boolean isOlder() {
    return older;
  }

  void note(Bytes message) {
    int type = message.length() > HEADER ? message.at(0) : 0;
    if (type == CLIENT_HELLO || type == SERVER_HELLO) {
      older = isOlder(message, type == CLIENT_HELLO);
    }
  }

  private static boolean isOlder(Bytes m, boolean client) {
    int at = behind(m, RANDOM_END, 1);
    at = client ? behind(m, behind(m, at, 2), 1) : at + 3;
    at += 2;
    while (at + 4 <= m.length()) {
      if (number(m, at, 2) == SUPPORTED_VERSIONS) {
        return client && !offers(m, at + 4, TLS_1_2) && !offers(m, at + 4, TLS_1_2 + 1);
      }
      at = behind(m, at + 2, 2);
    }
    int legacy = number(m, HEADER, 2);
    return legacy >= TLS_1_0 && legacy < TLS_1_2;
  }

  private static boolean offers(Bytes m, int list, int version) {
    int end = behind(m, list, 1);
    for (int at = list + 1; at + 2 <= end; at += 2) {
      if (number(m, at, 2) == version) {
        return true;
      }
    }
    return false;
  }

  /** The place behind a vector with a length of so many bytes. */
  private static int behind(Bytes m, int at, int size) {
    return at + size + number(m, at, size);
  }

  private static int number(Bytes m, int at, int size) {
    int value = 0;
    for (int i = at; i < at + size; i++) {
      value = value << 8 | (i < m.length() ? m.at(i) & 0xFF : 0);
    }
    return value;
  }
}
