// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.mutation;

import dev.jessel.SslContext;
import dev.jessel.SslOption;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.testkit.peer.Conversation;
import dev.jessel.testkit.peer.Move;
import dev.jessel.testkit.peer.Outcome;
import dev.jessel.testkit.peer.ScriptedClient;
import dev.jessel.testkit.peer.ScriptedServer;
import dev.jessel.testkit.peer.TestPsk;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ContentType;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.extension.EarlyDataIndication;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.message.KeyUpdate;
import dev.jessel.wire.message.NewSessionTicket;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Real flights with damaged messages, encrypted by a peer that means them: a victim connects or
 * fails with a reason that is the peer's fault, and nothing else ever happens. The peer signs and
 * hashes what it says, so that the damage reaches as far as it can.
 */
class MutatedHandshakeTest {
  private static final int CASES = Integer.getInteger("jessel.mutations", 150);
  private static final Bytes TEN = Bytes.of(new byte[10]);
  private static final Bytes EARLY = Bytes.of("early".getBytes(StandardCharsets.UTF_8));

  @ParameterizedTest
  @EnumSource(
      names = {
        "HELLO_RETRY_REQUEST",
        "SERVER_HELLO",
        "ENCRYPTED_EXTENSIONS",
        "CERTIFICATE_REQUEST",
        "CERTIFICATE",
        "CERTIFICATE_VERIFY",
        "FINISHED"
      })
  void aClientSurvivesDamage(Move move) {
    for (int seed = 0; seed < CASES; seed++) {
      Mutation mutation = new Mutation(seed);
      ScriptedServer server = ScriptedServer.with(Identities.SERVER).askClient();
      if (move == Move.HELLO_RETRY_REQUEST || mutation.below(4) == 0) {
        server.retry(NamedGroup.SECP256R1).cookie(TEN);
      }
      server.crypto(Identities.CRYPTO).encoded(move, mutation::of);
      judge(
          move,
          seed,
          server.against(
              Identities.client()
                  .alpn("h2", "http/1.1")
                  .recordSizeLimit(4000)
                  .credential(Identities.CLIENT)));
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "CLIENT_HELLO",
        "SECOND_CLIENT_HELLO",
        "CERTIFICATE",
        "CERTIFICATE_VERIFY",
        "FINISHED"
      })
  void aServerSurvivesDamage(Move move) {
    for (int seed = 0; seed < CASES; seed++) {
      Mutation mutation = new Mutation(seed);
      ScriptedClient client = new ScriptedClient().credential(Identities.CLIENT);
      SslContext.Builder victim = Identities.askingServer().alpn("h2").recordSizeLimit(4000);
      if (move == Move.SECOND_CLIENT_HELLO) {
        client.expectRetry();
        victim.groups("P-256").options(SslOption.COOKIE_EXCHANGE);
      }
      client.crypto(Identities.CRYPTO).encoded(move, mutation::of);
      judge(move, seed, client.against(victim));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HELLO_RETRY_REQUEST", "SERVER_HELLO", "ENCRYPTED_EXTENSIONS", "FINISHED"})
  void aClientWithAKeySurvivesDamage(Move move) {
    for (int seed = 0; seed < CASES; seed++) {
      Mutation mutation = new Mutation(seed);
      ScriptedServer server = ScriptedServer.with(Identities.SERVER);
      if (move == Move.HELLO_RETRY_REQUEST || mutation.below(4) == 0) {
        server.rejectEarly("early").retry(NamedGroup.SECP256R1).cookie(TEN);
      } else {
        server.takeEarly("early");
      }
      server.crypto(Identities.CRYPTO).encoded(move, mutation::of);
      judge(move, seed, server.against(TestPsk.client(Identities.client()).alpn("h2")));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CLIENT_HELLO", "SECOND_CLIENT_HELLO", "END_OF_EARLY_DATA", "FINISHED"})
  void aServerWithAKeySurvivesDamage(Move move) {
    for (int seed = 0; seed < CASES; seed++) {
      Mutation mutation = new Mutation(seed);
      ScriptedClient client = new ScriptedClient().early("early");
      SslContext.Builder victim = TestPsk.server(Identities.server()).alpn("h2");
      if (move == Move.SECOND_CLIENT_HELLO) {
        client.expectRetry();
        victim.groups("P-256").options(SslOption.COOKIE_EXCHANGE);
      }
      client.crypto(Identities.CRYPTO).encoded(move, mutation::of);
      PeersFault.judge(move + " with seed " + seed, EARLY, client.against(victim));
    }
  }

  @ParameterizedTest
  @EnumSource
  void messagesBehindTheHandshakeAreSurvived(Post post) {
    for (int seed = 0; seed < CASES; seed++) {
      Mutation mutation = new Mutation(seed);
      Bytes damaged = mutation.of(post.message);
      ContentType type =
          mutation.below(10) == 0 ? new ContentType(20 + mutation.below(3)) : ContentType.HANDSHAKE;
      judge(
          Move.ESTABLISHED,
          seed,
          ScriptedServer.with(Identities.SERVER)
              .crypto(Identities.CRYPTO)
              .established(talk -> talk.record(type, damaged))
              .established(Conversation::victimReads)
              .against(Identities.client()));
    }
  }

  /** Messages that come behind a handshake. */
  enum Post {
    TICKET(
        new NewSessionTicket(
                100, 7, TEN, TEN, Extensions.of(new EarlyDataIndication(OptionalLong.of(1000))))
            .encode()),
    KEY_UPDATE(new KeyUpdate(true).encode());

    private final Bytes message;

    Post(Bytes message) {
      this.message = message;
    }
  }

  private static void judge(Move move, int seed, Outcome outcome) {
    PeersFault.judge(move + " with seed " + seed, outcome);
  }
}
