// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.x509.PemException;
import dev.jessel.x509.TrustAnchors;
import dev.jessel.x509.TrustStore;

/** The trust of those who set none: the system's, else the JVM's. Read once, when first needed. */
final class SystemTrust {
  private SystemTrust() {}

  private static final class Holder {
    static final TrustStore STORE = TrustStore.of(read());
  }

  static TrustStore store() {
    return Holder.STORE;
  }

  /** A machine without any anchors is no error here: verification will say what is missing. */
  private static TrustAnchors read() {
    try {
      return TrustAnchors.system();
    } catch (PemException e) {
      return javaAnchors();
    }
  }

  private static TrustAnchors javaAnchors() {
    try {
      return TrustAnchors.jdk();
    } catch (PemException e) {
      return TrustAnchors.none();
    }
  }
}
