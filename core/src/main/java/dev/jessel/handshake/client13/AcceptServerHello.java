// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client13;

import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.CustomExtensions;
import dev.jessel.handshake.EarlyDataStatus;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.Received;
import dev.jessel.handshake.hello.ClientOffer;
import dev.jessel.handshake.hello.KeyShares;
import dev.jessel.wire.ExtensionPlace;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.extension.Cookie;
import dev.jessel.wire.extension.KeyShareRetry;
import dev.jessel.wire.message.ServerHello;
import java.util.List;
import java.util.Optional;

/** Takes the ServerHello, or HelloRetryRequest, of a server that chose TLS 1.3. */
public final class AcceptServerHello {
  private AcceptServerHello() {}

  /**
   * Takes it.
   *
   * @param offer the first ClientHello
   * @param received the message with its bytes
   * @param hello the message
   * @return the state that follows
   */
  public static HandshakeState accept(
      ClientOffer offer, Received received, ServerHello hello, HandshakeIo io) throws TlsException {
    if (!hello.isHelloRetryRequest()) {
      return KeyAgreement.finish(offer, received, hello, io);
    }
    SuiteParameters suite = ServerHelloRules.check(offer, hello);
    CustomExtensions.read(hello.extensions(), ExtensionPlace.HELLO_RETRY_REQUEST, io);
    io.recordAligned();
    io.facts().noteHelloRetried();
    io.transcript().selectHash(suite.hash());
    // RFC 9846 4.1: the first ClientHello lives on as its hash.
    io.transcript().replaceWithMessageHash();
    io.transcript().add(received.bytes());
    Optional<NamedGroup> group =
        hello.extensions().find(KeyShareRetry.class).map(KeyShareRetry::group);
    ClientOffer again = again(offer, hello, group, suite.hash(), io);
    if (offer.isEarly()) {
      io.facts().earlyData(EarlyDataStatus.REJECTED);
      io.endEarlyData();
      io.writePlain();
    }
    io.sendChangeCipherSpec();
    io.send(again.hello());
    return new ExpectSecondServerHello(again, suite, group);
  }

  private static ClientOffer again(
      ClientOffer offer,
      ServerHello retry,
      Optional<NamedGroup> group,
      HashAlgorithm hash,
      HandshakeIo io)
      throws TlsException {
    Optional<Cookie> cookie = retry.extensions().find(Cookie.class);
    if (group.isEmpty() && cookie.isEmpty()) {
      // RFC 9846 4.2.4: a request that would change nothing.
      throw new TlsException(SslReason.NO_CHANGE_FOLLOWING_HRR);
    }
    if (group.isEmpty()) {
      return offer.retry(offer.shares(), cookie, hash, io);
    }
    if (!offer.offers(group.get()) || offer.shares().of(group.get()).isPresent()) {
      throw new TlsException(SslReason.BAD_KEY_SHARE, "asked to retry with " + group.get());
    }
    offer.shares().destroy();
    return offer.retry(KeyShares.generate(io.crypto(), List.of(group.get())), cookie, hash, io);
  }
}
