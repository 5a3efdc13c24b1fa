// SPDX-License-Identifier: Apache-2.0
package dev.jessel.keys;

import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.wire.Bytes;

/**
 * The main secret of TLS 1.2 and before (there named the master secret), from which all keys of a
 * connection come, and those of later connections that resume its session. Not thread-safe.
 */
public final class MainSecret12 {
  /** Size of the secret, in bytes. */
  public static final int LENGTH = 48;

  private final Prf prf;
  private final Secret secret;

  private MainSecret12(Prf prf, Secret secret) {
    this.prf = prf;
    this.secret = secret;
  }

  /** The main secret bound to the randoms of both sides. Destroys {@code premaster}. */
  public static MainSecret12 of(Prf prf, Secret premaster, Bytes clientRandom, Bytes serverRandom) {
    // RFC 5246 8.1: PRF(pre_master_secret, "master secret", client_random + server_random)[0..47]
    return derived(prf, premaster, "master secret", clientRandom.plus(serverRandom));
  }

  /**
   * The extended main secret, bound to the whole handshake. Destroys {@code premaster}.
   *
   * @param transcript the messages up to and including ClientKeyExchange
   */
  public static MainSecret12 extended(Prf prf, Secret premaster, Transcript transcript) {
    // RFC 7627 4: PRF(pre_master_secret, "extended master secret", session_hash)[0..47]
    return derived(prf, premaster, "extended master secret", prf.sessionHash(transcript));
  }

  /**
   * The main secret of a session that is resumed.
   *
   * @param secret of {@link #LENGTH} bytes; a copy is taken
   * @throws IllegalArgumentException if the size is another one
   */
  public static MainSecret12 resumed(Prf prf, Secret secret) {
    if (secret.length() != LENGTH) {
      throw new IllegalArgumentException("a main secret of " + secret.length() + " bytes");
    }
    return new MainSecret12(prf, secret.copy());
  }

  private static MainSecret12 derived(Prf prf, Secret premaster, String label, Bytes seed) {
    try {
      return new MainSecret12(prf, prf.derive(premaster, label, seed, LENGTH));
    } finally {
      premaster.destroy();
    }
  }

  /**
   * The keys of a connection that speaks TLS 1.2 or 1.1; its receiver destroys them.
   *
   * <p>There is no IV for a block cipher: each record brings its own.
   */
  public KeyBlock keyBlock(SuiteParameters suite, Bytes clientRandom, Bytes serverRandom) {
    return keyBlock(KeyBlock.Sizes.of(suite), clientRandom, serverRandom);
  }

  /** The keys of a connection, of other sizes than TLS 1.2 has. */
  public KeyBlock keyBlock(KeyBlock.Sizes sizes, Bytes clientRandom, Bytes serverRandom) {
    // RFC 5246 6.3: PRF(master_secret, "key expansion", server_random + client_random)
    Bytes seed = serverRandom.plus(clientRandom);
    Secret block = prf.derive(secret, "key expansion", seed, sizes.total());
    try {
      return KeyBlock.cut(block, sizes);
    } finally {
      block.destroy();
    }
  }

  /**
   * The verify_data of one side's Finished message.
   *
   * @param transcript the messages before it
   */
  public Bytes finishedMac(FinishedSender sender, Transcript transcript) {
    return prf.verifyData(secret, sender, transcript);
  }

  /** The connection's exporter, with a copy of the secret: it lives on when this is destroyed. */
  public Exporter exporter(Bytes clientRandom, Bytes serverRandom) {
    return new Exporter12(prf, secret.copy(), clientRandom.plus(serverRandom));
  }

  /** The secret itself, for the session and for the key log: this object's own. */
  public Secret secret() {
    return secret;
  }

  /** Wipes the secret. */
  public void destroy() {
    secret.destroy();
  }
}
