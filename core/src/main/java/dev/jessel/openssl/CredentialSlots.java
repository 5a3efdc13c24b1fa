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

    Credential credential() {
      return Credential.ofRead(key.orElseThrow(), chain);
    }
  }

  CredentialSlots copy() {
    CredentialSlots copy = new CredentialSlots();
    copy.slots.putAll(slots);
    copy.current = current;
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
    List<PeerCertificate> longer = new ArrayList<>(current.chain());
    longer.add(issuer);
    Slot before = current;
    slots.replaceAll(
        (kind, slot) -> slot.equals(before) ? new Slot(List.copyOf(longer), slot.key()) : slot);
    current = new Slot(List.copyOf(longer), before.key());
    return true;
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
    return slots.values().stream().filter(Slot::isComplete).map(Slot::credential).toList();
  }

  private Optional<PrivateKey> key(String kind) {
    return Optional.ofNullable(slots.get(kind)).flatMap(Slot::key);
  }

  private void put(String kind, Slot slot) {
    slots.put(kind, slot);
    current = slot;
  }
}
