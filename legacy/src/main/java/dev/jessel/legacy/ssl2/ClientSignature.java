// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Hash;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.SignatureScheme;

/**
 * What a client signs (draft-hickman-netscape-ssl-00 5.5.3): key material, the server's challenge
 * and the server's certificate, with MD5 and RSA.
 */
final class ClientSignature {
  /**
   * PKCS #1 around what it is given. A digest with its name before it is what MD5 with RSA signs.
   */
  static final SignatureScheme SCHEME = SignatureScheme.RSA_PKCS1_MD5_SHA1;

  // RFC 8017 9.2: the DER of DigestInfo, up to the digest of MD5
  private static final Bytes MD5_INFO = Bytes.ofHex("3020300c06082a864886f70d020505000410");

  private ClientSignature() {}

  static Bytes toSign(
      CryptoProvider crypto, KeyMaterial keys, RequestCertificate request, Bytes certificate) {
    Hash md5 = crypto.hash(HashAlgorithm.MD5);
    keys.all()
        .expose(
            material -> {
              md5.update(material, 0, material.length);
              return md5;
            });
    byte[] rest = request.challenge().plus(certificate).toArray();
    md5.update(rest, 0, rest.length);
    return MD5_INFO.plus(Bytes.of(md5.digest()));
  }
}
