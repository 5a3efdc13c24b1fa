// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static dev.jessel.testkit.peer.Misdeeds12.ECDHE_RSA;
import static dev.jessel.testkit.peer.Misdeeds12.client;
import static dev.jessel.testkit.peer.Misdeeds12.clientOf;
import static dev.jessel.testkit.peer.Misdeeds12.server;
import static dev.jessel.testkit.peer.Renegotiating.letting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.error.SslReason;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ContentType;
import dev.jessel.wire.extension.MaxFragmentLength;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 8449 4: limits on records belong to the keys of the handshake that agreed on them. */
class RenegotiatedSizesTest {
  private static final MaxFragmentLength SHORT = new MaxFragmentLength(1);
  private static final Bytes LONG = Bytes.of(new byte[2000]);

  @Test
  void aLimitEndsWithTheKeysThatItCameWith() {
    Outcome outcome =
        limiting(server(ECDHE_RSA))
            .renegotiate(
                server(ECDHE_RSA)
                    .split(Move.CERTIFICATE, 400, 400)
                    .established(talk -> talk.data(LONG)))
            .against(clientOf(ECDHE_RSA).maxFragmentLength(512));
    Verdicts.connected(outcome);
    assertThat(outcome.delivered()).isEqualTo(LONG);
  }

  /** The server's certificate comes under the old keys, and is longer. */
  @Test
  void aLimitBeginsWithTheKeysThatItComesWith() {
    ScriptedServer12 first = server(ECDHE_RSA);
    Outcome outcome =
        first
            .renegotiate(limiting(server(ECDHE_RSA)).established(talk -> talk.data(LONG)))
            .against(clientOf(ECDHE_RSA).maxFragmentLength(512));
    Verdicts.failedFor(outcome, SslReason.DATA_LENGTH_TOO_LONG);
    assertThat(outcome.states()).endsWith("CompleteClient12", "Established");
  }

  @Test
  void whatIsSentKeepsToTheSame() {
    List<Integer> lengths = new ArrayList<>();
    client(ECDHE_RSA)
        .extensions(Move.CLIENT_HELLO, e -> e.with(SHORT))
        .established(talk -> write(talk, lengths))
        .renegotiate(client(ECDHE_RSA).established(talk -> write(talk, lengths)))
        .against(letting(ECDHE_RSA));
    assertThat(lengths).containsExactly(512, LONG.length());
  }

  /** How long the longest record of data is that the victim makes of much data. */
  private static void write(Conversation talk, List<Integer> lengths) {
    talk.victimWrites(LONG);
    int before = talk.seen().size();
    talk.listen();
    lengths.add(
        talk.seen().stream()
            .skip(before)
            .filter(r -> r.type().equals(ContentType.APPLICATION_DATA))
            .mapToInt(r -> r.content().length())
            .max()
            .orElseThrow());
  }

  private static ScriptedServer12 limiting(ScriptedServer12 server) {
    return server.extensions(Move.SERVER_HELLO, e -> e.with(SHORT));
  }
}
