// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.message.Ssl2Message;

/**
 * CLIENT-CERTIFICATE (draft-hickman-netscape-ssl-00 5.5.3).
 *
 * @param certificate the client's, in DER
 * @param response its signature
 */
record ClientCertificate(Bytes certificate, Bytes response) {
  Ssl2Message encode() {
    return new Ssl2Message(
        new ByteWriter()
            .u8(MessageType.CLIENT_CERTIFICATE)
            .u8(Ssl2ServerHello.X509_CERTIFICATE)
            .u16(certificate.length())
            .u16(response.length())
            .bytes(certificate)
            .bytes(response)
            .toBytes());
  }

  static ClientCertificate decode(Ssl2Message message) throws TlsException {
    ByteReader in = Messages.body(message, MessageType.CLIENT_CERTIFICATE);
    int type = in.u8();
    if (type != Ssl2ServerHello.X509_CERTIFICATE) {
      throw new TlsException(SslReason.UNKNOWN_CERTIFICATE_TYPE, "certificate type " + type);
    }
    int certificate = in.u16();
    int response = in.u16();
    ClientCertificate read = new ClientCertificate(in.bytes(certificate), in.bytes(response));
    in.expectEnd();
    return read;
  }
}
