// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.states;

import dev.jessel.SslContext;
import dev.jessel.SslVerify;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.client13.ExpectCertificateOrRequest;
import dev.jessel.handshake.client13.ExpectEncryptedExtensions;
import dev.jessel.handshake.client13.ExpectSecondServerHello;
import dev.jessel.handshake.client13.ExpectServerCertificate;
import dev.jessel.handshake.client13.ExpectServerCertificateVerify;
import dev.jessel.handshake.client13.ExpectServerFinished;
import dev.jessel.handshake.hello.ExpectClientHello;
import dev.jessel.handshake.hello.ExpectServerHello;
import dev.jessel.handshake.post.ExpectClientPostHandshake;
import dev.jessel.handshake.post.ExpectPostHandshakeCertificateVerify;
import dev.jessel.handshake.post.ExpectPostHandshakeFinished;
import dev.jessel.handshake.post.ExpectServerPostHandshake;
import dev.jessel.handshake.server13.ExpectClientCertificate;
import dev.jessel.handshake.server13.ExpectClientCertificateVerify;
import dev.jessel.handshake.server13.ExpectClientFinished;
import dev.jessel.handshake.server13.ExpectEndOfEarlyData;
import dev.jessel.handshake.server13.ExpectSecondClientHello;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.testkit.peer.Conversation;
import dev.jessel.testkit.peer.Move;
import dev.jessel.testkit.peer.Outcome;
import dev.jessel.testkit.peer.Proofs;
import dev.jessel.testkit.peer.ScriptedClient;
import dev.jessel.testkit.peer.ScriptedServer;
import dev.jessel.testkit.peer.TestPsk;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.extension.PostHandshakeAuth;
import dev.jessel.wire.message.CertificateMessage;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** How a victim is brought into each state that takes a message, and what it gets there. */
final class Stations {
  /** Brings a victim there, has it given something, and tells what became of it. */
  interface Station {
    Outcome give(Consumer<Conversation> action);
  }

  static final Map<Class<? extends HandshakeState>, Station> ALL =
      Map.ofEntries(
          ofClient(ExpectServerHello.class, Stations::server, Move.SERVER_HELLO),
          ofClient(
              ExpectSecondServerHello.class,
              () -> server().retry(NamedGroup.SECP256R1),
              Move.SERVER_HELLO),
          ofClient(ExpectEncryptedExtensions.class, Stations::server, Move.ENCRYPTED_EXTENSIONS),
          ofClient(ExpectCertificateOrRequest.class, Stations::server, Move.CERTIFICATE),
          ofClient(ExpectServerCertificate.class, () -> server().askClient(), Move.CERTIFICATE),
          ofClient(ExpectServerCertificateVerify.class, Stations::server, Move.CERTIFICATE_VERIFY),
          ofClient(ExpectServerFinished.class, Stations::server, Move.FINISHED),
          Map.entry(
              ExpectClientPostHandshake.class,
              action -> server().established(action).against(Identities.client())),
          ofServer(
              ExpectClientHello.class, ScriptedClient::new, Move.CLIENT_HELLO, Identities::server),
          ofServer(
              ExpectSecondClientHello.class,
              () -> new ScriptedClient().expectRetry(),
              Move.SECOND_CLIENT_HELLO,
              () -> Identities.server().groups("P-256")),
          ofServer(
              ExpectClientCertificate.class,
              () -> new ScriptedClient().credential(Identities.CLIENT),
              Move.CERTIFICATE,
              Identities::askingServer),
          ofServer(
              ExpectClientCertificateVerify.class,
              () -> new ScriptedClient().credential(Identities.CLIENT),
              Move.CERTIFICATE_VERIFY,
              Identities::askingServer),
          ofServer(
              ExpectEndOfEarlyData.class,
              () -> new ScriptedClient().early("early"),
              Move.END_OF_EARLY_DATA,
              () -> TestPsk.server(Identities.server())),
          ofServer(
              ExpectClientFinished.class, ScriptedClient::new, Move.FINISHED, Identities::server),
          afterRequest(
              ExpectPostHandshakeCertificateVerify.class,
              (talk, context) ->
                  talk.say(
                      new CertificateMessage(
                          context, Proofs.certificate(Identities.CLIENT).entries()))),
          afterRequest(
              ExpectPostHandshakeFinished.class,
              (talk, context) -> talk.say(new CertificateMessage(context, List.of()))),
          Map.entry(
              ExpectServerPostHandshake.class,
              action -> new ScriptedClient().established(action).against(Identities.server())));

  private Stations() {}

  /** Something to give: the bytes of a handshake message. */
  static Consumer<Conversation> message(Bytes message) {
    return talk -> talk.sayEncoded(message);
  }

  private static ScriptedServer server() {
    return ScriptedServer.with(Identities.SERVER);
  }

  private static Map.Entry<Class<? extends HandshakeState>, Station> ofClient(
      Class<? extends HandshakeState> state, Supplier<ScriptedServer> peer, Move before) {
    return Map.entry(
        state,
        action ->
            peer.get().instead(before, action).stopAfter(before).against(Identities.client()));
  }

  /** A server that has asked for a certificate after the handshake, and has got a part of it. */
  private static Map.Entry<Class<? extends HandshakeState>, Station> afterRequest(
      Class<? extends HandshakeState> state, BiConsumer<Conversation, Bytes> part) {
    Consumer<Conversation> begun =
        talk -> {
          talk.victimAsks(SslVerify.PEER);
          part.accept(talk, talk.hearRequest().context());
          talk.victimReads();
        };
    return Map.entry(
        state,
        action ->
            new ScriptedClient()
                .extensions(Move.CLIENT_HELLO, e -> e.with(new PostHandshakeAuth()))
                .established(begun.andThen(action))
                .against(Identities.server().trust(Identities.AUTHORITY.trust())));
  }

  private static Map.Entry<Class<? extends HandshakeState>, Station> ofServer(
      Class<? extends HandshakeState> state,
      Supplier<ScriptedClient> peer,
      Move before,
      Supplier<SslContext.Builder> victim) {
    return Map.entry(
        state,
        action -> peer.get().instead(before, action).stopAfter(before).against(victim.get()));
  }
}
