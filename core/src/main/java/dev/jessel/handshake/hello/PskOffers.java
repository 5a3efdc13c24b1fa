// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.hello;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.PskBinder;
import dev.jessel.keys.EarlySecrets;
import dev.jessel.session.PreSharedKey;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.extension.OfferedPsk;
import dev.jessel.wire.extension.PreSharedKeyClient;
import dev.jessel.wire.message.ClientHello;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The pre-shared keys that a client of TLS 1.3 offers, the best first. */
public final class PskOffers {
  private final List<Offered> offered;

  /**
   * One of them.
   *
   * @param psk the key
   * @param early what comes of it
   */
  public record Offered(PreSharedKey psk, EarlySecrets early) {}

  private PskOffers(List<Offered> offered) {
    this.offered = List.copyOf(offered);
  }

  /** An offer of keys, maybe none. */
  public static PskOffers of(List<PreSharedKey> keys, CryptoProvider crypto) {
    List<Offered> offered = new ArrayList<>();
    keys.forEach(psk -> offered.add(new Offered(psk, psk.earlySecrets(crypto))));
    return new PskOffers(offered);
  }

  /** How many there are. */
  public int size() {
    return offered.size();
  }

  /** One of them. */
  public Offered at(int index) {
    return offered.get(index);
  }

  /** The one that early data goes with; empty when there is none at all. */
  public Optional<Offered> first() {
    return offered.isEmpty() ? Optional.empty() : Optional.of(offered.get(0));
  }

  /** RFC 9846 4.2.2: those that go with the suite of a HelloRetryRequest. */
  PskOffers with(HashAlgorithm hash) {
    List<Offered> fitting = new ArrayList<>();
    for (Offered each : offered) {
      if (each.psk().hash() == hash) {
        fitting.add(each);
      } else {
        each.early().destroy();
      }
    }
    return new PskOffers(fitting);
  }

  /** Wipes what comes of the keys, but for one that is taken. */
  public void destroyOthers(Optional<Offered> taken) {
    for (Offered each : offered) {
      if (!taken.equals(Optional.of(each))) {
        each.early().destroy();
      }
    }
  }

  /** A ClientHello with these keys at its end, each with the proof that the client has it. */
  ClientHello complete(ClientHello hello, HandshakeIo io) {
    if (offered.isEmpty()) {
      return hello;
    }
    // Once: the clock goes on, and the binders are over the ages as well.
    List<OfferedPsk> identities =
        offered.stream()
            .map(Offered::psk)
            .map(psk -> new OfferedPsk(psk.identity(), psk.obfuscatedAge(io.now())))
            .toList();
    PreSharedKeyClient empty =
        new PreSharedKeyClient(
            identities,
            offered.stream().map(each -> Bytes.of(new byte[each.psk().hash().length()])).toList());
    Bytes whole = hello.withExtensions(hello.extensions().with(empty)).encode();
    // RFC 9846 4.3.11.2: lengths are those of the whole message, the binders are left out.
    Bytes truncated = whole.slice(0, whole.length() - empty.bindersSize());
    List<Bytes> binders = offered.stream().map(each -> binder(each, truncated, io)).toList();
    return hello.withExtensions(
        hello.extensions().with(new PreSharedKeyClient(identities, binders)));
  }

  private static Bytes binder(Offered each, Bytes truncatedHello, HandshakeIo io) {
    byte[] hash = io.transcript().hashWith(each.psk().hash(), truncatedHello);
    return PskBinder.of(each.psk().kind(), each.early(), hash);
  }
}
