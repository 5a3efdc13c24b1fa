// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.bio.Bio;
import dev.jessel.cipher.CipherList;
import dev.jessel.cipher.CipherListException;
import dev.jessel.cipher.SecurityPolicy;
import dev.jessel.compress.CertificateCodec;
import dev.jessel.compress.CertificateCompressor;
import dev.jessel.connection.Role;
import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.DhParameters;
import dev.jessel.crypto.jca.JcaCryptoProvider;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CertificateType;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.x509.Credential;
import dev.jessel.x509.DaneRecords;
import dev.jessel.x509.PemException;
import dev.jessel.x509.TrustAnchors;
import dev.jessel.x509.TrustStore;
import dev.jessel.x509.VerifyCallback;
import dev.jessel.x509.VerifyParameters;
import java.nio.channels.ByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Settings for any number of connections; thread-safe. Made by {@link #client()} or {@link
 * #server()}, which start from sound defaults: TLS 1.3 before TLS 1.2, hybrid key exchange where
 * the JVM has it, and for clients verification against the system's trust anchors.
 *
 * <p>A connection takes the settings as they are when it is made, and keeps them: {@link #replace}
 * is for those that come after it.
 *
 * <pre>{@code
 * SslContext context = SslContext.client().trust(TrustAnchors.ofPemFile(ca)).build();
 * try (Ssl ssl = context.newSsl(Bio.of(socket), "example.com")) { ... }
 * }</pre>
 *
 * @see <a href="https://docs.openssl.org/master/man3/SSL_CTX_new/">SSL_CTX_new(3)</a>
 */
public final class SslContext {
  private final ReentrantLock replacing = new ReentrantLock();
  private volatile SslSettings settings;

  private SslContext(SslSettings settings) {
    this.settings = settings;
  }

  /** Starts the settings of clients: the peer is verified, trust is the system's. */
  public static Builder client() {
    return new Builder(SslSettings.defaults(Optional.of(Role.CLIENT)));
  }

  /** Starts the settings of servers: a credential must be given, clients are not asked for one. */
  public static Builder server() {
    return new Builder(SslSettings.defaults(Optional.of(Role.SERVER)));
  }

  /**
   * Starts settings that serve both ends; each {@link Ssl} is told which it is. As in C, nothing is
   * verified until {@link Builder#verify} says so, and no name until {@link Builder#peerName} does.
   */
  public static Builder either() {
    return new Builder(SslSettings.defaults(Optional.empty()));
  }

  /**
   * Makes a connection over a transport; nothing is sent or read yet. For servers, and for clients
   * whose settings name the peer.
   *
   * @param transport where bytes come from and go to
   */
  public Ssl newSsl(Bio transport) {
    Ssl ssl = new Ssl(this);
    ssl.bio(transport, transport);
    return ssl;
  }

  /**
   * Makes a client's connection to a named peer: the name is asked for and the certificate must
   * have it.
   *
   * @param transport where bytes come from and go to
   * @param peer host name, or IP address, which is checked but not asked for
   */
  public Ssl newSsl(Bio transport, String peer) {
    Ssl ssl = newSsl(transport);
    ssl.configure(builder -> builder.peer(peer));
    return ssl;
  }

  /** Makes a connection that gets its transport later. */
  public Ssl newSsl() {
    return new Ssl(this);
  }

  /** Makes a connection that can be used like a channel. */
  public SslChannel open(ByteChannel channel) {
    return new SslChannel(newSsl(Bio.of(channel)));
  }

  /** As {@link #newSsl(Bio, String)}, for those who want a channel. */
  public SslChannel open(ByteChannel channel, String peer) {
    return new SslChannel(newSsl(Bio.of(channel), peer));
  }

  /**
   * Replaces settings, all of them at one moment: each connection made from then on has all of the
   * new ones, each that was made before has none. Nothing is interrupted. For certificates and
   * trust that are renewed while a server runs; see also {@link SslFiles}.
   *
   * <pre>{@code
   * context.replace(b -> b.noCredentials().credential(renewed).trust(anchors));
   * }</pre>
   *
   * @param change gets the settings as they are; when it throws, nothing is replaced
   */
  public void replace(UnaryOperator<Builder> change) {
    replacing.lock();
    try {
      settings = change.apply(new Builder(settings)).settings();
    } finally {
      replacing.unlock();
    }
  }

  /** {@linkplain #replace Replaces} what this side shows; the preferred one first. */
  public void replaceCredentials(List<Credential> credentials) {
    replace(builder -> builder.credentials(credentials));
  }

  /**
   * {@linkplain #replace Replaces} where certificate paths must end. The revocation lists and the
   * fetcher of the {@link TrustStore} that was there stay, its directories do not.
   */
  public void replaceTrust(TrustAnchors anchors) {
    replace(builder -> builder.anchors(anchors));
  }

  /**
   * {@linkplain #replace Replaces} where certificate paths must end, and what says which
   * certificates are revoked: nothing of what was there stays.
   */
  public void replaceTrust(TrustStore store) {
    replace(builder -> builder.trust(store));
  }

  /** How often connections came back to sessions, of those that this context made. */
  public SslSessionStatistics sessionStatistics() {
    SessionSettings sessions = settings.sessions();
    return sessions.counters().with(sessions.memory());
  }

  /** The settings of this moment, which nobody replaces. */
  SslContext frozen() {
    return new SslContext(settings);
  }

  /** Starts new settings from these. */
  public Builder toBuilder() {
    return new Builder(settings);
  }

  SslSettings settings() {
    return settings;
  }

  /** Gathers settings. Not thread-safe. A setter throws at once when it cannot take its value. */
  public static final class Builder {
    private SslSettings settings;

    private Builder(SslSettings settings) {
      this.settings = settings;
    }

    /** Freezes the settings. */
    public SslContext build() {
      return new SslContext(settings.withSessions(SessionSettings::withCounters));
    }

    /** Freezes settings of one of a context's connections: what it does, the context counts. */
    SslContext ofConnection() {
      return new SslContext(settings);
    }

    /**
     * Adds what this side shows. Of several, the one is shown that serves the peer best: see {@link
     * SslCallbacks.CredentialWanted#best}.
     */
    public Builder credential(Credential credential) {
      settings = settings.withCredential(credential);
      return this;
    }

    /**
     * Adds what this side shows.
     *
     * @param chain PEM or DER file with the certificate and its intermediates, leaf first
     * @param key PEM or DER file with the private key, not encrypted
     * @throws PemException when a file cannot be used, or the key is another certificate's
     */
    public Builder credential(Path chain, Path key) throws PemException {
      return credential(Credential.ofPem(chain, key));
    }

    /** Takes back all credentials. */
    public Builder noCredentials() {
      return credentials(List.of());
    }

    /** Sets all that this side shows, in place of what was set before; the preferred one first. */
    public Builder credentials(List<Credential> credentials) {
      settings = settings.withCredentials(credentials);
      return this;
    }

    /**
     * Sets what a client may show, the best first: what it offers, or what a server takes. With a
     * raw public key (RFC 7250) there is no certificate; see {@link #expectedRawPublicKeys}.
     *
     * @param types {@link CertificateType#X509}, which is the default, {@link
     *     CertificateType#RAW_PUBLIC_KEY}, or both
     */
    public Builder clientCertificateTypes(CertificateType... types) {
      settings = settings.withClientCertificateTypes(List.of(types));
      return this;
    }

    /** As {@link #clientCertificateTypes}, of what a server may show. */
    public Builder serverCertificateTypes(CertificateType... types) {
      settings = settings.withServerCertificateTypes(List.of(types));
      return this;
    }

    /**
     * Has a client take delegated credentials (RFC 9345), which a server may use where its
     * certificate allows it and TLS 1.3 is spoken. A server has them as {@linkplain
     * Credential.Builder#delegated credentials}.
     *
     * @param schemes what the delegated key may sign with; none to take no delegated credentials,
     *     which is the default
     */
    public Builder delegatedCredentials(SignatureScheme... schemes) {
      settings = settings.withDelegatedSchemes(List.of(schemes));
      return this;
    }

    /**
     * Sets the raw public keys that the peer may have. Any other is {@code RPK_UNTRUSTED}, unless
     * {@link #peerVerifier} takes it.
     *
     * @param keys of a kind that has an encoding
     */
    public Builder expectedRawPublicKeys(Collection<? extends PublicKey> keys) {
      settings =
          settings.withExpectedKeys(
              keys.stream().map(key -> Bytes.of(key.getEncoded())).collect(Collectors.toSet()));
      return this;
    }

    /** Sets where certificate paths must end. */
    public Builder trust(TrustAnchors anchors) {
      return trust(TrustStore.of(anchors));
    }

    /** Sets other anchors; what was set besides them stays: {@link TrustStore#withAnchors}. */
    Builder anchors(TrustAnchors anchors) {
      settings = settings.withAnchors(anchors);
      return this;
    }

    /**
     * Sets where certificate paths must end, and what says which certificates are revoked. Those
     * count when {@link #verifyParameters} asks for them.
     */
    public Builder trust(TrustStore store) {
      settings = settings.withTrust(store);
      return this;
    }

    /**
     * Sets where certificate paths must end.
     *
     * @param pemFile certificates in PEM form
     * @throws PemException when the file cannot be used
     */
    public Builder trust(Path pemFile) throws PemException {
      return trust(TrustAnchors.ofPemFile(pemFile));
    }

    /** Sets what is asked of the peer's certificate. */
    public Builder verify(SslVerify verify) {
      settings = settings.withVerify(verify);
      return this;
    }

    /**
     * Whether the certificates of a session's peer are judged again before the session is resumed.
     * They are unless this says no: then the judgement of the first handshake stands, as in C, and
     * a peer whose certificate has expired or was revoked meanwhile comes back as long as the
     * session lives. Contexts that share tickets or stores should then have the same trust, or
     * another {@link #sessionIdContext} each.
     */
    public Builder verifyResumed(boolean again) {
      settings = settings.withVerifyResumed(again);
      return this;
    }

    /** Sets the most intermediate certificates of a path, 0 to 100; the default is 100. */
    public Builder verifyDepth(int depth) {
      settings = settings.withVerifyDepth(depth);
      return this;
    }

    /**
     * Whether a client of TLS 1.3 lets itself be asked for a certificate at any time after the
     * handshake; it does not unless this says so. See {@link Ssl#requestClientCertificate}.
     */
    public Builder postHandshakeAuth(boolean offers) {
      settings = settings.withPostHandshakeAuth(offers);
      return this;
    }

    /**
     * Sets when a server asks for certificates that {@link #verify} makes it ask for.
     *
     * @param afterHandshakeAlone whether TLS 1.3 asks when {@link Ssl#requestClientCertificate} is
     *     called, and not in the handshake ({@code SSL_VERIFY_POST_HANDSHAKE})
     * @param once whether a client is asked once in a connection ({@code SSL_VERIFY_CLIENT_ONCE})
     */
    public Builder clientRequests(boolean afterHandshakeAlone, boolean once) {
      settings = settings.withClientRequests(afterHandshakeAlone, once);
      return this;
    }

    /**
     * Sets the largest Certificate message that is taken from the peer.
     *
     * @param bytes 0 and up; the default is 102400
     * @see <a href="https://docs.openssl.org/master/man3/SSL_CTX_set_max_cert_list/">
     *     SSL_CTX_set_max_cert_list(3)</a>
     */
    public Builder maxCertificates(int bytes) {
      settings = settings.withMaxCertificates(bytes);
      return this;
    }

    /**
     * Sets what is asked of the peer's path beyond the defaults: revocation, partial chains,
     * policies, names and more. Its depth and its security level hold in place of {@link
     * #verifyDepth} and {@link #securityLevel}; its names count beside {@link #peerName}.
     */
    public Builder verifyParameters(VerifyParameters parameters) {
      settings = settings.withVerifyParameters(parameters);
      return this;
    }

    /**
     * Sets the TLSA records of the peer (RFC 6698): one of them must match what it shows. Where all
     * are DANE-TA(2) or DANE-EE(3), {@link #trust} has no say. For a context that talks to one
     * peer; see also {@link Ssl#dane}.
     *
     * @param records all that there are, from DNS with DNSSEC; none to judge without
     */
    public Builder dane(DaneRecords records) {
      settings = settings.withDane(records);
      return this;
    }

    /**
     * Has the application judge each certificate of the peer's path, problem by problem. It is
     * called by each connection's own thread, several at a time.
     */
    public Builder verifyCallback(VerifyCallback callback) {
      settings = settings.withVerifyCallback(Optional.of(callback));
      return this;
    }

    /**
     * Has the application validate the peer's certificates in the library's place: {@code
     * SSL_CTX_set_cert_verify_callback(3)}.
     */
    public Builder peerValidator(SslCallbacks.PeerValidator validator) {
      settings = settings.withPeerValidator(Optional.of(validator));
      return this;
    }

    /** Has the application judge the peer's certificates, after they were validated. */
    public Builder peerVerifier(SslCallbacks.PeerVerifier verifier) {
      settings = settings.withPeerVerifier(Optional.of(verifier));
      return this;
    }

    /** Has the application choose what this side shows. */
    public Builder credentialChooser(SslCallbacks.CredentialChooser chooser) {
      settings = settings.withCredentialChooser(Optional.of(chooser));
      return this;
    }

    /** Has the application sign. */
    public Builder signer(SslCallbacks.Signer signer) {
      settings = settings.withSigner(Optional.of(signer));
      return this;
    }

    /** Has the application find the session that a client comes back to. */
    public Builder sessionFinder(SslCallbacks.SessionFinder finder) {
      settings = settings.withSessions(s -> s.withFinder(Optional.of(finder)));
      return this;
    }

    /** Has the application decide which sessions a server makes and takes. */
    public Builder sessionPolicy(SslCallbacks.SessionPolicy policy) {
      settings = settings.withSessions(s -> s.withPolicy(Optional.of(policy)));
      return this;
    }

    /** Has the application protect a server's tickets; empty for the library. */
    public Builder ticketProtection(Optional<SslCallbacks.TicketProtection> protection) {
      settings = settings.withSessions(s -> s.withTicketProtection(protection));
      return this;
    }

    /** Has the application make a server's tickets. */
    public Builder ticketIssuer(SslCallbacks.TicketIssuer issuer) {
      settings = settings.withSessions(s -> s.withTicketIssuer(Optional.of(issuer)));
      return this;
    }

    /** Has the application keep data in a server's tickets, and judge those that come. */
    public Builder ticketPolicy(SslCallbacks.TicketPolicy policy) {
      settings = settings.withSessions(s -> s.withTicketPolicy(Optional.of(policy)));
      return this;
    }

    /** Has the application look at each ClientHello. */
    public Builder clientHelloInspector(SslCallbacks.ClientHelloInspector inspector) {
      settings = settings.withInspector(Optional.of(inspector));
      return this;
    }

    /**
     * Has a server go on with another context, as the ClientHello says: for one server among
     * several that share an address. It is asked behind {@link #clientHelloInspector}.
     */
    public Builder contextSelector(SslCallbacks.ContextSelector selector) {
      settings = settings.withContextSelector(Optional.of(selector));
      return this;
    }

    /**
     * Whether a server tells its client that it has used the name that the client asked for, which
     * nobody acts on; it does unless this says otherwise.
     */
    public Builder acknowledgeServerName(boolean acknowledges) {
      settings = settings.withAcknowledgedName(acknowledges);
      return this;
    }

    /** Has the application choose among a client's protocols. */
    public Builder protocolSelector(SslCallbacks.ProtocolSelector selector) {
      settings = settings.withProtocolSelector(Optional.of(selector));
      return this;
    }

    /**
     * Sets the name that a client asks for (SNI).
     *
     * @param name a DNS name; IP addresses are not allowed there
     */
    public Builder serverName(String name) {
      settings = settings.withServerName(Optional.of(name));
      return this;
    }

    /**
     * Sets the name or address that the peer's certificate must have.
     *
     * @param name empty to take any name; a client that verifies must say one or the other
     */
    public Builder peerName(Optional<String> name) {
      settings = settings.withPeerName(name);
      return this;
    }

    /**
     * Sets who the peer is: the name is asked for, unless it is an address, and checked.
     *
     * @param peer host name or IP address
     */
    public Builder peer(String peer) {
      settings = settings.withPeer(peer);
      return this;
    }

    /**
     * Sets the issuers that this side names to its peer, as DER distinguished names. A client does
     * so in the clear.
     */
    public Builder clientIssuers(List<Bytes> names) {
      settings = settings.withIssuers(names);
      return this;
    }

    /**
     * Sets the application protocols that this side speaks, the best first (ALPN).
     *
     * @param protocols names of 1 to 255 bytes; none for no ALPN
     */
    public Builder alpn(String... protocols) {
      for (String protocol : protocols) {
        if (protocol.chars().anyMatch(c -> c > 0xFF)) {
          throw new IllegalArgumentException("an application protocol is a string of bytes");
        }
      }
      settings =
          settings.withProtocols(
              Arrays.stream(protocols)
                  .map(p -> Bytes.of(p.getBytes(StandardCharsets.ISO_8859_1)))
                  .toList());
      return this;
    }

    /**
     * Sets the cipher suites of TLS 1.3, the best first.
     *
     * @param list names between colons, such as {@code TLS_AES_128_GCM_SHA256}
     * @throws IllegalArgumentException for an unknown name, or a suite that the JVM does not have
     */
    public Builder cipherSuites(String list) {
      settings = settings.withCipherSuites(list);
      return this;
    }

    /** Takes back all cipher suites of TLS 1.3, which is then not spoken. */
    public Builder noCipherSuites() {
      settings = settings.withoutCipherSuites();
      return this;
    }

    /**
     * Sets the cipher suites up to TLS 1.2 in OpenSSL's language, such as {@code
     * ECDHE+AESGCM:!aNULL:@STRENGTH}; {@code @SECLEVEL=} in it sets the security level. See {@link
     * CipherList}. Suites that this JVM lacks, and those that the security level forbids, may be
     * named and are not used.
     *
     * @throws CipherListException when it makes no sense or leaves no suite
     */
    public Builder cipherList(String list) {
      settings = settings.withCipherList(list);
      return this;
    }

    /**
     * Sets how strong everything must be: suites, groups, signatures, keys in certificates. See
     * {@code SSL_CTX_set_security_level(3)}.
     *
     * @param level 0 to 5; the default is 2, which asks for 112 bits
     */
    public Builder securityLevel(int level) {
      settings = settings.withSecurityLevel(level);
      return this;
    }

    /**
     * Has the application judge suites, groups and signature schemes in place of the security
     * level, which goes on judging certificates.
     *
     * @param policy empty to take the level again
     */
    public Builder securityPolicy(Optional<SecurityPolicy> policy) {
      settings = settings.withSecurityPolicy(policy);
      return this;
    }

    /**
     * Sets groups and key shares in the language of {@code SSL_CTX_set1_groups_list}.
     *
     * @throws IllegalArgumentException for a group that is unknown or not there
     */
    public Builder groups(String list) {
      settings = settings.withGroups(list);
      return this;
    }

    /**
     * Sets the signature schemes that are used and accepted, the best first, in the language of
     * {@code SSL_CTX_set1_sigalgs_list}.
     *
     * @throws IllegalArgumentException for a scheme that is unknown or not there
     */
    public Builder signatureSchemes(String list) {
      settings = settings.withSchemes(list);
      return this;
    }

    /**
     * Sets the signature schemes with which clients show who they are: what a server asks for, and
     * what a client uses. As {@code SSL_CTX_set1_client_sigalgs_list}.
     *
     * @param list as for {@link #signatureSchemes}; empty for the same ones as there
     * @throws IllegalArgumentException for a scheme that is unknown or not there
     */
    public Builder clientSignatureSchemes(Optional<String> list) {
      settings = settings.withClientSchemes(list);
      return this;
    }

    /**
     * Sets the signatures that are taken in certificates where these are others than those that are
     * taken in the handshake ({@code signature_algorithms_cert}).
     *
     * @param list as for {@link #signatureSchemes}; empty to say nothing about it
     * @throws IllegalArgumentException for a scheme that is unknown or not there
     */
    public Builder certificateSchemes(Optional<String> list) {
      settings = settings.withCertificateSchemes(list);
      return this;
    }

    /**
     * Sets the types of certificates that a server asks its clients for before TLS 1.3.
     *
     * @param types {@code ClientCertificateType}s of RFC 5246 7.4.4, a byte each, at most 255;
     *     empty for those that follow from the signature schemes
     */
    public Builder clientCertificateTypes(Bytes types) {
      settings = settings.withClientCertificateTypes(types);
      return this;
    }

    /** Turns options on. */
    public Builder options(SslOption... options) {
      settings = settings.withOptions(Arrays.asList(options), true);
      return this;
    }

    /** Turns options off. */
    public Builder clearOptions(SslOption... options) {
      settings = settings.withOptions(Arrays.asList(options), false);
      return this;
    }

    /** Turns modes on. */
    public Builder modes(SslMode... modes) {
      settings = settings.withModes(Arrays.asList(modes), true);
      return this;
    }

    /** Turns modes off. */
    public Builder clearModes(SslMode... modes) {
      settings = settings.withModes(Arrays.asList(modes), false);
      return this;
    }

    /**
     * Whether values that mean nothing (RFC 8701, GREASE) stand among those of a ClientHello and in
     * a server's tickets: peers that stumble over what they do not know are found today, not when
     * something new comes. Off by default.
     */
    public Builder grease(boolean sends) {
      settings = settings.withGrease(sends);
      return this;
    }

    /**
     * Whether a client's extensions come in another order each time, so that no server grows used
     * to one. Off by default.
     */
    public Builder shuffledExtensions(boolean shuffles) {
      settings = settings.withShuffledExtensions(shuffles);
      return this;
    }

    /** Whether more than the next record is taken from the transport when it is there. */
    public Builder readAhead(boolean ahead) {
      settings = settings.withReadAhead(ahead);
      return this;
    }

    /** Sets the most content bytes of a record that we send, 512 to 16384; the default is 16384. */
    public Builder maxSendFragment(int bytes) {
      settings = settings.withRecords(r -> r.withSendFragment(bytes));
      return this;
    }

    /**
     * Cuts what is written into records of so many bytes, and a partial write with it; 1 to what
     * {@link #maxSendFragment} allows, which is the default.
     */
    public Builder splitSendFragment(int bytes) {
      settings = settings.withRecords(r -> r.withSplitFragment(bytes));
      return this;
    }

    /**
     * Whether records of application data are small at first, so that the first bytes can be read
     * as soon as one TCP segment has come: the first holds 1,350 bytes, and each one that is filled
     * is followed by one with 1,350 more, until they are as large as {@link #splitSendFragment}
     * allows; after a pause of a second they begin anew. Off by default: for the first 100 KiB it
     * costs a few more calls of the cipher and of the transport.
     */
    public Builder growingRecords(boolean grow) {
      settings = settings.withRecords(r -> r.withGrowing(grow));
      return this;
    }

    /**
     * Has a client ask for shorter records in both directions (RFC 6066 4).
     *
     * @param bytes 512, 1024, 2048 or 4096; 0 asks for nothing
     */
    public Builder maxFragmentLength(int bytes) {
      settings = settings.withRecords(r -> r.withMaxFragmentLength(bytes));
      return this;
    }

    /**
     * Announces the largest record that this side takes (RFC 8449).
     *
     * @param bytes plaintext with its type byte, 64 to 16385; 0 announces nothing
     */
    public Builder recordSizeLimit(int bytes) {
      settings = settings.withRecords(r -> r.withSizeLimit(bytes));
      return this;
    }

    /**
     * Pads records to multiples of a block.
     *
     * @param applicationBlock for application data, 0 to 16384; 0 and 1 mean no padding
     * @param handshakeBlock for handshake messages and alerts
     */
    public Builder blockPadding(int applicationBlock, int handshakeBlock) {
      settings = settings.withRecords(r -> r.withPadding(applicationBlock, handshakeBlock));
      return this;
    }

    /** Has each record padded as a callback says, whatever {@link #blockPadding} asks for. */
    public Builder recordPadding(SslCallbacks.RecordPadder padder) {
      settings = settings.withRecords(r -> r.withPadder(Optional.of(padder)));
      return this;
    }

    /** As if {@link #recordPadding} had never been called. */
    public Builder noRecordPadding() {
      settings = settings.withRecords(r -> r.withPadder(Optional.empty()));
      return this;
    }

    /**
     * Sets the oldest version that may be spoken; the default is TLS 1.2. Older ones are there with
     * {@code jessel-legacy} alone, and need security level 0 besides.
     */
    public Builder minVersion(ProtocolVersion version) {
      settings = settings.withMinVersion(version);
      return this;
    }

    /** Sets the newest version that may be spoken; the default is TLS 1.3. */
    public Builder maxVersion(ProtocolVersion version) {
      settings = settings.withMaxVersion(version);
      return this;
    }

    /**
     * Sets what a client would like to resume. Of TLS 1.3, a session should be used for one
     * connection only: whoever watches sees that two are the same client's.
     */
    public Builder session(Optional<SslSession> session) {
      settings = settings.withSessions(s -> s.withSession(session.map(SslSession::session)));
      return this;
    }

    /**
     * Sets how many sessions are remembered. A client that remembers any comes back with them by
     * itself, to the same server and with the same settings only; by default it remembers none. A
     * server remembers those that have no ticket, 20480 by default; with tickets it need not.
     *
     * @param sessions 0 for none
     */
    public Builder sessionCache(int sessions) {
      settings = settings.withSessions(s -> s.withCache(sessions));
      return this;
    }

    /**
     * Sets where a server keeps the sessions that no ticket holds, in place of {@link
     * #sessionCache}: several servers may share it.
     */
    public Builder sessionStore(SslSessionStore store) {
      settings = settings.withSessions(s -> s.withStore(store));
      return this;
    }

    /** Sets how long a server's sessions may be used: 0 to 604800 seconds; the default is 7200. */
    public Builder sessionTimeout(long seconds) {
      settings = settings.withSessions(s -> s.withLifetime(seconds));
      return this;
    }

    /**
     * Sets which sessions belong here: those of another context are neither offered nor taken, even
     * where keys or stores are shared.
     *
     * @param context 0 to 32 bytes
     */
    public Builder sessionIdContext(Bytes context) {
      settings = settings.withSessions(s -> s.withContext(context));
      return this;
    }

    /**
     * Sets the keys of a server's tickets. Without them the context makes its own, and changes them
     * as often as sessions end, once an hour at the most.
     */
    public Builder ticketKeys(SslTicketKeys keys) {
      settings = settings.withSessions(s -> s.withTicketKeys(keys));
      return this;
    }

    /**
     * Has a client ask for a number of tickets (RFC 9149), where it would get as many as its server
     * likes.
     *
     * @param fresh after a full handshake, 0 to 255
     * @param resumed after a resumption, 0 to 255
     */
    public Builder requestTickets(int fresh, int resumed) {
      settings = settings.withSessions(s -> s.withTicketRequest(fresh, resumed));
      return this;
    }

    /**
     * Lets a server's clients send data before the handshake (0-RTT), with the tickets that they
     * get from now on. Such data can be recorded and sent again by others, and is read by whoever
     * learns a ticket key; it should change nothing. It is taken by {@link Ssl#readEarlyData}
     * alone.
     *
     * @param bytes 0 to 2^32 - 1; the default is 0, none
     */
    public Builder maxEarlyData(long bytes) {
      settings = settings.withSessions(s -> s.withMaxEarlyData(bytes));
      return this;
    }

    /**
     * Sets how much early data a server takes, or skips when it takes none, whatever its tickets
     * allowed.
     *
     * @param bytes 0 to 2^32 - 1; the default is 16384, or what {@link #maxEarlyData} allows
     */
    public Builder maxEarlyDataTaken(long bytes) {
      settings = settings.withSessions(s -> s.withMaxEarlyDataTaken(bytes));
      return this;
    }

    /** Has the application decide whether early data is taken. */
    public Builder allowEarlyData(SslCallbacks.EarlyDataJudge judge) {
      settings = settings.withSessions(s -> s.withEarlyDataJudge(Optional.of(judge)));
      return this;
    }

    /**
     * Sets who knows what early data has come before. The default remembers in memory, for this
     * context alone.
     *
     * @see SslOption#NO_ANTI_REPLAY
     */
    public Builder replayGuard(SslReplayGuard guard) {
      settings = settings.withSessions(s -> s.withReplayGuard(guard));
      return this;
    }

    /** Has a client of TLS 1.3 offer pre-shared keys; empty for none. */
    public Builder externalPskChooser(Optional<SslCallbacks.ExternalPskChooser> chooser) {
      settings = settings.withSessions(s -> s.withPskChooser(chooser));
      return this;
    }

    /** Has a server of TLS 1.3 take pre-shared keys; empty for none. */
    public Builder externalPskFinder(Optional<SslCallbacks.ExternalPskFinder> finder) {
      settings = settings.withSessions(s -> s.withPskFinder(finder));
      return this;
    }

    /**
     * Has the application know sessions up to TLS 1.2 that no handshake has made, as in EAP-FAST
     * (RFC 4851); empty for none.
     */
    public Builder externalSessionFinder(Optional<SslCallbacks.ExternalSessionFinder> finder) {
      settings = settings.withSessions(s -> s.withExternalSessions(finder));
      return this;
    }

    /**
     * Sets what a client shows as a ticket up to TLS 1.2 when it has none of a session that it
     * would resume; see {@link #externalSessionFinder}.
     *
     * @param ticket 0 to 16384 bytes; empty for none
     */
    public Builder externalTicket(Bytes ticket) {
      settings = settings.withSessions(s -> s.withExternalTicket(ticket));
      return this;
    }

    /**
     * Whether a client that has no ticket to show up to TLS 1.2 says that it would like one; true
     * unless set. {@link SslOption#NO_TICKET} does without tickets altogether.
     */
    public Builder asksForTickets(boolean asks) {
      settings = settings.withSessions(s -> s.withTicketsAskedFor(asks));
      return this;
    }

    /** Has the application read what the peer's hello says of tickets; empty for nobody. */
    public Builder ticketReader(Optional<SslCallbacks.TicketReader> reader) {
      settings = settings.withSessions(s -> s.withTicketReader(reader));
      return this;
    }

    /**
     * Whether a client asks the server for an OCSP response, and a server of TLS 1.3 the client
     * that it asks for a certificate; see {@link Ssl#ocspResponse()}.
     */
    public Builder statusRequest(boolean asks) {
      settings = settings.withStatusRequest(asks);
      return this;
    }

    /**
     * Adds an extension that the application speaks by itself.
     *
     * @throws IllegalArgumentException when one of its type is there
     */
    public Builder extension(SslExtension extension) {
      settings = settings.withExtension(extension);
      return this;
    }

    /** Takes back all extensions that were added. */
    public Builder noExtensions() {
      settings = settings.withoutExtensions();
      return this;
    }

    /**
     * Sets what a client says when it asks for an OCSP response (RFC 6066 8).
     *
     * @param responderIds whose responses it trusts, each a ResponderID in DER; empty for any
     * @param extensions of the request, in DER; empty for none
     */
    public Builder statusRequestFor(List<Bytes> responderIds, Bytes extensions) {
      settings = settings.withStatusRequestFor(responderIds, extensions);
      return this;
    }

    /** Has the application find the OCSP responses that are sent to peers who ask for them. */
    public Builder statusSource(SslCallbacks.StatusSource source) {
      settings = settings.withStatusSource(Optional.of(source));
      return this;
    }

    /**
     * Whether the peer is asked for signed certificate timestamps (RFC 6962); see {@link
     * Ssl#certificateTimestamps()}. What comes is not verified. One's own are the credential's.
     */
    public Builder certificateTimestamps(boolean asks) {
      settings = settings.withTimestamps(asks);
      return this;
    }

    /**
     * Sets how certificates may be compressed in TLS 1.3 (RFC 8879), the peer's and one's own.
     *
     * @param codecs the best first, such as {@link CertificateCodec#available()}; none for no
     *     compression, which is the default
     */
    public Builder certificateCompression(List<CertificateCodec> codecs) {
      return certificateCompression(new CertificateCompressor(codecs));
    }

    /** As above, with a compressor that several contexts share, what it remembers included. */
    public Builder certificateCompression(CertificateCompressor compressor) {
      settings = settings.withCompressor(compressor);
      return this;
    }

    /**
     * Sets what a server sends to clients that ask for an OCSP response.
     *
     * @param response an OCSPResponse in DER; empty for none
     */
    public Builder ocspResponse(Optional<Bytes> response) {
      settings = settings.withOcspResponse(response);
      return this;
    }

    /**
     * Has a client use pre-shared keys; empty for none. In TLS 1.3 the key goes with SHA-256 and
     * counts where {@link #externalPskChooser} gives none.
     */
    public Builder pskChooser(Optional<SslCallbacks.PskChooser> chooser) {
      settings = settings.withPskClient(chooser);
      return this;
    }

    /**
     * Has a server take pre-shared keys; empty for none. In TLS 1.3 the key goes with SHA-256 and
     * counts where {@link #externalPskFinder} knows none.
     */
    public Builder pskFinder(Optional<SslCallbacks.PskFinder> finder) {
      settings = settings.withPskServer(finder);
      return this;
    }

    /**
     * Sets what a server says to help its clients choose a pre-shared key.
     *
     * @param hint at most 256 bytes in UTF-8; empty for none
     */
    public Builder pskIdentityHint(Optional<String> hint) {
      settings =
          settings.withPskIdentityHint(
              hint.map(text -> Bytes.of(text.getBytes(StandardCharsets.UTF_8))));
      return this;
    }

    /**
     * Sets the group of a server's DHE suites up to TLS 1.2.
     *
     * @param parameters empty for a group of RFC 7919, which is the default
     */
    public Builder dhParameters(Optional<DhParameters> parameters) {
      settings = settings.withDhParameters(parameters);
      return this;
    }

    /** Sets how many tickets a server sends after the handshake, 0 to 16; the default is 2. */
    public Builder tickets(int count) {
      settings = settings.withTickets(count);
      return this;
    }

    /**
     * Logs the secrets of connections for tools such as Wireshark. Whoever has the log reads
     * everything.
     *
     * @param log gets lines of the NSS key log format, without line ends; called from any thread
     */
    public Builder keyLog(Consumer<String> log) {
      settings = settings.withKeyLog(Optional.of(log));
      return this;
    }

    /** Has a listener told what happens. */
    public Builder listener(SslListener listener) {
      settings = settings.withListener(Optional.of(listener));
      return this;
    }

    /**
     * Sets where cryptography comes from; the default is {@link JcaCryptoProvider}. Cipher suites,
     * groups and signature schemes become the defaults of what it has, so set those afterwards.
     */
    public Builder crypto(CryptoProvider crypto) {
      settings = settings.withCrypto(crypto);
      return this;
    }

    /**
     * Has key pairs for key exchange made ahead, on an executor of the application's, so that
     * handshakes need not wait for them. For each group that was used once, up to 16 are kept; a
     * handshake that finds none makes its own. Each serves one handshake. What the executor refuses
     * is asked for again by a later handshake; what it drops without a word is missing for good.
     *
     * <p>Private keys so wait in memory until they are needed, and are dropped with the context. Of
     * a process that is restored from one image several times, each copy would have the same ones:
     * there, make contexts after the restoring.
     *
     * @param executor gets short tasks from any thread, 16 a group at the most; empty, which is the
     *     default, to make key pairs when they are needed
     */
    public Builder keyShareExecutor(Optional<Executor> executor) {
      settings = settings.withKeyShareExecutor(executor);
      return this;
    }

    /** Sets the clock by which certificates are judged. */
    public Builder clock(Clock clock) {
      settings = settings.withClock(clock);
      return this;
    }

    /** The cipher suites of TLS 1.3 as set, the best first. */
    public List<CipherSuite> cipherSuites() {
      return settings.suites();
    }

    /** The cipher suites up to TLS 1.2 as set, the best first. */
    public List<CipherSuite> olderCipherSuites() {
      return settings.olderSuites();
    }

    /**
     * The cipher suites that this JVM has and security allows, of all versions, those of TLS 1.3
     * first.
     */
    public List<CipherSuite> supportedCipherSuites() {
      return settings.supportedSuites();
    }

    /** The security level, 0 to 5. */
    public int securityLevel() {
      return settings.securityLevel().number();
    }

    /** The groups as set, the best first. */
    public List<NamedGroup> groups() {
      return settings.groups();
    }

    /** The signature schemes as set, the best first. */
    public List<SignatureScheme> signatureSchemes() {
      return settings.schemes();
    }

    SslSettings settings() {
      return settings;
    }
  }
}
