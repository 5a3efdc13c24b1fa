// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.session.PreSharedKey;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.x509.Credential;
import dev.jessel.x509.DelegatedCredential;
import dev.jessel.x509.PathVerdict;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.PeerEvidence;
import dev.jessel.x509.Purpose;
import dev.jessel.x509.VerifyResult;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers every question at once, from the settings. */
public class DefaultDecisions implements Decisions {
  /** Length of what a session is called. */
  private static final int SESSION_NAME_LENGTH = 32;

  private final HandshakeConfig config;
  private final CryptoProvider crypto;
  private final Clock clock;
  private final Purpose peerPurpose;

  /**
   * Makes the answers of one connection.
   *
   * @param config the settings
   * @param crypto signs, and says what a key can sign
   * @param clock tells when certificates are judged
   * @param peerPurpose what the peer's certificate must be good for
   */
  public DefaultDecisions(
      HandshakeConfig config, CryptoProvider crypto, Clock clock, Purpose peerPurpose) {
    this.config = config;
    this.crypto = crypto;
    this.clock = clock;
    this.peerPurpose = peerPurpose;
  }

  @Override
  public Answer<ClientHelloVerdict> clientHello(ClientHello hello) throws TlsException {
    return Answer.now(ClientHelloVerdict.PROCEED);
  }

  @Override
  public Answer<SessionFound> session(Bytes identity, ProtocolVersion version) throws TlsException {
    return Answer.now(SessionFound.NOTHING);
  }

  @Override
  public SessionFound emptyTicket() throws TlsException {
    return SessionFound.NOTHING;
  }

  @Override
  public boolean makesSession(SuiteParameters suite) throws TlsException {
    return true;
  }

  @Override
  public boolean takesSession(Session session) throws TlsException {
    return true;
  }

  @Override
  public Bytes sessionName() throws TlsException {
    byte[] name = new byte[SESSION_NAME_LENGTH];
    crypto.randomBytes(name);
    return Bytes.of(name);
  }

  @Override
  public void keep(Session session) throws TlsException {
    // There is no store: whoever has one keeps it there.
  }

  @Override
  public Answer<Optional<ClientPsk>> clientPsk(Optional<Bytes> hint) throws TlsException {
    return Answer.now(Optional.empty());
  }

  @Override
  public Answer<Optional<Secret>> serverPsk(Bytes identity) throws TlsException {
    return Answer.now(Optional.empty());
  }

  @Override
  public Answer<List<PreSharedKey>> clientKeys() throws TlsException {
    return Answer.now(List.of());
  }

  @Override
  public Answer<Optional<PreSharedKey>> serverKey(Bytes identity) throws TlsException {
    return Answer.now(Optional.empty());
  }

  @Override
  public void peerTicket(Bytes content) throws TlsException {
    // Nobody wants to know.
  }

  @Override
  public Answer<Optional<ExternalSession>> externalSession(ExternalSession.Wanted wanted)
      throws TlsException {
    return Answer.now(Optional.empty());
  }

  @Override
  public Answer<Boolean> earlyData(EarlyDataOffer offer) throws TlsException {
    // Whoever cannot tell the first time from the second takes none.
    return Answer.now(false);
  }

  @Override
  public Answer<Optional<Bytes>> ticket(Session session) throws TlsException {
    return Answer.now(Optional.of(sessionName()).filter(name -> !name.isEmpty()));
  }

  @Override
  public Answer<Optional<Credential>> credential(CredentialRequest request) throws TlsException {
    return Answer.now(new CredentialChoice(request, crypto).best(usable()));
  }

  /** All but those whose delegated key has ended. */
  private List<Credential> usable() {
    List<Credential> usable = new ArrayList<>(config.credentials());
    usable.removeIf(own -> own.delegation().filter(it -> hasEnded(it, own)).isPresent());
    return usable;
  }

  private boolean hasEnded(DelegatedCredential delegated, Credential of) {
    return !delegated.isValidAt(clock.instant(), of.leaf());
  }

  @Override
  public Answer<Bytes> sign(SigningRequest request) throws TlsException {
    if (request.credential().isKeyElsewhere()) {
      throw new TlsException(
          SslReason.NO_PRIVATE_KEY_ASSIGNED, "the key is elsewhere, and no signer is set");
    }
    try {
      return Answer.now(
          crypto
              .signer(request.credential().privateKey(), request.scheme(), request.version())
              .sign(request.content().toArray()));
    } catch (GeneralSecurityException e) {
      throw new TlsException(SslReason.SIGNATURE_FOR_NON_SIGNING_CERTIFICATE, "cannot sign", e);
    }
  }

  @Override
  public Answer<PathVerdict> verifyPeer(PeerEvidence evidence) throws TlsException {
    return Answer.now(validate(evidence));
  }

  /** Judges what the peer showed, by the settings; asks their callback where they have one. */
  protected final PathVerdict validate(PeerEvidence evidence) {
    if (evidence.leaf().isRawPublicKey()) {
      return rawKeyVerdict(evidence.leaf());
    }
    HandshakeConfig.PeerChecks checks = config.checks();
    return checks.validator().validate(evidence, checks.trust(), peerPurpose, clock.instant());
  }

  @Override
  public List<Bytes> ocspResponses(Credential credential) throws TlsException {
    return credential.ocspResponse().stream().toList();
  }

  @Override
  public List<CustomExtension> extensions() {
    return List.of();
  }

  @Override
  public Optional<Bytes> applicationProtocol(List<Bytes> offered) throws TlsException {
    List<Bytes> ours = config.names().applicationProtocols();
    if (ours.isEmpty()) {
      return Optional.empty();
    }
    Optional<Bytes> chosen = Negotiator.applicationProtocol(ours, offered);
    if (chosen.isEmpty()) {
      // RFC 7301 3.2: better no connection than one that speaks past the other side.
      throw new TlsException(
          SslReason.NO_APPLICATION_PROTOCOL,
          "none of the client's " + offered.size() + " is spoken");
    }
    return chosen;
  }

  /** RFC 7250 6: a key without a certificate is good when it was known before. */
  private PathVerdict rawKeyVerdict(PeerCertificate key) {
    if (config.kinds().expected().contains(key.spki())) {
      return new PathVerdict(VerifyResult.OK, 0, List.of());
    }
    return config
        .checks()
        .validator()
        .judgeKey(key)
        .orElseGet(() -> new PathVerdict(VerifyResult.RPK_UNTRUSTED, 0, List.of()));
  }
}
