// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.crypto.Secret;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.Received;
import dev.jessel.handshake.Ssl2MessageState;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.message.Ssl2Message;
import dev.jessel.x509.Credential;
import java.util.List;
import java.util.Optional;

/**
 * The client chooses a cipher kind and sends a master key. Whether that can be decrypted shows
 * nowhere but in what follows.
 *
 * @param end the connection
 * @param challenge the client's
 * @param kinds what it may choose from
 * @param connectionId the server's
 * @param credential whose key the master key is encrypted to
 */
record ExpectClientMasterKey2(
    Ssl2End end,
    Bytes challenge,
    List<CipherSuite> kinds,
    Bytes connectionId,
    Credential credential)
    implements Ssl2MessageState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    ClientMasterKey message = ClientMasterKey.decode(received.expect(Ssl2Message.class));
    if (!kinds.contains(message.kind())) {
      // What was not offered is not taken, or the weakest kind there is would do (CVE-2015-3197).
      throw new TlsException(SslReason.BAD_CIPHER, "the client chose " + message.kind());
    }
    CipherKind kind = CipherKind.of(message.kind());
    message.checkLengths(kind);
    io.facts().suite(kind.suite());
    boolean knowsTls = io.versions().max().isAtLeast(ProtocolVersion.SSL_3_0);
    Secret secret =
        new SecretKeyTransport(io.crypto(), knowsTls)
            .decrypt(credential, message.encryptedKey(), kind.secretLength());
    Secret master = Secret.take(message.clearKey().toArray()).concat(secret);
    secret.destroy();
    return ServerKeys2.begin(
        end,
        new Terms(kind, challenge, connectionId),
        new MasterKey(master, message.keyArg()),
        Optional.empty(),
        io);
  }
}
