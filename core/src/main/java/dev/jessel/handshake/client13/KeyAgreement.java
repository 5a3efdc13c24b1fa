// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client13;

import dev.jessel.crypto.KeyShare;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.Received;
import dev.jessel.handshake.RecordAligned;
import dev.jessel.keys.EarlySecrets;
import dev.jessel.keys.HandshakeSecrets;
import dev.jessel.keys.KeyLog;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.extension.KeyShareEntry;
import dev.jessel.wire.extension.KeyShareServer;
import dev.jessel.wire.message.ServerHello;

/** Turns an acceptable ServerHello into handshake keys. */
final class KeyAgreement {
  private KeyAgreement() {}

  static HandshakeState finish(
      ClientOffer offer, Received received, ServerHello hello, HandshakeIo io) throws TlsException {
    final SuiteParameters suite = ServerHelloRules.check(offer, hello);
    final RecordAligned aligned = io.recordAligned();
    Secret shared = sharedSecret(offer, hello);
    io.facts().version(ProtocolVersion.TLS_1_3);
    io.facts().suite(suite);
    io.facts().serverRandom(hello.random());
    io.transcript().selectHash(suite.hash());
    io.transcript().add(received.bytes());
    HandshakeSecrets secrets =
        EarlySecrets.withoutPsk(io.crypto(), suite.hash())
            .handshake(shared, io.transcript().hash());
    io.logSecret(KeyLog.CLIENT_HANDSHAKE_TRAFFIC_SECRET, secrets.clientTraffic());
    io.logSecret(KeyLog.SERVER_HANDSHAKE_TRAFFIC_SECRET, secrets.serverTraffic());
    io.facts().group(hello.extensions().find(KeyShareServer.class).orElseThrow().share().group());
    io.sendChangeCipherSpec();
    io.readKeys(aligned, suite, secrets.serverTraffic());
    io.writeKeys(suite, secrets.clientTraffic());
    return new ExpectEncryptedExtensions(new Negotiated(offer, suite, secrets));
  }

  private static Secret sharedSecret(ClientOffer offer, ServerHello hello) throws TlsException {
    KeyShareEntry entry =
        hello
            .extensions()
            .find(KeyShareServer.class)
            .orElseThrow(() -> new TlsException(SslReason.MISSING_KEY_SHARE))
            .share();
    KeyShare ours =
        offer
            .shares()
            .of(entry.group())
            .orElseThrow(() -> new TlsException(SslReason.BAD_KEY_SHARE, "group not offered"));
    try {
      return ours.decapsulate(entry.keyExchange());
    } finally {
      offer.shares().destroy();
    }
  }
}
