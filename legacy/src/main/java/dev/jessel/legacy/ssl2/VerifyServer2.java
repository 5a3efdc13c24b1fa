// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.crypto.Secret;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.PeerVerified;
import dev.jessel.handshake.Ssl2WorkState;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.Wait;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.PeerCertificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The server's certificate is judged, and gets a master key.
 *
 * @param end the connection
 * @param terms what the hellos settled
 * @param chain what the server sent
 */
record VerifyServer2(Ssl2End end, Terms terms, List<PeerCertificate> chain)
    implements Ssl2WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    Answer<PeerVerified> answer = PeerVerified.judge(chain, io);
    if (answer.isLater()) {
      return Step.blocked(this, Wait.VERIFY_PEER);
    }
    MasterKey master = MasterKey.random(io.crypto(), terms.kind());
    io.send(message(answer.value(), master, io).encode());
    return Step.to(ClientKeys2.begin(end, terms, master, Optional.empty(), io));
  }

  private ClientMasterKey message(PeerVerified server, MasterKey master, HandshakeIo io)
      throws TlsException {
    PeerCertificate leaf = server.leaf();
    if (!leaf.mayEncipherKeys()) {
      throw new TlsException(SslReason.WRONG_CERTIFICATE_TYPE, "the key may not encipher keys");
    }
    int clear = terms.kind().clearLength();
    byte[] secret = master.secret().expose(key -> Arrays.copyOfRange(key, clear, key.length));
    try {
      return new ClientMasterKey(
          terms.kind().suite().suite(),
          clear(master.secret(), clear),
          transport(io).encrypt(leaf.publicKey(), secret),
          master.keyArg());
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private static Bytes clear(Secret master, int length) {
    return master.expose(key -> Bytes.copyOf(key, 0, length));
  }

  private static SecretKeyTransport transport(HandshakeIo io) {
    return new SecretKeyTransport(
        io.crypto(), io.versions().max().isAtLeast(ProtocolVersion.SSL_3_0));
  }
}
