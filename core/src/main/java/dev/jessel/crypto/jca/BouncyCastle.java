// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import java.security.Provider;
import java.security.Security;
import java.util.Optional;

/**
 * The Bouncy Castle provider, if it is registered or at least on the class path. It is never
 * registered from here: what other code gets from JCA stays as it was.
 */
final class BouncyCastle {
  private static final String NAME = "BC";
  private static final String CLASS_NAME = "org.bouncycastle.jce.provider.BouncyCastleProvider";

  private BouncyCastle() {}

  /** The provider. Loading it costs some time, once. */
  static Optional<Provider> find() {
    Provider registered = Security.getProvider(NAME);
    return registered != null ? Optional.of(registered) : Loaded.PROVIDER;
  }

  /** Whether {@code provider} is it. */
  static boolean is(Provider provider) {
    return provider.getName().equals(NAME);
  }

  private static Optional<Provider> load() {
    try {
      ClassLoader loader = BouncyCastle.class.getClassLoader();
      Object provider = Class.forName(CLASS_NAME, true, loader).getConstructor().newInstance();
      return Optional.of((Provider) provider);
    } catch (ReflectiveOperationException | LinkageError | SecurityException absent) {
      return Optional.empty();
    }
  }

  /** Runs the load when it is first asked for, and once. */
  private static final class Loaded {
    static final Optional<Provider> PROVIDER = load();
  }
}
