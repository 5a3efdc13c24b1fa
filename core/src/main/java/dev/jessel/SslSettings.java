// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.cipher.CipherList;
import dev.jessel.cipher.SecurityLevel;
import dev.jessel.cipher.SecurityPolicy;
import dev.jessel.cipher.SecurityRules;
import dev.jessel.compress.CertificateCompressor;
import dev.jessel.connection.ConnectionConfig;
import dev.jessel.connection.Role;
import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.DhParameters;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.crypto.jca.JcaCryptoProvider;
import dev.jessel.dialect.Dialects;
import dev.jessel.handshake.GroupPreferences;
import dev.jessel.handshake.HandshakeConfig;
import dev.jessel.handshake.RenegotiationPolicy;
import dev.jessel.handshake.Ssl2;
import dev.jessel.handshake.SuiteOrder;
import dev.jessel.handshake.VersionRange;
import dev.jessel.handshake.Versions;
import dev.jessel.record.BufferPool;
import dev.jessel.record.RecordLimits;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CertificateType;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.HostNames;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.extension.ServerNameList;
import dev.jessel.wire.extension.StatusRequest;
import dev.jessel.x509.Credential;
import dev.jessel.x509.DaneRecords;
import dev.jessel.x509.PathValidator;
import dev.jessel.x509.PeerName;
import dev.jessel.x509.TrustAnchors;
import dev.jessel.x509.TrustStore;
import dev.jessel.x509.VerifyCallback;
import dev.jessel.x509.VerifyParameters;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a {@link SslContext} holds. Never changed once made: each {@code with} makes another one.
 */
final class SslSettings implements Cloneable {
  private static final int MAX_TICKETS = 16;
  private static final int MAX_DEPTH = 100;
  private static final int POOLED_BUFFERS = 64;

  /** libssl's bound on identities and their hints. */
  private static final int MAX_PSK_IDENTITY = 256;

  private static final int MAX_PROTOCOL_LENGTH = 255;
  private static final int MAX_CERTIFICATE_TYPES = 255;

  /** Names of all protocols or issuers together, their length fields included. */
  private static final int MAX_NAMES_LENGTH = 32_768;

  private Optional<Role> role = Optional.empty();
  private CryptoProvider crypto = DefaultCrypto.INSTANCE;
  private Optional<Executor> keyShareExecutor = Optional.empty();

  /** The same cryptography, with stocks of key pairs if there is somebody to fill them. */
  private CryptoProvider ofHandshakes = crypto;

  private Clock clock = Clock.systemUTC();
  private BufferPool pool = new BufferPool(POOLED_BUFFERS);
  private SessionSettings sessions = new SessionSettings();
  private RecordSettings records = new RecordSettings();
  private List<Credential> credentials = List.of();
  private HandshakeConfig.CertificateKinds kinds = HandshakeConfig.CertificateKinds.X509;
  private Optional<TrustStore> trust = Optional.empty();
  private VerifyParameters parameters = VerifyParameters.defaults();
  private DaneRecords dane = DaneRecords.none();
  private SslVerify verify = SslVerify.NONE;
  private int verifyDepth = MAX_DEPTH;
  private boolean verifiesResumed = true;
  private Optional<String> serverName = Optional.empty();
  private Optional<PeerName> peerName = Optional.empty();
  private boolean anyPeerName = true;
  private List<Bytes> issuers = List.of();
  private List<Bytes> protocols = List.of();
  private List<CipherSuite> suites = List.of();
  private List<CipherSuite> olderSuites = OlderSuites.DEFAULT;
  private SecurityLevel level = SecurityLevel.DEFAULT;
  private Optional<SecurityPolicy> policy = Optional.empty();
  private GroupPreferences groups = new GroupPreferences(List.of(), List.of());
  private List<SignatureScheme> schemes = List.of();
  private Optional<List<SignatureScheme>> clientSchemes = Optional.empty();
  private Bytes clientCertificateTypes = Bytes.EMPTY;
  private Set<SslOption> options = EnumSet.of(SslOption.ENABLE_MIDDLEBOX_COMPAT);
  private Set<SslMode> modes = EnumSet.of(SslMode.AUTO_RETRY);
  private boolean readAhead;
  private HandshakeConfig.Variety variety = HandshakeConfig.Variety.NONE;
  private ProtocolVersion minVersion = VersionRange.DEFAULT.min();
  private ProtocolVersion maxVersion = VersionRange.DEFAULT.max();
  private boolean statusRequest;
  private StatusRequest statusRequestContent = StatusRequest.PLAIN;
  private boolean postHandshakeAuth;
  private CertificateCompressor compressor = CertificateCompressor.NONE;
  private boolean timestamps;
  private List<SslExtension> extensions = List.of();
  private List<SignatureScheme> certificateSchemes = List.of();
  private boolean acknowledgesName = true;
  private Optional<SslCallbacks.ContextSelector> contextSelector = Optional.empty();
  private Optional<SslCallbacks.StatusSource> statusSource = Optional.empty();
  private boolean asksAfterHandshakeAlone;
  private boolean asksOnce;
  private Optional<Bytes> ocspResponse = Optional.empty();
  private Optional<DhParameters> dhParameters = Optional.empty();
  private Optional<Bytes> pskIdentityHint = Optional.empty();
  private Optional<SslCallbacks.PskChooser> pskClient = Optional.empty();
  private Optional<SslCallbacks.PskFinder> pskServer = Optional.empty();
  private int maxCertificates = RecordLimits.MAX_CERTIFICATE_MESSAGE;
  private int tickets = 2;
  private Optional<Consumer<String>> keyLog = Optional.empty();
  private Optional<SslListener> listener = Optional.empty();
  private Optional<SslCallbacks.PeerValidator> peerValidator = Optional.empty();
  private Optional<VerifyCallback> verifyCallback = Optional.empty();
  private Optional<SslCallbacks.PeerVerifier> peerVerifier = Optional.empty();
  private Optional<SslCallbacks.CredentialChooser> credentialChooser = Optional.empty();
  private Optional<SslCallbacks.Signer> signer = Optional.empty();
  private Optional<SslCallbacks.ClientHelloInspector> inspector = Optional.empty();
  private Optional<SslCallbacks.ProtocolSelector> protocolSelector = Optional.empty();

  /**
   * What each connection goes by, shared by all settings that do not differ in what it comes of:
   * lists of algorithms, and what security leaves of them.
   */
  private Once<HandshakeConfig.Preferences> preferences = new Once<>();

  private Once<HandshakeConfig.PeerChecks> checks = new Once<>();

  /** Shared by all connections with the same settings. */
  private Once<ConnectionConfig> config = new Once<>();

  /** Looked up once; immutable. */
  private static final class DefaultCrypto {
    static final CryptoProvider INSTANCE = JcaCryptoProvider.create();
  }

  /** Sorted once; immutable. */
  private static final class OlderSuites {
    static final List<CipherSuite> DEFAULT = CipherList.parse(CipherList.DEFAULT_LIST).suites();
  }

  private SslSettings() {}

  static SslSettings defaults(Optional<Role> role) {
    SslSettings settings = new SslSettings();
    settings.role = role;
    settings.verify = role.equals(Optional.of(Role.CLIENT)) ? SslVerify.REQUIRED : SslVerify.NONE;
    settings.anyPeerName = settings.verify == SslVerify.NONE;
    settings.useDefaultAlgorithms();
    return settings;
  }

  /** The engine's settings. */
  ConnectionConfig connectionConfig() {
    return config.get(this::freshConfig);
  }

  private ConnectionConfig freshConfig() {
    HandshakeConfig handshake =
        new HandshakeConfig(
            preferences.get(this::preferencesLeft),
            checks.get(this::peerChecks),
            credentials,
            kinds,
            new HandshakeConfig.Names(serverName, protocols),
            records.sizes(),
            new HandshakeConfig.Behaviour(
                has(SslOption.ENABLE_MIDDLEBOX_COMPAT),
                has(SslOption.COOKIE_EXCHANGE),
                tickets,
                statusRequest,
                new HandshakeConfig.HelloTimes(
                    has(SslMode.SEND_CLIENTHELLO_TIME), has(SslMode.SEND_SERVERHELLO_TIME)),
                variety),
            older(),
            new HandshakeConfig.Offers(
                postHandshakeAuth,
                asksAfterHandshakeAlone,
                asksOnce,
                new HandshakeConfig.Compression(
                    compressor,
                    !has(SslOption.NO_TX_CERTIFICATE_COMPRESSION),
                    !has(SslOption.NO_RX_CERTIFICATE_COMPRESSION),
                    maxCertificates),
                timestamps,
                statusRequestContent,
                certificateSchemes,
                acknowledgesName),
            sessions.resumption(this, pskServer.isPresent()));
    return new ConnectionConfig(
        handshake,
        ofHandshakes,
        clock,
        pool,
        records.sendFragment(),
        maxCertificates,
        records.padding());
  }

  private HandshakeConfig.PeerChecks peerChecks() {
    return new HandshakeConfig.PeerChecks(
        verify.mode(), trustOrSystem(), validator(), issuers, verifiesResumed);
  }

  /** Which handshakes may follow the first one. */
  RenegotiationPolicy renegotiation() {
    return new RenegotiationPolicy(
        !has(SslOption.NO_RENEGOTIATION),
        has(SslOption.ALLOW_CLIENT_RENEGOTIATION),
        has(SslOption.ALLOW_UNSAFE_LEGACY_RENEGOTIATION),
        !has(SslOption.NO_SESSION_RESUMPTION_ON_RENEGOTIATION));
  }

  private HandshakeConfig.Older older() {
    return new HandshakeConfig.Older(
        sessions.session(),
        new HandshakeConfig.Switches(
            !has(SslOption.NO_TICKET) && security().allowsTickets(),
            !has(SslOption.NO_EXTENDED_MASTER_SECRET),
            !has(SslOption.NO_ENCRYPT_THEN_MAC),
            has(SslMode.SEND_FALLBACK_SCSV),
            has(SslOption.LEGACY_SERVER_CONNECT),
            !has(SslOption.DONT_INSERT_EMPTY_FRAGMENTS)),
        new HandshakeConfig.Psk(pskClient.isPresent() || pskServer.isPresent(), pskIdentityHint),
        dhParameters,
        security(),
        sessions.external());
  }

  /** The versions that may be negotiated; empty when the settings leave none. */
  Optional<VersionRange> versions() {
    return preferences.known().map(HandshakeConfig.Preferences::versions).or(this::versionsLeft);
  }

  private Optional<VersionRange> versionsLeft() {
    // What lies below a version that is switched off is off with it: there are no holes.
    return Versions.newestFirst().stream()
        .dropWhile(version -> !isOn(version))
        .takeWhile(this::isOn)
        .map(version -> new VersionRange(version, version))
        .reduce((newer, older) -> new VersionRange(older.min(), newer.max()));
  }

  private boolean isOn(ProtocolVersion version) {
    return version.isAtLeast(minVersion)
        && maxVersion.isAtLeast(version)
        && SslOption.against(version).filter(this::has).isEmpty()
        && security().allows(version);
  }

  private HandshakeConfig.Preferences preferencesLeft() {
    SecurityRules rules = security();
    return new HandshakeConfig.Preferences(
        versions().orElseThrow(),
        supportedSuites().stream().filter(this::hasKeyFor).toList(),
        groups.only(rules::allows),
        schemes.stream().filter(rules::allows).toList(),
        new HandshakeConfig.ClientProofs(
            clientSchemes.orElse(schemes).stream().filter(rules::allows).toList(),
            clientCertificateTypes),
        order());
  }

  private SuiteOrder order() {
    if (!has(SslOption.CIPHER_SERVER_PREFERENCE)) {
      return SuiteOrder.CLIENT;
    }
    return has(SslOption.PRIORITIZE_CHACHA) ? SuiteOrder.SERVER_CHACHA_FIRST : SuiteOrder.SERVER;
  }

  /** All suites that this JVM has and security allows, those of TLS 1.3 first. */
  List<CipherSuite> supportedSuites() {
    SecurityRules rules = security();
    List<ProtocolVersion> spoken = versions().map(VersionRange::newestFirst).orElse(List.of());
    return Stream.concat(suites.stream(), olderSuites.stream())
        .filter(suite -> SuiteParameters.of(suite).filter(is -> isSpoken(spoken, is)).isPresent())
        .filter(rules::allows)
        .toList();
  }

  /** Without pre-shared keys, suites that need one are no use. */
  private boolean hasKeyFor(CipherSuite suite) {
    return pskClient.isPresent()
        || pskServer.isPresent()
        || !SuiteParameters.of(suite).map(is -> is.keyExchange().usesPsk()).orElse(false);
  }

  private boolean isSpoken(List<ProtocolVersion> spoken, SuiteParameters suite) {
    return spoken.stream().filter(suite::mayServe).anyMatch(version -> isSpoken(version, suite));
  }

  private boolean isSpoken(ProtocolVersion version, SuiteParameters suite) {
    if (version.equals(ProtocolVersion.SSL_2)) {
      return Ssl2.speaker().filter(speaker -> speaker.supports(crypto, suite)).isPresent();
    }
    return Dialects.of(version)
        .map(dialect -> dialect.supports(crypto, suite))
        .orElseGet(() -> crypto.supports(suite));
  }

  /** What security asks of all that is negotiated. */
  SecurityRules security() {
    return new SecurityRules(policy.orElse(level));
  }

  private TrustStore trustOrSystem() {
    return trust.orElseGet(readsSystemTrust() ? SystemTrust::store : TrustStore::none);
  }

  /** Reading it takes long, and a server that asks nobody for a certificate judges nobody. */
  private boolean readsSystemTrust() {
    boolean judges = verify != SslVerify.NONE || !role.equals(Optional.of(Role.SERVER));
    return judges && dane.needsTrust();
  }

  /** How the peer's certificates are judged: what the parameters leave open is said elsewhere. */
  private PathValidator validator() {
    VerifyParameters all = parameters;
    if (all.depth().isEmpty()) {
      all = all.withDepth(OptionalInt.of(verifyDepth));
    }
    if (all.securityLevel().isEmpty()) {
      all = all.withSecurityLevel(OptionalInt.of(level.number()));
    }
    PathValidator validator =
        PathValidator.create().with(peerName.map(all::plusHost).orElse(all)).with(dane);
    return verifyCallback.map(validator::withCallback).orElse(validator);
  }

  private SslSettings with(Consumer<SslSettings> change) {
    return judging(
        s -> {
          s.preferences = new Once<>();
          change.accept(s);
        });
  }

  /** A change of how peers are judged, which algorithms do not depend on. */
  private SslSettings judging(Consumer<SslSettings> change) {
    return beside(
        s -> {
          s.checks = new Once<>();
          change.accept(s);
        });
  }

  /** A change that neither algorithms nor checks depend on. */
  private SslSettings beside(Consumer<SslSettings> change) {
    try {
      SslSettings copy = (SslSettings) clone();
      copy.config = new Once<>();
      change.accept(copy);
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void useDefaultAlgorithms() {
    sessions = sessions.withCrypto(crypto);
    suites = AlgorithmLists.defaultSuites(crypto);
    groups = GroupPreferences.defaults(crypto::supports);
    schemes = AlgorithmLists.defaultSchemes(crypto);
  }

  private static void check(boolean ok, String problem) {
    if (!ok) {
      throw new IllegalArgumentException(problem);
    }
  }

  private static <E> void set(Set<E> members, E member, boolean on) {
    if (on) {
      members.add(member);
    } else {
      members.remove(member);
    }
  }

  // ---- one method for each setting

  SslSettings withCrypto(CryptoProvider provider) {
    return with(
        s -> {
          s.crypto = provider;
          s.stockKeyShares();
          s.useDefaultAlgorithms();
        });
  }

  /** Stocks of their own, empty at first: key pairs of other cryptography are of no use. */
  SslSettings withKeyShareExecutor(Optional<Executor> executor) {
    return with(
        s -> {
          s.keyShareExecutor = executor;
          s.stockKeyShares();
        });
  }

  private void stockKeyShares() {
    ofHandshakes =
        keyShareExecutor
            .<CryptoProvider>map(executor -> new StockedCrypto(crypto, executor))
            .orElse(crypto);
  }

  SslSettings withClock(Clock value) {
    return with(s -> s.clock = value);
  }

  SslSettings withCredential(Credential credential) {
    List<Credential> more = new ArrayList<>(credentials);
    more.add(credential);
    return withCredentials(more);
  }

  SslSettings withCredentials(List<Credential> all) {
    return beside(s -> s.credentials = List.copyOf(all));
  }

  SslSettings withClientCertificateTypes(List<CertificateType> types) {
    checkTypes(types);
    return with(
        s ->
            s.kinds =
                new HandshakeConfig.CertificateKinds(
                    types, kinds.ofServer(), kinds.expected(), kinds.delegated()));
  }

  SslSettings withServerCertificateTypes(List<CertificateType> types) {
    checkTypes(types);
    return with(
        s ->
            s.kinds =
                new HandshakeConfig.CertificateKinds(
                    kinds.ofClient(), types, kinds.expected(), kinds.delegated()));
  }

  SslSettings withExpectedKeys(Set<Bytes> spkis) {
    return with(
        s ->
            s.kinds =
                new HandshakeConfig.CertificateKinds(
                    kinds.ofClient(), kinds.ofServer(), spkis, kinds.delegated()));
  }

  SslSettings withDelegatedSchemes(List<SignatureScheme> schemes) {
    check(
        schemes.stream().allMatch(SignatureScheme::maySignTls13Handshake),
        "a scheme that does not sign TLS 1.3");
    return with(
        s ->
            s.kinds =
                new HandshakeConfig.CertificateKinds(
                    kinds.ofClient(), kinds.ofServer(), kinds.expected(), schemes));
  }

  private static void checkTypes(List<CertificateType> types) {
    check(!types.isEmpty(), "at least one type of certificate");
    check(Set.copyOf(types).size() == types.size(), "a type of certificate stands there twice");
    check(
        List.of(CertificateType.X509, CertificateType.RAW_PUBLIC_KEY).containsAll(types),
        "a type of certificate that is not known");
  }

  HandshakeConfig.CertificateKinds kinds() {
    return kinds;
  }

  SslSettings withMaxCertificates(int bytes) {
    check(bytes >= 0, "a limit on certificates is 0 or more bytes, not " + bytes);
    return with(s -> s.maxCertificates = bytes);
  }

  SslSettings withTrust(TrustStore store) {
    return judging(s -> s.trust = Optional.of(store));
  }

  SslSettings withAnchors(TrustAnchors anchors) {
    return withTrust(trust.orElseGet(TrustStore::none).withAnchors(anchors));
  }

  SslSettings withVerifyParameters(VerifyParameters value) {
    return judging(s -> s.parameters = value);
  }

  SslSettings withDane(DaneRecords records) {
    return judging(s -> s.dane = records);
  }

  SslSettings withVerifyCallback(Optional<VerifyCallback> value) {
    return judging(s -> s.verifyCallback = value);
  }

  SslSettings withPeerValidator(Optional<SslCallbacks.PeerValidator> value) {
    return beside(s -> s.peerValidator = value);
  }

  SslSettings withVerify(SslVerify value) {
    return judging(s -> s.verify = value);
  }

  SslSettings withVerifyResumed(boolean again) {
    return judging(s -> s.verifiesResumed = again);
  }

  SslSettings withVerifyDepth(int depth) {
    check(depth >= 0 && depth <= MAX_DEPTH, "a verify depth is 0 to 100, not " + depth);
    return judging(s -> s.verifyDepth = depth);
  }

  SslSettings withPeerVerifier(Optional<SslCallbacks.PeerVerifier> value) {
    return beside(s -> s.peerVerifier = value);
  }

  SslSettings withCredentialChooser(Optional<SslCallbacks.CredentialChooser> value) {
    return beside(s -> s.credentialChooser = value);
  }

  SslSettings withSigner(Optional<SslCallbacks.Signer> value) {
    return beside(s -> s.signer = value);
  }

  SslSettings withInspector(Optional<SslCallbacks.ClientHelloInspector> value) {
    return beside(s -> s.inspector = value);
  }

  SslSettings withProtocolSelector(Optional<SslCallbacks.ProtocolSelector> value) {
    return beside(s -> s.protocolSelector = value);
  }

  SslSettings withServerName(Optional<String> name) {
    name.ifPresent(ServerNameList::new); // refuses what no ClientHello may carry
    return beside(s -> s.serverName = name);
  }

  SslSettings withPeerName(Optional<String> name) {
    Optional<PeerName> parsed = name.map(PeerName::parse);
    return judging(
        s -> {
          s.peerName = parsed;
          s.anyPeerName = parsed.isEmpty();
        });
  }

  SslSettings withPeer(String peer) {
    boolean address = PeerName.parse(peer).isAddress();
    return withPeerName(Optional.of(peer))
        .withServerName(
            address ? Optional.empty() : Optional.of(withoutDot(HostNames.ascii(peer))));
  }

  private static String withoutDot(String name) {
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  SslSettings withIssuers(List<Bytes> names) {
    int total = names.stream().mapToInt(name -> 2 + name.length()).sum();
    check(names.stream().noneMatch(Bytes::isEmpty), "an issuer's name is empty");
    check(total <= MAX_NAMES_LENGTH, "issuers' names take 32768 bytes at the most");
    return judging(s -> s.issuers = List.copyOf(names));
  }

  SslSettings withProtocols(List<Bytes> names) {
    for (Bytes name : names) {
      check(
          name.length() > 0 && name.length() <= MAX_PROTOCOL_LENGTH,
          "an application protocol's name has 1 to 255 bytes");
    }
    int total = names.stream().mapToInt(name -> 1 + name.length()).sum();
    check(total <= MAX_NAMES_LENGTH, "application protocols take 32768 bytes at the most");
    return beside(s -> s.protocols = List.copyOf(names));
  }

  SslSettings withCipherSuites(String list) {
    List<CipherSuite> parsed = AlgorithmLists.suites(list, crypto);
    return with(s -> s.suites = parsed);
  }

  SslSettings withoutCipherSuites() {
    return with(s -> s.suites = List.of());
  }

  SslSettings withCipherList(String list) {
    CipherList parsed = CipherList.parse(list);
    SecurityLevel asked =
        parsed.securityLevel().isPresent()
            ? new SecurityLevel(parsed.securityLevel().getAsInt())
            : level;
    return with(
        s -> {
          s.olderSuites = parsed.suites();
          s.level = asked;
        });
  }

  SslSettings withSecurityLevel(int number) {
    SecurityLevel asked = new SecurityLevel(number);
    return with(s -> s.level = asked);
  }

  SslSettings withSecurityPolicy(Optional<SecurityPolicy> value) {
    return value.equals(policy) ? this : with(s -> s.policy = value);
  }

  SslSettings withGroups(String list) {
    GroupPreferences parsed = GroupPreferences.parse(list, crypto::supports);
    return with(s -> s.groups = parsed);
  }

  SslSettings withSchemes(String list) {
    List<SignatureScheme> parsed = AlgorithmLists.schemes(list, crypto);
    return with(s -> s.schemes = parsed);
  }

  SslSettings withClientSchemes(Optional<String> list) {
    Optional<List<SignatureScheme>> parsed = list.map(text -> AlgorithmLists.schemes(text, crypto));
    return with(s -> s.clientSchemes = parsed);
  }

  SslSettings withClientCertificateTypes(Bytes types) {
    check(types.length() <= MAX_CERTIFICATE_TYPES, "there are 255 certificate types at the most");
    return with(s -> s.clientCertificateTypes = types);
  }

  SslSettings withOptions(Collection<SslOption> some, boolean on) {
    EnumSet<SslOption> changed = EnumSet.noneOf(SslOption.class);
    changed.addAll(options);
    some.forEach(option -> set(changed, option, on));
    return with(s -> s.options = changed);
  }

  SslSettings withModes(Collection<SslMode> some, boolean on) {
    EnumSet<SslMode> changed = EnumSet.noneOf(SslMode.class);
    changed.addAll(modes);
    some.forEach(mode -> set(changed, mode, on));
    return with(s -> s.modes = changed);
  }

  SslSettings withReadAhead(boolean ahead) {
    return beside(s -> s.readAhead = ahead);
  }

  SslSettings withGrease(boolean sends) {
    return with(s -> s.variety = new HandshakeConfig.Variety(sends, variety.shuffled()));
  }

  SslSettings withShuffledExtensions(boolean shuffles) {
    return with(s -> s.variety = new HandshakeConfig.Variety(variety.grease(), shuffles));
  }

  SslSettings withMinVersion(ProtocolVersion version) {
    return with(s -> s.minVersion = version);
  }

  SslSettings withMaxVersion(ProtocolVersion version) {
    return with(s -> s.maxVersion = version);
  }

  SslSettings withStatusRequest(boolean asks) {
    return beside(s -> s.statusRequest = asks);
  }

  SslSettings withCompressor(CertificateCompressor value) {
    return with(s -> s.compressor = value);
  }

  SslSettings withCertificateSchemes(Optional<String> list) {
    List<SignatureScheme> parsed =
        list.map(text -> AlgorithmLists.schemes(text, crypto)).orElse(List.of());
    return with(s -> s.certificateSchemes = parsed);
  }

  SslSettings withAcknowledgedName(boolean acknowledges) {
    return beside(s -> s.acknowledgesName = acknowledges);
  }

  SslSettings withContextSelector(Optional<SslCallbacks.ContextSelector> value) {
    return beside(s -> s.contextSelector = value);
  }

  SslSettings withStatusRequestFor(List<Bytes> responderIds, Bytes extensions) {
    int total = responderIds.stream().mapToInt(id -> 2 + id.length()).sum();
    check(responderIds.stream().noneMatch(Bytes::isEmpty), "a responder's id is empty");
    check(
        total + extensions.length() <= MAX_NAMES_LENGTH,
        "what is said about OCSP responses takes 32768 bytes at the most");
    return beside(s -> s.statusRequestContent = new StatusRequest(responderIds, extensions));
  }

  SslSettings withoutExtensions() {
    return beside(s -> s.extensions = List.of());
  }

  SslSettings withExtension(SslExtension extension) {
    check(
        extensions.stream().noneMatch(known -> known.type() == extension.type()),
        "extension " + extension.type() + " is spoken already");
    List<SslExtension> more = new ArrayList<>(extensions);
    more.add(extension);
    return beside(s -> s.extensions = List.copyOf(more));
  }

  SslSettings withTimestamps(boolean asks) {
    return with(s -> s.timestamps = asks);
  }

  SslSettings withStatusSource(Optional<SslCallbacks.StatusSource> value) {
    return beside(s -> s.statusSource = value);
  }

  SslSettings withPostHandshakeAuth(boolean offers) {
    return with(s -> s.postHandshakeAuth = offers);
  }

  SslSettings withClientRequests(boolean afterHandshakeAlone, boolean once) {
    return with(
        s -> {
          s.asksAfterHandshakeAlone = afterHandshakeAlone;
          s.asksOnce = once;
        });
  }

  SslSettings withOcspResponse(Optional<Bytes> response) {
    return beside(s -> s.ocspResponse = response);
  }

  SslSettings withSessions(UnaryOperator<SessionSettings> change) {
    SessionSettings changed = change.apply(sessions);
    return beside(s -> s.sessions = changed);
  }

  SslSettings withRecords(UnaryOperator<RecordSettings> change) {
    RecordSettings changed = change.apply(records);
    return beside(s -> s.records = changed);
  }

  SslSettings withDhParameters(Optional<DhParameters> value) {
    return with(s -> s.dhParameters = value);
  }

  SslSettings withPskIdentityHint(Optional<Bytes> value) {
    check(
        value.map(Bytes::length).orElse(0) <= MAX_PSK_IDENTITY,
        "an identity hint has 256 bytes at the most");
    return with(s -> s.pskIdentityHint = value);
  }

  SslSettings withPskClient(Optional<SslCallbacks.PskChooser> value) {
    return withKeys(value.isPresent() == pskClient.isPresent(), s -> s.pskClient = value);
  }

  SslSettings withPskServer(Optional<SslCallbacks.PskFinder> value) {
    return withKeys(value.isPresent() == pskServer.isPresent(), s -> s.pskServer = value);
  }

  /** Suites with pre-shared keys are there or not, whoever has the keys. */
  private SslSettings withKeys(boolean same, Consumer<SslSettings> change) {
    return same ? beside(change) : with(change);
  }

  SslSettings withTickets(int count) {
    check(count >= 0 && count <= MAX_TICKETS, "a server sends 0 to 16 tickets, not " + count);
    return beside(s -> s.tickets = count);
  }

  SslSettings withKeyLog(Optional<Consumer<String>> log) {
    return beside(s -> s.keyLog = log);
  }

  SslSettings withListener(Optional<SslListener> value) {
    return beside(s -> s.listener = value);
  }

  // ---- what the connection asks for

  /** Who the server is, by the names that are set; empty when none is. */
  Optional<String> peerText() {
    Optional<String> expected = peerName.map(PeerName::toString);
    return serverName.map(name -> name + "/" + expected.orElse("")).or(() -> expected);
  }

  /** All that decides on whether a client trusts its server, and on who it says that it is. */
  List<Object> trustedBy() {
    return List.of(
        verify,
        trust,
        verifyDepth,
        level,
        peerVerifier,
        credentials,
        credentialChooser,
        anyPeerName,
        pskClient,
        sessions.pskChooser(),
        dane,
        sessions.context());
  }

  /** Who is on the other side, for messages. */
  String peerText(Role own) {
    String kind = own == Role.CLIENT ? "server" : "client";
    return peerName.map(name -> kind + " " + name).orElse(kind);
  }

  /** True for a client that verifies, was told no name, and not that any will do. */
  boolean lacksPeerName() {
    boolean judged =
        verify == SslVerify.NONE || peerVerifier.isPresent() || peerValidator.isPresent();
    boolean named = peerName.isPresent() || !parameters.hosts().isEmpty() || dane.needsNoName();
    boolean hasNames = kinds.ofServer().contains(CertificateType.X509);
    return hasNames && !judged && !named && !anyPeerName;
  }

  boolean has(SslOption option) {
    return options.contains(option);
  }

  boolean has(SslMode mode) {
    return modes.contains(mode);
  }

  Set<SslOption> options() {
    return Collections.unmodifiableSet(options);
  }

  Set<SslMode> modes() {
    return Collections.unmodifiableSet(modes);
  }

  Optional<Role> role() {
    return role;
  }

  ProtocolVersion minVersion() {
    return minVersion;
  }

  ProtocolVersion maxVersion() {
    return maxVersion;
  }

  Optional<Bytes> ocspResponse() {
    return ocspResponse;
  }

  SessionSettings sessions() {
    return sessions;
  }

  Optional<SslCallbacks.PskChooser> pskClient() {
    return pskClient;
  }

  Optional<SslCallbacks.PskFinder> pskServer() {
    return pskServer;
  }

  Clock clock() {
    return clock;
  }

  BufferPool pool() {
    return pool;
  }

  CryptoProvider crypto() {
    return crypto;
  }

  boolean readAhead() {
    return readAhead;
  }

  RecordSettings records() {
    return records;
  }

  List<CipherSuite> suites() {
    return suites;
  }

  List<CipherSuite> olderSuites() {
    return olderSuites;
  }

  SecurityLevel securityLevel() {
    return level;
  }

  List<NamedGroup> groups() {
    return groups.groups();
  }

  List<SignatureScheme> schemes() {
    return schemes;
  }

  Optional<Consumer<String>> keyLog() {
    return keyLog;
  }

  Optional<SslListener> listener() {
    return listener;
  }

  Optional<SslCallbacks.PeerValidator> peerValidator() {
    return peerValidator;
  }

  VerifyParameters verifyParameters() {
    return parameters;
  }

  Optional<SslCallbacks.PeerVerifier> peerVerifier() {
    return peerVerifier;
  }

  Optional<SslCallbacks.CredentialChooser> credentialChooser() {
    return credentialChooser;
  }

  Optional<SslCallbacks.Signer> signer() {
    return signer;
  }

  Optional<SslCallbacks.ClientHelloInspector> inspector() {
    return inspector;
  }

  List<SslExtension> extensions() {
    return extensions;
  }

  Optional<SslCallbacks.ContextSelector> contextSelector() {
    return contextSelector;
  }

  Optional<SslCallbacks.StatusSource> statusSource() {
    return statusSource;
  }

  Optional<SslCallbacks.ProtocolSelector> protocolSelector() {
    return protocolSelector;
  }
}
