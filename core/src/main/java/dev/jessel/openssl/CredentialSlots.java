// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.error.TlsException;
import dev.jessel.x509.Credential;
import dev.jessel.x509.PeerCertificate;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Certificates and keys as C loads them: one after the other, one pair for each kind of key. What
 * is complete becomes a {@link Credential}.
 */
final class CredentialSlots {
  private final Map<String, Slot> slots = new LinkedHashMap<>();
  private Slot current = new Slot(List.of(), Optional.empty());
  private List<PeerCertificate> extra = List.of();

  /** A chain and a key, of which one may be missing. */
  private record Slot(List<PeerCertificate> chain, Optional<PrivateKey> key) {
    boolean isComplete() {
      return !chain.isEmpty() && key.isPresent();
    }

    boolean fits() {
      try {
        return !isComplete() || !credential().chain().isEmpty();
      } catch (IllegalArgumentException e) {
        return false;
      }
    }

    /** A chain of its own goes before the issuers for all. */
    Slot withIssuers(List<PeerCertificate> extra) {
      List<PeerCertificate> longer = new ArrayList<>(chain);
      longer.addAll(chain.size() == 1 ? extra : List.of());
      return new Slot(List.copyOf(longer), key);
    }

    Credential credential() {
      return Credential.ofRead(key.orElseThrow(), chain);
    }
  }

  CredentialSlots copy() {
    CredentialSlots copy = new CredentialSlots();
    copy.slots.putAll(slots);
    copy.current = current;
    copy.extra = extra;
    return copy;
  }

  void clear() {
    slots.clear();
    current = new Slot(List.of(), Optional.empty());
  }

  /** Sets a chain, its key's certificate first. A key that it does not fit is forgotten. */
  void chain(List<PeerCertificate> chain) throws TlsException {
    String kind = chain.get(0).publicKey().getAlgorithm();
    Slot next = new Slot(List.copyOf(chain), key(kind));
    put(kind, next.fits() ? next : new Slot(next.chain(), Optional.empty()));
  }

  /** Adds an issuer to the current chain; false when there is none. */
  boolean issuer(PeerCertificate issuer) {
    if (current.chain().isEmpty()) {
      return false;
    }
    List<PeerCertificate> longer = new ArrayList<>(issuers());
    longer.add(issuer);
    return issuers(longer);
  }

  /** Replaces the issuers of the current chain; false when there is none. */
  boolean issuers(List<PeerCertificate> issuers) {
    if (current.chain().isEmpty()) {
      return false;
    }
    List<PeerCertificate> chain = new ArrayList<>(List.of(current.chain().get(0)));
    chain.addAll(issuers);
    Slot before = current;
    current = new Slot(List.copyOf(chain), before.key());
    slots.replaceAll((kind, slot) -> slot.equals(before) ? current : slot);
    return true;
  }

  /** The issuers of the current chain. */
  List<PeerCertificate> issuers() {
    List<PeerCertificate> chain = current.chain();
    return chain.isEmpty() ? List.of() : chain.subList(1, chain.size());
  }

  /** Issuers for those certificates that come without. */
  List<PeerCertificate> extraIssuers() {
    return extra;
  }

  void extraIssuers(List<PeerCertificate> issuers) {
    extra = List.copyOf(issuers);
  }

  /** Makes the slot of a certificate the current one; false when none that has a key holds it. */
  boolean select(PeerCertificate leaf) {
    return moveTo(complete().stream().filter(slot -> slot.chain().get(0).equals(leaf)).findFirst());
  }

  /** Makes the first that has certificate and key the current one. */
  boolean first() {
    return moveTo(complete().stream().findFirst());
  }

  /** Makes the next that has certificate and key the current one. */
  boolean next() {
    List<Slot> all = complete();
    int after = all.indexOf(current) + 1;
    return moveTo(after < all.size() ? Optional.of(all.get(after)) : Optional.empty());
  }

  private boolean moveTo(Optional<Slot> slot) {
    current = slot.orElse(current);
    return slot.isPresent();
  }

  private List<Slot> complete() {
    return slots.values().stream().filter(Slot::isComplete).toList();
  }

  /** True when a certificate, key or chain of this kind is there. */
  boolean hasAny(String kind) {
    return slots.containsKey(kind);
  }

  /** Sets a key; false when it does not fit the chain that is there. */
  boolean key(PrivateKey key) {
    String kind = key.getAlgorithm();
    List<PeerCertificate> chain =
        Optional.ofNullable(slots.get(kind)).map(Slot::chain).orElse(List.of());
    Slot next = new Slot(chain, Optional.of(key));
    if (!next.fits()) {
      return false;
    }
    put(kind, next);
    return true;
  }

  boolean hasChain() {
    return !current.chain().isEmpty();
  }

  boolean hasKey() {
    return current.key().isPresent();
  }

  Optional<PeerCertificate> certificate() {
    return current.chain().stream().findFirst();
  }

  Optional<PrivateKey> privateKey() {
    return current.key();
  }

  /** Those of which all is there. */
  List<Credential> credentials() {
    return complete().stream().map(slot -> slot.withIssuers(extra).credential()).toList();
  }

  /** The current one, if all of it is there. */
  Optional<Credential> credential() {
    return current.isComplete()
        ? Optional.of(current.withIssuers(extra).credential())
        : Optional.empty();
  }

  private Optional<PrivateKey> key(String kind) {
    return Optional.ofNullable(slots.get(kind)).flatMap(Slot::key);
  }

  private void put(String kind, Slot slot) {
    slots.put(kind, slot);
    current = slot;
  }
}
