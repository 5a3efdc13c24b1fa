// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static dev.jessel.testkit.peer.Misdeeds.client;
import static dev.jessel.testkit.peer.Misdeeds.server;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslContext;
import dev.jessel.SslVerify;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.extension.CertificateStatus;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.PostHandshakeAuth;
import dev.jessel.wire.extension.SignatureAlgorithms;
import dev.jessel.wire.message.CertificateEntry;
import dev.jessel.wire.message.CertificateMessage;
import dev.jessel.wire.message.CertificateRequest;
import dev.jessel.wire.message.CertificateVerify;
import dev.jessel.wire.message.Finished;
import dev.jessel.wire.message.KeyUpdate;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What may be done wrong when a client is asked for its certificate later (RFC 9846 4.7.2). */
class PostHandshakeAuthMisbehaviourTest {
  private static final Bytes DATA = Bytes.of((byte) 1, (byte) 2, (byte) 3);

  @TestFactory
  Stream<DynamicTest> servers() {
    return Stream.of(
        server(
            "4.7.2",
            "a request to a client that did not offer to be asked",
            s -> s.established(talk -> talk.say(request(DATA))),
            SslReason.UNEXPECTED_MESSAGE),
        server(
            "4.4.2",
            "a request without signature schemes",
            PostHandshakeAuthMisbehaviourTest::willing,
            s -> s.established(talk -> talk.say(new CertificateRequest(DATA, Extensions.EMPTY))),
            SslReason.MISSING_SIGALGS_EXTENSION),
        server(
            "4.3",
            "a request with an extension that may not stand there",
            PostHandshakeAuthMisbehaviourTest::willing,
            s ->
                s.established(
                    talk ->
                        talk.say(
                            new CertificateRequest(
                                DATA, request(DATA).extensions().with(new PostHandshakeAuth())))),
            SslReason.BAD_EXTENSION),
        server(
            "4.4.2",
            "a request with a context in the handshake",
            PostHandshakeAuthMisbehaviourTest::willing,
            s ->
                s.askClient()
                    .change(
                        Move.CERTIFICATE_REQUEST,
                        CertificateRequest.class,
                        r -> new CertificateRequest(DATA, r.extensions())),
            SslReason.LENGTH_MISMATCH));
  }

  @TestFactory
  Stream<DynamicTest> clients() {
    return Stream.of(
        client(
            "4.7.2",
            "a certificate that nobody asked for",
            PostHandshakeAuthMisbehaviourTest::asking,
            c -> c.established(talk -> talk.say(certificate(DATA))),
            SslReason.UNEXPECTED_MESSAGE),
        misdeed(
            "the context of no request",
            talk -> talk.say(certificate(DATA)),
            SslReason.INVALID_CONTEXT),
        misdeed(
            "no context", talk -> talk.say(certificate(Bytes.EMPTY)), SslReason.INVALID_CONTEXT),
        misdeed(
            "an extension that was not asked for",
            talk ->
                talk.say(
                    new CertificateMessage(
                        context(talk),
                        List.of(
                            new CertificateEntry(
                                Identities.CLIENT.leaf().der(),
                                Extensions.of(new CertificateStatus(DATA)))))),
            SslReason.UNSOLICITED_EXTENSION),
        misdeed(
            "a certificate and no signature",
            talk -> {
              talk.say(certificate(context(talk)));
              talk.say(talk.finishedLater());
            },
            SslReason.UNEXPECTED_MESSAGE),
        misdeed(
            "a signature over something else",
            talk -> {
              CertificateVerify early = talk.clientVerify(Identities.CLIENT);
              talk.say(certificate(context(talk)));
              talk.say(early);
            },
            SslReason.BAD_SIGNATURE),
        misdeed(
            "a Finished with the secret of the handshake",
            talk -> {
              talk.say(certificate(context(talk)));
              talk.say(talk.clientVerify(Identities.CLIENT));
              talk.say(talk.finished());
            },
            SslReason.DIGEST_CHECK_FAILED),
        misdeed(
            SslVerify.PEER,
            "a Finished with the keys before a KeyUpdate",
            talk -> {
              Bytes none = new CertificateMessage(context(talk), List.of()).encode();
              Finished early = talk.finishedLater(none);
              talk.updateKeys(false);
              talk.sayEncoded(none);
              talk.say(early);
            },
            SslReason.DIGEST_CHECK_FAILED),
        misdeed(
            "data within the answer",
            talk -> {
              talk.say(certificate(context(talk)));
              talk.data(DATA);
            },
            SslReason.UNEXPECTED_RECORD),
        misdeed(
            "a KeyUpdate within the answer",
            talk -> {
              talk.say(certificate(context(talk)));
              talk.say(new KeyUpdate(false));
            },
            SslReason.UNEXPECTED_MESSAGE),
        misdeed(
            SslVerify.PEER,
            "a signature without a certificate",
            talk -> {
              talk.say(new CertificateMessage(context(talk), List.of()));
              talk.say(talk.clientVerify(Identities.CLIENT));
            },
            SslReason.UNEXPECTED_MESSAGE),
        misdeed(
            "a second answer",
            talk -> {
              answer(talk);
              talk.say(certificate(context(talk)));
            },
            SslReason.UNEXPECTED_MESSAGE),
        misdeed(
            "no certificate where one is required",
            talk -> talk.say(new CertificateMessage(context(talk), List.of())),
            SslReason.PEER_DID_NOT_RETURN_A_CERTIFICATE));
  }

  @Test
  void anHonestAnswerIsTaken() {
    Outcome outcome =
        new ScriptedClient()
            .extensions(Move.CLIENT_HELLO, e -> e.with(new PostHandshakeAuth()))
            .established(
                talk -> {
                  talk.victimAsks(SslVerify.REQUIRED);
                  talk.hearRequest();
                  talk.data(DATA);
                  answer(talk);
                  talk.data(DATA);
                })
            .against(asking(Identities.server()));
    Verdicts.connected(outcome);
    assertThat(outcome.delivered()).isEqualTo(DATA.plus(DATA));
    assertThat(outcome.ssl().peerCertificates().get(0)).isEqualTo(Identities.CLIENT.leaf());
  }

  @Test
  void whoStopsAmidTheAnswerIsStillNobody() {
    Outcome outcome =
        new ScriptedClient()
            .extensions(Move.CLIENT_HELLO, e -> e.with(new PostHandshakeAuth()))
            .established(
                talk -> {
                  talk.victimAsks(SslVerify.REQUIRED);
                  talk.hearRequest();
                  talk.say(certificate(context(talk)));
                })
            .against(asking(Identities.server()));
    Verdicts.connected(outcome);
    assertThat(outcome.ssl().isCertificateAwaited()).isTrue();
    assertThat(outcome.ssl().peerCertificates()).isEmpty();
  }

  /** An answer that a server which has asked must not take. */
  private static DynamicTest misdeed(String deed, Consumer<Conversation> answer, SslReason reason) {
    return misdeed(SslVerify.REQUIRED, deed, answer, reason);
  }

  private static DynamicTest misdeed(
      SslVerify mode, String deed, Consumer<Conversation> answer, SslReason reason) {
    return client(
        "4.7.2",
        deed,
        PostHandshakeAuthMisbehaviourTest::asking,
        c ->
            c.extensions(Move.CLIENT_HELLO, e -> e.with(new PostHandshakeAuth()))
                .established(
                    talk -> {
                      talk.victimAsks(mode);
                      talk.hearRequest();
                      answer.accept(talk);
                    }),
        reason);
  }

  private static void answer(Conversation talk) {
    talk.say(certificate(context(talk)));
    talk.say(talk.clientVerify(Identities.CLIENT));
    talk.say(talk.finishedLater());
  }

  private static Bytes context(Conversation talk) {
    return talk.heard(CertificateRequest.class).context();
  }

  private static CertificateMessage certificate(Bytes context) {
    return new CertificateMessage(context, Proofs.certificate(Identities.CLIENT).entries());
  }

  private static CertificateRequest request(Bytes context) {
    return new CertificateRequest(
        context,
        Extensions.of(new SignatureAlgorithms(List.of(SignatureScheme.ECDSA_SECP256R1_SHA256))));
  }

  private static SslContext.Builder willing(SslContext.Builder client) {
    return client.postHandshakeAuth(true);
  }

  private static SslContext.Builder asking(SslContext.Builder server) {
    return server.trust(Identities.AUTHORITY.trust());
  }
}
