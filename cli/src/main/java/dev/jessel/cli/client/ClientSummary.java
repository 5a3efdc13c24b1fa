// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.client;

import dev.jessel.Ssl;
import dev.jessel.SslSession;
import dev.jessel.bio.Bio;
import dev.jessel.cli.tls.ConnectionFacts;
import dev.jessel.cli.tls.SessionText;
import dev.jessel.cli.tls.SignatureNames;
import dev.jessel.wire.Bytes;
import dev.jessel.x509.DaneMatch;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.VerifyResult;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code s_client} prints about a connection, line for line in the form people know. */
final class ClientSummary {
  private static final String RULE = "---";

  private final PrintStream out;
  private final Ssl ssl;
  private final ConnectionFacts facts;
  private final VerifyResult verified;
  private final Optional<String> peerName;

  /**
   * A summary.
   *
   * @param verified what was found about the server's certificates
   * @param peerName the name that was checked; empty when none was
   */
  ClientSummary(PrintStream out, Ssl ssl, VerifyResult verified, Optional<String> peerName) {
    this.out = out;
    this.ssl = ssl;
    this.facts = new ConnectionFacts(ssl);
    this.verified = verified;
    this.peerName = peerName;
  }

  /**
   * The long form.
   *
   * @param showsAllCertificates whether each certificate is shown whole, not just the server's
   */
  void print(boolean showsAllCertificates) {
    out.println(RULE);
    printChain(showsAllCertificates);
    printServerCertificate(!showsAllCertificates);
    printClientCertificateRequest();
    printSignature("Peer signing digest: ", "Peer signature type: ");
    printKeyExchange();
    out.println(RULE);
    printByteCounts();
    printVerification();
    out.println(RULE);
    printTerms();
    out.println(RULE);
  }

  /** The form of {@code -brief}. */
  void printBrief() {
    out.println("CONNECTION ESTABLISHED");
    out.println("Protocol version: " + facts.version());
    out.println("Ciphersuite: " + facts.suite());
    facts.peerCertificate().ifPresent(c -> out.println("Peer certificate: " + c.subject()));
    printSignature("Hash used: ", "Signature type: ");
    printVerification();
    printKeyExchange();
    ssl.applicationProtocol().ifPresent(p -> out.println("ALPN protocol: " + p));
  }

  /** A ticket came, in TLS 1.3 after the handshake. */
  static void printTicket(PrintStream out, Ssl ssl, SslSession session) {
    out.println(RULE);
    out.println("Post-Handshake New Session Ticket arrived:");
    SessionText.lines(ssl, session).forEach(out::println);
    out.println(RULE);
  }

  private void printChain(boolean whole) {
    List<PeerCertificate> chain = ssl.peerCertificates();
    if (chain.isEmpty()) {
      return;
    }
    out.println("Certificate chain");
    for (int i = 0; i < chain.size(); i++) {
      PeerCertificate certificate = chain.get(i);
      out.printf(Locale.ROOT, "%2d s:%s%n", i, certificate.subject());
      out.println("   i:" + certificate.issuer());
      out.println("   v:" + CertificateDates.of(certificate));
      if (whole) {
        out.print(certificate.pem());
      }
    }
    out.println(RULE);
  }

  private void printServerCertificate(boolean whole) {
    Optional<PeerCertificate> leaf = facts.peerCertificate();
    if (leaf.isEmpty()) {
      out.println("no peer certificate available");
      out.println(RULE);
      return;
    }
    out.println("Server certificate");
    if (whole) {
      out.print(leaf.get().pem());
    }
    out.println("subject=" + leaf.get().subject());
    out.println("issuer=" + leaf.get().issuer());
    out.println(RULE);
  }

  private void printClientCertificateRequest() {
    if (ssl.peerIssuers().isEmpty()) {
      out.println("No client certificate CA names sent");
      return;
    }
    out.println("Acceptable client certificate CA names");
    for (Bytes name : ssl.peerIssuers()) {
      out.println(IssuerName.oneLine(name));
    }
  }

  private void printSignature(String digestTitle, String typeTitle) {
    Optional<SignatureNames> signature = facts.peerSignature();
    signature.flatMap(SignatureNames::digest).ifPresent(d -> out.println(digestTitle + d));
    signature.map(SignatureNames::type).ifPresent(type -> out.println(typeTitle + type));
  }

  private void printKeyExchange() {
    facts.peerTemporaryKey().ifPresent(key -> out.println("Peer Temp Key: " + key));
    facts.group().ifPresent(group -> out.println("Negotiated TLS1.3 group: " + group));
  }

  private void printByteCounts() {
    long read = ssl.reader().map(Bio::bytesRead).orElse(0L);
    long written = ssl.writer().map(Bio::bytesWritten).orElse(0L);
    out.println("SSL handshake has read " + read + " bytes and written " + written + " bytes");
  }

  private void printVerification() {
    if (verified == VerifyResult.OK) {
      out.println("Verification: OK");
      peerName.ifPresent(name -> out.println("Verified peername: " + name));
      ssl.daneMatch().ifPresent(this::printMatch);
    } else {
      out.println("Verification error: " + verified.text());
    }
  }

  private void printMatch(DaneMatch match) {
    String about =
        match.certificate().isEmpty() && match.record().key().isPresent()
            ? "signed the certificate"
            : match.depth() == 0 ? "matched EE certificate" : "matched TA certificate";
    out.println(
        "DANE TLSA "
            + DaneOptions.shortText(match.record())
            + " "
            + about
            + " at depth "
            + match.depth());
  }

  private void printTerms() {
    out.println(facts.terms());
    out.println("Protocol: " + facts.version());
    facts
        .peerCertificate()
        .flatMap(ConnectionFacts::keyBits)
        .ifPresent(bits -> out.println("Server public key is " + bits + " bit"));
    facts
        .knowsSafeRenegotiation()
        .ifPresent(
            it -> out.println("Secure Renegotiation IS" + (it ? "" : " NOT") + " supported"));
    out.println("Compression: NONE");
    out.println(
        ssl.applicationProtocol()
            .map(protocol -> "ALPN protocol: " + protocol)
            .orElse("No ALPN negotiated"));
    facts.earlyData().ifPresentOrElse(out::println, this::printSession);
    out.println("Verify return code: " + verified.number() + " (" + verified.text() + ")");
  }

  /** Up to TLS 1.2 the session is there with the handshake. */
  private void printSession() {
    ssl.session().ifPresent(session -> SessionText.lines(ssl, session).forEach(out::println));
  }
}
