// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.bogo;

import dev.jessel.Ssl;
import dev.jessel.SslCallbacks;
import dev.jessel.SslContext;
import dev.jessel.SslListener;
import dev.jessel.SslReply;
import dev.jessel.SslSession;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.x509.Credential;
import dev.jessel.x509.PathVerdict;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.VerifyResult;
import java.security.GeneralSecurityException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Answers the library's questions for one connection as the flags say; in an asynchronous test each
 * of them is put off at first. Remembers what happened.
 */
final class ShimCallbacks implements SslListener {
  private enum Question {
    CLIENT_HELLO(1),
    CREDENTIAL(1),
    SIGN(2),
    VERIFY(1);

    private final int delays;

    Question(int delays) {
      this.delays = delays;
    }
  }

  private final ShimFlags flags;
  private final ShimCredentials credentials;
  private final Map<Question, Integer> asked = new EnumMap<>(Question.class);
  private final PeerVersion peerVersion = new PeerVersion();
  private List<String> offeredProtocols = List.of();
  private boolean gotSession;

  ShimCallbacks(ShimFlags flags, ShimCredentials credentials) {
    this.flags = flags;
    this.credentials = credentials;
  }

  void install(SslContext.Builder builder) {
    SslContext.Builder ignored =
        builder
            .listener(this)
            .peerVerifier(this::judge)
            .signer(this::sign)
            .clientHelloInspector(this::inspect);
    if (flags.has("async") || flags.has("fail-cert-callback")) {
      ignored = builder.credentialChooser(this::choose);
    }
    if (flags.has("select-alpn") || flags.has("decline-alpn") || flags.has("select-empty-alpn")) {
      ignored = builder.protocolSelector(this::selectProtocol);
    }
  }

  boolean gotSession() {
    return gotSession;
  }

  PeerVersion peerVersion() {
    return peerVersion;
  }

  /** What the client offered; empty when it offered nothing or there was no ClientHello. */
  List<String> offeredProtocols() {
    return offeredProtocols;
  }

  @Override
  public void session(Ssl ssl, SslSession session) {
    gotSession = true;
  }

  @Override
  public void handshakeMessage(Ssl ssl, boolean sent, Bytes message) {
    if (!sent) {
      peerVersion.note(message);
    }
  }

  private <T> SslReply<T> answer(Question question, Supplier<T> answer) {
    int before = asked.merge(question, 1, Integer::sum) - 1;
    boolean later = flags.has("async") && before < question.delays;
    return later ? SslReply.later() : SslReply.now(answer.get());
  }

  private SslReply<VerifyResult> judge(List<PeerCertificate> chain, PathVerdict verdict) {
    return answer(Question.VERIFY, () -> judgement(flags));
  }

  /** The runner's two kinds of callback fail with different alerts; so do our results. */
  static VerifyResult judgement(ShimFlags flags) {
    if (!flags.has("verify-fail")) {
      return VerifyResult.OK;
    }
    return flags.has("use-custom-verify-callback")
        ? VerifyResult.UNSUPPORTED_CONSTRAINT_TYPE
        : VerifyResult.APPLICATION_VERIFICATION;
  }

  private SslReply<Boolean> inspect(SslCallbacks.ClientHelloView hello) {
    offeredProtocols = hello.applicationProtocols();
    return answer(
        Question.CLIENT_HELLO,
        () -> !flags.has("fail-early-callback") && !flags.has("fail-ddos-callback"));
  }

  private SslReply<Optional<Credential>> choose(SslCallbacks.CredentialWanted wanted) {
    if (flags.has("fail-cert-callback")) {
      throw new IllegalStateException("told to fail");
    }
    return answer(
        Question.CREDENTIAL,
        () ->
            credentials.all().stream()
                .filter(c -> ShimCredentials.canSign(c, wanted.schemes()))
                .findFirst());
  }

  private SslReply<Bytes> sign(Credential credential, SignatureScheme scheme, Bytes content) {
    return answer(
        Question.SIGN,
        () -> {
          try {
            return ShimCredentials.CRYPTO
                .signer(credential.privateKey(), scheme)
                .sign(content.toArray());
          } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign", e);
          }
        });
  }

  private Optional<String> selectProtocol(List<String> offered) {
    if (flags.has("decline-alpn")) {
      return Optional.empty();
    }
    return flags.has("select-empty-alpn") ? Optional.of("") : flags.value("select-alpn");
  }
}
