// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import java.security.Provider;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where a {@link ProviderChoice} looks.
 *
 * @param first those that serve whatever they have, before the installed ones
 * @param gapFiller asked for a provider where the installed ones have a gap; it must answer the
 *     same each time
 * @param faster who may take over from the JDK
 */
record ProviderSources(
    List<Provider> first, Supplier<Optional<Provider>> gapFiller, FasterProvider faster) {
  private static final String INSTALLED = "installed";

  /** Whatever is installed or on the class path, unless the JVM was told to leave that alone. */
  static ProviderSources found(Optional<String> told) {
    return told.filter(INSTALLED::equals).isPresent()
        ? installed()
        : new ProviderSources(List.of(), BouncyCastle::find, FasterProvider.ofProcess());
  }

  /** What is installed, and no more. */
  static ProviderSources installed() {
    return new ProviderSources(List.of(), Optional::empty, FasterProvider.none());
  }

  /** The given ones, then what is installed, and no more. Bouncy Castle fills gaps if given. */
  static ProviderSources given(List<Provider> first) {
    Optional<Provider> bouncyCastle = first.stream().filter(BouncyCastle::is).findFirst();
    return new ProviderSources(List.copyOf(first), () -> bouncyCastle, FasterProvider.none());
  }

  /** The same, with nobody taking over who may pass over the given source of randomness. */
  ProviderSources forOwnRandomness() {
    return new ProviderSources(first, gapFiller, faster.withoutRandomness());
  }

  /** The first that is preferred and has {@code algorithm}. */
  Optional<Provider> preferred(JcaService service, String algorithm) {
    return first.stream()
        .flatMap(provider -> service.fromIfThere(provider, algorithm).stream())
        .findFirst();
  }
}
