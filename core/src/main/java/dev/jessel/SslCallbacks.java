// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Secret;
import dev.jessel.handshake.CredentialChoice;
import dev.jessel.handshake.CredentialRequest;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CertificateType;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.x509.Credential;
import dev.jessel.x509.PathVerdict;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.PeerEvidence;
import dev.jessel.x509.VerifyResult;
import java.util.List;
import java.util.Optional;

/**
 * The questions that an application may answer itself. A callback runs on the thread that called
 * the {@link Ssl}, holds its locks, and must not call it back. What it throws ends the handshake
 * with an internal_error alert and {@code CALLBACK_FAILED}, whose cause it is; an {@link
 * SslRefusal} ends it with a reason of the callback's choice.
 */
public final class SslCallbacks {
  private SslCallbacks() {}

  /** Validates the peer's certificates, but not raw public keys, in the library's place. */
  @FunctionalInterface
  public interface PeerValidator {
    /**
     * Validates; {@link dev.jessel.x509.PathValidator} may help.
     *
     * @param evidence what the peer sent
     * @return what is to be thought of it
     */
    SslReply<PathVerdict> validate(PeerEvidence evidence);
  }

  /** Judges the peer's certificates. */
  @FunctionalInterface
  public interface PeerVerifier {
    /**
     * Judges.
     *
     * @param chain what the peer sent, its own certificate first; or its {@linkplain
     *     PeerCertificate#isRawPublicKey raw public key} alone
     * @param verdict what the library found: path, time, purpose, name
     * @return {@link VerifyResult#OK} to accept, or what is wrong
     */
    SslReply<VerifyResult> judge(List<PeerCertificate> chain, PathVerdict verdict);
  }

  /** Chooses what this side shows. */
  @FunctionalInterface
  public interface CredentialChooser {
    /**
     * Chooses.
     *
     * @param wanted what the peer takes
     * @return a credential, or empty for none: a client goes on without, a server fails
     */
    SslReply<Optional<Credential>> choose(CredentialWanted wanted);
  }

  /** What a peer takes. Immutable. */
  public static final class CredentialWanted {
    private final CredentialRequest request;
    private final CredentialChoice choice;

    CredentialWanted(CredentialRequest request, CryptoProvider crypto) {
      this.request = request;
      this.choice = new CredentialChoice(request, crypto);
    }

    /** The version that is spoken: up to TLS 1.2, an ECDSA scheme goes with any curve. */
    public ProtocolVersion version() {
      return request.version();
    }

    /** Whether a chain is shown, or the key alone. */
    public CertificateType type() {
      return request.type();
    }

    /** Signature schemes that both sides take, the best first. */
    public List<SignatureScheme> schemes() {
      return request.schemes();
    }

    /** What the peer can check in certificates; empty when it does not say. */
    public List<SignatureScheme> chainSchemes() {
      return request.chainSchemes();
    }

    /** What a delegated key may sign with (RFC 9345); empty when the peer takes none. */
    public List<SignatureScheme> delegatedSchemes() {
      return request.delegatedSchemes();
    }

    /** The curves that keys may be on; empty for any, as always in TLS 1.3. */
    public Optional<List<NamedGroup>> curves() {
      return request.curves();
    }

    /** The name that the client asked for; empty on a client. */
    public Optional<String> serverName() {
      return request.serverName();
    }

    /** DER names of issuers; empty for any. */
    public List<Bytes> issuers() {
      return request.issuers();
    }

    /** Whether the peer can do something with a credential. */
    public boolean fits(Credential credential) {
      return choice.fits(credential);
    }

    /**
     * The choice that is made where no chooser is set: of those that fit, one that has the name
     * before others, then one whose chain the peer can check, then one of an issuer that it names,
     * then the first.
     */
    public Optional<Credential> best(List<Credential> credentials) {
      return choice.best(credentials);
    }
  }

  /** Signs with a key that is not at hand. */
  @FunctionalInterface
  public interface Signer {
    /**
     * Signs.
     *
     * @param credential whose key
     * @param scheme how
     * @param content the message to sign, not its digest
     */
    SslReply<Bytes> sign(Credential credential, SignatureScheme scheme, Bytes content);

    /**
     * A signer for whoever takes digests alone, as most hardware and most services do.
     *
     * @param signer gets the digest of the content in the scheme's hash; where the scheme has none,
     *     as EdDSA, the content itself
     */
    static Signer ofDigests(Signer signer) {
      return (credential, scheme, content) ->
          signer.sign(credential, scheme, DigestOf.scheme(scheme, content));
    }
  }

  /** Finds the OCSP responses that go with a chain when the peer has asked for them. */
  @FunctionalInterface
  public interface StatusSource {
    /**
     * Finds them; an {@link SslRefusal} ends the handshake.
     *
     * @param credential what is shown
     * @return OCSPResponses in DER, that of the chain's first certificate first and {@link
     *     Bytes#EMPTY} where one is missing; TLS 1.2 has room for the first one. Empty for none
     */
    List<Bytes> responses(Credential credential);
  }

  /** Looks at a ClientHello before the server chooses anything. */
  @FunctionalInterface
  public interface ClientHelloInspector {
    /**
     * Looks.
     *
     * @return true to go on, false to refuse with a handshake_failure alert
     */
    SslReply<Boolean> inspect(ClientHelloView hello);
  }

  /** Chooses the context that a server serves a client with. */
  @FunctionalInterface
  public interface ContextSelector {
    /**
     * Chooses. All that is not settled yet comes from there: credentials, trust, what is asked of
     * clients, protocols, suites, groups, callbacks. The version is settled; the listener and the
     * key log stay. What was configured on the connection alone is forgotten.
     *
     * @param hello what the client offers
     * @return a context for servers
     */
    SslReply<SslContext> select(ClientHelloView hello);
  }

  /**
   * What a client offers.
   *
   * @param serverName the name it asks for
   * @param cipherSuites its suites, in order
   * @param groups its groups, in order
   * @param schemes its signature schemes, in order
   * @param applicationProtocols its protocols, in order
   */
  public record ClientHelloView(
      Optional<String> serverName,
      List<CipherSuite> cipherSuites,
      List<NamedGroup> groups,
      List<SignatureScheme> schemes,
      List<String> applicationProtocols) {
    /** Keeps copies. */
    public ClientHelloView {
      cipherSuites = List.copyOf(cipherSuites);
      groups = List.copyOf(groups);
      schemes = List.copyOf(schemes);
      applicationProtocols = List.copyOf(applicationProtocols);
    }
  }

  /** Decides how much padding goes into each record of TLS 1.3. */
  @FunctionalInterface
  public interface RecordPadder {
    /**
     * Decides on one record; called while the record is made, by whoever writes. What the record
     * cannot hold is cut off.
     *
     * @param contentType 22 for handshake messages, 21 for alerts, 23 for application data
     * @param length bytes of content
     * @return bytes of padding, 0 or more
     */
    int padding(int contentType, int length);
  }

  /** Finds the session that a client comes back to, in a store that may be far away. */
  @FunctionalInterface
  public interface SessionFinder {
    /**
     * Finds. A session of TLS 1.3 should be found once only.
     *
     * @param ticket what the client shows
     * @return the session that was given this ticket, or empty for none
     */
    SslReply<Optional<SslSession>> find(Bytes ticket);
  }

  /** Has a say in which sessions a server makes, and which it takes. */
  public interface SessionPolicy {
    /**
     * Whether a client may come back to the session of a full handshake; if not it gets neither an
     * id nor tickets.
     *
     * @param suite what was chosen
     */
    default boolean makes(CipherSuite suite) {
      return true;
    }

    /**
     * Names a session: its id up to TLS 1.2, and a ticket that holds nothing.
     *
     * @return 1 to 32 bytes that no other session has and nobody can guess; empty for a session
     *     without an id
     */
    Bytes name();

    /**
     * Whether a client may come back to a session, to which nothing else is opposed. An {@link
     * SslRefusal} ends the handshake.
     *
     * @return false for a full handshake
     */
    default boolean takes(SslSession session) {
      return true;
    }
  }

  /**
   * Has a say in a server's tickets: what is kept in them besides, and what becomes of one that
   * comes. An {@link SslRefusal} ends the handshake.
   *
   * @see <a
   *     href="https://docs.openssl.org/master/man3/SSL_CTX_set_session_ticket_cb/">SSL_CTX_set_session_ticket_cb(3)</a>
   */
  public interface TicketPolicy {
    /**
     * What is kept with a session, just before a ticket is made for it. The client cannot read it,
     * unless {@link TicketIssuer} shows it.
     *
     * @param session what the ticket will hold; its application data is that of the session that
     *     was resumed
     * @return 0 to 65535 bytes
     */
    default Bytes applicationData(SslSession session) {
      return session.applicationData();
    }

    /**
     * What becomes of a ticket that a client shows. One whose session has ended, or cannot be
     * resumed for another reason, is not used whatever is said here.
     *
     * @param ticket what it holds; the name of a session that the server keeps is none
     * @return {@link SslTicket#usualUse} for what happens without a policy
     */
    default SslTicket.Use judge(SslTicket ticket) {
      return ticket.usualUse();
    }
  }

  /** Puts a server's sessions into tickets and takes them out again, in the library's place. */
  public interface TicketProtection {
    /**
     * Makes a ticket that holds a session. An {@link SslRefusal} ends the handshake.
     *
     * @param session what the ticket shall hold; its secret must stay one
     * @return 1 to 65535 bytes that mean nothing to others, or empty to give none
     */
    Optional<Bytes> seal(SslSession session);

    /**
     * Takes the session out of what may be a ticket, or anything else. An {@link SslRefusal} ends
     * the handshake.
     *
     * @param ticket what the client shows
     * @return empty for what cannot be opened
     */
    Optional<OpenedTicket> open(Bytes ticket);
  }

  /**
   * What was in a ticket.
   *
   * @param session the session
   * @param renewed whether another one should follow, since this one's key is on its way out; in
   *     TLS 1.3 another one follows anyhow
   */
  public record OpenedTicket(SslSession session, boolean renewed) {}

  /** Makes the tickets that a server gives out, for instance by a key that others share. */
  @FunctionalInterface
  public interface TicketIssuer {
    /**
     * Makes one. After "later" it is asked again, about a session that is made anew.
     *
     * @param session what the ticket shall name
     * @return 1 to 65535 bytes that mean nothing to others, or empty to give none
     */
    SslReply<Optional<Bytes>> issue(SslSession session);
  }

  /**
   * Chooses a client's pre-shared key up to TLS 1.2 (RFC 4279); one that is also offered in TLS 1.3
   * is asked for first, without a hint.
   */
  @FunctionalInterface
  public interface PskChooser {
    /**
     * Chooses.
     *
     * @param hint what the server says to help; empty when it says nothing
     * @return identity and key, or empty to give up
     */
    SslReply<Optional<PskIdentity>> choose(Optional<String> hint);
  }

  /**
   * A pre-shared key and its name. Never shows the key.
   *
   * @param identity what the server knows it by, UTF-8, up to 256 bytes
   * @param key the key, 1 to 512 bytes; wiped by the handshake
   */
  public record PskIdentity(String identity, Secret key) {}

  /** Finds the key of a client's identity up to TLS 1.2 (RFC 4279). */
  @FunctionalInterface
  public interface PskFinder {
    /**
     * Finds.
     *
     * @param identity what the client says
     * @return the key, or empty for an identity that nobody knows
     */
    SslReply<Optional<Secret>> find(String identity);
  }

  /** Chooses the pre-shared keys that a client of TLS 1.3 offers. */
  @FunctionalInterface
  public interface ExternalPskChooser {
    /**
     * Chooses.
     *
     * @return at most a few, the best first; empty for none
     */
    SslReply<List<SslPsk>> choose();
  }

  /** Finds the pre-shared key that a client of TLS 1.3 means. */
  @FunctionalInterface
  public interface ExternalPskFinder {
    /**
     * Finds.
     *
     * @param identity what the client says; it may be anything, such as a ticket that is over
     * @return the key, or empty for an identity that nobody knows
     */
    SslReply<Optional<SslPsk>> find(Bytes identity);
  }

  /**
   * Knows sessions, up to TLS 1.2, that no handshake has made: both applications know their main
   * secret by other means, as in EAP-FAST (RFC 4851 5.1). Such a session is resumed without
   * certificates: that the peer knows the secret is all that shows who it is.
   *
   * <p>A server is asked when it resumes no session of its own; where it is, tickets that clients
   * show are the application's alone, and the server gives none. A client is asked when it has
   * shown a ticket and the ServerHello has come, and before it knows what the server will do: to
   * resume that session, or to go on in full.
   *
   * <p>It answers to {@code SSL_set_session_secret_cb} of libssl, which has no manual page.
   */
  @FunctionalInterface
  public interface ExternalSessionFinder {
    /**
     * Finds the session.
     *
     * @param wanted what is known of it
     * @return the session; empty for none: a server goes on with a full handshake, a client ends
     *     this one, since it showed the ticket of a session that it does not know
     */
    SslReply<Optional<ExternalSession>> find(SessionWanted wanted);
  }

  /**
   * What is known of a session.
   *
   * @param ticket what the client has shown as its ticket; empty for none
   * @param suites the client's suites, its favourite first; on a client the one that the server has
   *     chosen
   * @param clientRandom 32 bytes of the ClientHello
   * @param serverRandom 32 bytes of the ServerHello
   */
  public record SessionWanted(
      Bytes ticket, List<CipherSuite> suites, Bytes clientRandom, Bytes serverRandom) {
    /** Keeps a copy. */
    public SessionWanted {
      suites = List.copyOf(suites);
    }
  }

  /**
   * A session that no handshake has made. Never shows the secret.
   *
   * @param mainSecret 48 bytes; belongs to the handshake
   * @param suite one of the client's that a server goes on with; empty for the first one that both
   *     sides take. On a client it does not matter
   */
  public record ExternalSession(Secret mainSecret, Optional<CipherSuite> suite) {}

  /** Reads the session_ticket extension in the peer's hello, up to TLS 1.2. */
  @FunctionalInterface
  public interface TicketReader {
    /**
     * Reads it; an {@link SslRefusal} ends the handshake.
     *
     * @param content what a client shows, maybe nothing; nothing on a client, whose server promises
     *     a ticket
     */
    void read(Bytes content);
  }

  /** Decides whether a server takes a client's early data. */
  @FunctionalInterface
  public interface EarlyDataJudge {
    /**
     * Decides; whether it has come before is not the question here.
     *
     * @param session what the client comes back with
     * @return false to go on without the early data
     */
    SslReply<Boolean> allow(SslSession session);
  }

  /** Chooses among a client's application protocols. */
  @FunctionalInterface
  public interface ProtocolSelector {
    /**
     * Chooses.
     *
     * @param offered the client's protocols, in order
     * @return one of them, or empty to go on without
     */
    Optional<String> select(List<String> offered);
  }
}
