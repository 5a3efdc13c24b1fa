// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.SignatureScheme;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.EllipticCurve;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The groups and signature schemes that have a name, and those of them that can be had here. */
final class KnownGroups {
  private static final int CODES = 1 << 16;

  private static final Map<NamedGroup, List<String>> ALIASES =
      Map.of(
          NamedGroup.SECP256R1, List.of("P-256", "prime256v1"),
          NamedGroup.SECP384R1, List.of("P-384"),
          NamedGroup.SECP521R1, List.of("P-521"));

  private KnownGroups() {}

  /** Those that the cryptography at hand has. */
  static List<NamedGroup> implemented() {
    return IntStream.range(0, CODES)
        .mapToObj(NamedGroup::new)
        .filter(group -> isKnown(group) && CallbackBridge.CRYPTO.supports(group))
        .toList();
  }

  /** Signature schemes that the cryptography at hand has. */
  static List<SignatureScheme> schemes() {
    return IntStream.range(0, CODES)
        .mapToObj(SignatureScheme::new)
        .filter(scheme -> SignatureScheme.named(scheme.name()).isPresent())
        .filter(CallbackBridge.CRYPTO::supports)
        .toList();
  }

  static boolean isKnown(NamedGroup group) {
    return NamedGroup.named(group.name()).isPresent();
  }

  static List<String> aliases(NamedGroup group) {
    return ALIASES.getOrDefault(group, List.of());
  }

  /** The group of a key's curve, if it is one of NIST's. */
  static Optional<NamedGroup> curveOf(ECKey key) {
    return ALIASES.keySet().stream()
        .filter(group -> curve(group.name()).equals(Optional.of(key.getParams().getCurve())))
        .findFirst();
  }

  private static Optional<EllipticCurve> curve(String name) {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec(name));
      return Optional.of(parameters.getParameterSpec(ECParameterSpec.class).getCurve());
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }
}
