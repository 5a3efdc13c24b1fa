// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz.open;

import dev.jessel.crypto.Encapsulation;
import dev.jessel.crypto.RsaKeyTransport;
import dev.jessel.crypto.Secret;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;

/** A premaster secret of zeros, whatever came. */
final class OpenRsa implements RsaKeyTransport {
  @Override
  public Encapsulation encrypt(PublicKey key, ProtocolVersion offered) throws TlsException {
    if (!(key instanceof RSAPublicKey rsa)) {
      throw new TlsException(SslReason.WRONG_CERTIFICATE_TYPE, "no RSA key");
    }
    int length = (rsa.getModulus().bitLength() + Byte.SIZE - 1) / Byte.SIZE;
    return new Encapsulation(Bytes.of(new byte[length]), Secret.zeros(PREMASTER_LENGTH));
  }

  @Override
  public Secret decrypt(PrivateKey key, Bytes encrypted, ProtocolVersion offered) {
    return Secret.zeros(PREMASTER_LENGTH);
  }
}
