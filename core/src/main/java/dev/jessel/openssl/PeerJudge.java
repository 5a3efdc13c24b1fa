// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.SslReply;
import dev.jessel.openssl.LibX509.X509_STORE_CTX;
import dev.jessel.openssl.LibX509Store.X509_STORE;
import dev.jessel.openssl.LibX509Store.X509_STORE_CTX_verify_cb;
import dev.jessel.x509.PathValidator;
import dev.jessel.x509.PathVerdict;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.PeerEvidence;
import dev.jessel.x509.Purpose;
import dev.jessel.x509.VerifyCallback;
import dev.jessel.x509.VerifyParameters;
import dev.jessel.x509.VerifyResult;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Judges peers by the parameters and the store of this moment, and asks C's verify callbacks. */
final class PeerJudge {
  private final LibSslTypes.SSL ssl;
  private Optional<Integer> result = Optional.empty();
  private boolean askedToRetry;

  PeerJudge(LibSslTypes.SSL ssl) {
    this.ssl = ssl;
  }

  /** Forgets what was found; the names stay. */
  void startOver() {
    ssl.parameters().peerName(Optional.empty());
    result = Optional.empty();
  }

  /** The {@code X509_V_} number that was found, or set. */
  Optional<Integer> result() {
    return result;
  }

  void result(int number) {
    result = Optional.of(number);
  }

  /** Has the running callback count as "later". */
  void retry() {
    askedToRetry = true;
  }

  SslReply<PathVerdict> validate(PeerEvidence evidence) {
    askedToRetry = false;
    X509_STORE_CTX store = new X509_STORE_CTX(ssl, parameters(), evidence.presented());
    PathVerdict verdict =
        ssl.certVerifyCallback.isPresent() ? replaced(store) : judged(evidence, store);
    if (askedToRetry) {
      return SslReply.later();
    }
    result = Optional.of(store.error());
    ssl.parameters().peerName(verdict.peerName());
    return SslReply.now(verdict);
  }

  /** A key without a certificate was judged elsewhere; a callback has the last word on it too. */
  SslReply<VerifyResult> noteKey(List<PeerCertificate> chain, PathVerdict usual) {
    if (!chain.get(0).isRawPublicKey()) {
      return SslReply.now(usual.result());
    }
    askedToRetry = false;
    X509_STORE_CTX store = new X509_STORE_CTX(ssl, parameters(), chain);
    VerifyResult said =
        callback()
            .map(asked -> store.ask(asked, new VerifyCallback.Step(usual.result(), 0, chain)))
            .orElseGet(() -> store.note(usual.result()));
    if (askedToRetry) {
      return SslReply.later();
    }
    result = Optional.of(store.error());
    return SslReply.now(said);
  }

  private PathVerdict replaced(X509_STORE_CTX store) {
    boolean accepted = ssl.certVerifyCallback.get().verify(store, ssl.certVerifyArgument) > 0;
    return new PathVerdict(accepted ? VerifyResult.OK : store.refusal(), 0, store.chain());
  }

  private PathVerdict judged(PeerEvidence evidence, X509_STORE_CTX store) {
    X509_STORE trusted = ssl.judgeStore();
    PathValidator validator =
        PathValidator.create().with(store.parameters()).with(ssl.dane().records());
    Optional<X509_STORE_CTX_verify_cb> asked = callback();
    if (asked.isPresent()) {
      validator = validator.withCallback(step -> store.ask(asked.get(), step));
    }
    Purpose usual = ssl.ssl().isServer() ? Purpose.CLIENT : Purpose.SERVER;
    PathVerdict verdict =
        validator.validate(evidence, trusted.trust(), usual, Clock.systemUTC().instant());
    if (asked.isEmpty()) {
      store.note(verdict.result());
    }
    return verdict;
  }

  private Optional<X509_STORE_CTX_verify_cb> callback() {
    return ssl.verifyCallback
        .<X509_STORE_CTX_verify_cb>map(own -> own::verify)
        .or(() -> ssl.judgeStore().callback());
  }

  private VerifyParameters parameters() {
    VerifyParameters asked = ssl.parameters().over(ssl.judgeStore().parameters());
    int level = ssl.settings().toBuilder().securityLevel();
    return asked.securityLevel().isPresent()
        ? asked
        : asked.withSecurityLevel(OptionalInt.of(level));
  }
}
