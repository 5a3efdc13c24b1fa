// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.crypto.BulkCipher;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.wire.CipherSuite;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Whose order of cipher suites counts. */
public enum SuiteOrder {
  /** The client's. */
  CLIENT,
  /** The server's. */
  SERVER,
  /**
   * The server's, with ChaCha20 in front for clients that name it first: they have no hardware for
   * AES.
   */
  SERVER_CHACHA_FIRST;

  /** The suites that both lists have, the best first. */
  List<CipherSuite> common(List<CipherSuite> servers, List<CipherSuite> clients) {
    Set<CipherSuite> other = new HashSet<>(this == CLIENT ? servers : clients);
    List<CipherSuite> order = this == CLIENT ? clients : arranged(servers, clients);
    List<CipherSuite> common = new ArrayList<>();
    for (CipherSuite suite : order) {
      if (other.remove(suite)) { // once
        common.add(suite);
      }
    }
    return common;
  }

  private List<CipherSuite> arranged(List<CipherSuite> servers, List<CipherSuite> clients) {
    boolean wanted =
        this == SERVER_CHACHA_FIRST && clients.stream().limit(1).anyMatch(SuiteOrder::isChaCha);
    return wanted
        ? Stream.concat(servers.stream().filter(SuiteOrder::isChaCha), servers.stream()).toList()
        : servers;
  }

  private static boolean isChaCha(CipherSuite suite) {
    return SuiteParameters.of(suite)
        .filter(known -> known.cipher() == BulkCipher.CHACHA20_POLY1305)
        .isPresent();
  }
}
