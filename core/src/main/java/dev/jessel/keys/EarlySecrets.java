// SPDX-License-Identifier: Apache-2.0
package dev.jessel.keys;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.Secret;
import dev.jessel.wire.Bytes;
import java.util.Optional;

/**
 * The first stage of the TLS 1.3 key schedule (RFC 9846 7.1): what a pre-shared key gives, or its
 * absence. Not thread-safe.
 */
public final class EarlySecrets {
  private final Hkdf hkdf;
  private final Secret early;

  /** Of the stage that follows, where it is known without a derivation. */
  private final Optional<Secret> salt;

  private EarlySecrets(Hkdf hkdf, Secret early, Optional<Secret> salt) {
    this.hkdf = hkdf;
    this.early = early;
    this.salt = salt;
  }

  /** The stage of a handshake without a PSK. */
  public static EarlySecrets withoutPsk(CryptoProvider crypto, HashAlgorithm hash) {
    Optional<NoPsk> known = NoPsk.with(hash);
    return known.isPresent()
        ? new EarlySecrets(
            new Hkdf(crypto, hash), known.get().earlySecret(), Optional.of(known.get().salt()))
        : withPsk(crypto, hash, Secret.zeros(hash.length()));
  }

  /** The stage of a handshake with {@code psk}, which lives on: a session may use it again. */
  public static EarlySecrets withPsk(CryptoProvider crypto, HashAlgorithm hash, Secret psk) {
    Hkdf hkdf = new Hkdf(crypto, hash);
    return new EarlySecrets(hkdf, hkdf.extract(Secret.zeros(hash.length()), psk), Optional.empty());
  }

  /** The binder of a PSK that came with a ticket, over a ClientHello cut before its binders. */
  public Bytes resumptionBinder(byte[] truncatedHelloHash) {
    return binder("res binder", truncatedHelloHash);
  }

  /** The binder of a PSK that was agreed outside of TLS. */
  public Bytes externalBinder(byte[] truncatedHelloHash) {
    return binder("ext binder", truncatedHelloHash);
  }

  /** The binder of a PSK that was imported from outside of TLS (RFC 9258 5.2). */
  public Bytes importedBinder(byte[] truncatedHelloHash) {
    return binder("imp binder", truncatedHelloHash);
  }

  /** The traffic secret of 0-RTT data. */
  public TrafficSecret clientTraffic(byte[] clientHelloHash) {
    return new TrafficSecret(hkdf, hkdf.deriveSecret(early, "c e traffic", clientHelloHash));
  }

  /** The exporter of 0-RTT. */
  public Exporter exporter(byte[] clientHelloHash) {
    return new Exporter13(hkdf, hkdf.deriveSecret(early, "e exp master", clientHelloHash));
  }

  /**
   * The next stage. Destroys this one and {@code sharedSecret}.
   *
   * @param sharedSecret of the key exchange
   * @param transcriptHash of ClientHello to ServerHello
   */
  public HandshakeSecrets handshake(Secret sharedSecret, byte[] transcriptHash) {
    Secret derived =
        salt.isPresent() ? salt.get() : hkdf.deriveSecret(early, "derived", hkdf.emptyHash());
    Secret handshake = hkdf.extract(derived, sharedSecret);
    derived.destroy();
    sharedSecret.destroy();
    destroy();
    return HandshakeSecrets.of(hkdf, handshake, transcriptHash);
  }

  /** The next stage where only the PSK counts, without a key exchange. Destroys this one. */
  public HandshakeSecrets handshakeWithoutKeyExchange(byte[] transcriptHash) {
    return handshake(Secret.zeros(hkdf.hashLength()), transcriptHash);
  }

  /** Wipes the stage: for a PSK that was offered and not taken. */
  public void destroy() {
    early.destroy();
    salt.ifPresent(Secret::destroy);
  }

  private Bytes binder(String label, byte[] truncatedHelloHash) {
    // RFC 9846 4.3.11.2: as a Finished message, with binder_key in the place of the base key
    Secret binderKey = hkdf.deriveSecret(early, label, hkdf.emptyHash());
    try {
      return Bytes.of(hkdf.finishedMac(binderKey, truncatedHelloHash));
    } finally {
      binderKey.destroy();
    }
  }
}
