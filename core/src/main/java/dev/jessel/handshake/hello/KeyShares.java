// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.hello;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.KeyShare;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.extension.KeyShareClient;
import dev.jessel.wire.extension.KeyShareEntry;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The key shares of a ClientHello. A hybrid group and its classical part, offered together, have
 * one classical key pair between them: it is made once.
 */
public final class KeyShares {
  private final List<KeyShare> shares;

  private KeyShares(List<KeyShare> shares) {
    this.shares = List.copyOf(shares);
  }

  /** Makes a key pair for each group. */
  public static KeyShares generate(CryptoProvider crypto, List<NamedGroup> groups) {
    Map<NamedGroup, KeyShare> made = new HashMap<>();
    // Hybrids first, whatever the order on the wire: a classical half comes with them.
    groups.stream()
        .sorted(Comparator.comparing(group -> group.classicalPart().isEmpty()))
        .forEach(
            group -> made.put(group, reused(made, group).orElseGet(() -> fresh(crypto, group))));
    return new KeyShares(groups.stream().map(made::get).toList());
  }

  /** The extension that carries them. */
  public KeyShareClient extension() {
    return new KeyShareClient(
        shares.stream().map(s -> new KeyShareEntry(s.group(), s.publicValue())).toList());
  }

  /** The share of a group. */
  public Optional<KeyShare> of(NamedGroup group) {
    return shares.stream().filter(share -> share.group().equals(group)).findFirst();
  }

  /** Forgets the private keys. */
  public void destroy() {
    shares.forEach(KeyShare::destroy);
  }

  private static Optional<KeyShare> reused(Map<NamedGroup, KeyShare> made, NamedGroup group) {
    return made.values().stream()
        .flatMap(share -> share.classicalPart().stream())
        .filter(part -> part.group().equals(group))
        .findFirst();
  }

  private static KeyShare fresh(CryptoProvider crypto, NamedGroup group) {
    return crypto.keyExchange(group).generate();
  }
}
