// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server12;

import dev.jessel.crypto.Authentication;
import dev.jessel.crypto.KeyExchangeMethod;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.CertificateKind12;
import dev.jessel.handshake.CertificateTypeTerms;
import dev.jessel.handshake.ChosenCredential;
import dev.jessel.handshake.CredentialRequest;
import dev.jessel.handshake.HandshakeConfig;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Negotiator;
import dev.jessel.handshake.VerifyMode;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.extension.CertificateAuthorities;
import dev.jessel.wire.extension.SignatureAlgorithms;
import dev.jessel.wire.extension.SignatureAlgorithmsCert;
import dev.jessel.wire.extension.SupportedGroups;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.x509.Credential;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a server of TLS 1.2 or before can choose for one ClientHello. */
final class ServerChoices12 {
  /** RFC 5246 7.4.1.4.1: what a client takes that says nothing. */
  private static final List<SignatureScheme> UNSAID =
      List.of(SignatureScheme.RSA_PKCS1_SHA1, SignatureScheme.ECDSA_SHA1);

  private static final List<NamedGroup> FIELDS =
      List.of(
          NamedGroup.FFDHE2048,
          NamedGroup.FFDHE3072,
          NamedGroup.FFDHE4096,
          NamedGroup.FFDHE6144,
          NamedGroup.FFDHE8192);

  private final ClientHello hello;
  private final HandshakeIo io;
  private final Optional<List<NamedGroup>> theirGroups;
  private final List<SignatureScheme> schemes;

  ServerChoices12(ClientHello hello, HandshakeIo io) {
    this.hello = hello;
    this.io = io;
    this.theirGroups = hello.extensions().find(SupportedGroups.class).map(SupportedGroups::groups);
    this.schemes = io.dialect().impliedSchemes().orElseGet(this::named);
  }

  private List<SignatureScheme> named() {
    return Negotiator.schemes(io.config().preferences().schemes(), theirSchemes().orElse(UNSAID));
  }

  private Optional<List<SignatureScheme>> theirSchemes() {
    return hello.extensions().find(SignatureAlgorithms.class).map(SignatureAlgorithms::schemes);
  }

  /** Suites that both sides take, the best first. */
  List<SuiteParameters> suites() {
    HandshakeConfig.Preferences preferences = io.config().preferences();
    return Negotiator.suites(
            preferences.suitesOf(io.dialect().version()), hello.cipherSuites(), preferences.order())
        .stream()
        .flatMap(suite -> SuiteParameters.of(suite).stream())
        .filter(suite -> ServerHello12.mayFollow(suite, hello, io))
        .toList();
  }

  /** Schemes that both sides take and that keys of a kind can make. */
  private List<SignatureScheme> schemes(Authentication kind) {
    return ofKind(kind, schemes);
  }

  private static List<SignatureScheme> ofKind(Authentication kind, List<SignatureScheme> among) {
    return among.stream().filter(scheme -> scheme.isRsa() == (kind == Authentication.RSA)).toList();
  }

  /** What a credential must fit for suites like this one. */
  CredentialRequest request(SuiteParameters suite) throws TlsException {
    Authentication kind = suite.authentication();
    return new CredentialRequest(
        io.dialect().version(),
        types(suite).server(),
        // RFC 5246 7.4.2: who sends the key a secret asks for no signature of it.
        suite.keyExchange().transportsKey() ? ofKind(kind, ownSchemes()) : schemes(kind),
        SignatureAlgorithmsCert.in(hello.extensions()).or(this::theirSchemes).orElse(List.of()),
        List.of(),
        theirGroups,
        io.facts().serverName(),
        hello
            .extensions()
            .find(CertificateAuthorities.class)
            .map(CertificateAuthorities::names)
            .orElse(List.of()));
  }

  private CertificateTypeTerms types(SuiteParameters suite) throws TlsException {
    return suite.authentication().usesCertificate()
        ? CertificateTypeTerms.chooseByServer(hello.extensions(), io)
        : CertificateTypeTerms.X509;
  }

  private List<SignatureScheme> ownSchemes() {
    return io.dialect().impliedSchemes().orElseGet(() -> io.config().preferences().schemes());
  }

  /** What a handshake with a suite would be; empty when something for it is missing. */
  Optional<ServerTerms12> terms(SuiteParameters suite, Optional<Credential> credential)
      throws TlsException {
    KeyExchangeMethod method = suite.keyExchange();
    boolean certified = suite.authentication().usesCertificate();
    if (letsAnybodyIn(suite)
        || certified && credential.filter(c -> fits(suite, c)).isEmpty()
        || method.usesPsk() && !io.config().older().psk().wanted()) {
      return Optional.empty();
    }
    Optional<SignatureScheme> scheme = Optional.empty();
    if (certified && method.isEphemeral()) {
      scheme = scheme(suite, credential.orElseThrow());
      if (scheme.isEmpty()) {
        return Optional.empty();
      }
    }
    boolean given = method.usesFiniteField() && io.config().older().dhParameters().isPresent();
    Optional<NamedGroup> group = given ? Optional.empty() : group(method);
    boolean lacksGroup =
        !given && group.isEmpty() && (method.usesCurve() || method.usesFiniteField());
    return lacksGroup
        ? Optional.empty()
        : Optional.of(new ServerTerms12(hello, suite, group, credential, scheme, types(suite)));
  }

  /**
   * RFC 5246 7.4.4: an anonymous server may not ask for a certificate, so one that must have it
   * cannot be anonymous.
   */
  private boolean letsAnybodyIn(SuiteParameters suite) {
    return suite.authentication() == Authentication.NONE
        && io.config().checks().mode() == VerifyMode.REQUIRED;
  }

  private boolean fits(SuiteParameters suite, Credential credential) {
    boolean decrypts =
        credential.publicKey().getAlgorithm().equals("RSA")
            && (credential.isRawPublicKey() || credential.leaf().mayEncipherKeys());
    return CertificateKind12.fits(suite.authentication(), credential.publicKey())
        && (theirGroups.isEmpty()
            || CertificateKind12.isOnCurveOf(
                theirGroups.get(), credential.publicKey(), io.crypto()))
        && (!suite.keyExchange().transportsKey() || decrypts);
  }

  private Optional<SignatureScheme> scheme(SuiteParameters suite, Credential credential) {
    return ChosenCredential.of12(credential, schemes(suite.authentication()), io)
        .map(ChosenCredential::scheme);
  }

  private Optional<NamedGroup> group(KeyExchangeMethod method) {
    if (method.usesCurve()) {
      // RFC 8422 4: a client that names no groups leaves the choice to us.
      return ours(group -> !group.isFfdhe() && !group.isPostQuantum())
          .filter(group -> theirGroups.isEmpty() || theirGroups.get().contains(group))
          .findFirst();
    }
    return method.usesFiniteField() ? fieldGroup() : Optional.empty();
  }

  private Optional<NamedGroup> fieldGroup() {
    boolean named = theirGroups.orElse(List.of()).stream().anyMatch(NamedGroup::isFfdhe);
    if (named) {
      // RFC 7919 4: a client that names groups of this kind gets one of them or none.
      return ours(NamedGroup::isFfdhe)
          .filter(group -> theirGroups.orElseThrow().contains(group))
          .findFirst();
    }
    return ours(NamedGroup::isFfdhe).findFirst().or(this::smallestField);
  }

  /** The client names none, and neither do we: the fastest that is safe enough. */
  private Optional<NamedGroup> smallestField() {
    return FIELDS.stream()
        .filter(io.crypto()::supports)
        .filter(io.config().older().security()::allows)
        .findFirst();
  }

  private Stream<NamedGroup> ours(Predicate<NamedGroup> kind) {
    return io.config().preferences().groups().groups().stream().filter(kind);
  }
}
