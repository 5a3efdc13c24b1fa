// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.openssl.LibX509.X509_STORE_CTX;
import dev.jessel.openssl.LibX509Store.X509_STORE_CTX_verify_cb;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.VerifyCallback;
import dev.jessel.x509.VerifyParameters;
import dev.jessel.x509.VerifyResult;
import java.util.List;
import java.util.Optional;

/** One validation, as C's callbacks see it. An error stays until a callback takes it away. */
abstract sealed class StoreContext permits LibX509.X509_STORE_CTX {
  private final LibSslTypes.SSL ssl;
  private final VerifyParameters parameters;
  private final List<PeerCertificate> presented;
  private List<PeerCertificate> chain;
  private int error = LibX509.X509_V_OK;
  private int depth;

  StoreContext(LibSslTypes.SSL ssl, VerifyParameters parameters, List<PeerCertificate> chain) {
    this.ssl = ssl;
    this.parameters = parameters;
    this.presented = List.copyOf(chain);
    this.chain = presented;
  }

  /** Has a callback judge a step. */
  final VerifyResult ask(X509_STORE_CTX_verify_cb callback, VerifyCallback.Step step) {
    chain = step.chain();
    depth = step.depth();
    if (!step.isGood()) {
      error = step.found().number();
    }
    boolean accepted = callback.verify(step.isGood() ? 1 : 0, (X509_STORE_CTX) this) > 0;
    return accepted ? VerifyResult.OK : refusal();
  }

  /** Takes what was found where nobody is asked. */
  final VerifyResult note(VerifyResult found) {
    error = found.number();
    return found;
  }

  /** What a "no" means: a callback may say it without saying why. */
  final VerifyResult refusal() {
    return VerifyResult.of(error)
        .filter(found -> found != VerifyResult.OK)
        .orElse(VerifyResult.APPLICATION_VERIFICATION);
  }

  final LibSslTypes.SSL ssl() {
    return ssl;
  }

  final VerifyParameters parameters() {
    return parameters;
  }

  final List<PeerCertificate> chain() {
    return List.copyOf(chain);
  }

  final int error() {
    return error;
  }

  final void error(int number) {
    error = number;
  }

  final List<PeerCertificate> presented() {
    return presented;
  }

  final void depth(int other) {
    depth = other;
  }

  final int depth() {
    return depth;
  }

  final Optional<PeerCertificate> certificate() {
    return depth < chain.size() ? Optional.of(chain.get(depth)) : Optional.empty();
  }
}
