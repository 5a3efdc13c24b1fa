// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The algorithms for which a faster provider is looked for: those that handshakes wait for. */
final class Trials {
  private static final List<String> DIGESTS = List.of("SHA-256", "SHA-384");
  private static final List<String> MACS = List.of("HmacSHA256", "HmacSHA384");

  private static final Map<String, List<CipherForm>> CIPHERS =
      Map.of(
          CipherForm.GCM_128.transformation(), List.of(CipherForm.GCM_128, CipherForm.GCM_256),
          CipherForm.CHACHA20.transformation(), List.of(CipherForm.CHACHA20));

  private Trials() {}

  /** The trial of {@code algorithm}; empty where whoever is there stays. */
  static Optional<Trial> of(JcaService service, String algorithm) {
    return switch (service) {
      case DIGEST -> named(algorithm, DIGESTS, DigestTrial::new);
      case MAC -> named(algorithm, MACS, MacTrial::new);
      case CIPHER -> Optional.ofNullable(CIPHERS.get(algorithm)).map(AeadTrial::new);
      case SIGNATURE -> signature(algorithm, true);
      case VERIFICATION -> signature(algorithm, false);
      // Key pairs and agreement go together.
      case KEY_PAIR_GENERATOR, KEY_AGREEMENT -> Optional.empty();
    };
  }

  /** The trial of a key exchange. */
  static Trial exchange(ExchangeForm form, Function<ExchangeProviders, DhGroup> group) {
    return new ExchangeTrial(form.group(), new SecureRandom(), group);
  }

  private static Optional<Trial> named(
      String algorithm, List<String> names, Function<String, Trial> trial) {
    return names.contains(algorithm) ? Optional.of(trial.apply(algorithm)) : Optional.empty();
  }

  private static Optional<Trial> signature(String algorithm, boolean signs) {
    return TrialKeys.of(algorithm)
        .flatMap(
            keys ->
                SchemeForm.ALL.stream()
                    .filter(form -> form.algorithm().equals(algorithm))
                    .findFirst()
                    .map(form -> new SignatureTrial(form, keys, signs)));
  }
}
