// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.states;

import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslOption;
import dev.jessel.SslStatus;
import dev.jessel.SslVerify;
import dev.jessel.compress.CertificateCodec;
import dev.jessel.testkit.Conduct;
import dev.jessel.testkit.Pair;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.x509.Credential;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Runs every branch of a good handshake and writes down the ways that the states took. */
final class GoodHandshakes {
  private final Set<String> edges = new TreeSet<>();

  private final Conduct conduct;

  private boolean compresses;

  private GoodHandshakes(Conduct conduct) {
    this.conduct = conduct;
  }

  /** The edges that were seen, one line each, as in {@code docs/state-machine.txt}. */
  static Set<String> observedEdges(Conduct conduct) throws SslException {
    GoodHandshakes all = new GoodHandshakes(conduct);
    UnaryOperator<SslContext.Builder> same = UnaryOperator.identity();
    all.run(List.of(), same);
    all.run(List.of(), b -> b.groups("P-256"));
    all.run(List.of(), b -> b.options(SslOption.COOKIE_EXCHANGE).tickets(0));
    all.run(List.of(Identities.CLIENT), asking(SslVerify.REQUIRED));
    all.run(List.of(), asking(SslVerify.PEER));
    all.runAndAsk(List.of(Identities.CLIENT), SslVerify.REQUIRED);
    all.compresses = true;
    all.run(List.of(), same);
    all.run(List.of(Identities.CLIENT), asking(SslVerify.REQUIRED));
    all.runAndAsk(List.of(Identities.CLIENT), SslVerify.REQUIRED);
    all.compresses = false;
    all.runAndAsk(List.of(), SslVerify.PEER);
    new ReturningHandshakes(conduct, all.edges).run();
    new OldHandshakes(conduct, all.edges).run();
    return all.edges;
  }

  static UnaryOperator<SslContext.Builder> asking(SslVerify verify) {
    return b -> b.trust(Identities.AUTHORITY.trust()).verify(verify);
  }

  private void run(List<Credential> shownByClient, UnaryOperator<SslContext.Builder> server)
      throws SslException {
    try (Pair pair = pair(shownByClient, server).connect()) {
      exchange(pair);
      pair.updateKeys(pair.client(), false);
      pair.updateKeys(pair.server(), false);
      exchange(pair);
    }
  }

  private void runAndAsk(List<Credential> shownByClient, SslVerify later) throws SslException {
    try (Pair pair = pair(shownByClient, asking(SslVerify.NONE)).connect()) {
      SslStatus asked = SslStatus.WANT_WRITE;
      while (asked != SslStatus.DONE) {
        asked = pair.server().requestClientCertificate(later);
      }
      while (pair.server().isCertificateAwaited()) {
        pair.transfer(pair.server(), pair.client(), new byte[1]);
        pair.transfer(pair.client(), pair.server(), new byte[1]);
      }
    }
  }

  private List<CertificateCodec> codecs() {
    return compresses ? List.of(CertificateCodec.zlib()) : List.of();
  }

  private Pair pair(List<Credential> shownByClient, UnaryOperator<SslContext.Builder> server) {
    SslContext.Builder ofClient =
        Identities.client()
            .postHandshakeAuth(true)
            .certificateCompression(codecs())
            .listener(new Walk("StartClient", edges));
    SslContext.Builder ofServer =
        server
            .apply(Identities.server().noCredentials())
            .certificateCompression(codecs())
            .listener(new Walk("ExpectClientHello", edges));
    return Pair.of(
        conduct.settings(ofClient, shownByClient, Identities.CRYPTO).build(),
        conduct.settings(ofServer, List.of(Identities.SERVER), Identities.CRYPTO).build(),
        conduct::transport);
  }

  static void exchange(Pair pair) throws SslException {
    byte[] content = {1};
    pair.transfer(pair.client(), pair.server(), content);
    pair.transfer(pair.server(), pair.client(), content);
  }
}
