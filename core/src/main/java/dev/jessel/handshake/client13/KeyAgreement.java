// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client13;

import dev.jessel.crypto.KeyShare;
import dev.jessel.crypto.PublicValues;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.CertificateTypeTerms;
import dev.jessel.handshake.CustomExtensions;
import dev.jessel.handshake.EarlyDataStatus;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeKeys;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.PskAccepted;
import dev.jessel.handshake.Received;
import dev.jessel.handshake.RecordAligned;
import dev.jessel.handshake.hello.ClientOffer;
import dev.jessel.handshake.hello.PskOffers;
import dev.jessel.keys.HandshakeSecrets;
import dev.jessel.session.PreSharedKey;
import dev.jessel.wire.ExtensionPlace;
import dev.jessel.wire.extension.KeyShareEntry;
import dev.jessel.wire.extension.KeyShareServer;
import dev.jessel.wire.extension.PreSharedKeyServer;
import dev.jessel.wire.message.ServerHello;
import java.util.Optional;

/** Turns an acceptable ServerHello into handshake keys. */
final class KeyAgreement {
  private KeyAgreement() {}

  static HandshakeState finish(
      ClientOffer offer, Received received, ServerHello hello, HandshakeIo io) throws TlsException {
    final SuiteParameters suite = ServerHelloRules.check(offer, hello);
    CustomExtensions.read(hello.extensions(), ExtensionPlace.SERVER_HELLO, io);
    final RecordAligned aligned = io.recordAligned();
    Optional<PskAccepted> psk = acceptedPsk(offer, suite, hello);
    Optional<HandshakeKeys.Shared> shared = shared(offer, serverShare(offer, hello, psk), io);
    io.facts().serverRandom(hello.random());
    psk.ifPresent(taken -> note(taken.offered().psk(), io));
    io.transcript().selectHash(suite.hash());
    io.transcript().add(received.bytes());
    Optional<PskOffers.Offered> taken = psk.map(PskAccepted::offered);
    offer.psks().destroyOthers(taken);
    HandshakeSecrets secrets =
        HandshakeKeys.derive(suite, taken.map(PskOffers.Offered::early), shared, io);
    io.sendChangeCipherSpec();
    io.readKeys(aligned, suite, secrets.serverTraffic());
    Negotiated negotiated =
        new Negotiated(offer, suite, secrets, CertificateTypeTerms.X509, psk, false);
    if (!negotiated.mayBeEarly()) {
      leaveEarlyData(negotiated, io);
    }
    return new ExpectEncryptedExtensions(negotiated);
  }

  /** From now on the client writes under handshake keys; what early data it sent is lost. */
  static void leaveEarlyData(Negotiated negotiated, HandshakeIo io) {
    if (negotiated.offer().isEarly()) {
      io.facts().earlyData(EarlyDataStatus.REJECTED);
      io.endEarlyData();
    }
    io.writeKeys(negotiated.suite(), negotiated.secrets().clientTraffic());
  }

  private static Optional<PskAccepted> acceptedPsk(
      ClientOffer offer, SuiteParameters suite, ServerHello hello) throws TlsException {
    Optional<PreSharedKeyServer> answer = hello.extensions().find(PreSharedKeyServer.class);
    return answer.isPresent()
        ? Optional.of(PskAccepted.check(offer.psks(), suite, answer.get()))
        : Optional.empty();
  }

  private static void note(PreSharedKey psk, HandshakeIo io) {
    if (psk.isResumption()) {
      io.facts().noteResumed(psk.session());
    } else {
      io.facts().pskIdentity(psk.identity());
    }
  }

  private static Optional<KeyShareEntry> serverShare(
      ClientOffer offer, ServerHello hello, Optional<PskAccepted> psk) throws TlsException {
    Optional<KeyShareEntry> share =
        hello.extensions().find(KeyShareServer.class).map(KeyShareServer::share);
    // RFC 9846 4.3.9: without a share there is the key alone, if that was offered.
    if (share.isEmpty() && !(psk.isPresent() && offer.allowsPskAlone())) {
      throw new TlsException(SslReason.MISSING_KEY_SHARE);
    }
    return share;
  }

  private static Optional<HandshakeKeys.Shared> shared(
      ClientOffer offer, Optional<KeyShareEntry> share, HandshakeIo io) throws TlsException {
    try {
      return share.isPresent()
          ? Optional.of(
              new HandshakeKeys.Shared(share.get().group(), sharedSecret(offer, share.get(), io)))
          : Optional.empty();
    } finally {
      offer.shares().destroy();
    }
  }

  private static Secret sharedSecret(ClientOffer offer, KeyShareEntry share, HandshakeIo io)
      throws TlsException {
    KeyShare ours =
        offer
            .shares()
            .of(share.group())
            .orElseThrow(() -> new TlsException(SslReason.BAD_KEY_SHARE, "group not offered"));
    io.facts()
        .publicValues(
            new PublicValues(
                io.crypto().keyExchange(share.group()), ours.publicValue(), share.keyExchange()));
    return ours.decapsulate(share.keyExchange());
  }
}
