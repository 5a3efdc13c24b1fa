// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.openssl.LibX509Param.X509_VERIFY_PARAM;
import dev.jessel.openssl.LibX509Store.X509_STORE_CTX_verify_cb;
import dev.jessel.x509.PemException;
import dev.jessel.x509.RevocationLists;
import dev.jessel.x509.TrustAnchors;
import dev.jessel.x509.TrustStore;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What stands behind a handle of a store: whom it trusts, which is replaced whole, and what it asks
 * of those who use it. What is added counts for the next handshake.
 */
abstract sealed class StoreState permits LibX509Store.X509_STORE {
  private volatile TrustStore trust = TrustStore.none();
  private final X509_VERIFY_PARAM parameters = new X509_VERIFY_PARAM();
  private Optional<X509_STORE_CTX_verify_cb> callback = Optional.empty();

  final TrustStore trust() {
    return trust;
  }

  final synchronized void trust(TrustStore other) {
    trust = other;
  }

  /** Changes it in one step: what two threads add counts, both of it. */
  final synchronized void change(UnaryOperator<TrustStore> how) {
    trust = how.apply(trust);
  }

  final void add(TrustAnchors more) {
    change(held -> held.plus(more));
  }

  final void add(RevocationLists more) {
    change(held -> held.plus(more));
  }

  /** Adds what somebody reads; false when that cannot be read. */
  final boolean addFrom(CertificateFiles.Source source) {
    try {
      add(source.read());
      return true;
    } catch (PemException e) {
      return Configured.refuse(ErrorCode.LIB_X509, ErrorCode.SYS_LIB, e.getMessage());
    }
  }

  final X509_VERIFY_PARAM parameters() {
    return parameters;
  }

  final Optional<X509_STORE_CTX_verify_cb> callback() {
    return callback;
  }

  final void callback(Optional<X509_STORE_CTX_verify_cb> asked) {
    callback = asked;
  }
}
