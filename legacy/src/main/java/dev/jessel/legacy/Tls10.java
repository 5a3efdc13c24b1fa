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

/**
 * TLS 1.0 (RFC 2246): the IV of a record is the end of the one before, which BEAST makes use of. A
 * record without content before those of application data takes the use away, unless {@code
 * SSL_OP_DONT_INSERT_EMPTY_FRAGMENTS} is set.
 */
public final class Tls10 implements Md5Sha1Dialect {
  /** For the service loader. */
  public Tls10() {}

  @Override
  public ProtocolVersion version() {
    return ProtocolVersion.TLS_1_0;
  }

  @Override
  public Prf prf(CryptoProvider crypto, SuiteParameters suite) {
    return new Prf10(crypto);
  }

  @Override
  public KeyBlock.Sizes keySizes(SuiteParameters suite) {
    return Md5Sha1Dialect.sizesWithIv(suite);
  }

  @Override
  public Blocks blocks() {
    return Blocks.TLS_1_0;
  }

  @Override
  public Bytes toSign(
      CryptoProvider crypto, SignatureScheme scheme, Transcript transcript, Secret main)
      throws TlsException {
    return toSign(crypto, scheme, Bytes.of(transcript.messages()));
  }
}
