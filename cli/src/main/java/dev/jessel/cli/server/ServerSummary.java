// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.server;

import dev.jessel.Ssl;
import dev.jessel.SslCallbacks.ClientHelloView;
import dev.jessel.cli.tls.ConnectionFacts;
import dev.jessel.cli.tls.SignatureNames;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.x509.PeerCertificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What {@code s_server} tells about a client, on the console and on its status page. */
final class ServerSummary {
  private final Ssl ssl;
  private final ConnectionFacts facts;
  private final Optional<ClientHelloView> hello;

  ServerSummary(Ssl ssl, Optional<ClientHelloView> hello) {
    this.ssl = ssl;
    this.facts = new ConnectionFacts(ssl);
    this.hello = hello;
  }

  /** For the console. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    ssl.serverName().ifPresent(name -> lines.add("Server name asked for: " + name));
    hello
        .map(ClientHelloView::applicationProtocols)
        .filter(protocols -> !protocols.isEmpty())
        .ifPresent(
            p -> lines.add("ALPN protocols advertised by the client: " + String.join(", ", p)));
    ssl.applicationProtocol().ifPresent(p -> lines.add("ALPN protocols selected: " + p));
    lines.addAll(certificate(facts.peerCertificate()));
    lines.addAll(offer());
    lines.addAll(terms());
    lines.add("CIPHER is " + facts.suite());
    if (ssl.isResumed()) {
      lines.add("Reused session-id");
    }
    ssl.pskIdentity().ifPresent(name -> lines.add("PSK identity: " + name));
    return lines;
  }

  /** What the client offered. */
  List<String> offer() {
    List<String> lines = new ArrayList<>();
    hello.ifPresent(
        h -> {
          List<CipherSuite> own = ssl.context().toBuilder().supportedCipherSuites();
          List<CipherSuite> shared = h.cipherSuites().stream().filter(own::contains).toList();
          lines.add("Shared ciphers:" + names(shared, CipherSuite::openSslName));
          lines.add("Signature Algorithms: " + names(h.schemes(), SignatureScheme::name));
          lines.add("Supported groups: " + names(h.groups(), NamedGroup::name));
        });
    return lines;
  }

  /** How the keys were made, and how the client signed. */
  List<String> terms() {
    List<String> lines = new ArrayList<>();
    Optional<SignatureNames> signature = facts.peerSignature();
    signature
        .flatMap(SignatureNames::digest)
        .ifPresent(d -> lines.add("Peer signing digest: " + d));
    signature.map(SignatureNames::type).ifPresent(t -> lines.add("Peer signature type: " + t));
    facts.peerTemporaryKey().ifPresent(key -> lines.add("Peer Temp Key: " + key));
    facts.group().ifPresent(group -> lines.add("Negotiated TLS1.3 group: " + group));
    facts
        .knowsSafeRenegotiation()
        .ifPresent(it -> lines.add("Secure Renegotiation IS" + (it ? "" : " NOT") + " supported"));
    return lines;
  }

  /** The client's certificate, if it showed one. */
  static List<String> certificate(Optional<PeerCertificate> shown) {
    return shown
        .map(
            certificate ->
                List.of(
                    "Client certificate",
                    certificate.pem().stripTrailing(),
                    "subject=" + certificate.subject(),
                    "issuer=" + certificate.issuer()))
        .orElse(List.of());
  }

  private static <T> String names(List<T> values, Function<T, String> name) {
    return values.stream().map(name).collect(Collectors.joining(":"));
  }
}
