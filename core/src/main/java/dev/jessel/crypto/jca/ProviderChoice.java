// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Which provider serves which algorithm, found out at the first question and remembered: with the
 * provider at hand {@code getInstance} is cheap. Whether there is one is told without finding out
 * which is the fastest. Thread-safe.
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

  /** Where the JDK keeps what it computes by itself; its other modules drive tokens. */
  private static final Set<String> SOFTWARE = Set.of("java.base", "jdk.crypto.ec");

  private final Map<JcaService, Map<String, Optional<Provider>>> usual = forEachService();
  private final Map<JcaService, Map<String, Optional<Provider>>> fastest = forEachService();
  private final Map<ExchangeForm, ExchangeProviders> exchanges = new ConcurrentHashMap<>();
  private final ProviderSources sources;

  ProviderChoice(ProviderSources sources) {
    this.sources = sources;
  }

  private static Map<JcaService, Map<String, Optional<Provider>>> forEachService() {
    Map<JcaService, Map<String, Optional<Provider>>> answers = new EnumMap<>(JcaService.class);
    for (JcaService service : JcaService.values()) {
      answers.put(service, new ConcurrentHashMap<>());
    }
    return answers;
  }

  /** Whether anybody has {@code algorithm}. */
  boolean has(JcaService service, String algorithm) {
    return usual(service, algorithm).isPresent();
  }

  /** The provider for {@code algorithm} that serves where none has to be the fastest. */
  Optional<Provider> usual(JcaService service, String algorithm) {
    Map<String, Optional<Provider>> known = usual.get(service);
    Optional<Provider> answer = known.get(algorithm); // mostly there, and costs no object
    return answer != null
        ? answer
        : known.computeIfAbsent(algorithm, name -> answer(new Question(service, name)));
  }

  /** The provider for {@code algorithm}, if there is any. */
  Optional<Provider> find(JcaService service, String algorithm) {
    Map<String, Optional<Provider>> known = fastest.get(service);
    Optional<Provider> answer = known.get(algorithm);
    return answer != null
        ? answer
        : known.computeIfAbsent(
            algorithm,
            name -> usual(service, name).map(found -> fastest(found, new Question(service, name))));
  }

  /** The provider for {@code algorithm}; throws {@link IllegalArgumentException} without one. */
  Provider require(JcaService service, String algorithm) {
    return find(service, algorithm).orElseThrow(() -> lacking(algorithm));
  }

  /** Throws {@link IllegalArgumentException} unless somebody has both halves of an exchange. */
  void requireExchange(ExchangeForm form) {
    ExchangeProviders unused = usual(form);
  }

  /**
   * The providers of a key exchange. Key pairs of one need not be of use to another: where neither
   * half is decided yet, both go to the same one.
   *
   * @param group makes the group's mathematics with given providers
   */
  ExchangeProviders exchange(ExchangeForm form, Function<ExchangeProviders, DhGroup> group) {
    return exchanges.computeIfAbsent(form, missing -> fastest(missing, group));
  }

  /** Whether both are the same: as objects they are tables, which are compared entry by entry. */
  static boolean isOne(Provider provider, Provider other) {
    return provider.getName().equals(other.getName());
  }

  /** The provider that fills gaps, whether or not there is one to fill. */
  Optional<Provider> gapFiller() {
    return sources.gapFiller().get();
  }

  private Provider fastest(Provider known, Question question) {
    if (isChosenByTheApplication(question) || !sources.faster().challenges(known)) {
      return known;
    }
    return Trials.of(question.service, question.algorithm)
        .map(trial -> sources.faster().or(known, question.toString(), trial))
        .orElse(known);
  }

  private ExchangeProviders fastest(ExchangeForm form, Function<ExchangeProviders, DhGroup> group) {
    ExchangeProviders known = usual(form);
    Question generating = new Question(JcaService.KEY_PAIR_GENERATOR, form.generator());
    Question agreeing = new Question(JcaService.KEY_AGREEMENT, form.agreement());
    if (!known.areOne()
        || isChosenByTheApplication(generating)
        || isChosenByTheApplication(agreeing)
        || !sources.faster().challenges(known.generator())) {
      return known;
    }
    return ExchangeProviders.both(
        sources.faster().or(known.generator(), form.toString(), Trials.exchange(form, group)));
  }

  private ExchangeProviders usual(ExchangeForm form) {
    return new ExchangeProviders(
        usual(JcaService.KEY_PAIR_GENERATOR, form.generator())
            .orElseThrow(() -> lacking(form.generator())),
        usual(JcaService.KEY_AGREEMENT, form.agreement())
            .orElseThrow(() -> lacking(form.agreement())));
  }

  private Optional<Provider> answer(Question question) {
    Optional<Provider> first = sources.preferred(question.service, question.algorithm);
    if (first.isPresent()) {
      return first;
    }
    return FASTER_FROM_GAP_FILLER.contains(question) && !isChosenByTheApplication(question)
        ? fromGapFiller(question).or(() -> installed(question))
        : installed(question).or(() -> fromGapFiller(question));
  }

  /** Whoever has put another provider before the JDK's wants that one. */
  private static boolean isChosenByTheApplication(Question question) {
    return installed(question)
        .filter(provider -> !isSoftwareOfTheJdk(provider.getClass()))
        .isPresent();
  }

  /** Whether a provider or a key is of those that come with the JDK and stand for no token. */
  static boolean isSoftwareOfTheJdk(Class<?> type) {
    String module = type.getModule().getName();
    return module != null && SOFTWARE.contains(module);
  }

  private static Optional<Provider> installed(Question question) {
    try {
      return Optional.of(question.service.preferred(question.algorithm));
    } catch (GeneralSecurityException notInstalled) {
      return Optional.empty();
    }
  }

  private Optional<Provider> fromGapFiller(Question question) {
    return gapFiller()
        .flatMap(provider -> question.service.fromIfThere(provider, question.algorithm));
  }

  private static IllegalArgumentException lacking(String algorithm) {
    return new IllegalArgumentException("no provider has " + algorithm);
  }

  private record Question(JcaService service, String algorithm) {}
}
