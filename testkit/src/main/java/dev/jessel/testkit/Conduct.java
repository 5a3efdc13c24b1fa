// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit;

import dev.jessel.SslContext;
import dev.jessel.SslReply;
import dev.jessel.bio.Bio;
import dev.jessel.crypto.CryptoProvider;
import dev.jessel.testkit.transport.BlockingEveryBio;
import dev.jessel.testkit.transport.TrickleBio;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.x509.Credential;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The ways in which every good handshake is run. None of them may change what comes out, or a state
 * has forgotten something between two calls.
 */
public enum Conduct {
  /** Nothing gets in the way. */
  PLAIN,
  /** One byte at a time, with a retry before each. */
  BYTE_BY_BYTE,
  /** Every second write has to be repeated. */
  BLOCKED_WRITES,
  /** Each question to the application is answered "later" when it is asked first. */
  ANSWERS_LATER;

  /** The transport of this kind, in front of another. */
  public Bio transport(Bio next) {
    return switch (this) {
      case PLAIN, ANSWERS_LATER -> next;
      case BYTE_BY_BYTE -> new TrickleBio(next);
      case BLOCKED_WRITES -> BlockingEveryBio.writes(1, next);
    };
  }

  /**
   * Settings that answer in this way.
   *
   * @param settings the rest
   * @param credentials what this side can show, the preferred one first
   * @param crypto signs
   */
  public SslContext.Builder settings(
      SslContext.Builder settings, List<Credential> credentials, CryptoProvider crypto) {
    if (this != ANSWERS_LATER) {
      credentials.forEach(settings::credential);
      return settings;
    }
    FirstTime first = new FirstTime();
    return settings
        .clientHelloInspector(hello -> first.asked("hello") ? SslReply.later() : SslReply.now(true))
        .credentialChooser(
            wanted ->
                first.asked("credential")
                    ? SslReply.later()
                    : SslReply.now(wanted.best(credentials)))
        .signer(
            (credential, scheme, content) ->
                first.asked("signature")
                    ? SslReply.later()
                    : SslReply.now(sign(crypto, credential, scheme, content)))
        .peerVerifier(
            (chain, verdict) ->
                first.asked("verdict") ? SslReply.later() : SslReply.now(verdict.result()));
  }

  private static Bytes sign(
      CryptoProvider crypto, Credential credential, SignatureScheme scheme, Bytes content) {
    try {
      // As TLS 1.2 has it, which takes all that TLS 1.3 has.
      return crypto
          .signer(credential.privateKey(), scheme, ProtocolVersion.TLS_1_2)
          .sign(content.toArray());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Remembers what was asked before. */
  private static final class FirstTime {
    private final Set<String> asked = new HashSet<>();

    boolean asked(String question) {
      return asked.add(question);
    }
  }
}
