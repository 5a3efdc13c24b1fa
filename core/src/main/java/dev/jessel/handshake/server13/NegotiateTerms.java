// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server13;

import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.CertificateTypeTerms;
import dev.jessel.handshake.CustomExtensions;
import dev.jessel.handshake.EarlyDataStatus;
import dev.jessel.handshake.GroupPreferences;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Negotiator;
import dev.jessel.handshake.ProtocolTerms;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.WorkState;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ExtensionPlace;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.extension.Cookie;
import dev.jessel.wire.extension.Extension;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.KeyShareClient;
import dev.jessel.wire.extension.KeyShareEntry;
import dev.jessel.wire.extension.KeyShareRetry;
import dev.jessel.wire.extension.SelectedVersion;
import dev.jessel.wire.extension.SupportedGroups;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.ServerHello;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Suite, group and protocol are chosen; or the client is asked to come again with what is missing.
 *
 * @param hello the ClientHello that counts
 * @param psks the pre-shared keys that it offers
 * @param retry what was asked for before; empty for a first ClientHello
 */
public record NegotiateTerms(ClientHello hello, Optional<PskOffer> psks, Optional<RetrySent> retry)
    implements WorkState {
  private static final int COOKIE_LENGTH = 32;

  @Override
  public Step run(HandshakeIo io) throws TlsException {
    // RFC 9846 4.2.4: what a HelloRetryRequest chose stays chosen.
    final CipherSuite suite = retry.isPresent() ? retry.get().suite() : suite(io);
    Optional<Negotiator.GroupChoice> choice = group(io);
    boolean needsRetry = choice.filter(Negotiator.GroupChoice::needsRetry).isPresent();
    Optional<Bytes> cookie = newCookie(io);
    if (retry.isEmpty() && (needsRetry || cookie.isPresent())) {
      return Step.to(askAgain(suite, needsRetry ? choice : Optional.empty(), cookie, io));
    }
    if (needsRetry) {
      throw new TlsException(SslReason.BAD_KEY_SHARE, "no share for the group that was asked for");
    }
    Terms terms =
        new Terms(
            hello,
            SuiteParameters.of(suite).orElseThrow(),
            choice.map(chosen -> shareOf(chosen.group())),
            ProtocolTerms.answerByServer(hello.extensions(), io),
            CertificateTypeTerms.X509,
            psks);
    return Step.to(PskSearch.begin(terms, io));
  }

  private CipherSuite suite(HandshakeIo io) throws TlsException {
    return Negotiator.suite(suites(io), hello.cipherSuites(), io.config().preferences().order());
  }

  /** Suites that can be chosen; keys from outside of TLS are mostly for those with SHA-256. */
  private List<CipherSuite> suites(HandshakeIo io) {
    List<CipherSuite> all = io.config().preferences().suitesOf(ProtocolVersion.TLS_1_3);
    boolean wanted =
        io.config().resumption().modes().sha256First()
            && psks.filter(offer -> offer.isFirstFor(HashAlgorithm.SHA_256)).isPresent();
    if (!wanted) {
      return all;
    }
    List<CipherSuite> fitting =
        all.stream()
            .filter(
                suite -> SuiteParameters.of(suite).orElseThrow().hash() == HashAlgorithm.SHA_256)
            .filter(hello.cipherSuites()::contains)
            .toList();
    return fitting.isEmpty() ? all : fitting;
  }

  /** Where there is none, a pre-shared key alone must do. */
  private Optional<Negotiator.GroupChoice> group(HandshakeIo io) throws TlsException {
    GroupPreferences ours = io.config().preferences().groups();
    boolean mayDoWithout =
        psks.isPresent()
            && io.config().resumption().modes().choose(hello.extensions(), false).isPresent();
    if (mayDoWithout && groups().stream().noneMatch(ours.groups()::contains)) {
      return Optional.empty();
    }
    if (!hello.extensions().contains(ExtensionType.SUPPORTED_GROUPS)) {
      throw new TlsException(SslReason.MISSING_SUPPORTED_GROUPS_EXTENSION);
    }
    return Optional.of(Negotiator.group(ours, groups(), sharedGroups()));
  }

  private Optional<Bytes> newCookie(HandshakeIo io) {
    if (!io.config().behaviour().cookieExchange() || retry.isPresent()) {
      return Optional.empty();
    }
    byte[] cookie = new byte[COOKIE_LENGTH];
    io.crypto().randomBytes(cookie);
    return Optional.of(Bytes.of(cookie));
  }

  private ExpectSecondClientHello askAgain(
      CipherSuite suite,
      Optional<Negotiator.GroupChoice> choice,
      Optional<Bytes> cookie,
      HandshakeIo io)
      throws TlsException {
    Optional<NamedGroup> group = choice.map(Negotiator.GroupChoice::group);
    List<Extension> extensions = new ArrayList<>();
    extensions.add(new SelectedVersion(ProtocolVersion.TLS_1_3));
    group.ifPresent(g -> extensions.add(new KeyShareRetry(g)));
    cookie.ifPresent(c -> extensions.add(new Cookie(c)));
    extensions.addAll(
        CustomExtensions.answer(ExtensionPlace.HELLO_RETRY_REQUEST, hello.extensions(), io));
    io.transcript().selectHash(SuiteParameters.of(suite).orElseThrow().hash());
    io.transcript().replaceWithMessageHash();
    io.facts().noteHelloRetried();
    io.send(
        new ServerHello(
            ProtocolVersion.TLS_1_2,
            ServerHello.HELLO_RETRY_REQUEST_RANDOM,
            hello.sessionId(),
            suite,
            0,
            Extensions.of(extensions)));
    if (!hello.sessionId().isEmpty()) {
      io.sendChangeCipherSpec();
    }
    if (hello.extensions().contains(ExtensionType.EARLY_DATA)) {
      io.facts().earlyData(EarlyDataStatus.REJECTED);
      io.ignoreEarlyData(io.config().resumption().earlyData().taken());
    }
    return new ExpectSecondClientHello(new RetrySent(hello, suite, group, cookie));
  }

  private List<NamedGroup> groups() {
    return hello
        .extensions()
        .find(SupportedGroups.class)
        .map(SupportedGroups::groups)
        .orElse(List.of());
  }

  private List<KeyShareEntry> shares() {
    return hello
        .extensions()
        .find(KeyShareClient.class)
        .map(KeyShareClient::shares)
        .orElse(List.of());
  }

  private List<NamedGroup> sharedGroups() {
    List<NamedGroup> groups = new ArrayList<>();
    shares().forEach(share -> groups.add(share.group()));
    return groups;
  }

  private KeyShareEntry shareOf(NamedGroup group) {
    return shares().get(sharedGroups().indexOf(group));
  }
}
