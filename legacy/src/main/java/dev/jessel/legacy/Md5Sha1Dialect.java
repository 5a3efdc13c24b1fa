// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy;

import dev.jessel.crypto.BulkCipher;
import dev.jessel.crypto.CbcCipher;
import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.StreamCipher;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.dialect.OldDialect;
import dev.jessel.keys.KeyBlock;
import dev.jessel.keys.Transcript;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.SignatureScheme;
import java.util.List;
import java.util.Optional;

/** What the old versions have in common: MD5 and SHA-1 side by side. */
interface Md5Sha1Dialect extends OldDialect {
  @Override
  default boolean supports(CryptoProvider crypto, SuiteParameters suite) {
    return OldCiphers.supports(crypto, suite);
  }

  @Override
  default void chooseHash(Transcript transcript, CryptoProvider crypto, SuiteParameters suite) {
    transcript.selectHashAndKeep(new Md5AndSha1(crypto));
  }

  @Override
  default Mac mac(CryptoProvider crypto, HashAlgorithm hash, Secret key) {
    return Mac.hmac(crypto, hash, key);
  }

  @Override
  default CbcCipher block(CryptoProvider crypto, BulkCipher cipher, Secret key) {
    return OldCiphers.block(crypto, cipher, key);
  }

  @Override
  default StreamCipher stream(BulkCipher cipher, Secret key) {
    return OldCiphers.stream(cipher, key);
  }

  /** The sizes of keys with an IV for each side, where the cipher has blocks. */
  static KeyBlock.Sizes sizesWithIv(SuiteParameters suite) {
    BulkCipher cipher = suite.cipher();
    int iv = cipher.kind() == BulkCipher.Kind.BLOCK ? cipher.blockLength() : 0;
    return new KeyBlock.Sizes(suite.mac().length(), cipher.keyLength(), iv);
  }

  @Override
  default Optional<List<SignatureScheme>> impliedSchemes() {
    // RFC 4346 7.4.3, RFC 8422 5.4
    return Optional.of(List.of(SignatureScheme.RSA_PKCS1_MD5_SHA1, SignatureScheme.ECDSA_SHA1));
  }

  @Override
  default Bytes toSign(CryptoProvider crypto, SignatureScheme scheme, Bytes content) {
    if (!scheme.equals(SignatureScheme.RSA_PKCS1_MD5_SHA1)) {
      return content;
    }
    Md5AndSha1 hash = new Md5AndSha1(crypto);
    byte[] bytes = content.toArray();
    hash.update(bytes, 0, bytes.length);
    return Bytes.of(hash.digest());
  }
}
