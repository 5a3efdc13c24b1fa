// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Hash;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.Secret;
import dev.jessel.wire.Bytes;

/**
 * The digest over the messages of an SSLv3 handshake and its main secret, which a Finished holds
 * and a client signs (RFC 6101 5.6.8, 5.6.9).
 */
final class Ssl3Digest {
  private Ssl3Digest() {}

  /**
   * Both digests, MD5 first.
   *
   * @param messages a hash that has seen them; used up
   * @param sender what comes after them; may be empty
   */
  static byte[] of(CryptoProvider crypto, Md5AndSha1 messages, Bytes sender, Secret main) {
    return Md5AndSha1.joined(
        half(crypto, HashAlgorithm.MD5, messages.md5(), sender, main),
        half(crypto, HashAlgorithm.SHA_1, messages.sha1(), sender, main));
  }

  // RFC 6101 5.6.9: hash(master_secret + pad2 + hash(messages + sender + master_secret + pad1))
  private static byte[] half(
      CryptoProvider crypto, HashAlgorithm algorithm, Hash messages, Bytes sender, Secret main) {
    add(messages, sender.toArray());
    addSecret(messages, main);
    add(messages, Ssl3Pads.inner(algorithm));
    Hash outer = crypto.hash(algorithm);
    addSecret(outer, main);
    add(outer, Ssl3Pads.outer(algorithm));
    add(outer, messages.digest());
    return outer.digest();
  }

  private static void add(Hash hash, byte[] bytes) {
    hash.update(bytes, 0, bytes.length);
  }

  private static void addSecret(Hash hash, Secret secret) {
    secret.expose(
        bytes -> {
          add(hash, bytes);
          return hash;
        });
  }
}
