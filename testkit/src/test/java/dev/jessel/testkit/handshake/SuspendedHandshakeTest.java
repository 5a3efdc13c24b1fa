// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslListener;
import dev.jessel.SslReply;
import dev.jessel.SslSession;
import dev.jessel.SslStatus;
import dev.jessel.bio.BioPair;
import dev.jessel.bio.MemoryBio;
import dev.jessel.handshake.Wait;
import dev.jessel.testkit.Conduct;
import dev.jessel.testkit.peer.ScriptedClient;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ContentType;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.extension.OfferedPsk;
import dev.jessel.wire.extension.PreSharedKeyClient;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.x509.Credential;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Handshakes that wait for the application, seen from outside and resumed by another thread. */
final class SuspendedHandshakeTest {
  private static final long PATIENCE_SECONDS = 60;
  private static final int MAX_TURNS = 20_000;
  private static final int WANT_X509_LOOKUP = 4;
  private static final int WANT_ASYNC = 9;
  private static final int WANT_CLIENT_HELLO_CB = 11;
  private static final int WANT_RETRY_VERIFY = 12;
  private static final Bytes TICKET = Bytes.of(new byte[] {1, 2, 3});

  private final ExecutorService other = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() throws InterruptedException {
    other.shutdownNow();
    assertThat(other.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  /** An answer that is not there until it is given. */
  private static final class Answer {
    private final AtomicBoolean there = new AtomicBoolean();

    <T> SslReply<T> when(Supplier<T> known) {
      return there.get() ? SslReply.now(known.get()) : SslReply.later();
    }

    void give() {
      there.set(true);
    }
  }

  /**
   * What one end may wait for.
   *
   * @param status what its calls return meanwhile
   * @param number the same in C
   * @param settings has it wait
   */
  private record Suspension(
      Wait reason,
      boolean server,
      SslStatus status,
      int number,
      BiFunction<SslContext.Builder, Answer, SslContext.Builder> settings) {
    String title(Conduct conduct) {
      return reason + " of a " + (server ? "server" : "client") + ", " + conduct;
    }
  }

  private static final List<Suspension> SUSPENSIONS =
      List.of(
          server(
              Wait.CLIENT_HELLO,
              SslStatus.WANT_CLIENT_HELLO,
              WANT_CLIENT_HELLO_CB,
              (b, answer) -> b.clientHelloInspector(hello -> answer.when(() -> true))),
          server(
              Wait.CHOOSE_CREDENTIAL,
              SslStatus.WANT_CREDENTIAL,
              WANT_X509_LOOKUP,
              (b, answer) ->
                  b.credentialChooser(wanted -> answer.when(() -> Optional.of(Identities.SERVER)))),
          client(
              Wait.CHOOSE_CREDENTIAL,
              SslStatus.WANT_CREDENTIAL,
              WANT_X509_LOOKUP,
              (b, answer) ->
                  b.credentialChooser(wanted -> answer.when(() -> Optional.of(Identities.CLIENT)))),
          server(Wait.SIGN, SslStatus.WANT_SIGN, WANT_ASYNC, SuspendedHandshakeTest::signsLater),
          client(Wait.SIGN, SslStatus.WANT_SIGN, WANT_ASYNC, SuspendedHandshakeTest::signsLater),
          client(
              Wait.VERIFY_PEER,
              SslStatus.WANT_VERIFY,
              WANT_RETRY_VERIFY,
              (b, answer) -> b.peerVerifier((chain, verdict) -> answer.when(verdict::result))),
          server(
              Wait.VERIFY_PEER,
              SslStatus.WANT_VERIFY,
              WANT_RETRY_VERIFY,
              (b, answer) -> b.peerVerifier((chain, verdict) -> answer.when(verdict::result))),
          server(
              Wait.TICKET,
              SslStatus.WANT_TICKET,
              WANT_ASYNC,
              (b, answer) -> b.ticketIssuer(session -> answer.when(() -> Optional.of(TICKET)))));

  @TestFactory
  Stream<DynamicTest> everyQuestionSuspendsAndAnotherThreadResumes() {
    return SUSPENSIONS.stream()
        .flatMap(
            each ->
                Stream.of(Conduct.PLAIN, Conduct.BYTE_BY_BYTE, Conduct.BLOCKED_WRITES)
                    .map(
                        conduct ->
                            DynamicTest.dynamicTest(
                                each.title(conduct), () -> suspendAndResume(each, conduct))));
  }

  private void suspendAndResume(Suspension what, Conduct conduct) throws Exception {
    Answer answer = new Answer();
    BioPair buffers = BioPair.create();
    SslContext.Builder ofClient = Identities.client().credential(Identities.CLIENT);
    SslContext.Builder ofServer = Identities.askingServer();
    Ssl client =
        (what.server ? ofClient : what.settings.apply(ofClient, answer))
            .build()
            .newSsl(conduct.transport(buffers.left()));
    Ssl server =
        (what.server ? what.settings.apply(ofServer, answer) : ofServer)
            .build()
            .newSsl(conduct.transport(buffers.right()));
    Ssl waits = what.server ? server : client;
    Ssl peer = what.server ? client : server;

    goOnUntil(what.status, waits, peer);
    waitsForNothingElse(what, waits);
    answer.give();
    SslStatus resumed = elsewhere(waits::handshake);

    assertThat(resumed).isNotEqualTo(what.status);
    goOnUntil(SslStatus.DONE, waits, peer);
    goOnUntil(SslStatus.DONE, peer, waits);
    talk(waits, peer);
    talk(peer, waits);
  }

  /** However often and by whichever call it is asked, here and in C's numbers. */
  private void waitsForNothingElse(Suspension what, Ssl waits) throws Exception {
    assertThat(waits.handshake()).isEqualTo(what.status);
    assertThat(waits.read(ByteBuffer.allocate(1))).isEqualTo(what.status);
    ByteBuffer source = ByteBuffer.allocate(1);
    assertThat(waits.write(source)).isEqualTo(what.status);
    assertThat(source.remaining()).isEqualTo(1);
    assertThat(elsewhere(waits::handshake)).isEqualTo(what.status);
    assertThat(what.status.wantsTransport()).isFalse();
    assertThat(waits.isEstablished()).isFalse();
    int returned = waits.calls().handshake();
    assertThat(returned).isEqualTo(-1);
    assertThat(waits.calls().error(returned)).isEqualTo(what.number);
    assertThat(waits.calls().want()).isEqualTo(what.status);
    returned = waits.calls().read(new byte[1], 0, 1);
    assertThat(waits.calls().error(returned)).isEqualTo(what.number);
  }

  @Test
  void aSessionIsLookedUpWhereverItIs() throws Exception {
    Answer answer = new Answer();
    List<Bytes> asked = new ArrayList<>();
    SslContext.Builder settings =
        Identities.server()
            .sessionFinder(
                ticket -> {
                  asked.add(ticket);
                  return answer.when(Optional::empty);
                });
    MemoryBio in = new MemoryBio();
    MemoryBio out = new MemoryBio();
    Ssl server = settings.build().newSsl();
    server.bio(in, out);
    byte[] hello = helloWithTicket();
    assertThat(in.write(hello, 0, hello.length)).isEqualTo(hello.length);

    Suspension lookup =
        server(Wait.SESSION_LOOKUP, SslStatus.WANT_SESSION, WANT_ASYNC, (b, later) -> b);
    assertThat(server.handshake()).isEqualTo(SslStatus.WANT_SESSION);
    waitsForNothingElse(lookup, server);
    assertThat(out.pending()).isZero();
    answer.give();

    assertThat(elsewhere(server::handshake)).isEqualTo(SslStatus.WANT_READ);
    assertThat(out.pending()).isPositive();
    assertThat(asked).containsOnly(TICKET).hasSizeGreaterThan(2);
  }

  @Test
  void aTicketOfTheApplicationsReachesTheClientAsItIs() throws Exception {
    List<SslSession> sessions = new ArrayList<>();
    SslListener keeps =
        new SslListener() {
          @Override
          public void session(Ssl ssl, SslSession session) {
            sessions.add(session);
          }
        };
    BioPair buffers = BioPair.create();
    Ssl client = Identities.client().listener(keeps).build().newSsl(buffers.left());
    SslContext.Builder issues =
        Identities.server().ticketIssuer(session -> SslReply.now(Optional.of(TICKET))).tickets(2);
    Ssl server = issues.build().newSsl(buffers.right());

    goOnUntil(SslStatus.DONE, client, server);
    goOnUntil(SslStatus.DONE, server, client);
    talk(server, client);

    assertThat(sessions).hasSize(2).allMatch(session -> session.ticket().equals(TICKET));
  }

  @Test
  void noWaitIsLeftOutHere() {
    EnumSet<Wait> tried = EnumSet.of(Wait.SESSION_LOOKUP);
    tried.add(Wait.PSK); // ExternalPskTest, Tls12HandshakeTest
    tried.add(Wait.EARLY_DATA); // EarlyDataTest
    SUSPENSIONS.forEach(each -> tried.add(each.reason));
    assertThat(tried).containsExactly(Wait.values());
  }

  private static void goOnUntil(SslStatus wanted, Ssl end, Ssl peer) throws SslException {
    SslStatus status = end.handshake();
    for (int turns = 0; status != wanted; turns++) {
      assertThat(turns).isLessThan(MAX_TURNS);
      SslStatus ignored = peer.handshake();
      status = end.handshake();
    }
  }

  private static void talk(Ssl from, Ssl to) throws SslException {
    ByteBuffer source = ByteBuffer.wrap(new byte[] {42});
    ByteBuffer target = ByteBuffer.allocate(1);
    SslStatus sent = SslStatus.WANT_WRITE;
    for (int turns = 0; sent != SslStatus.DONE || target.hasRemaining(); turns++) {
      assertThat(turns).isLessThan(MAX_TURNS);
      sent = sent == SslStatus.DONE ? sent : from.write(source);
      SslStatus ignored = target.hasRemaining() ? to.read(target) : SslStatus.DONE;
    }
    assertThat(target.get(0)).isEqualTo((byte) 42);
  }

  private SslStatus elsewhere(Callable<SslStatus> call) throws Exception {
    return other.submit(call).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private static byte[] helloWithTicket() {
    ScriptedClient client = new ScriptedClient();
    assertThat(client.against(Identities.server()).established()).isTrue();
    ClientHello hello = client.firstHello();
    Bytes binder = Bytes.of(new byte[32]);
    PreSharedKeyClient offer =
        new PreSharedKeyClient(List.of(new OfferedPsk(TICKET, 0)), List.of(binder));
    ClientHello offering = hello.withExtensions(hello.extensions().with(offer));
    return new ByteWriter()
        .u8(ContentType.HANDSHAKE.code())
        .u16(0x0303)
        .opaque16(offering.encode())
        .toByteArray();
  }

  private static SslContext.Builder signsLater(SslContext.Builder settings, Answer answer) {
    return settings.signer(
        (credential, scheme, content) -> answer.when(() -> signature(credential, scheme, content)));
  }

  private static Bytes signature(Credential credential, SignatureScheme scheme, Bytes content) {
    try {
      return Identities.CRYPTO.signer(credential.privateKey(), scheme).sign(content.toArray());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Suspension server(
      Wait reason,
      SslStatus status,
      int number,
      BiFunction<SslContext.Builder, Answer, SslContext.Builder> settings) {
    return new Suspension(reason, true, status, number, settings);
  }

  private static Suspension client(
      Wait reason,
      SslStatus status,
      int number,
      BiFunction<SslContext.Builder, Answer, SslContext.Builder> settings) {
    return new Suspension(reason, false, status, number, settings);
  }
}
