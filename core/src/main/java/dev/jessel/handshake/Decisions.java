// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.TlsException;
import dev.jessel.session.PreSharedKey;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.x509.Credential;
import dev.jessel.x509.PathVerdict;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.PeerEvidence;
import java.util.List;
import java.util.Optional;

/**
 * The questions that a handshake asks. Each may be answered "later", and is then asked again; each
 * has one {@link Wait}. {@link DefaultDecisions} answers all of them at once.
 */
public interface Decisions {
  /** {@link Wait#CLIENT_HELLO}: may the server go on with this ClientHello? */
  Answer<ClientHelloVerdict> clientHello(ClientHello hello) throws TlsException;

  /**
   * {@link Wait#SESSION_LOOKUP}: which session does a client name, by ticket or by id?
   *
   * @param version what is spoken: a name of TLS 1.3 is good for once
   */
  Answer<SessionFound> session(Bytes identity, ProtocolVersion version) throws TlsException;

  /** Up to TLS 1.2: what becomes of a client that has no ticket and would like one. */
  SessionFound emptyTicket() throws TlsException;

  /** Whether a client may come back to what a server makes in a full handshake with a suite. */
  boolean makesSession(SuiteParameters suite) throws TlsException;

  /**
   * What a session that a server makes is called: its id, or its ticket where that holds nothing.
   *
   * @return 1 to 32 bytes that nobody can guess; empty for a session without an id
   */
  Bytes sessionName() throws TlsException;

  /** Whether a server takes a session back that nothing else is opposed to. */
  boolean takesSession(Session session) throws TlsException;

  /** Keeps a session that a server may be asked for by its id; it may as well not. */
  void keep(Session session) throws TlsException;

  /**
   * {@link Wait#PSK}: which identity and key a client uses.
   *
   * @param hint what the server said to help the choice
   * @return empty to give up
   */
  Answer<Optional<ClientPsk>> clientPsk(Optional<Bytes> hint) throws TlsException;

  /**
   * {@link Wait#PSK}: which key belongs to a client's identity.
   *
   * @return the key, which the handshake destroys; empty for an identity that nobody knows
   */
  Answer<Optional<Secret>> serverPsk(Bytes identity) throws TlsException;

  /**
   * {@link Wait#PSK}: the keys from outside of TLS that a client of TLS 1.3 offers.
   *
   * @return at most a few, the best first
   */
  Answer<List<PreSharedKey>> clientKeys() throws TlsException;

  /**
   * {@link Wait#PSK}: which key from outside of TLS a client of TLS 1.3 means.
   *
   * @return empty for an identity that nobody knows
   */
  Answer<Optional<PreSharedKey>> serverKey(Bytes identity) throws TlsException;

  /**
   * Up to TLS 1.2: is told the content of the session_ticket extension in the peer's hello.
   *
   * @throws TlsException to end the handshake
   */
  void peerTicket(Bytes content) throws TlsException;

  /**
   * {@link Wait#PSK}: which session is it, up to TLS 1.2, that no handshake has made?
   *
   * @return empty for none: a server goes on with a full handshake
   */
  Answer<Optional<ExternalSession>> externalSession(ExternalSession.Wanted wanted)
      throws TlsException;

  /** {@link Wait#EARLY_DATA}: may a server take this early data, and is it the first time? */
  Answer<Boolean> earlyData(EarlyDataOffer offer) throws TlsException;

  /** {@link Wait#TICKET}: the ticket that names a session, or none. */
  Answer<Optional<Bytes>> ticket(Session session) throws TlsException;

  /** {@link Wait#CHOOSE_CREDENTIAL}: which certificate and key serve this handshake, if any. */
  Answer<Optional<Credential>> credential(CredentialRequest request) throws TlsException;

  /** {@link Wait#SIGN}: the signature over a CertificateVerify's content. */
  Answer<Bytes> sign(SigningRequest request) throws TlsException;

  /** As {@link #verifyPeer(PeerEvidence)}, for certificates that come from a session. */
  default Answer<PathVerdict> verifyPeer(List<PeerCertificate> chain) throws TlsException {
    return verifyPeer(PeerEvidence.of(chain));
  }

  /** {@link Wait#VERIFY_PEER}: what is to be thought of what the peer shows. */
  Answer<PathVerdict> verifyPeer(PeerEvidence evidence) throws TlsException;

  /**
   * The OCSP responses that go with a chain, in DER, that of the certificate first: one for each
   * certificate that there is one for, {@link Bytes#EMPTY} for one in between that has none.
   *
   * @throws TlsException when there must be one
   */
  List<Bytes> ocspResponses(Credential credential) throws TlsException;

  /** The extensions that the application speaks by itself. */
  List<CustomExtension> extensions();

  /** Which of the offered application protocols a server speaks; empty for none. */
  Optional<Bytes> applicationProtocol(List<Bytes> offered) throws TlsException;
}
