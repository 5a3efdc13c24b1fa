// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.SslReply;
import dev.jessel.openssl.LibX509.X509_STORE_CTX;
import dev.jessel.x509.PathVerdict;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.PeerName;
import dev.jessel.x509.Purpose;
import dev.jessel.x509.VerifyResult;
import java.util.List;
import java.util.Optional;

/** Asks C's verify callbacks, and checks the names that were set. */
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

  SslReply<VerifyResult> judge(List<PeerCertificate> chain, PathVerdict usual) {
    askedToRetry = false;
    boolean raw = chain.get(0).isRawPublicKey();
    PathVerdict found = !raw && ssl.parameters().judgesPaths() ? byParameters(chain) : usual;
    X509_STORE_CTX store = store(chain, raw ? found : withNames(chain, found));
    boolean accepted = ask(store, found);
    if (askedToRetry) {
      return SslReply.later();
    }
    result = Optional.of(store.error());
    return SslReply.now(accepted ? VerifyResult.OK : refusal(store.error()));
  }

  private PathVerdict byParameters(List<PeerCertificate> chain) {
    return ssl.parameters()
        .validate(
            chain,
            ssl.anchors(),
            ssl.ssl().isServer() ? Purpose.CLIENT : Purpose.SERVER,
            ssl.settings().toBuilder().securityLevel());
  }

  private X509_STORE_CTX store(List<PeerCertificate> chain, PathVerdict verdict) {
    if (ssl.certVerifyCallback.isPresent()) {
      return new X509_STORE_CTX(ssl, chain, LibX509.X509_V_OK, 0);
    }
    List<PeerCertificate> path = verdict.isTrusted() ? verdict.verifiedChain() : chain;
    return new X509_STORE_CTX(ssl, path, verdict.result().number(), verdict.depth());
  }

  private boolean ask(X509_STORE_CTX store, PathVerdict found) {
    if (ssl.certVerifyCallback.isPresent()) {
      return ssl.certVerifyCallback.get().verify(store, ssl.certVerifyArgument) > 0;
    }
    boolean good = store.error() == LibX509.X509_V_OK;
    if (ssl.verifyCallback.isEmpty()) {
      return good;
    }
    if (!good) {
      return ssl.verifyCallback.get().verify(0, store) > 0;
    }
    boolean accepted = true;
    for (int depth = found.verifiedChain().size() - 1; accepted && depth >= 0; depth--) {
      accepted = ssl.verifyCallback.get().verify(1, store.at(depth)) > 0;
    }
    return accepted;
  }

  private PathVerdict withNames(List<PeerCertificate> chain, PathVerdict found) {
    List<PeerName> names = ssl.parameters().names();
    if (!found.isTrusted() || names.isEmpty()) {
      return found;
    }
    PeerCertificate leaf = chain.get(0);
    HostNames rules = new HostNames(ssl.parameters().hostFlags());
    Optional<String> matched =
        names.stream().flatMap(name -> rules.find(name, leaf).stream()).findFirst();
    ssl.parameters().peerName(matched);
    return matched.isPresent()
        ? found
        : new PathVerdict(mismatch(names.get(0)), 0, found.verifiedChain());
  }

  private static VerifyResult mismatch(PeerName name) {
    return name.isAddress() ? VerifyResult.IP_ADDRESS_MISMATCH : VerifyResult.HOSTNAME_MISMATCH;
  }

  /** A callback may say no without saying why. */
  private static VerifyResult refusal(int error) {
    return VerifyResult.of(error)
        .filter(found -> found != VerifyResult.OK)
        .orElse(VerifyResult.APPLICATION_VERIFICATION);
  }
}
