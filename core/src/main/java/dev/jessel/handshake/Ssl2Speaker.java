// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import java.util.Optional;
import java.util.ServiceLoader;

/** Who speaks SSLv2: looked for once. */
final class Ssl2Speaker {
  static final Optional<Ssl2> FOUND =
      ServiceLoader.load(Ssl2.class, Ssl2.class.getClassLoader()).findFirst();

  private Ssl2Speaker() {}
}
