// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.cipher.SecurityLevel;
import dev.jessel.cipher.SecurityRules;
import dev.jessel.compress.CertificateCompressor;
import dev.jessel.crypto.DhParameters;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CertificateType;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.extension.StatusRequest;
import dev.jessel.x509.Credential;
import dev.jessel.x509.PathValidator;
import dev.jessel.x509.TrustStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The settings of a handshake; immutable.
 *
 * @param preferences what may be negotiated
 * @param checks what is asked of the peer
 * @param credentials what this side can show, the preferred one first
 * @param kinds whether certificates are shown, or raw public keys
 * @param names the names that extensions carry
 * @param sizes limits on records that extensions carry
 * @param behaviour the rest
 * @param older what concerns the versions before TLS 1.3 alone
 * @param offers what may be asked for and answered in extensions
 * @param resumption how peers come back to each other
 */
public record HandshakeConfig(
    Preferences preferences,
    PeerChecks checks,
    List<Credential> credentials,
    CertificateKinds kinds,
    Names names,
    RecordSizes sizes,
    Behaviour behaviour,
    Older older,
    Offers offers,
    Resumption resumption) {
  /** Keeps copies. */
  public HandshakeConfig {
    credentials = List.copyOf(credentials);
  }

  /**
   * What may be negotiated; only what the cryptography at hand supports.
   *
   * @param versions what may be spoken
   * @param suites cipher suites of all versions, the best first
   * @param groups groups and key shares
   * @param schemes signature schemes accepted from the peer, and used by us, the best first
   * @param clients with what clients show who they are
   * @param order whose order of suites counts
   */
  public record Preferences(
      VersionRange versions,
      List<CipherSuite> suites,
      GroupPreferences groups,
      List<SignatureScheme> schemes,
      ClientProofs clients,
      SuiteOrder order) {
    /** Keeps copies. */
    public Preferences {
      suites = List.copyOf(suites);
      schemes = List.copyOf(schemes);
    }

    /** The suites that a version may have, the best first. */
    public List<CipherSuite> suitesOf(ProtocolVersion version) {
      List<CipherSuite> fitting = new ArrayList<>(suites.size());
      for (CipherSuite suite : suites) {
        if (mayServe(suite, version)) {
          fitting.add(suite);
        }
      }
      return fitting;
    }

    private static boolean mayServe(CipherSuite suite, ProtocolVersion version) {
      return SuiteParameters.of(suite).filter(is -> is.mayServe(version)).isPresent();
    }

    /** Whether a suite is among those that one of some versions may have. */
    public boolean isSpeakable(CipherSuite suite, VersionRange spoken) {
      for (ProtocolVersion version : spoken.newestFirst()) {
        if (mayServe(suite, version)) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * With what clients show who they are.
   *
   * @param schemes signature schemes that a server asks for and that a client uses, the best first
   * @param certificateTypes {@code ClientCertificateType}s that a server asks for before TLS 1.3,
   *     one byte each; empty for those that follow from the schemes
   */
  public record ClientProofs(List<SignatureScheme> schemes, Bytes certificateTypes) {
    /** Keeps a copy. */
    public ClientProofs {
      schemes = List.copyOf(schemes);
    }
  }

  /**
   * What is asked of the peer's certificate.
   *
   * @param mode whether it must be good
   * @param trust where paths must end
   * @param validator how they are judged
   * @param issuers DER names of issuers that the peer is told
   * @param resumed whether the certificates that a session brings along are judged again
   */
  public record PeerChecks(
      VerifyMode mode,
      TrustStore trust,
      PathValidator validator,
      List<Bytes> issuers,
      boolean resumed) {
    /** Keeps copies. */
    public PeerChecks {
      issuers = List.copyOf(issuers);
    }
  }

  /**
   * What each side may show (RFC 7250), the best first.
   *
   * @param ofClient what a client can show, or a server takes
   * @param ofServer what a server can show, or a client takes
   * @param expected the raw public keys that the peer may have, as DER SubjectPublicKeyInfo
   * @param delegated what a client takes of delegated credentials (RFC 9345); empty for none
   */
  public record CertificateKinds(
      List<CertificateType> ofClient,
      List<CertificateType> ofServer,
      Set<Bytes> expected,
      List<SignatureScheme> delegated) {
    /** Certificates alone. */
    public static final CertificateKinds X509 =
        new CertificateKinds(
            List.of(CertificateType.X509), List.of(CertificateType.X509), Set.of(), List.of());

    /** Keeps copies. */
    public CertificateKinds {
      ofClient = List.copyOf(ofClient);
      ofServer = List.copyOf(ofServer);
      expected = Set.copyOf(expected);
      delegated = List.copyOf(delegated);
    }
  }

  /**
   * Names that extensions carry.
   *
   * @param serverName the name that a client asks for
   * @param applicationProtocols what this side speaks, the best first; empty for no ALPN
   */
  public record Names(Optional<String> serverName, List<Bytes> applicationProtocols) {
    /** Keeps copies. */
    public Names {
      applicationProtocols = List.copyOf(applicationProtocols);
    }
  }

  /**
   * Limits on records.
   *
   * @param maxFragmentCode RFC 6066 4: 1 to 4 for 512 to 4096 bytes, asked for by a client
   * @param recordSizeLimit RFC 8449: bytes of plaintext with its type byte, 64 to 16385
   */
  public record RecordSizes(OptionalInt maxFragmentCode, OptionalInt recordSizeLimit) {}

  /**
   * The rest.
   *
   * @param middleboxCompatible whether RFC 9846 E.4 is followed
   * @param cookieExchange whether a server makes clients come back with a cookie
   * @param tickets NewSessionTicket messages that a server sends, 0 or more
   * @param statusRequest whether a client asks for an OCSP response (RFC 6066 8)
   * @param helloTimes which randoms begin with the time
   * @param variety what keeps peers from growing used to messages of one form
   */
  public record Behaviour(
      boolean middleboxCompatible,
      boolean cookieExchange,
      int tickets,
      boolean statusRequest,
      HelloTimes helloTimes,
      Variety variety) {}

  /**
   * What keeps peers from growing used to messages of one form.
   *
   * @param grease whether values that mean nothing stand among others (RFC 8701)
   * @param shuffled whether the extensions of a ClientHello come in any order
   */
  public record Variety(boolean grease, boolean shuffled) {
    /** All messages are alike. */
    public static final Variety NONE = new Variety(false, false);
  }

  /** Which randoms begin with the time: those of this side as a client, and as a server. */
  public record HelloTimes(boolean client, boolean server) {
    /** No random tells the time. */
    public static final HelloTimes NONE = new HelloTimes(false, false);
  }

  /**
   * What concerns the versions before TLS 1.3 alone.
   *
   * @param session what a client would like to resume
   * @param switches what is on
   * @param psk how pre-shared keys are used
   * @param dhParameters the group of a server's DHE suites; empty for one of RFC 7919
   * @param security how large the primes of these groups must be
   * @param external sessions that no handshake has made
   */
  public record Older(
      Optional<Session> session,
      Switches switches,
      Psk psk,
      Optional<DhParameters> dhParameters,
      SecurityRules security,
      ExternalSessions external) {
    /** Nothing special: tickets, and no pre-shared keys. */
    public static final Older DEFAULT =
        new Older(
            Optional.empty(),
            new Switches(true, true, true, false, false, true),
            Psk.NONE,
            Optional.empty(),
            new SecurityRules(SecurityLevel.DEFAULT),
            ExternalSessions.NONE);

    /** As libssl: a server whose application knows what tickets stand for gives none itself. */
    public boolean givesTickets() {
      return switches.sessionTickets() && !external.known();
    }
  }

  /**
   * Sessions that the application knows by other means than TLS (RFC 4851).
   *
   * @param known whether it is asked for their secrets
   * @param ticket what a client shows that has no ticket for the session that it would resume;
   *     empty for none
   * @param asksForTickets whether a client without any ticket says that it would like one
   */
  public record ExternalSessions(boolean known, Bytes ticket, boolean asksForTickets) {
    /** There are none. */
    public static final ExternalSessions NONE = new ExternalSessions(false, Bytes.EMPTY, true);
  }

  /**
   * What may be asked for and answered in extensions.
   *
   * @param postHandshakeAuth whether a client of TLS 1.3 lets itself be asked for a certificate
   *     after the handshake
   * @param asksAfterHandshakeAlone whether a server of TLS 1.3 that asks for certificates does so
   *     in the handshake
   * @param asksOnce whether a server asks for a certificate once in a connection
   * @param compression how certificates may be compressed
   * @param timestamps whether the peer is asked for signed certificate timestamps (RFC 6962)
   * @param statusRequest what a client says when it asks for an OCSP response
   * @param certificateSchemes the signatures that are taken in certificates; empty to say nothing
   * @param acknowledgesName whether a server says that it used the name that its client asked for
   */
  public record Offers(
      boolean postHandshakeAuth,
      boolean asksAfterHandshakeAlone,
      boolean asksOnce,
      Compression compression,
      boolean timestamps,
      StatusRequest statusRequest,
      List<SignatureScheme> certificateSchemes,
      boolean acknowledgesName) {
    /** Nothing special. */
    public static final Offers NONE =
        new Offers(
            false, false, false, Compression.NONE, false, StatusRequest.PLAIN, List.of(), true);

    /** Keeps a copy. */
    public Offers {
      certificateSchemes = List.copyOf(certificateSchemes);
    }
  }

  /**
   * How certificates may be compressed (RFC 8879).
   *
   * @param compressor does it
   * @param sends whether this side compresses its own
   * @param takes whether the peer may compress its
   * @param maxLength bytes of a Certificate message that may come out of a compressed one
   */
  public record Compression(
      CertificateCompressor compressor, boolean sends, boolean takes, int maxLength) {
    /** Nothing is compressed. */
    public static final Compression NONE =
        new Compression(CertificateCompressor.NONE, false, false, 0);
  }

  /**
   * What is on of the versions before TLS 1.3.
   *
   * @param sessionTickets whether tickets are asked for and given (RFC 5077)
   * @param extendedMainSecret whether main secrets are bound to their handshakes (RFC 7627)
   * @param encryptThenMac whether the MAC of CBC suites is over the ciphertext (RFC 7366)
   * @param fallback whether a client says that it tried a newer version before (RFC 7507)
   * @param legacyServerConnect whether a client takes a server that does not know RFC 5746
   * @param emptyRecords whether a record without content goes before each of application data,
   *     where CBC needs it
   */
  public record Switches(
      boolean sessionTickets,
      boolean extendedMainSecret,
      boolean encryptThenMac,
      boolean fallback,
      boolean legacyServerConnect,
      boolean emptyRecords) {}

  /**
   * How pre-shared keys are used.
   *
   * @param wanted whether the application has keys at all: without it no suite with a key is used
   * @param identityHint what a server tells its clients, 0 to 65535 bytes
   */
  public record Psk(boolean wanted, Optional<Bytes> identityHint) {
    /** There are no keys. */
    public static final Psk NONE = new Psk(false, Optional.empty());
  }
}
