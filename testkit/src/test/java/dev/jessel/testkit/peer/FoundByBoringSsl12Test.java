// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static dev.jessel.testkit.peer.Misdeeds12.ECDHE_ECDSA;
import static dev.jessel.testkit.peer.Misdeeds12.RSA;
import static dev.jessel.testkit.peer.Misdeeds12.client;
import static dev.jessel.testkit.peer.Misdeeds12.clientOf;
import static dev.jessel.testkit.peer.Misdeeds12.server;
import static dev.jessel.testkit.peer.Misdeeds12.serverOf;
import static dev.jessel.testkit.peer.Move.CERTIFICATE_REQUEST;
import static dev.jessel.testkit.peer.Move.CLIENT_HELLO;
import static dev.jessel.testkit.peer.Move.SERVER_HELLO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslContext;
import dev.jessel.SslOption;
import dev.jessel.SslSession;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.extension.ServerNameList;
import dev.jessel.wire.extension.SessionTicket;
import dev.jessel.wire.message.CertificateMessage12;
import dev.jessel.wire.message.CertificateRequest12;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.ServerHello;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What BoringSSL's test runner once found in TLS 1.2. */
class FoundByBoringSsl12Test {
  private static final Bytes TICKET = Bytes.of((byte) 7);

  @Test
  void aClientTakesNoCertificateOnACurveThatItDoesNotName() {
    ScriptedServer12 server =
        server(ECDHE_ECDSA).credential(Identities.AUTHORITY.localhost(KeyType.P384).credential());
    Verdicts.failedFor(server.against(clientOf(ECDHE_ECDSA)), SslReason.WRONG_CURVE);
  }

  @Test
  void aClientHeedsTheKindsOfCertificatesThatItIsAskedFor() {
    assertThat(shown(CertificateRequest12.RSA_SIGN)).isEmpty();
    assertThat(shown(CertificateRequest12.ECDSA_SIGN)).isNotEmpty();
  }

  private static List<Bytes> shown(int type) {
    List<Bytes> chain = new ArrayList<>();
    Outcome outcome =
        server(ECDHE_ECDSA)
            .askClient()
            .change(
                CERTIFICATE_REQUEST,
                CertificateRequest12.class,
                r -> new CertificateRequest12(Bytes.of((byte) type), r.schemes(), r.authorities()))
            .established(talk -> chain.addAll(talk.heard(CertificateMessage12.class).chain()))
            .against(clientOf(ECDHE_ECDSA).credential(Identities.CLIENT));
    Verdicts.connected(outcome);
    return chain;
  }

  @Test
  void aServerAcknowledgesTheNameThatItUsed() {
    SslContext.Builder victim = serverOf(ECDHE_ECDSA);
    UnaryOperator<ScriptedClient12> naming =
        c -> c.extensions(CLIENT_HELLO, e -> e.with(new ServerNameList("localhost")));
    ScriptedClient12 first = client(ECDHE_ECDSA);
    assertThat(answers(naming.apply(first), victim)).contains(ExtensionType.SERVER_NAME);
    assertThat(answers(client(ECDHE_ECDSA), victim)).doesNotContain(ExtensionType.SERVER_NAME);
    // RFC 6066 3: not in a resumed session, whose name is known.
    ScriptedClient12 again = naming.apply(client(ECDHE_ECDSA).resume(first.remembered()));
    assertThat(answers(again, victim)).doesNotContain(ExtensionType.SERVER_NAME);
  }

  private static List<ExtensionType> answers(ScriptedClient12 client, SslContext.Builder victim) {
    List<ExtensionType> types = new ArrayList<>();
    client
        .established(talk -> types.addAll(talk.heard(ServerHello.class).extensions().types()))
        .against(victim);
    assertThat(types).isNotEmpty();
    return types;
  }

  @Test
  void aResumedSessionThatIsNotBoundToItsHandshakeHasNoTlsUnique() {
    assertThat(tlsUniqueOfResumed(s -> s)).isPresent();
    assertThat(tlsUniqueOfResumed(ScriptedServer12::withoutExtendedMainSecret)).isEmpty();
  }

  private static Optional<Bytes> tlsUniqueOfResumed(UnaryOperator<ScriptedServer12> both) {
    ScriptedServer12 first = both.apply(server(ECDHE_ECDSA));
    Outcome made = first.against(clientOf(ECDHE_ECDSA));
    assertThat(made.ssl().tlsUnique()).isPresent();
    Outcome again =
        both.apply(server(ECDHE_ECDSA))
            .resume(first.remembered())
            .against(clientOf(ECDHE_ECDSA).session(made.ssl().session()));
    assertThat(again.ssl().isResumed()).isTrue();
    return again.ssl().tlsUnique();
  }

  @Test
  void aSessionWhoseTicketMustNotBeSentIsNotOffered() {
    Optional<SslSession> session =
        server(ECDHE_ECDSA).ticket(TICKET).against(clientOf(ECDHE_ECDSA)).ssl().session();
    ClientHello hello = offered(clientOf(ECDHE_ECDSA).session(session));
    assertThat(hello.extensions().find(SessionTicket.class)).contains(new SessionTicket(TICKET));
    ClientHello without =
        offered(clientOf(ECDHE_ECDSA).session(session).options(SslOption.NO_TICKET));
    assertThat(without.extensions().types()).doesNotContain(ExtensionType.SESSION_TICKET);
    assertThat(without.sessionId()).isNotEqualTo(hello.sessionId());
  }

  private static ClientHello offered(SslContext.Builder victim) {
    List<ClientHello> hellos = new ArrayList<>();
    server(ECDHE_ECDSA)
        .stopAfter(Move.AWAIT_HELLO)
        .after(Move.AWAIT_HELLO, talk -> hellos.add(talk.heard(ClientHello.class)))
        .against(victim);
    return hellos.get(0);
  }

  @Test
  void aSecondServerHelloOfAnotherVersionIsIllegal() {
    Outcome outcome =
        ScriptedServer.with(Identities.SERVER)
            .retry(NamedGroup.SECP256R1)
            .extensions(SERVER_HELLO, e -> e.without(ExtensionType.SUPPORTED_VERSIONS))
            .against(Identities.client());
    assertThat(outcome.failed()).isTrue();
    assertThat(outcome.alertsSent()).containsExactly(AlertDescription.ILLEGAL_PARAMETER);
  }

  @Test
  void groupAndCredentialAreKnownWhereverThereAreSome() {
    SslContext.Builder victim = serverOf(ECDHE_ECDSA);
    ScriptedClient12 first = client(ECDHE_ECDSA);
    Verdicts.connected(first.against(victim));
    Outcome again = client(ECDHE_ECDSA).resume(first.remembered()).against(victim);
    assertThat(again.ssl().isResumed()).isTrue();
    assertThat(again.ssl().group()).contains(NamedGroup.X25519);
    assertThat(client(RSA).against(serverOf(RSA)).ssl().credential())
        .contains(Identities.RSA_SERVER);
  }
}
