// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.TlsException;
import dev.jessel.keys.KeyBlock;
import dev.jessel.keys.Prf;
import dev.jessel.keys.Transcript;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;

/** TLS 1.1 (RFC 4346): all hashes are MD5 and SHA-1, but each record has an IV of its own. */
public final class Tls11 implements Md5Sha1Dialect {
  /** For the service loader. */
  public Tls11() {}

  @Override
  public ProtocolVersion version() {
    return ProtocolVersion.TLS_1_1;
  }

  @Override
  public Prf prf(CryptoProvider crypto, SuiteParameters suite) {
    return new Prf10(crypto);
  }

  @Override
  public KeyBlock.Sizes keySizes(SuiteParameters suite) {
    return KeyBlock.Sizes.of(suite);
  }

  @Override
  public Blocks blocks() {
    return Blocks.TLS_1_1;
  }

  @Override
  public Bytes toSign(
      CryptoProvider crypto, SignatureScheme scheme, Transcript transcript, Secret main)
      throws TlsException {
    return toSign(crypto, scheme, Bytes.of(transcript.messages()));
  }
}
