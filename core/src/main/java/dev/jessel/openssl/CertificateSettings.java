// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.openssl.LibSslTypes.SSL_cert_cb;
import dev.jessel.openssl.LibX509.X509_NAME;
import dev.jessel.openssl.LibX509Store.X509_STORE;
import java.util.List;
import java.util.Optional;

/** What was set about certificates besides the certificates themselves. */
final class CertificateSettings {
  private Optional<SSL_cert_cb> callback = Optional.empty();
  private Object argument;
  private int flags;
  private Optional<List<X509_NAME>> issuerNames = Optional.empty();
  private Optional<List<X509_NAME>> clientIssuerNames = Optional.empty();
  private Optional<X509_STORE> verifyStore = Optional.empty();
  private Optional<X509_STORE> chainStore = Optional.empty();

  CertificateSettings copy() {
    CertificateSettings copy = new CertificateSettings();
    copy.callback = callback;
    copy.argument = argument;
    copy.flags = flags;
    copy.issuerNames = issuerNames;
    copy.clientIssuerNames = clientIssuerNames;
    copy.verifyStore = verifyStore;
    copy.chainStore = chainStore;
    return copy;
  }

  /** Sets who is asked before a certificate is chosen. */
  void callback(Optional<SSL_cert_cb> who, Object told) {
    callback = who;
    argument = told;
  }

  boolean hasCallback() {
    return callback.isPresent();
  }

  /** Asks; 1 to go on, 0 to end the handshake, less to be asked again. Nobody there says 1. */
  int ask(LibSslTypes.SSL ssl) {
    return callback.isPresent() ? callback.get().choose(ssl, argument) : 1;
  }

  /** Changes the flags, of which only those are kept that have an effect; returns them. */
  int flags(int set, int clear) {
    flags = (flags | set & ChainCheck.STRICT) & ~clear;
    return flags;
  }

  boolean isStrict() {
    return (flags & ChainCheck.STRICT) != 0;
  }

  /** The names that were set, for a server's clients alone or for any peer. */
  Optional<List<X509_NAME>> issuerNames(boolean clients) {
    return clients ? clientIssuerNames : issuerNames;
  }

  void issuerNames(boolean clients, Optional<List<X509_NAME>> names) {
    if (clients) {
      clientIssuerNames = names.map(List::copyOf);
    } else {
      issuerNames = names.map(List::copyOf);
    }
  }

  /** What the peer is told: on a server those for clients come before the others. */
  List<X509_NAME> namesForPeer(boolean server) {
    Optional<List<X509_NAME>> own = server ? clientIssuerNames : Optional.empty();
    return own.or(() -> issuerNames).orElse(List.of());
  }

  /** Where paths of the peer's certificates must end, in place of the context's store. */
  Optional<X509_STORE> verifyStore() {
    return verifyStore;
  }

  void verifyStore(Optional<X509_STORE> store) {
    verifyStore = store;
  }

  /** Where one's own chains are completed from, in place of the context's store. */
  Optional<X509_STORE> chainStore() {
    return chainStore;
  }

  void chainStore(Optional<X509_STORE> store) {
    chainStore = store;
  }
}
