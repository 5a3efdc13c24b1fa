// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.SslContext;
import dev.jessel.SslMode;
import dev.jessel.SslOption;
import dev.jessel.SslVerify;
import dev.jessel.cipher.CipherListException;
import dev.jessel.cipher.SecurityLevel;
import dev.jessel.cipher.SecurityOperation;
import dev.jessel.cipher.SecurityPolicy;
import dev.jessel.cipher.SecurityRules;
import dev.jessel.crypto.DhParameters;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.Versions;
import dev.jessel.openssl.LibSslCiphers.SSL_security_cb;
import dev.jessel.openssl.LibSslEarlyData.SSL_allow_early_data_cb_fn;
import dev.jessel.openssl.LibSslPsk.SSL_psk_client_cb_func;
import dev.jessel.openssl.LibSslPsk.SSL_psk_find_session_cb_func;
import dev.jessel.openssl.LibSslPsk.SSL_psk_server_cb_func;
import dev.jessel.openssl.LibSslPsk.SSL_psk_use_session_cb_func;
import dev.jessel.openssl.LibSslRecords.SSL_record_padding_cb;
import dev.jessel.openssl.LibSslTypes.PEM_password_cb;
import dev.jessel.openssl.LibSslTypes.SSL_cert_verify_cb;
import dev.jessel.openssl.LibSslTypes.SSL_info_cb;
import dev.jessel.openssl.LibSslTypes.SSL_msg_cb;
import dev.jessel.openssl.LibSslTypes.SSL_verify_cb;
import dev.jessel.openssl.LibX509.X509_NAME;
import dev.jessel.openssl.LibX509Param.X509_VERIFY_PARAM;
import dev.jessel.openssl.LibX509Store.X509_STORE;
import dev.jessel.record.RecordLimits;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CertificateType;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.Certificates;
import dev.jessel.x509.Credential;
import dev.jessel.x509.DhParameterFiles;
import dev.jessel.x509.PasswordSource;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.PemException;
import dev.jessel.x509.PrivateKeys;
import dev.jessel.x509.TrustAnchors;
import dev.jessel.x509.TrustStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What contexts and connections have in common: settings as C keeps them, in numbers and callbacks,
 * and their translation into those of {@link SslContext.Builder}.
 */
abstract class Configured {
  private static final int TLS12 = LibSslTypes.TLS1_2_VERSION;
  private static final int TLS13 = LibSslTypes.TLS1_3_VERSION;
  private static final int MAX_PIPELINES = 32;

  private final Map<Integer, Object> exData = new HashMap<>();
  private CredentialSlots credentials = new CredentialSlots();
  private CertificateSettings certificates = new CertificateSettings();
  private CompressedChains compressed = CompressedChains.NONE;
  private final X509_VERIFY_PARAM parameters = new X509_VERIFY_PARAM();
  private long options =
      LibSslTypes.SSL_OP_NO_COMPRESSION | LibSslTypes.SSL_OP_ENABLE_MIDDLEBOX_COMPAT;
  private long mode = LibSslTypes.SSL_MODE_AUTO_RETRY;
  private int minVersion;
  private int maxVersion;
  private int sendFragment = LibSslTypes.SSL3_RT_MAX_PLAIN_LENGTH;
  private int tickets = 2;
  private final Map<CertificateTypes, Bytes> certificateTypes =
      new EnumMap<>(CertificateTypes.class);
  private final List<PublicKey> expectedKeys = new ArrayList<>();
  private int maxCertificates = RecordLimits.MAX_CERTIFICATE_MESSAGE;
  private boolean readAhead;
  private byte[] protocols = {};
  private Bytes sessionIdContext = Bytes.EMPTY;

  int verifyMode;
  Optional<SSL_verify_cb> verifyCallback = Optional.empty();
  Optional<SSL_cert_verify_cb> certVerifyCallback = Optional.empty();
  Object certVerifyArgument;
  Optional<SSL_info_cb> infoCallback = Optional.empty();
  Optional<SSL_msg_cb> messageCallback = Optional.empty();
  Object messageArgument;
  Optional<PEM_password_cb> passwordCallback = Optional.empty();
  Object passwordArgument;
  Optional<SSL_record_padding_cb> paddingCallback = Optional.empty();
  Object paddingArgument;
  boolean quietShutdown;
  private Optional<SSL_security_cb> securityCallback = Optional.empty();
  private DhSettings dh = DhSettings.NONE;
  Optional<SSL_psk_client_cb_func> pskClient = Optional.empty();
  Optional<SSL_psk_server_cb_func> pskServer = Optional.empty();
  Optional<SSL_psk_use_session_cb_func> pskUse = Optional.empty();
  Optional<SSL_psk_find_session_cb_func> pskFind = Optional.empty();
  Object securityArgument;
  private EarlyDataSettings earlyData = EarlyDataSettings.NONE;

  /** The settings as they are now. */
  abstract SslContext settings();

  /** Has a callback judge; it is told which of context and connection this is. */
  abstract int judge(SSL_security_cb callback, int operation, int bits, int nid, Object other);

  /** Changes the settings that the engine reads. */
  abstract void change(UnaryOperator<SslContext.Builder> change);

  /** Takes over all but ex_data: what {@code SSL_new} does. */
  final void copyFrom(Configured other) {
    credentials = other.credentials.copy();
    certificates = other.certificates.copy();
    compressed = other.compressed;
    options = other.options;
    mode = other.mode;
    minVersion = other.minVersion;
    maxVersion = other.maxVersion;
    sendFragment = other.sendFragment;
    tickets = other.tickets;
    certificateTypes.putAll(other.certificateTypes);
    expectedKeys.addAll(other.expectedKeys);
    maxCertificates = other.maxCertificates;
    readAhead = other.readAhead;
    protocols = other.protocols;
    sessionIdContext = other.sessionIdContext;
    verifyMode = other.verifyMode;
    parameters.copyFrom(other.parameters);
    verifyCallback = other.verifyCallback;
    certVerifyCallback = other.certVerifyCallback;
    certVerifyArgument = other.certVerifyArgument;
    infoCallback = other.infoCallback;
    messageCallback = other.messageCallback;
    messageArgument = other.messageArgument;
    passwordCallback = other.passwordCallback;
    passwordArgument = other.passwordArgument;
    paddingCallback = other.paddingCallback;
    paddingArgument = other.paddingArgument;
    quietShutdown = other.quietShutdown;
    securityCallback = other.securityCallback;
    securityArgument = other.securityArgument;
    dh = other.dh;
    pskClient = other.pskClient;
    pskServer = other.pskServer;
    pskUse = other.pskUse;
    pskFind = other.pskFind;
    earlyData = other.earlyData;
  }

  /** Takes over certificates, and what belongs to them. */
  final void certificatesOf(Configured other) {
    credentials = other.credentials.copy();
    certificates = other.certificates.copy();
    securityCallback = other.securityCallback;
    securityArgument = other.securityArgument;
    useCredentials();
  }

  /** As {@link #change}; what is refused goes to the error queue. */
  final boolean tryChange(UnaryOperator<SslContext.Builder> change) {
    try {
      change(change);
      return true;
    } catch (CipherListException e) {
      return refuse(ErrorCode.LIB_SSL, e.reason().number(), e.getMessage());
    } catch (IllegalArgumentException e) {
      refuse(ErrorCode.LIB_SSL, ErrorCode.PASSED_INVALID_ARGUMENT, e.getMessage());
      return false;
    }
  }

  static boolean refuse(int library, int reason, String why) {
    ErrorQueue.current().push(library, reason, String.valueOf(why));
    return false;
  }

  // ---- Raw public keys, and how much a peer may show

  /** Whose types of certificates. */
  enum CertificateTypes {
    CLIENT,
    SERVER
  }

  final boolean certificateTypes(CertificateTypes whose, byte[] bytes, int length) {
    Optional<List<CertificateType>> parsed = CertificateTypeList.of(bytes, length);
    if (parsed.isEmpty()) {
      return false;
    }
    CertificateType[] types = parsed.get().toArray(CertificateType[]::new);
    change(
        builder ->
            whose == CertificateTypes.CLIENT
                ? builder.clientCertificateTypes(types)
                : builder.serverCertificateTypes(types));
    certificateTypes.put(whose, bytes == null ? Bytes.EMPTY : Bytes.copyOf(bytes, 0, length));
    return true;
  }

  /** As they were set; null when they were not. */
  final byte[] certificateTypes(CertificateTypes whose) {
    Bytes set = certificateTypes.getOrDefault(whose, Bytes.EMPTY);
    return set.isEmpty() ? null : set.toArray();
  }

  final boolean expect(PublicKey key) {
    expectedKeys.add(key);
    change(builder -> builder.expectedRawPublicKeys(expectedKeys));
    return true;
  }

  /** Sets the largest Certificate message that is taken; returns what held before. */
  final long maxCertificates(long bytes) {
    long before = maxCertificates;
    maxCertificates = (int) Math.max(0, Math.min(bytes, Integer.MAX_VALUE));
    change(builder -> builder.maxCertificates(maxCertificates));
    return before;
  }

  final long maxCertificates() {
    return maxCertificates;
  }

  // ---- ex_data

  final void exData(int index, Object data) {
    if (data == null) {
      exData.remove(index);
    } else {
      exData.put(index, data);
    }
  }

  final Object exData(int index) {
    return exData.get(index);
  }

  // ---- Masks

  final long options() {
    return options;
  }

  final long changeOptions(long set, long clear) {
    options = (options | set) & ~clear;
    SslOption[] on =
        Arrays.stream(SslOption.values())
            .filter(option -> (options & option.bit()) != 0)
            .toArray(SslOption[]::new);
    change(builder -> builder.clearOptions(SslOption.values()).options(on));
    return options;
  }

  final long mode() {
    return mode;
  }

  final long changeMode(long set, long clear) {
    mode = (mode | set) & ~clear;
    SslMode[] on =
        Arrays.stream(SslMode.values())
            .filter(one -> (mode & one.bit()) != 0)
            .toArray(SslMode[]::new);
    change(builder -> builder.clearModes(SslMode.values()).modes(on));
    return mode;
  }

  final void verify(int verify, Optional<SSL_verify_cb> callback) {
    verifyMode = verify;
    verifyCallback = callback;
    boolean required = (verify & LibSslTypes.SSL_VERIFY_FAIL_IF_NO_PEER_CERT) != 0;
    boolean wanted = (verify & LibSslTypes.SSL_VERIFY_PEER) != 0;
    SslVerify meant = !wanted ? SslVerify.NONE : required ? SslVerify.REQUIRED : SslVerify.PEER;
    boolean later = (verify & LibSslTypes.SSL_VERIFY_POST_HANDSHAKE) != 0;
    boolean once = (verify & LibSslTypes.SSL_VERIFY_CLIENT_ONCE) != 0;
    change(builder -> builder.verify(meant).clientRequests(later, once));
  }

  /** The parameters of verification, which the application may change at any time. */
  final X509_VERIFY_PARAM parameters() {
    return parameters;
  }

  final void verifyDepth(int depth) {
    parameters.depth(depth);
  }

  // ---- Cipher suites and security

  final boolean cipherSuites(String names) {
    if (names.isEmpty()) {
      return tryChange(SslContext.Builder::noCipherSuites);
    }
    String known =
        Arrays.stream(names.split(":"))
            .map(String::strip)
            .filter(name -> CipherSuite.named(name).map(CipherSuite::isTls13).orElse(false))
            .map(name -> "?" + name)
            .collect(Collectors.joining(":"));
    if (known.isEmpty()) {
      return refuseReason(SslReason.NO_CIPHER_MATCH);
    }
    return tryChange(builder -> builder.cipherSuites(known));
  }

  final void securityLevel(int level) {
    int nearest = Math.max(0, Math.min(level, SecurityLevel.MAX));
    change(builder -> builder.securityLevel(nearest));
  }

  final Optional<SSL_security_cb> securityCallback() {
    return securityCallback;
  }

  final void securityCallback(Optional<SSL_security_cb> callback) {
    securityCallback = callback;
    change(this::withSecurityCallback);
  }

  final SslContext.Builder withSecurityCallback(SslContext.Builder builder) {
    return builder.securityPolicy(securityCallback.map(this::policy));
  }

  // ---- The group of DHE suites

  final DhSettings dh() {
    return dh;
  }

  final void dh(DhSettings settings) {
    dh = settings;
    change(builder -> builder.dhParameters(settings.parameters()));
  }

  final boolean dhGroup(Optional<DhParameters> group) {
    SecurityPolicy rules =
        securityCallback
            .map(this::policy)
            .orElseGet(() -> new SecurityLevel(settings().toBuilder().securityLevel()));
    if (group.filter(one -> !new SecurityRules(rules).allowsModulus(one.bits())).isPresent()) {
      return refuseReason(SslReason.DH_KEY_TOO_SMALL);
    }
    dh(dh.given(group));
    return true;
  }

  final boolean dhFile(String file) {
    try {
      return dhGroup(Optional.of(DhParameterFiles.read(path(file))));
    } catch (PemException e) {
      return refuse(ErrorCode.LIB_PEM, ErrorCode.PEM_NO_START_LINE, e.getMessage());
    }
  }

  private SecurityPolicy policy(SSL_security_cb callback) {
    return (operation, bits, code) ->
        judge(
                callback,
                operation.code(),
                bits,
                operation == SecurityOperation.VERSION ? code : 0,
                subject(operation, code))
            != 0;
  }

  private static Object subject(SecurityOperation operation, int code) {
    return switch (operation) {
      case CIPHER_SUPPORTED -> new LibSslTypes.SSL_CIPHER(new CipherSuite(code));
      case CURVE_SUPPORTED, SIGALG_SUPPORTED -> new byte[] {(byte) (code >> 8), (byte) code};
      case TMP_DH, VERSION, TICKET, COMPRESSION -> null;
    };
  }

  // ---- Versions: 0 stands for the lowest or highest there is

  final int minVersion() {
    return minVersion;
  }

  final int maxVersion() {
    return maxVersion;
  }

  final boolean minVersion(int version) {
    boolean fits = version >= 0 && version <= TLS13;
    if (fits) {
      minVersion = version;
      // As with a libssl built without the old versions: what nobody speaks has no effect.
      ProtocolVersion oldest = new ProtocolVersion(version == 0 ? TLS12 : version);
      change(builder -> builder.minVersion(oldest));
    }
    return fits;
  }

  private static int oldestSpoken() {
    return Versions.oldest().code();
  }

  final boolean maxVersion(int version) {
    boolean fits = version == 0 || version >= oldestSpoken() && version <= 0xFFFF;
    if (fits) {
      maxVersion = version;
      ProtocolVersion newest = new ProtocolVersion(version == 0 ? TLS13 : Math.min(version, TLS13));
      change(builder -> builder.maxVersion(newest));
    }
    return fits;
  }

  // ---- Records

  final boolean sendFragment(long bytes) {
    boolean fits = bytes >= 512 && bytes <= LibSslTypes.SSL3_RT_MAX_PLAIN_LENGTH;
    if (fits) {
      sendFragment = (int) bytes;
      change(builder -> builder.maxSendFragment((int) bytes));
    }
    return fits;
  }

  final boolean splitFragment(long bytes) {
    boolean fits = bytes >= 1 && bytes <= sendFragment;
    if (fits) {
      change(builder -> builder.splitSendFragment((int) bytes));
    }
    return fits;
  }

  final boolean pipelines(long count) {
    boolean fits = count >= 1 && count <= MAX_PIPELINES;
    if (fits && count > 1) {
      readAhead(true);
    }
    return fits;
  }

  final boolean maxFragmentCode(int code) {
    int bytes = code == 0 ? 0 : 256 << code;
    boolean fits = code >= 0 && code <= LibSslTypes.TLSEXT_max_fragment_length_4096;
    if (fits) {
      change(builder -> builder.maxFragmentLength(bytes));
      return true;
    }
    return refuse(ErrorCode.LIB_SSL, ErrorCode.PASSED_INVALID_ARGUMENT, "fragment length " + code);
  }

  final boolean padding(long applicationBlock, long handshakeBlock) {
    boolean fits = isBlock(applicationBlock) && isBlock(handshakeBlock);
    if (fits) {
      change(builder -> builder.blockPadding((int) applicationBlock, (int) handshakeBlock));
    }
    return fits;
  }

  private static boolean isBlock(long bytes) {
    return bytes >= 0 && bytes <= LibSslTypes.SSL3_RT_MAX_PLAIN_LENGTH;
  }

  final boolean readAhead() {
    return readAhead;
  }

  final void readAhead(boolean ahead) {
    readAhead = ahead;
    change(builder -> builder.readAhead(ahead));
  }

  final int tickets() {
    return tickets;
  }

  final boolean tickets(long count) {
    boolean taken = count >= 0 && tryChange(builder -> builder.tickets((int) Math.min(count, 16)));
    tickets = taken ? (int) Math.min(count, 16) : tickets;
    return taken;
  }

  // ---- Early data

  final long maxEarlyData() {
    return earlyData.max();
  }

  final void maxEarlyData(long bytes) {
    earlyData = earlyData.withMax(bytes);
    change(earlyData::apply);
  }

  final long maxEarlyDataTaken() {
    return earlyData.taken();
  }

  final void maxEarlyDataTaken(long bytes) {
    earlyData = earlyData.withTaken(bytes);
    change(earlyData::apply);
  }

  final void allowEarlyData(Optional<SSL_allow_early_data_cb_fn> callback, Object argument) {
    earlyData = earlyData.withCallback(callback, Optional.ofNullable(argument));
  }

  /** Whether early data is taken, as far as the application's callback goes. */
  final boolean allowsEarlyData(LibSslTypes.SSL handle) {
    return earlyData.allows(handle);
  }

  // ---- Sessions

  /** What sessions belong to. */
  final Bytes sessionIdContext() {
    return sessionIdContext;
  }

  final boolean sessionIdContext(byte[] bytes, int length) {
    if (length > LibSslSessionCache.SSL_MAX_SID_CTX_LENGTH) {
      return refuseReason(SslReason.SSL_SESSION_ID_CONTEXT_TOO_LONG);
    }
    sessionIdContext = Bytes.copyOf(bytes, 0, length);
    change(builder -> builder.sessionIdContext(sessionIdContext));
    return true;
  }

  // ---- Application protocols

  /** A list of names, each behind its length; false when it is none. */
  final boolean protocols(byte[] list) {
    Optional<List<String>> names = names(list);
    if (names.isEmpty()) {
      return refuse(ErrorCode.LIB_SSL, ErrorCode.PASSED_INVALID_ARGUMENT, "protocol list");
    }
    protocols = list.clone();
    String[] each = names.get().toArray(new String[0]);
    change(builder -> builder.alpn(each));
    return true;
  }

  final byte[] protocols() {
    return protocols.clone();
  }

  /** The names in a list of names, each behind its length. */
  static Optional<List<String>> names(byte[] list) {
    List<String> names = new ArrayList<>();
    for (int at = 0; at < list.length; ) {
      int length = list[at] & 0xFF;
      if (length == 0 || at + 1 + length > list.length) {
        return Optional.empty();
      }
      names.add(new String(list, at + 1, length, StandardCharsets.ISO_8859_1));
      at += 1 + length;
    }
    return Optional.of(names);
  }

  // ---- Certificates and keys

  final CredentialSlots credentials() {
    return credentials;
  }

  final boolean chain(List<PeerCertificate> chain) {
    try {
      credentials.chain(chain);
      useCredentials();
      return true;
    } catch (TlsException e) {
      return refuse(ErrorCode.LIB_SSL, e.reason().number(), e.getMessage());
    }
  }

  final boolean chainFile(String file, boolean leafAlone) {
    try {
      List<PeerCertificate> read = Certificates.read(path(file));
      return chain(leafAlone ? read.subList(0, 1) : read);
    } catch (PemException e) {
      return refuse(ErrorCode.LIB_PEM, ErrorCode.PEM_NO_START_LINE, e.getMessage());
    }
  }

  final CertificateSettings certificates() {
    return certificates;
  }

  /** Where one's own chains are completed from. */
  abstract TrustAnchors chainStore();

  /** Has one's own chains completed from more certificates; false when they cannot be read. */
  final boolean chainMore(CertificateFiles.Source source) {
    X509_STORE more = new X509_STORE();
    more.trust(certificates.chainStore().map(X509_STORE::trust).orElseGet(TrustStore::none));
    boolean read = more.addFrom(source);
    if (read) {
      certificates.chainStore(Optional.of(more));
    }
    return read;
  }

  /** Has paths end at more certificates; false when they cannot be read. */
  abstract boolean trustMore(CertificateFiles.Source source);

  /** Changes {@code SSL_CERT_FLAG_...}; returns those that are on. */
  abstract int certificateFlags(int set, int clear);

  final boolean chainBytes(byte[] der) {
    try {
      return chain(Certificates.parse("certificate", der).subList(0, 1));
    } catch (PemException e) {
      return refuse(ErrorCode.LIB_SSL, ErrorCode.ASN1_LIB, e.getMessage());
    }
  }

  final boolean keyBytes(byte[] der) {
    try {
      return key(PrivateKeys.parse("key", der, this::password));
    } catch (PemException e) {
      return refuse(ErrorCode.LIB_SSL, ErrorCode.ASN1_LIB, e.getMessage());
    }
  }

  final boolean certificateAndKey(
      PeerCertificate leaf, PrivateKey key, List<PeerCertificate> issuers, boolean replace) {
    if (!replace && credentials.hasAny(key.getAlgorithm())) {
      return refuseReason(SslReason.NOT_REPLACING_CERTIFICATE);
    }
    List<PeerCertificate> all = new ArrayList<>(List.of(leaf));
    all.addAll(issuers == null ? List.of() : issuers);
    try {
      Credential whole = Credential.ofRead(key, all);
      return chain(whole.chain()) && key(whole.privateKey());
    } catch (IllegalArgumentException e) {
      return refuse(ErrorCode.LIB_X509, ErrorCode.X509_KEY_VALUES_MISMATCH, "");
    }
  }

  final boolean issuers(List<PeerCertificate> issuers) {
    boolean set = credentials.issuers(issuers);
    useCredentials();
    return set || refuseReason(SslReason.NO_CERTIFICATE_SET);
  }

  final boolean extraIssuer(PeerCertificate issuer) {
    List<PeerCertificate> longer = new ArrayList<>(credentials.extraIssuers());
    longer.add(issuer);
    credentials.extraIssuers(longer);
    useCredentials();
    return true;
  }

  final void noExtraIssuers() {
    credentials.extraIssuers(List.of());
    useCredentials();
  }

  // ---- Certificates, compressed

  /** A chain, compressed, and the length that it had before. */
  record Compressed(Bytes bytes, int length) {}

  final boolean compression(int[] algorithms) {
    Optional<CompressedChains> chains = CompressedChains.of(algorithms);
    chains.ifPresent(
        found -> {
          compressed = found;
          change(builder -> builder.certificateCompression(found.compressor()));
        });
    return chains.isPresent();
  }

  final boolean compressCertificates(int algorithm) {
    return compressed.compress(credentials.credentials(), algorithm);
  }

  final boolean compressedCertificate(int algorithm, Bytes content, int length) {
    return credentials.credential().isPresent() && compressed.add(algorithm, content, length);
  }

  final Optional<Compressed> compressedCertificate(int algorithm) {
    return credentials
        .credential()
        .flatMap(
            current ->
                compressed
                    .find(current, algorithm)
                    .map(
                        bytes ->
                            new Compressed(bytes, CompressedChains.message(current).length())));
  }

  // ---- Names of issuers

  final void issuerNames(boolean clients, List<X509_NAME> names) {
    certificates.issuerNames(clients, Optional.ofNullable(names));
    useIssuerNames();
  }

  final boolean addIssuerName(boolean clients, PeerCertificate issuer) {
    List<X509_NAME> longer = new ArrayList<>(certificates.issuerNames(clients).orElse(List.of()));
    longer.add(new X509_NAME(issuer.subjectDer()));
    certificates.issuerNames(clients, Optional.of(longer));
    return useIssuerNames();
  }

  /** The role decides which names are told. */
  abstract boolean useIssuerNames();

  final boolean issuer(PeerCertificate issuer) {
    boolean added = credentials.issuer(issuer);
    useCredentials();
    return added || refuseReason(SslReason.NO_CERTIFICATE_SET);
  }

  final boolean key(PrivateKey key) {
    if (!credentials.key(key)) {
      return refuse(ErrorCode.LIB_X509, ErrorCode.X509_KEY_VALUES_MISMATCH, "");
    }
    useCredentials();
    return true;
  }

  final boolean keyFile(String file) {
    try {
      return key(PrivateKeys.read(path(file), this::password));
    } catch (PemException e) {
      return refuse(ErrorCode.LIB_PEM, ErrorCode.PEM_NO_START_LINE, e.getMessage());
    }
  }

  final void forgetCredentials() {
    credentials.clear();
    useCredentials();
  }

  static boolean refuseReason(SslReason reason) {
    ErrorQueue.current().push(reason);
    return false;
  }

  static Path path(String file) throws PemException {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new PemException(file, "not a path", e);
    }
  }

  private char[] password() {
    return passwordCallback
        .map(callback -> callback.password(0, passwordArgument))
        .orElseGet(() -> PasswordSource.none().password());
  }

  private void useCredentials() {
    change(
        builder -> {
          SslContext.Builder empty = builder.noCredentials();
          credentials.credentials().forEach(empty::credential);
          return empty;
        });
  }
}
