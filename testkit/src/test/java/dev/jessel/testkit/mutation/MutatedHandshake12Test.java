// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.mutation;

import static dev.jessel.testkit.peer.Misdeeds12.clientOf;
import static dev.jessel.testkit.peer.Misdeeds12.server;
import static dev.jessel.testkit.peer.Misdeeds12.serverOf;

import dev.jessel.SslContext;
import dev.jessel.SslOption;
import dev.jessel.SslVerify;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.testkit.peer.Misdeeds12;
import dev.jessel.testkit.peer.Move;
import dev.jessel.testkit.peer.Outcome;
import dev.jessel.testkit.peer.ScriptedClient12;
import dev.jessel.testkit.peer.ScriptedServer12;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Messages of TLS 1.2 that are damaged inside of flights that are otherwise right, in full and
 * abbreviated handshakes and in renegotiations. Each case follows from its seed.
 */
class MutatedHandshake12Test {
  private static final int CASES = Integer.getInteger("jessel.mutations", 60);
  private static final Bytes TICKET = Bytes.of((byte) 7, (byte) 8, (byte) 9);

  private static final List<CipherSuite> EPHEMERAL =
      List.of(
          Misdeeds12.ECDHE_ECDSA,
          Misdeeds12.ECDHE_ECDSA_CBC,
          Misdeeds12.ECDHE_RSA,
          Misdeeds12.DHE_RSA);
  private static final List<CipherSuite> PRE_SHARED =
      List.of(Misdeeds12.DHE_PSK, Misdeeds12.ECDHE_PSK, Misdeeds12.PSK, Misdeeds12.RSA_PSK);
  private static final List<CipherSuite> TRANSPORT = List.of(Misdeeds12.RSA, Misdeeds12.RSA_CBC);

  @ParameterizedTest
  @EnumSource(
      names = {
        "SERVER_HELLO",
        "CERTIFICATE",
        "SERVER_KEY_EXCHANGE",
        "CERTIFICATE_REQUEST",
        "SERVER_HELLO_DONE",
        "NEW_SESSION_TICKET",
        "FINISHED"
      })
  void aClientSurvivesDamage(Move move) {
    for (int seed = 0; seed < CASES; seed++) {
      Mutation mutation = new Mutation(seed);
      CipherSuite suite = suite(mutation, move == Move.SERVER_KEY_EXCHANGE);
      ScriptedServer12 bent = server(suite).askClient().ticket(TICKET).encoded(move, mutation::of);
      ScriptedServer12 script = mutation.below(3) == 0 ? server(suite).renegotiate(bent) : bent;
      judge(move, seed, script.crypto(Identities.CRYPTO).against(wary(suite)));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SERVER_HELLO", "FINISHED"})
  void aClientThatComesBackSurvivesDamage(Move move) {
    for (int seed = 0; seed < CASES; seed++) {
      Mutation mutation = new Mutation(seed);
      CipherSuite suite = suite(mutation, false);
      ScriptedServer12 first = server(suite);
      SslContext.Builder victim = wary(suite);
      Outcome made = first.against(victim);
      judge(
          move,
          seed,
          server(suite)
              .resume(first.remembered())
              .encoded(move, mutation::of)
              .against(victim.session(made.ssl().session())));
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "CLIENT_HELLO",
        "CLIENT_KEY_EXCHANGE",
        "CERTIFICATE",
        "CERTIFICATE_VERIFY",
        "FINISHED"
      })
  void aServerSurvivesDamage(Move move) {
    for (int seed = 0; seed < CASES; seed++) {
      Mutation mutation = new Mutation(seed);
      boolean shows = move == Move.CERTIFICATE || move == Move.CERTIFICATE_VERIFY;
      CipherSuite suite = shows ? Misdeeds12.ECDHE_ECDSA : suite(mutation, false);
      SslContext.Builder victim =
          serverOf(suite).alpn("h2").options(SslOption.ALLOW_CLIENT_RENEGOTIATION);
      if (shows) {
        victim.trust(Identities.AUTHORITY.trust()).verify(SslVerify.REQUIRED);
      }
      ScriptedClient12 bent = client(suite, shows).wantTicket().encoded(move, mutation::of);
      ScriptedClient12 script =
          mutation.below(3) == 0 ? client(suite, shows).renegotiate(bent) : bent;
      judge(move, seed, script.crypto(Identities.CRYPTO).against(victim));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CLIENT_HELLO", "FINISHED"})
  void aServerWhoseClientComesBackSurvivesDamage(Move move) {
    for (int seed = 0; seed < CASES; seed++) {
      Mutation mutation = new Mutation(seed);
      CipherSuite suite = suite(mutation, false);
      SslContext.Builder victim = serverOf(suite);
      ScriptedClient12 first = Misdeeds12.client(suite).wantTicket();
      first.against(victim);
      judge(
          move,
          seed,
          Misdeeds12.client(suite)
              .resume(first.remembered())
              .encoded(move, mutation::of)
              .against(victim));
    }
  }

  /** A suite with a key exchange of any kind, or with a message of the server's for it. */
  private static CipherSuite suite(Mutation mutation, boolean ephemeral) {
    List<CipherSuite> kind =
        switch (mutation.below(ephemeral ? 2 : 3)) {
          case 0 -> EPHEMERAL;
          case 1 -> ephemeral ? PRE_SHARED.subList(0, 2) : PRE_SHARED;
          default -> TRANSPORT;
        };
    return kind.get(mutation.below(kind.size()));
  }

  private static SslContext.Builder wary(CipherSuite suite) {
    return clientOf(suite)
        .alpn("h2", "http/1.1")
        .recordSizeLimit(4000)
        .statusRequest(true)
        .credential(Identities.CLIENT);
  }

  private static ScriptedClient12 client(CipherSuite suite, boolean shows) {
    return shows
        ? Misdeeds12.client(suite).credential(Identities.CLIENT)
        : Misdeeds12.client(suite);
  }

  private static void judge(Move move, int seed, Outcome outcome) {
    PeersFault.judge(move + " with seed " + seed, outcome);
  }
}
