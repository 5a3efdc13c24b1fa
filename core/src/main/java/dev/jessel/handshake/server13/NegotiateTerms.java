// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server13;

import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.CertificateTypeTerms;
import dev.jessel.handshake.HandshakeConfig;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Negotiator;
import dev.jessel.handshake.ProtocolTerms;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.WorkState;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
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
 * @param retry what was asked for before; empty for a first ClientHello
 */
public record NegotiateTerms(ClientHello hello, Optional<RetrySent> retry) implements WorkState {
  private static final int COOKIE_LENGTH = 32;

  @Override
  public Step run(HandshakeIo io) throws TlsException {
    final HandshakeConfig.Preferences ours = io.config().preferences();
    CipherSuite suite =
        Negotiator.suite(
            ours.suitesOf(ProtocolVersion.TLS_1_3), hello.cipherSuites(), ours.order());
    if (retry.isPresent() && !retry.get().suite().equals(suite)) {
      throw new TlsException(SslReason.BAD_CIPHER, "another suite after the retry");
    }
    Negotiator.GroupChoice choice = Negotiator.group(ours.groups(), groups(), sharedGroups());
    Optional<Bytes> cookie = newCookie(io);
    if (retry.isEmpty() && (choice.needsRetry() || cookie.isPresent())) {
      return Step.to(askAgain(suite, choice, cookie, io));
    }
    if (choice.needsRetry()) {
      throw new TlsException(SslReason.BAD_KEY_SHARE, "no share for the group that was asked for");
    }
    Terms terms =
        new Terms(
            hello,
            SuiteParameters.of(suite).orElseThrow(),
            shareOf(choice.group()),
            ProtocolTerms.answerByServer(hello.extensions(), io),
            CertificateTypeTerms.chooseByServer(hello.extensions(), io));
    return Step.to(new LookUpSession(terms));
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
      CipherSuite suite, Negotiator.GroupChoice choice, Optional<Bytes> cookie, HandshakeIo io) {
    Optional<NamedGroup> group =
        choice.needsRetry() ? Optional.of(choice.group()) : Optional.empty();
    List<Extension> extensions = new ArrayList<>();
    extensions.add(new SelectedVersion(ProtocolVersion.TLS_1_3));
    group.ifPresent(g -> extensions.add(new KeyShareRetry(g)));
    cookie.ifPresent(c -> extensions.add(new Cookie(c)));
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
      io.ignoreEarlyData();
    }
    return new ExpectSecondClientHello(new RetrySent(hello, suite, group, cookie));
  }

  private List<NamedGroup> groups() {
    return hello.extensions().find(SupportedGroups.class).orElseThrow().groups();
  }

  private List<KeyShareEntry> shares() {
    return hello.extensions().find(KeyShareClient.class).orElseThrow().shares();
  }

  private List<NamedGroup> sharedGroups() {
    return shares().stream().map(KeyShareEntry::group).toList();
  }

  private KeyShareEntry shareOf(NamedGroup group) {
    return shares().stream().filter(e -> e.group().equals(group)).findFirst().orElseThrow();
  }
}
