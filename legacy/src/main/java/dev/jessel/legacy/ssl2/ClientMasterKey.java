// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.message.Ssl2Message;

/**
 * CLIENT-MASTER-KEY (draft-hickman-netscape-ssl-00 5.5.2).
 *
 * @param kind the client's choice
 * @param clearKey the part of the master key that everybody can read
 * @param encryptedKey the rest, under the server's RSA key
 * @param keyArg the IV
 */
record ClientMasterKey(CipherSuite kind, Bytes clearKey, Bytes encryptedKey, Bytes keyArg) {
  Ssl2Message encode() {
    return new Ssl2Message(
        new ByteWriter()
            .u8(MessageType.CLIENT_MASTER_KEY)
            .u24(kind.code())
            .u16(clearKey.length())
            .u16(encryptedKey.length())
            .u16(keyArg.length())
            .bytes(clearKey)
            .bytes(encryptedKey)
            .bytes(keyArg)
            .toBytes());
  }

  static ClientMasterKey decode(Ssl2Message message) throws TlsException {
    ByteReader in = Messages.body(message, MessageType.CLIENT_MASTER_KEY);
    CipherSuite kind = new CipherSuite(in.u24());
    int clear = in.u16();
    int encrypted = in.u16();
    int keyArg = in.u16();
    ClientMasterKey read =
        new ClientMasterKey(kind, in.bytes(clear), in.bytes(encrypted), in.bytes(keyArg));
    in.expectEnd();
    return read;
  }

  /**
   * Refuses lengths that do not fit the cipher kind: with a key in the clear where there should be
   * none, a server would tell what it decrypts byte by byte (CVE-2016-0703).
   *
   * @throws TlsException length_mismatch
   */
  void checkLengths(CipherKind fitting) throws TlsException {
    if (clearKey.length() != fitting.clearLength() || keyArg.length() != fitting.keyArgLength()) {
      throw new TlsException(
          SslReason.LENGTH_MISMATCH,
          "keys of " + clearKey.length() + " and " + keyArg.length() + " bytes with " + kind);
    }
  }
}
