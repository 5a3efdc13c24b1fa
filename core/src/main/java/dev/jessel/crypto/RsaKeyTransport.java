// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto;

import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;

/**
 * The key exchange of TLS 1.2 and before in which a client makes up the premaster secret and
 * encrypts it to the server's RSA key. Thread-safe.
 */
public interface RsaKeyTransport {
  /** Size of a premaster secret, in bytes. */
  int PREMASTER_LENGTH = 48;

  /**
   * Makes up a premaster secret and encrypts it as RSAES-PKCS1-v1_5 does.
   *
   * @param offered the newest version of the ClientHello, whatever was agreed upon
   * @return as many bytes as the modulus has, and the premaster secret
   * @throws TlsException if the peer's key is no RSA key or too small
   */
  Encapsulation encrypt(PublicKey key, ProtocolVersion offered) throws TlsException;

  /**
   * Decrypts a premaster secret. Whatever is wrong with the message, there is a result: random
   * bytes, so that the handshake fails at its Finished and the peer cannot tell what was wrong.
   *
   * @param encrypted as it came
   * @param offered the version that the ClientHello offered
   * @throws InvalidKeyException if the key is of no use here, whatever the message
   */
  Secret decrypt(PrivateKey key, Bytes encrypted, ProtocolVersion offered)
      throws InvalidKeyException;
}
