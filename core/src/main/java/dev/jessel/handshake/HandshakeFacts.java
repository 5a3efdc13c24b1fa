// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.crypto.PublicValues;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.keys.Exporter;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.x509.Credential;
import dev.jessel.x509.DelegatedCredential;
import dev.jessel.x509.PathVerdict;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.VerifyResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a handshake has found out, for the application to read. Written by states, each fact as soon
 * as it is known; no state reads from it what it decides by. Fields are volatile: any thread may
 * read.
 */
public final class HandshakeFacts {
  private volatile Optional<ProtocolVersion> version = Optional.empty();
  private volatile Optional<SuiteParameters> suite = Optional.empty();
  private volatile List<CipherSuite> offeredSuites = List.of();
  private volatile Optional<NamedGroup> group = Optional.empty();
  private volatile Optional<String> serverName = Optional.empty();
  private volatile Optional<Bytes> applicationProtocol = Optional.empty();
  private volatile PeerFacts peer = PeerFacts.NONE;

  /** What a peer says of itself after the handshake and has not proved yet. */
  private volatile Optional<PeerFacts> claimed = Optional.empty();

  private volatile Optional<PublicValues> publicValues = Optional.empty();
  private volatile Optional<SignatureScheme> peerSignatureScheme = Optional.empty();
  private volatile Optional<SignatureScheme> ownSignatureScheme = Optional.empty();
  private volatile Optional<Credential> ownCredential = Optional.empty();
  private volatile Optional<Exporter> exporter = Optional.empty();
  private volatile Bytes clientRandom = Bytes.EMPTY;
  private volatile Bytes serverRandom = Bytes.EMPTY;
  private volatile CertificateTypeTerms certificateTypes = CertificateTypeTerms.X509;
  private volatile Optional<DelegatedCredential> delegated = Optional.empty();
  private volatile boolean helloRetried;
  private volatile boolean certificateRequested;
  private volatile List<Bytes> peerIssuers = List.of();
  private volatile Bytes clientVerifyData = Bytes.EMPTY;
  private volatile Bytes serverVerifyData = Bytes.EMPTY;
  private volatile boolean resumed;
  private volatile boolean extendedMainSecret;
  private volatile boolean encryptThenMac;
  private volatile boolean secureRenegotiation;
  private volatile Optional<Session> session = Optional.empty();
  private volatile Optional<Session> last = Optional.empty();
  private volatile Optional<Boolean> ticketRenewal = Optional.empty();
  private volatile boolean foundSession;
  private volatile EarlyDataStatus earlyData = EarlyDataStatus.NOT_SENT;
  private volatile Optional<Exporter> earlyExporter = Optional.empty();
  private volatile Optional<Bytes> pskIdentity = Optional.empty();
  private volatile Optional<Bytes> pskIdentityHint = Optional.empty();

  /** The negotiated version. */
  public Optional<ProtocolVersion> version() {
    return version;
  }

  /** Sets the negotiated version. */
  public void version(ProtocolVersion value) {
    version = Optional.of(value);
  }

  /** The negotiated suite. */
  public Optional<SuiteParameters> suite() {
    return suite;
  }

  /** Sets the negotiated suite. */
  public void suite(SuiteParameters value) {
    suite = Optional.of(value);
  }

  /** The suites of the ClientHello, the client's favourite first. */
  public List<CipherSuite> offeredSuites() {
    return offeredSuites;
  }

  /** Sets the suites of the ClientHello. */
  public void offeredSuites(List<CipherSuite> value) {
    offeredSuites = List.copyOf(value);
  }

  /** The group of the key exchange. */
  public Optional<NamedGroup> group() {
    return group;
  }

  /** Sets the group of the key exchange. */
  public void group(NamedGroup value) {
    group(Optional.of(value));
  }

  /** Sets the group of the key exchange; empty where there is none. */
  public void group(Optional<NamedGroup> value) {
    group = value;
  }

  /** What both sides of the key exchange sent; empty without a Diffie-Hellman or KEM exchange. */
  public Optional<PublicValues> publicValues() {
    return publicValues;
  }

  /** Sets what both sides of the key exchange sent. */
  public void publicValues(PublicValues value) {
    publicValues = Optional.of(value);
  }

  /** The server name that the client asked for. */
  public Optional<String> serverName() {
    return serverName;
  }

  /** Sets the server name that the client asked for. */
  public void serverName(Optional<String> value) {
    serverName = value;
  }

  /** The protocol that ALPN chose. */
  public Optional<Bytes> applicationProtocol() {
    return applicationProtocol;
  }

  /** Sets the protocol that ALPN chose. */
  public void applicationProtocol(Optional<Bytes> value) {
    applicationProtocol = value;
  }

  /** What the peer sent, its own certificate first; empty when it sent none. */
  public List<PeerCertificate> peerChain() {
    return peer.chain();
  }

  /** Sets what the peer sent. */
  public void peerChain(List<PeerCertificate> value) {
    note(found().withChain(value));
  }

  /** What was thought of the peer's certificates. */
  public Optional<PathVerdict> verdict() {
    return peer.verdict();
  }

  /** Sets what was thought of the peer's certificates. */
  public void verdict(PathVerdict value) {
    note(found().withVerdict(Optional.of(value)));
    if (value.result() != VerifyResult.OK) {
      // Nothing else tells why the peer will be sent away.
      peer = peer.withVerdict(Optional.of(value));
    }
  }

  /** How the peer signed. */
  public Optional<SignatureScheme> peerSignatureScheme() {
    return peerSignatureScheme;
  }

  /** Sets how the peer signed. */
  public void peerSignatureScheme(SignatureScheme value) {
    peerSignatureScheme = Optional.of(value);
  }

  /** How this side signed. */
  public Optional<SignatureScheme> ownSignatureScheme() {
    return ownSignatureScheme;
  }

  /** What this side showed. */
  public Optional<Credential> ownCredential() {
    return ownCredential;
  }

  /** Sets what this side showed. */
  public void own(Credential credential) {
    ownCredential = Optional.of(credential);
  }

  /** Sets what this side showed and how it signed. */
  public void own(Credential credential, SignatureScheme scheme) {
    own(credential);
    ownSignatureScheme = Optional.of(scheme);
  }

  /** Makes keying material once the main secret is known. */
  public Optional<Exporter> exporter() {
    return exporter;
  }

  /** Sets what makes keying material. */
  public void exporter(Exporter value) {
    exporter = Optional.of(value);
  }

  /** Nothing can be exported any more. */
  public void forgetExporter() {
    exporter = Optional.empty();
    earlyExporter = Optional.empty();
  }

  /** 32 bytes from the ClientHello; empty before it. */
  public Bytes clientRandom() {
    return clientRandom;
  }

  /** Sets the ClientHello's random. */
  public void clientRandom(Bytes value) {
    clientRandom = value;
  }

  /** 32 bytes from the ServerHello; empty before it. */
  public Bytes serverRandom() {
    return serverRandom;
  }

  /** Sets the ServerHello's random. */
  public void serverRandom(Bytes value) {
    serverRandom = value;
  }

  /** The key that signed in place of the server's certificate. */
  public Optional<DelegatedCredential> delegated() {
    return delegated;
  }

  /** Sets the key that signs in place of the server's certificate. */
  public void delegated(Optional<DelegatedCredential> value) {
    delegated = value;
  }

  /** What each side shows: certificates or raw public keys. */
  public CertificateTypeTerms certificateTypes() {
    return certificateTypes;
  }

  /** Sets what each side shows. */
  public void certificateTypes(CertificateTypeTerms value) {
    certificateTypes = value;
  }

  /** True when there was a HelloRetryRequest. */
  public boolean helloRetried() {
    return helloRetried;
  }

  /** Notes a HelloRetryRequest. */
  public void noteHelloRetried() {
    helloRetried = true;
  }

  /** True when the server asked the client for a certificate. */
  public boolean certificateRequested() {
    return certificateRequested;
  }

  /** DER names of the issuers that the peer takes; empty when it named none. */
  public List<Bytes> peerIssuers() {
    return peerIssuers;
  }

  /** What a session of this connection remembers of it. */
  public Session.Origin origin() {
    PeerFacts known = peer;
    return new Session.Origin(
        serverName, applicationProtocol, group, extendedMainSecret, known.chain(), known.verdict());
  }

  /** What the client's Finished held; empty before it. */
  public Bytes clientVerifyData() {
    return clientVerifyData;
  }

  /** Sets what the client's Finished held. */
  public void clientVerifyData(Bytes value) {
    clientVerifyData = value;
  }

  /** What the server's Finished held; empty before it. */
  public Bytes serverVerifyData() {
    return serverVerifyData;
  }

  /** Sets what the server's Finished held. */
  public void serverVerifyData(Bytes value) {
    serverVerifyData = value;
  }

  /**
   * How long a session of this connection may be used.
   *
   * @param seconds how long it shall be, if the peers proved themselves lately enough
   */
  public Session.Lifetime lifetime(Instant now, long seconds) {
    return resumed
        ? session.orElseThrow().lifetime().next(now, seconds)
        : new Session.Lifetime(now, seconds);
  }

  /** What became of early data. */
  public EarlyDataStatus earlyData() {
    return earlyData;
  }

  /** Sets what became of early data. */
  public void earlyData(EarlyDataStatus value) {
    earlyData = value;
  }

  /** Makes keying material from the early secrets; empty without early data. */
  public Optional<Exporter> earlyExporter() {
    return earlyExporter;
  }

  /** Sets what makes keying material from the early secrets. */
  public void earlyExporter(Exporter value) {
    earlyExporter = Optional.of(value);
  }

  /** True when an earlier session was resumed. */
  public boolean resumed() {
    return resumed;
  }

  /** Notes that an earlier session is resumed, and what is known from it. */
  public void noteResumed(Session earlier) {
    resumed = true;
    session = Optional.of(earlier);
    group = earlier.origin().group();
    note(found().withChain(earlier.origin().peerChain()).withVerdict(earlier.origin().verdict()));
  }

  /**
   * A peer begins to say anew who it is. Until {@link #proved} those who ask, and tickets that are
   * made meanwhile, know what was proved before.
   */
  public void claims() {
    claimed = Optional.of(peer);
  }

  /** The peer has proved what it said of itself since {@link #claims}. */
  public void proved() {
    peer = found();
    claimed = Optional.empty();
  }

  private PeerFacts found() {
    return claimed.orElse(peer);
  }

  private void note(PeerFacts value) {
    if (claimed.isPresent()) {
      claimed = Optional.of(value);
    } else {
      peer = value;
    }
  }

  /** The peer said that it has no certificate. */
  public void peerIsAnonymous() {
    note(PeerFacts.NONE);
  }

  /** Another handshake begins to find out anew who the peer is; nothing of before is resumed. */
  public void forgetPeer() {
    session = Optional.empty();
    note(PeerFacts.NONE);
    certificateRequested = false;
    peerIssuers = List.of();
    resumed = false;
  }

  /** True when the main secret is bound to the whole handshake (RFC 7627). */
  public boolean extendedMainSecret() {
    return extendedMainSecret;
  }

  /** True when MACs are over what is encrypted (RFC 7366). */
  public boolean encryptThenMac() {
    return encryptThenMac;
  }

  /** Sets how the keys of TLS 1.2 are bound and used. */
  public void bindings(boolean extended, boolean encryptedFirst) {
    extendedMainSecret = extended;
    encryptThenMac = encryptedFirst;
  }

  /** True when the peer knows renegotiation as RFC 5746 made it safe. */
  public boolean secureRenegotiation() {
    return secureRenegotiation;
  }

  /** Sets whether the peer knows RFC 5746. */
  public void secureRenegotiation(boolean value) {
    secureRenegotiation = value;
  }

  /**
   * Whether a server's client gets tickets.
   *
   * @param resumes whether a session is resumed
   * @param usual what is usual then
   */
  public boolean givesTickets(boolean resumes, boolean usual) {
    // What was said of a ticket that is used does not count when its session cannot be resumed.
    return resumes == foundSession ? ticketRenewal.orElse(usual) : usual;
  }

  /** Notes what came of a ticket that the client showed. */
  public void looked(SessionFound found) {
    foundSession = found.session().isPresent();
    ticketRenewal = found.renewal();
  }

  /** The session that this connection resumed or made; in TLS 1.3 the one that came last. */
  public Optional<Session> session() {
    return last.or(() -> session);
  }

  /** A ticket of TLS 1.3 has come. */
  public void ticketed(Session value) {
    last = Optional.of(value);
  }

  /** Sets the session of this connection. */
  public void session(Session value) {
    session = Optional.of(value);
  }

  /** The OCSP response that a server sent with its certificate, in DER. */
  public Optional<Bytes> ocspResponse() {
    return peer.ocspResponse();
  }

  /** Sets the OCSP response that the server sent. */
  public void ocspResponse(Bytes value) {
    note(found().withOcspResponse(value));
  }

  /** The signed certificate timestamps that the peer sent with its certificate. */
  public List<Bytes> timestamps() {
    return peer.timestamps();
  }

  /** Sets the timestamps that the peer sent. */
  public void timestamps(List<Bytes> value) {
    note(found().withTimestamps(value));
  }

  /** The identity whose pre-shared key is used. */
  public Optional<Bytes> pskIdentity() {
    return pskIdentity;
  }

  /** Sets the identity whose pre-shared key is used. */
  public void pskIdentity(Bytes value) {
    pskIdentity = Optional.of(value);
  }

  /** The hint that a server gave for the choice of an identity. */
  public Optional<Bytes> pskIdentityHint() {
    return pskIdentityHint;
  }

  /** Sets the hint that a server gave. */
  public void pskIdentityHint(Optional<Bytes> value) {
    pskIdentityHint = value;
  }

  /** Notes that the server asked the client for a certificate. */
  public void noteCertificateRequested(List<Bytes> issuers) {
    certificateRequested = true;
    peerIssuers = List.copyOf(issuers);
  }
}
