// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Hash;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.Secret;
import dev.jessel.wire.Bytes;
import java.util.Arrays;

/**
 * What comes of a master key (draft-hickman-netscape-ssl-00 5.5.2): the key that the client reads
 * with, then the one that it writes with, and all of it is what a client's certificate signs.
 */
final class KeyMaterial {
  private static final int MD5_LENGTH = 16;

  private final CipherKind kind;
  private final Bytes keyArg;
  private final Secret material;

  private KeyMaterial(CipherKind kind, Bytes keyArg, Secret material) {
    this.kind = kind;
    this.keyArg = keyArg;
    this.material = material;
  }

  /**
   * Derives it.
   *
   * @param master lives on
   */
  static KeyMaterial derive(CryptoProvider crypto, Terms terms, MasterKey master) {
    CipherKind kind = terms.kind();
    int rounds = (2 * kind.keyLength() + MD5_LENGTH - 1) / MD5_LENGTH;
    byte[] material = new byte[rounds * MD5_LENGTH];
    for (int round = 0; round < rounds; round++) {
      byte[] part = round(crypto, terms, master.secret(), round);
      System.arraycopy(part, 0, material, round * MD5_LENGTH, MD5_LENGTH);
    }
    return new KeyMaterial(kind, master.keyArg(), Secret.take(material));
  }

  // KEY-MATERIAL-n = MD5[MASTER-KEY, "n", CHALLENGE, CONNECTION-ID]. For DES the draft has no "0",
  // but all who spoke SSLv2 did.
  private static byte[] round(CryptoProvider crypto, Terms terms, Secret master, int round) {
    Hash md5 = crypto.hash(HashAlgorithm.MD5);
    master.expose(
        secret -> {
          md5.update(secret, 0, secret.length);
          return md5;
        });
    byte[] rest =
        Bytes.of((byte) ('0' + round)).plus(terms.challenge()).plus(terms.connectionId()).toArray();
    md5.update(rest, 0, rest.length);
    return md5.digest();
  }

  /** The keys that the client's records are sealed with. */
  RecordKeys clientWrites(CryptoProvider crypto, boolean encrypts) {
    return keys(crypto, kind.keyLength(), encrypts);
  }

  /** The keys that the server's records are sealed with. */
  RecordKeys serverWrites(CryptoProvider crypto, boolean encrypts) {
    return keys(crypto, 0, encrypts);
  }

  private RecordKeys keys(CryptoProvider crypto, int from, boolean encrypts) {
    Secret key =
        material.expose(
            bytes -> Secret.take(Arrays.copyOfRange(bytes, from, from + kind.keyLength())));
    return new RecordKeys(crypto, kind, key, keyArg, encrypts);
  }

  /** All of it, which a client's signature begins with. */
  Secret all() {
    return material;
  }

  void destroy() {
    material.destroy();
  }
}
