// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.bogo;

import dev.jessel.SslContext;
import dev.jessel.SslMode;
import dev.jessel.SslOption;
import dev.jessel.SslVerify;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CertificateType;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.x509.Credential;
import dev.jessel.x509.TrustAnchors;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes the library's settings out of a test's flags. */
final class ShimSettings {
  /** Behind it are ML-KEM and what contains it. */
  private static final int LAST_CURVE = 0x1FF;

  private static final int TLS_1_0 = 0x0301;
  private static final int TLS_1_3 = 0x0304;

  private static final Map<String, SslOption> SWITCHES_OF_VERSIONS =
      Map.of(
          "no-tls1", SslOption.NO_TLS_1,
          "no-tls11", SslOption.NO_TLS_1_1,
          "no-tls12", SslOption.NO_TLS_1_2,
          "no-tls13", SslOption.NO_TLS_1_3);

  /** As much as BoringSSL's servers take. */
  private static final int MAX_EARLY_DATA = 14_336;

  private final ShimFlags flags;
  private final ShimCredentials credentials;
  private final SslContext.Builder builder;

  private ShimSettings(ShimFlags flags, ShimCredentials credentials, ShimHistory history) {
    this.flags = flags;
    this.credentials = credentials;
    this.builder = history.settings(flags);
  }

  static SslContext of(
      ShimFlags flags, ShimCredentials credentials, ShimCallbacks callbacks, ShimHistory history) {
    ShimSettings settings = new ShimSettings(flags, credentials, history);
    settings.versions();
    try {
      settings.ciphers();
      settings.algorithms();
      ShimPolicy.of(flags).ifPresent(settings::follow);
    } catch (IllegalArgumentException e) {
      throw TestEnd.unimplemented(e.getMessage());
    }
    settings.peerChecks();
    settings.names();
    settings.records();
    settings.certificates();
    callbacks.install(settings.builder);
    return settings.builder.build();
  }

  /** The runner's peers ask for the types that the credentials have, in their order. */
  private void certificateTypes() {
    List<CertificateType> accepted = types("accepted-peer-cert-types");
    List<CertificateType> own = types("available-client-cert-types");
    boolean server = flags.has("server");
    if (own.isEmpty() && !credentials.types().isEmpty()) {
      own = credentials.types();
    }
    try {
      if (!accepted.isEmpty()) {
        set(!server, accepted);
      }
      if (!own.isEmpty()) {
        set(server, own);
      }
    } catch (IllegalArgumentException e) {
      throw TestEnd.unimplemented(e.getMessage());
    }
  }

  private void set(boolean ofServer, List<CertificateType> types) {
    CertificateType[] all = types.toArray(CertificateType[]::new);
    SslContext.Builder ignored =
        ofServer ? builder.serverCertificateTypes(all) : builder.clientCertificateTypes(all);
  }

  private List<CertificateType> types(String flag) {
    return flags.numbers(flag).stream().map(CertificateType::new).toList();
  }

  private void versions() {
    int least = Math.max(flags.number("min-version").orElse(TLS_1_0), TLS_1_0);
    int best = Math.min(flags.number("max-version").orElse(TLS_1_3), TLS_1_3);
    SslContext.Builder ignored =
        builder.minVersion(new ProtocolVersion(least)).maxVersion(new ProtocolVersion(best));
    for (Map.Entry<String, SslOption> without : SWITCHES_OF_VERSIONS.entrySet()) {
      if (flags.has(without.getKey())) {
        ignored = builder.options(without.getValue());
      }
    }
  }

  /** The runner's peers have weak keys, too; what is strong enough is not what it asks. */
  private void ciphers() {
    String list = flags.value("cipher").orElse("DEFAULT");
    if (list.contains("[")) {
      throw TestEnd.unimplemented("cipher suites of equal preference");
    }
    SslContext.Builder ignored = builder.cipherList(list + ":!aNULL:@SECLEVEL=0");
    if (flags.has("cipher")) {
      ignored = builder.options(SslOption.CIPHER_SERVER_PREFERENCE);
    }
  }

  private void algorithms() {
    List<Integer> groups = flags.numbers("curves");
    List<Integer> shares = flags.numbers("key-shares");
    if (groups.isEmpty() && !shares.isEmpty()) {
      groups = builder.groups().stream().map(NamedGroup::code).toList();
    }
    if (!groups.isEmpty()) {
      SslContext.Builder ignored =
          builder.groups(groupList(groups, shares.isEmpty() ? firstOfEachKind(groups) : shares));
    }
    schemes();
  }

  /**
   * What the runner takes for granted: a share of the first classical group and of the first other.
   */
  private static List<Integer> firstOfEachKind(List<Integer> groups) {
    return groups.stream()
        .collect(Collectors.groupingBy(code -> code > LAST_CURVE, Collectors.toList()))
        .values()
        .stream()
        .map(kind -> kind.get(0))
        .toList();
  }

  /**
   * SHA-1 goes behind the defaults, as with OpenSSL at security level 0. What a credential may sign
   * with is said there; what stands here as well puts it in order.
   */
  private void schemes() {
    List<Integer> known =
        ShimPolicy.of(flags).map(ShimPolicy::schemes).orElseGet(this::defaultSchemes);
    List<Integer> sign = new ArrayList<>(flags.numbers("signing-prefs"));
    sign.addAll(known);
    List<Integer> verify = flags.numbers("verify-prefs");
    String toSign = schemeList(sign);
    String toVerify = schemeList(verify.isEmpty() ? known : verify);
    boolean server = flags.has("server");
    SslContext.Builder ignored =
        builder
            .signatureSchemes(server ? toSign : toVerify)
            .clientSignatureSchemes(Optional.of(server ? toVerify : toSign));
  }

  private List<Integer> defaultSchemes() {
    List<Integer> schemes = new ArrayList<>();
    builder.signatureSchemes().forEach(scheme -> schemes.add(scheme.code()));
    schemes.add(SignatureScheme.RSA_PKCS1_SHA1.code());
    schemes.add(SignatureScheme.ECDSA_SHA1.code());
    return schemes;
  }

  private void follow(ShimPolicy policy) {
    SslContext.Builder ignored =
        builder
            .minVersion(policy.least())
            .cipherSuites(policy.suites())
            .cipherList(policy.olderSuites() + ":@SECLEVEL=0")
            .groups(policy.groups());
  }

  /** What is there for old versions alone has no name, so that nobody can ask for it. */
  private static String schemeList(List<Integer> codes) {
    return codes.stream()
        .distinct()
        .filter(code -> code != SignatureScheme.RSA_PKCS1_MD5_SHA1.code())
        .map(code -> new SignatureScheme(code).name())
        .collect(Collectors.joining(":"));
  }

  private static String groupList(List<Integer> groups, List<Integer> shares) {
    return groups.stream()
        .map(code -> (shares.contains(code) ? "*" : "") + new NamedGroup(code).name())
        .collect(Collectors.joining(":"));
  }

  /** What is found about a chain does not matter to the runner; the callback decides. */
  private void peerChecks() {
    SslVerify verify = SslVerify.NONE;
    if (flags.has("require-any-client-certificate")) {
      verify = SslVerify.REQUIRED;
    } else if (flags.has("verify-peer")
        || !flags.has("server") && flags.has("accepted-peer-cert-types")) {
      verify = SslVerify.PEER;
    }
    SslContext.Builder ignored =
        builder
            .trust(TrustAnchors.none())
            .verify(verify)
            .verifyResumed(flags.has("reverify-on-resume"));
    flags
        .value("use-client-ca-list")
        .ifPresent(list -> builder.clientIssuers(distinguishedNames(list)));
  }

  static List<Bytes> distinguishedNames(String list) {
    if (list.isEmpty() || list.equals("<EMPTY>") || list.equals("<NULL>")) {
      return List.of();
    }
    List<Bytes> names = new ArrayList<>();
    for (String name : list.split(",", -1)) {
      names.add(Bytes.of(HexFormat.of().parseHex(name)));
    }
    return names;
  }

  private void names() {
    flags.value("host-name").ifPresent(builder::serverName);
    flags
        .value("advertise-alpn")
        .ifPresent(list -> builder.alpn(protocols(list).toArray(new String[0])));
    if (flags.has("no-server-name-ack")) {
      SslContext.Builder ignored = builder.acknowledgeServerName(false);
    }
    if (flags.has("reject-alpn")) {
      SslContext.Builder ignored = builder.alpn("a protocol that nobody offers");
    }
  }

  /** Reads names behind length bytes, the form that the extension has. */
  static List<String> protocols(String list) {
    List<String> protocols = new ArrayList<>();
    int at = 0;
    while (at < list.length()) {
      int end = at + 1 + list.charAt(at);
      protocols.add(list.substring(at + 1, end));
      at = end;
    }
    return protocols;
  }

  private void records() {
    flags.number("max-send-fragment").ifPresent(builder::maxSendFragment);
    SslContext.Builder ignored = builder.modes(SslMode.ACCEPT_MOVING_WRITE_BUFFER);
    if (flags.has("partial-write")) {
      ignored = builder.modes(SslMode.ENABLE_PARTIAL_WRITE);
    }
    if (flags.has("server-preference")) {
      ignored = builder.options(SslOption.CIPHER_SERVER_PREFERENCE);
    }
    if (flags.has("no-ticket")) {
      ignored = builder.tickets(0).options(SslOption.NO_TICKET);
    }
    if (flags.has("enable-early-data")) {
      ignored = builder.maxEarlyData(MAX_EARLY_DATA);
    }
    // The runner takes it for granted that servers have values among theirs that mean nothing.
    ignored = builder.grease(flags.has("server") || flags.has("enable-grease"));
    ignored = builder.shuffledExtensions(flags.has("permute-extensions"));
    if (flags.has("fallback-scsv")) {
      ignored = builder.modes(SslMode.SEND_FALLBACK_SCSV);
    }
    if (!flags.has("no-legacy-server-connect")) {
      ignored = builder.options(SslOption.LEGACY_SERVER_CONNECT);
    }
    ignored =
        flags.has("renegotiate-freely") || flags.has("renegotiate-once")
            ? builder.options(SslOption.ALLOW_UNSAFE_LEGACY_RENEGOTIATION)
            : builder.options(SslOption.NO_RENEGOTIATION);
    flags.number("max-cert-list").ifPresent(builder::maxCertificates);
  }

  private void certificates() {
    SslContext.Builder ignored =
        builder
            .statusRequest(flags.has("enable-ocsp-stapling") && !flags.has("server"))
            .certificateTimestamps(flags.has("enable-signed-cert-timestamps"))
            .certificateCompression(ShimCodec.of(flags));
    for (Credential credential : credentials.all()) {
      ignored = builder.credential(credential);
    }
    certificateTypes();
  }

  /** The bytes of a flag's text. */
  static byte[] bytes(Optional<String> text) {
    return text.orElse("").getBytes(StandardCharsets.ISO_8859_1);
  }
}
