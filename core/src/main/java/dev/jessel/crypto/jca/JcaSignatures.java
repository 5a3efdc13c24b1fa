// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the provider that can use a key, and gives its {@link Signature} with key and parameters.
 *
 * <p>First comes the fastest provider, with keys that may go there, then the usual one, which has
 * nearly all keys. A key that it refuses may live in a token: JCA then chooses by the key. Last
 * comes the provider that fills gaps, since a key that it made need not be of use to anybody else.
 * Thread-safe.
 */
final class JcaSignatures {
  private final ProviderChoice providers;
  private final SecureRandom random;

  JcaSignatures(ProviderChoice providers, SecureRandom random) {
    this.providers = providers;
    this.random = random;
  }

  /** A signature that is ready to sign. */
  Signature signing(PrivateKey key, SchemeForm form) throws InvalidKeyException {
    return ready(
        JcaService.SIGNATURE,
        form,
        faster -> OrdinaryKey.mayGoTo(faster, key),
        signature -> signature.initSign(key, random));
  }

  /** A signature that is ready to be checked. */
  Signature verifying(PublicKey key, SchemeForm form) throws InvalidKeyException {
    return ready(
        JcaService.VERIFICATION,
        form,
        faster -> OrdinaryKey.is(key),
        signature -> signature.initVerify(key));
  }

  private Signature ready(
      JcaService service, SchemeForm form, Predicate<Provider> mayBeFaster, KeyStep step)
      throws InvalidKeyException {
    List<Exception> refusals = new ArrayList<>();
    for (Source source : sources(service, form.algorithm(), mayBeFaster)) {
      try {
        Signature signature = source.instance();
        // The key first: parameters would make JCA settle for a provider before it has seen it.
        step.give(signature);
        form.configure(signature);
        return signature;
      } catch (GeneralSecurityException | RuntimeException refused) {
        // A key may be a peer's. Bouncy Castle refuses a point off the curve by an unchecked one.
        refusals.add(refused);
      }
    }
    InvalidKeyException refusal = new InvalidKeyException("no provider takes the key");
    refusals.forEach(refusal::addSuppressed);
    throw refusal;
  }

  private List<Source> sources(
      JcaService service, String algorithm, Predicate<Provider> mayBeFaster) {
    Optional<Provider> usual = providers.usual(service, algorithm);
    List<Source> sources = new ArrayList<>();
    providers
        .find(service, algorithm)
        .filter(
            found -> !ProviderChoice.isOne(found, usual.orElseThrow()) && mayBeFaster.test(found))
        .ifPresent(faster -> sources.add(() -> Signature.getInstance(algorithm, faster)));
    sources.add(() -> from(usual, algorithm));
    sources.add(() -> Signature.getInstance(algorithm));
    sources.add(() -> from(providers.gapFiller(), algorithm));
    return sources;
  }

  private static Signature from(Optional<Provider> provider, String algorithm)
      throws GeneralSecurityException {
    if (provider.isEmpty()) {
      throw new GeneralSecurityException("no provider");
    }
    return Signature.getInstance(algorithm, provider.get());
  }

  private interface Source {
    Signature instance() throws GeneralSecurityException;
  }

  private interface KeyStep {
    void give(Signature signature) throws InvalidKeyException;
  }
}
