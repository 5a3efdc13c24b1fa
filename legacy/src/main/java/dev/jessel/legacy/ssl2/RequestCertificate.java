// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.message.Ssl2Message;

/**
 * REQUEST-CERTIFICATE (draft-hickman-netscape-ssl-00 5.6.4).
 *
 * @param challenge 16 to 32 bytes that the client is to sign
 */
record RequestCertificate(Bytes challenge) {
  private static final int MD5_WITH_RSA = 1;
  private static final int MIN_CHALLENGE = 16;
  private static final int MAX_CHALLENGE = 32;

  static RequestCertificate random(CryptoProvider crypto) {
    byte[] challenge = new byte[MIN_CHALLENGE];
    crypto.randomBytes(challenge);
    return new RequestCertificate(Bytes.of(challenge));
  }

  Ssl2Message encode() {
    return new Ssl2Message(
        new ByteWriter()
            .u8(MessageType.REQUEST_CERTIFICATE)
            .u8(MD5_WITH_RSA)
            .bytes(challenge)
            .toBytes());
  }

  static RequestCertificate decode(Ssl2Message message) throws TlsException {
    ByteReader in = Messages.body(message, MessageType.REQUEST_CERTIFICATE);
    int type = in.u8();
    Bytes challenge = in.rest();
    if (type != MD5_WITH_RSA) {
      throw new TlsException(SslReason.UNKNOWN_CERTIFICATE_TYPE, "authentication type " + type);
    }
    if (challenge.length() < MIN_CHALLENGE || challenge.length() > MAX_CHALLENGE) {
      throw new TlsException(
          SslReason.LENGTH_MISMATCH, "a challenge of " + challenge.length() + " bytes");
    }
    return new RequestCertificate(challenge);
  }
}
