// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.bogo;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.jca.JcaCryptoProvider;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.x509.Credential;
import dev.jessel.x509.PemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the shim can show: credentials that the flags open one after the other, and the default one,
 * whose files are given before the first of them.
 */
final class ShimCredentials {
  static final CryptoProvider CRYPTO = JcaCryptoProvider.create();

  private final List<Credential> inOrder = new ArrayList<>();
  private Optional<Credential> fallback = Optional.empty();

  private ShimCredentials() {}

  static ShimCredentials of(ShimFlags flags) throws PemException {
    ShimCredentials credentials = new ShimCredentials();
    Files open = new Files();
    boolean first = true;
    for (ShimFlags.Flag flag : flags.inOrder()) {
      switch (flag.name()) {
        case "new-x509-credential" -> {
          credentials.close(open, first);
          open = new Files();
          first = false;
        }
        case "cert-file" -> open.chain = flag.value();
        case "key-file" -> open.key = flag.value();
        case "signing-prefs", "ocsp-response" -> {
          if (!first) {
            throw TestEnd.unimplemented("signature schemes or OCSP responses of one credential");
          }
        }
        default -> {}
      }
    }
    credentials.close(open, first);
    return credentials;
  }

  private void close(Files files, boolean first) throws PemException {
    Optional<Credential> read = files.read();
    if (first) {
      fallback = read;
    } else {
      inOrder.add(read.orElseThrow(() -> TestEnd.broken("a credential without files")));
    }
  }

  /** All, in the order in which they are tried. */
  List<Credential> all() {
    List<Credential> all = new ArrayList<>(inOrder);
    fallback.ifPresent(all::add);
    return all;
  }

  /** Whether one of the keys can make a signature of TLS 1.3 of a scheme. */
  boolean canSignWith(SignatureScheme scheme) {
    return all().stream().anyMatch(c -> CRYPTO.schemesFor(c.publicKey()).contains(scheme));
  }

  /** The number by which the runner knows a credential; -1 for the default one and for none. */
  int numberOf(Optional<Credential> shown) {
    return shown.map(inOrder::indexOf).orElse(-1);
  }

  private static final class Files {
    private String chain = "";
    private String key = "";

    Optional<Credential> read() throws PemException {
      if (chain.isEmpty() && key.isEmpty()) {
        return Optional.empty();
      }
      if (chain.isEmpty() || key.isEmpty()) {
        throw TestEnd.unimplemented("a key without a certificate");
      }
      return Optional.of(Credential.ofPem(Path.of(chain), Path.of(key)));
    }
  }
}
