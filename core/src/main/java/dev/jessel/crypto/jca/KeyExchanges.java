// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import dev.jessel.crypto.DhParameters;
import dev.jessel.crypto.KeyExchange;
import dev.jessel.error.TlsException;
import dev.jessel.wire.NamedGroup;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The key exchanges that the providers allow for, each made when first asked for. Thread-safe. */
final class KeyExchanges {
  private static final Map<NamedGroup, NistCurve> CURVES =
      Map.of(
          NamedGroup.SECP256R1, NistCurve.P_256,
          NamedGroup.SECP384R1, NistCurve.P_384,
          NamedGroup.SECP521R1, NistCurve.P_521);

  private static final List<NamedGroup> FFDHE =
      List.of(
          NamedGroup.FFDHE2048,
          NamedGroup.FFDHE3072,
          NamedGroup.FFDHE4096,
          NamedGroup.FFDHE6144,
          NamedGroup.FFDHE8192);

  /** What a group without a name is called. */
  private static final NamedGroup NO_GROUP = new NamedGroup(0);

  private static final Map<NamedGroup, MlKemParameters> ML_KEMS =
      Map.of(
          NamedGroup.MLKEM512, MlKemParameters.ML_KEM_512,
          NamedGroup.MLKEM768, MlKemParameters.ML_KEM_768,
          NamedGroup.MLKEM1024, MlKemParameters.ML_KEM_1024);

  private static final Map<NamedGroup, NamedGroup> KEM_PARTS =
      Map.of(
          NamedGroup.X25519MLKEM768, NamedGroup.MLKEM768,
          NamedGroup.SECP256R1MLKEM768, NamedGroup.MLKEM768,
          NamedGroup.SECP384R1MLKEM1024, NamedGroup.MLKEM1024);

  private final Map<NamedGroup, Optional<? extends KeyExchange>> made = new ConcurrentHashMap<>();
  private final ProviderChoice providers;
  private final SecureRandom random;

  KeyExchanges(ProviderChoice providers, SecureRandom random) {
    this.providers = providers;
    this.random = random;
  }

  /** The exchange of {@code group}; empty if it is unknown or no provider has it. */
  Optional<? extends KeyExchange> find(NamedGroup group) {
    Optional<? extends KeyExchange> known = made.get(group);
    if (known != null) {
      return known;
    }
    Optional<? extends KeyExchange> fresh = make(group);
    if (isKnown(group)) {
      made.putIfAbsent(group, fresh);
    }
    return fresh;
  }

  /** Whether a provider has {@code group}. Told without computing a prime of RFC 7919. */
  boolean has(NamedGroup group) {
    return FfdhePrime.of(group).isPresent() ? FfdheGroup.isAt(providers) : find(group).isPresent();
  }

  /** The exchange of a group that a server of TLS 1.2 gives by its numbers. */
  KeyExchange of(DhParameters parameters) throws TlsException {
    DhNumbers numbers = DhNumbers.checked(parameters);
    Optional<NamedGroup> named = named(numbers);
    if (named.isPresent()) {
      Optional<? extends KeyExchange> known = find(named.get());
      if (known.isPresent()) {
        return new ExplicitDhExchange(numbers, known.get());
      }
    }
    FfdheGroup group = FfdheGroup.of(numbers, providers);
    group.requireUsable(random);
    return new ExplicitDhExchange(numbers, new DiffieHellmanExchange(NO_GROUP, group, random));
  }

  private static Optional<NamedGroup> named(DhNumbers numbers) {
    return FFDHE.stream()
        .filter(group -> FfdhePrime.of(group).filter(numbers::are).isPresent())
        .findFirst();
  }

  /** Unknown groups come from peers: remembering them would let a peer fill the memory. */
  private static boolean isKnown(NamedGroup group) {
    return KEM_PARTS.containsKey(group)
        || ML_KEMS.containsKey(group)
        || isXdh(group)
        || CURVES.containsKey(group)
        || FfdhePrime.of(group).isPresent();
  }

  private static boolean isXdh(NamedGroup group) {
    return group.equals(NamedGroup.X25519) || group.equals(NamedGroup.X448);
  }

  private Optional<? extends KeyExchange> make(NamedGroup group) {
    if (KEM_PARTS.containsKey(group)) {
      return hybrid(group);
    }
    return ML_KEMS.containsKey(group) ? mlKem(group) : classical(group);
  }

  private Optional<HybridExchange> hybrid(NamedGroup group) {
    Optional<SizedExchange> kem = mlKem(KEM_PARTS.get(group));
    Optional<SizedExchange> classical = group.classicalPart().flatMap(this::classical);
    if (kem.isEmpty() || classical.isEmpty()) {
      return Optional.empty();
    }
    // draft-ietf-tls-ecdhe-mlkem 3: in X25519MLKEM768 the order is the reverse of the name's, in
    // the
    // two others it is the name's
    boolean kemFirst = group.equals(NamedGroup.X25519MLKEM768);
    return Optional.of(
        kemFirst
            ? HybridExchange.kemFirst(group, kem.get(), classical.get())
            : HybridExchange.classicalFirst(group, classical.get(), kem.get()));
  }

  private Optional<SizedExchange> mlKem(NamedGroup group) {
    Optional<Kem> kem = JdkKem.find();
    if (kem.isEmpty()) {
      kem = providers.gapFiller().flatMap(BouncyCastleKem::of);
    }
    return kem.map(found -> new MlKemExchange(group, ML_KEMS.get(group), found, random));
  }

  private Optional<SizedExchange> classical(NamedGroup group) {
    try {
      return mathematics(group).map(found -> new DiffieHellmanExchange(group, found, random));
    } catch (GeneralSecurityException | IllegalArgumentException noProviderHasIt) {
      return Optional.empty();
    }
  }

  private Optional<DhGroup> mathematics(NamedGroup group) throws GeneralSecurityException {
    if (group.equals(NamedGroup.X25519)) {
      return Optional.of(XdhGroup.x25519(providers));
    }
    if (group.equals(NamedGroup.X448)) {
      return Optional.of(XdhGroup.x448(providers));
    }
    if (CURVES.containsKey(group)) {
      return Optional.of(EcGroup.of(CURVES.get(group), providers));
    }
    return FfdhePrime.of(group).map(prime -> FfdheGroup.of(prime, providers));
  }
}
