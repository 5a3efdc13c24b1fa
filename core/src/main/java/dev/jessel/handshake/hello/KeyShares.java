// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.hello;

import dev.jessel.crypto.CryptoProvider;
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
    KeyShare[] made = new KeyShare[groups.size()];
    // Hybrids first, whatever the order on the wire: a classical half comes with them.
    for (boolean hybrid : new boolean[] {true, false}) {
      for (int i = 0; i < made.length; i++) {
        if (groups.get(i).isHybrid() == hybrid) {
          made[i] = share(groups.get(i), made, crypto);
        }
      }
    }
    return new KeyShares(List.of(made));
  }

  /** The extension that carries them. */
  public KeyShareClient extension() {
    List<KeyShareEntry> entries = new ArrayList<>();
    shares.forEach(share -> entries.add(new KeyShareEntry(share.group(), share.publicValue())));
    return new KeyShareClient(entries);
  }

  /** The share of a group. */
  public Optional<KeyShare> of(NamedGroup group) {
    for (KeyShare share : shares) {
      if (share.group().equals(group)) {
        return Optional.of(share);
      }
    }
    return Optional.empty();
  }

  /** Forgets the private keys. */
  public void destroy() {
    shares.forEach(KeyShare::destroy);
  }

  /** A group's share: what was made with another one, or a new one. */
  private static KeyShare share(NamedGroup group, KeyShare[] made, CryptoProvider crypto) {
    for (KeyShare other : made) {
      Optional<KeyShare> part = other == null ? Optional.empty() : other.classicalPart();
      if (part.isPresent() && part.get().group().equals(group)) {
        return part.get();
      }
    }
    return crypto.keyExchange(group).generate();
  }
}
