// SPDX-License-Identifier: Apache-2.0
package dev.jessel.keys;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.Secret;
import dev.jessel.wire.Bytes;

/**
 * The pseudorandom function of TLS 1.2 and before, and what else of the key derivation differs
 * between those versions. Immutable and thread-safe; no method destroys a secret that it is given.
 */
public interface Prf {
  /** RFC 5246 7.4.9: size of verify_data in TLS, in bytes. */
  int VERIFY_DATA_LENGTH = 12;

  /**
   * The PRF of TLS 1.2.
   *
   * @param hash the suite's: SHA-256 where the suite names no other
   */
  static Prf tls12(CryptoProvider crypto, HashAlgorithm hash) {
    return new Prf12(crypto, hash);
  }

  /**
   * PRF(secret, label, seed).
   *
   * @param label ASCII
   * @param length size of the result in bytes
   */
  Secret derive(Secret secret, String label, Bytes seed, int length);

  /** RFC 7627 3: the hash of the messages so far, to which an extended main secret is bound. */
  default Bytes sessionHash(Transcript transcript) {
    return Bytes.of(transcript.hash());
  }

  /**
   * The verify_data of a Finished message.
   *
   * @param transcript the messages before it
   */
  default Bytes verifyData(Secret main, FinishedSender sender, Transcript transcript) {
    // RFC 5246 7.4.9: PRF(master_secret, finished_label, Hash(handshake_messages))[0..11]
    Bytes hash = Bytes.of(transcript.hash());
    Secret verifyData = derive(main, sender.label(), hash, VERIFY_DATA_LENGTH);
    try {
      return verifyData.expose(Bytes::of);
    } finally {
      verifyData.destroy();
    }
  }
}
