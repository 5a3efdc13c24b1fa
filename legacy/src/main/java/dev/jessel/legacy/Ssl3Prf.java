// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Hash;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.Secret;
import dev.jessel.keys.FinishedSender;
import dev.jessel.keys.Prf;
import dev.jessel.keys.Transcript;
import dev.jessel.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** How SSLv3 derives keys and ends a handshake (RFC 6101 6.1, 6.2.2, 5.6.9). It has no labels. */
final class Ssl3Prf implements Prf {
  private static final Bytes CLIENT = Bytes.of("CLNT".getBytes(StandardCharsets.US_ASCII));
  private static final Bytes SERVER = Bytes.of("SRVR".getBytes(StandardCharsets.US_ASCII));

  private final CryptoProvider crypto;

  Ssl3Prf(CryptoProvider crypto) {
    this.crypto = crypto;
  }

  // RFC 6101 6.2.2: MD5(secret + SHA('A' + secret + seed)) + MD5(secret + SHA('BB' + ...)) + ...
  @Override
  public Secret derive(Secret secret, String label, Bytes seed, int length) {
    byte[] output = new byte[length];
    int written = 0;
    for (int round = 1; written < length; round++) {
      byte[] salt = new byte[round];
      Arrays.fill(salt, (byte) ('A' + round - 1));
      byte[] block = secret.expose(bytes -> block(salt, bytes, seed.toArray()));
      int count = Math.min(block.length, length - written);
      System.arraycopy(block, 0, output, written, count);
      Arrays.fill(block, (byte) 0);
      written += count;
    }
    return Secret.take(output);
  }

  private byte[] block(byte[] salt, byte[] secret, byte[] seed) {
    byte[] inner = digest(HashAlgorithm.SHA_1, salt, secret, seed);
    return digest(HashAlgorithm.MD5, secret, inner);
  }

  private byte[] digest(HashAlgorithm algorithm, byte[]... parts) {
    Hash hash = crypto.hash(algorithm);
    for (byte[] part : parts) {
      hash.update(part, 0, part.length);
    }
    return hash.digest();
  }

  @Override
  public Bytes verifyData(Secret main, FinishedSender sender, Transcript transcript) {
    Md5AndSha1 messages = (Md5AndSha1) transcript.running();
    Bytes name = sender == FinishedSender.CLIENT ? CLIENT : SERVER;
    return Bytes.of(Ssl3Digest.of(crypto, messages, name, main));
  }
}
