// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import java.security.Provider;
import java.util.Optional;

/**
 * The Amazon Corretto Crypto Provider, if it is on the class path, fits this machine and passes its
 * own tests. It is never registered from here: what other code gets from JCA stays as it was.
 */
final class AmazonProvider {
  private static final String CLASS_NAME =
      "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

  private AmazonProvider() {}

  /** The provider. Loading and testing it takes some tenths of a second, once. */
  static Optional<Provider> find() {
    return Loaded.PROVIDER;
  }

  /** The provider of that name, if it is healthy. */
  static Optional<Provider> load(String className) {
    try {
      ClassLoader loader = AmazonProvider.class.getClassLoader();
      Class<?> type = Class.forName(className, true, loader);
      Provider provider = (Provider) type.getField("INSTANCE").get(null);
      // Throws where the native library was not loaded or failed one of its own tests.
      Object nothing = type.getMethod("assertHealthy").invoke(provider);
      return nothing == null ? Optional.of(provider) : Optional.empty();
    } catch (ReflectiveOperationException | LinkageError | RuntimeException absentOrUnwell) {
      return Optional.empty();
    }
  }

  /** Runs the load when it is first asked for, and once. */
  private static final class Loaded {
    static final Optional<Provider> PROVIDER = load(CLASS_NAME);
  }
}
