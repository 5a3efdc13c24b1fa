// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.hello;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.KeyExchange;
import dev.jessel.crypto.KeyShare;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.extension.KeyShareClient;
import dev.jessel.wire.extension.KeyShareEntry;
import java.util.ArrayList;
import java.util.List;
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
    List<KeyShare> made = new ArrayList<>();
    for (NamedGroup group : groups) {
      made.add(reused(made, group).orElseGet(() -> fresh(crypto.keyExchange(group), made)));
    }
    return new KeyShares(made);
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

  private static Optional<KeyShare> reused(List<KeyShare> made, NamedGroup group) {
    return made.stream()
        .flatMap(share -> share.classicalPart().stream())
        .filter(part -> part.group().equals(group))
        .findFirst();
  }

  private static KeyShare fresh(KeyExchange exchange, List<KeyShare> made) {
    return exchange
        .group()
        .classicalPart()
        .flatMap(part -> made.stream().filter(s -> s.group().equals(part)).findFirst())
        .map(exchange::generateWith)
        .orElseGet(exchange::generate);
  }
}
