// SPDX-License-Identifier: Apache-2.0
package dev.jessel.dialect;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.TlsException;
import dev.jessel.keys.KeyBlock;
import dev.jessel.keys.Prf;
import dev.jessel.keys.SideKeys;
import dev.jessel.keys.Transcript;
import dev.jessel.record.RecordProtection;
import dev.jessel.record.Tls12Protection;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import java.util.List;
import java.util.Optional;

/** TLS 1.2 (RFC 5246). */
final class Tls12 implements Dialect {
  @Override
  public ProtocolVersion version() {
    return ProtocolVersion.TLS_1_2;
  }

  @Override
  public boolean supports(CryptoProvider crypto, SuiteParameters suite) {
    return crypto.supports(suite);
  }

  @Override
  public void chooseHash(Transcript transcript, CryptoProvider crypto, SuiteParameters suite) {
    transcript.selectHashAndKeep(suite.hash());
  }

  @Override
  public Prf prf(CryptoProvider crypto, SuiteParameters suite) {
    return Prf.tls12(crypto, suite.hash());
  }

  @Override
  public KeyBlock.Sizes keySizes(SuiteParameters suite) {
    return KeyBlock.Sizes.of(suite);
  }

  @Override
  public RecordProtection protection(CryptoProvider crypto, RecordTerms terms, SideKeys keys) {
    return Tls12Protection.of(crypto, terms.suite(), keys, terms.encryptThenMac());
  }

  @Override
  public Optional<List<SignatureScheme>> impliedSchemes() {
    return Optional.empty();
  }

  @Override
  public Bytes toSign(CryptoProvider crypto, SignatureScheme scheme, Bytes content) {
    return content;
  }

  @Override
  public Bytes toSign(
      CryptoProvider crypto, SignatureScheme scheme, Transcript transcript, Secret main)
      throws TlsException {
    return Bytes.of(transcript.messages());
  }
}
