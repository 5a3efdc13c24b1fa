// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.KeyExchange;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.keys.KeyBlock;
import dev.jessel.keys.Prf;
import dev.jessel.keys.SideKeys;
import dev.jessel.keys.Transcript;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import java.util.List;
import java.util.Optional;

/**
 * SSLv3 (RFC 6101): a MAC and a key derivation of its own, no extensions, and padding that nobody
 * can check, which is what POODLE lives on: RFC 7568 forbids it.
 */
public final class Ssl3 implements Md5Sha1Dialect {
  /** For the service loader. */
  public Ssl3() {}

  @Override
  public ProtocolVersion version() {
    return ProtocolVersion.SSL_3_0;
  }

  @Override
  public Prf prf(CryptoProvider crypto, SuiteParameters suite) {
    return new Ssl3Prf(crypto);
  }

  @Override
  public KeyBlock.Sizes keySizes(SuiteParameters suite) {
    return suite.cipher().isExport() ? ExportKeys.sizes(suite) : Md5Sha1Dialect.sizesWithIv(suite);
  }

  @Override
  public SideKeys finalKeys(
      CryptoProvider crypto, SuiteParameters suite, SideKeys keys, Bytes own, Bytes other) {
    return suite.cipher().isExport() ? ExportKeys.of(crypto, suite, keys, own, other) : keys;
  }

  @Override
  public KeyExchange temporaryRsa(CryptoProvider crypto, ProtocolVersion offered) {
    return new TemporaryRsa(crypto, offered);
  }

  @Override
  public Blocks blocks() {
    return Blocks.SSL_3;
  }

  @Override
  public Mac mac(CryptoProvider crypto, HashAlgorithm hash, Secret key) {
    return Ssl3Mac.of(crypto, hash, key);
  }

  @Override
  public Optional<List<SignatureScheme>> impliedSchemes() {
    // There are no elliptic curves.
    return Optional.of(List.of(SignatureScheme.RSA_PKCS1_MD5_SHA1));
  }

  @Override
  public boolean hasExtensions() {
    return false;
  }

  @Override
  public boolean tellsLengthOfSecret() {
    return false;
  }

  @Override
  public boolean hasEmptyCertificateList() {
    // RFC 6101 5.6.6: a warning alert, no_certificate, stands in its place
    return false;
  }

  @Override
  public Bytes toSign(
      CryptoProvider crypto, SignatureScheme scheme, Transcript transcript, Secret main) {
    Md5AndSha1 messages = (Md5AndSha1) transcript.running();
    return Bytes.of(Ssl3Digest.of(crypto, messages, Bytes.EMPTY, main));
  }
}
