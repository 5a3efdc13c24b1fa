// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Which provider serves which algorithm, found out at the first question and remembered: with the
 * provider at hand {@code getInstance} is cheap. Thread-safe.
 */
final class ProviderChoice {
  /**
   * What Bouncy Castle does in a fraction of the JDK's time, and is asked for where the JDK's own
   * provider would serve. It is here only where its code takes the same time whatever a secret is,
   * as its X25519 and X448 do, or where there is no secret, as in the checking of signatures. Its
   * multiplication on the NIST curves has no such promise, so key exchange and signing there stay
   * with the JDK.
   */
  private static final Set<Question> FASTER_FROM_GAP_FILLER =
      Set.of(
          new Question(JcaService.KEY_PAIR_GENERATOR, "X25519"),
          new Question(JcaService.KEY_AGREEMENT, "X25519"),
          new Question(JcaService.KEY_PAIR_GENERATOR, "X448"),
          new Question(JcaService.KEY_AGREEMENT, "X448"),
          new Question(JcaService.VERIFICATION, "SHA256withECDSA"),
          new Question(JcaService.VERIFICATION, "SHA384withECDSA"),
          new Question(JcaService.VERIFICATION, "SHA512withECDSA"));

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
    Optional<Provider> installed = installed(question);
    boolean slow = installed.map(ProviderChoice::isOfTheJdk).orElse(true);
    return slow && FASTER_FROM_GAP_FILLER.contains(question)
        ? fromGapFiller(question).or(() -> installed)
        : installed.or(() -> fromGapFiller(question));
  }

  /** Whoever has put another provider before the JDK's wants that one. */
  private static boolean isOfTheJdk(Provider provider) {
    String module = provider.getClass().getModule().getName();
    return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
  }

  private static Optional<Provider> installed(Question question) {
    try {
      return Optional.of(question.service.preferred(question.algorithm));
    } catch (GeneralSecurityException notInstalled) {
      return Optional.empty();
    }
  }

  private Optional<Provider> fromGapFiller(Question question) {
    return gapFiller.get().flatMap(provider -> from(provider, question));
  }

  private static Optional<Provider> from(Provider provider, Question question) {
    try {
      return Optional.of(question.service.from(provider, question.algorithm));
    } catch (GeneralSecurityException missingThereToo) {
      return Optional.empty();
    }
  }

  private record Question(JcaService service, String algorithm) {}
}
