// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client13;

import dev.jessel.crypto.KeyShare;
import dev.jessel.crypto.PublicValues;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.CertificateTypeTerms;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeKeys;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.Received;
import dev.jessel.handshake.RecordAligned;
import dev.jessel.handshake.hello.ClientOffer;
import dev.jessel.keys.HandshakeSecrets;
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
    KeyShareEntry share = serverShare(hello);
    Secret shared = sharedSecret(offer, share, io);
    io.facts().serverRandom(hello.random());
    io.transcript().selectHash(suite.hash());
    io.transcript().add(received.bytes());
    HandshakeSecrets secrets = HandshakeKeys.derive(suite, share.group(), shared, io);
    io.sendChangeCipherSpec();
    io.readKeys(aligned, suite, secrets.serverTraffic());
    io.writeKeys(suite, secrets.clientTraffic());
    return new ExpectEncryptedExtensions(
        new Negotiated(offer, suite, secrets, CertificateTypeTerms.X509));
  }

  private static KeyShareEntry serverShare(ServerHello hello) throws TlsException {
    return hello
        .extensions()
        .find(KeyShareServer.class)
        .orElseThrow(() -> new TlsException(SslReason.MISSING_KEY_SHARE))
        .share();
  }

  private static Secret sharedSecret(ClientOffer offer, KeyShareEntry share, HandshakeIo io)
      throws TlsException {
    KeyShare ours =
        offer
            .shares()
            .of(share.group())
            .orElseThrow(() -> new TlsException(SslReason.BAD_KEY_SHARE, "group not offered"));
    try {
      io.facts()
          .publicValues(
              new PublicValues(
                  io.crypto().keyExchange(share.group()), ours.publicValue(), share.keyExchange()));
      return ours.decapsulate(share.keyExchange());
    } finally {
      offer.shares().destroy();
    }
  }
}
