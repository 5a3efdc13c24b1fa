// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Which provider serves which algorithm, found out at the first question and remembered: with the
 * provider at hand {@code getInstance} is cheap. Thread-safe.
 */
final class ProviderChoice {
  private final Map<Question, Optional<Provider>> answers = new ConcurrentHashMap<>();
  private final Supplier<Optional<Provider>> gapFiller;

  /**
   * A choice among the installed providers.
   *
   * @param gapFiller asked for a provider only where the installed ones have a gap; it must answer
   *     the same each time
   */
  ProviderChoice(Supplier<Optional<Provider>> gapFiller) {
    this.gapFiller = gapFiller;
  }

  /** The provider for {@code algorithm}, if there is any. */
  Optional<Provider> find(JcaService service, String algorithm) {
    return answers.computeIfAbsent(new Question(service, algorithm), this::answer);
  }

  /** Whether anybody has {@code algorithm}. */
  boolean has(JcaService service, String algorithm) {
    return find(service, algorithm).isPresent();
  }

  /** The provider for {@code algorithm}; throws {@link IllegalArgumentException} without one. */
  Provider require(JcaService service, String algorithm) {
    return find(service, algorithm)
        .orElseThrow(() -> new IllegalArgumentException("no provider has " + algorithm));
  }

  /** The provider that fills gaps, whether or not there is one to fill. */
  Optional<Provider> gapFiller() {
    return gapFiller.get();
  }

  private Optional<Provider> answer(Question question) {
    try {
      return Optional.of(question.service.preferred(question.algorithm));
    } catch (GeneralSecurityException notInstalled) {
      return gapFiller.get().flatMap(provider -> fromGapFiller(question, provider));
    }
  }

  private static Optional<Provider> fromGapFiller(Question question, Provider provider) {
    try {
      return Optional.of(question.service.from(provider, question.algorithm));
    } catch (GeneralSecurityException missingThereToo) {
      return Optional.empty();
    }
  }

  private record Question(JcaService service, String algorithm) {}
}
