// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static dev.jessel.testkit.peer.Misdeeds12.ECDHE_ECDSA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.testkit.handshake.Identities;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.extension.RecordSizeLimit;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.EncryptedExtensions;
import dev.jessel.wire.message.ServerHello;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** RFC 8449 4: nobody names more than the version has. */
class RecordSizeLimitTest {
  private static final RecordSizeLimit MOST_13 = new RecordSizeLimit(16_385);
  private static final RecordSizeLimit MOST_12 = new RecordSizeLimit(16_384);
  private static final RecordSizeLimit FUTURE = new RecordSizeLimit(0xFFFF);

  private final List<Optional<RecordSizeLimit>> named = new ArrayList<>();

  @Test
  void aServerOfTls12NamesNoTypeByte() {
    Outcome outcome =
        Misdeeds12.client(ECDHE_ECDSA)
            .extensions(Move.CLIENT_HELLO, e -> e.with(FUTURE))
            .established(
                talk ->
                    named.add(
                        talk.heard(ServerHello.class).extensions().find(RecordSizeLimit.class)))
            .against(Misdeeds12.serverOf(ECDHE_ECDSA).recordSizeLimit(MOST_13.limit()));
    Verdicts.connected(outcome);
    assertThat(named).containsExactly(Optional.of(MOST_12));
  }

  @Test
  void aServerOfTls13NamesTheTypeByte() {
    Outcome outcome =
        new ScriptedClient()
            .extensions(Move.CLIENT_HELLO, e -> e.with(FUTURE))
            .established(
                talk ->
                    named.add(
                        talk.heard(EncryptedExtensions.class)
                            .extensions()
                            .find(RecordSizeLimit.class)))
            .against(Identities.server().recordSizeLimit(MOST_13.limit()));
    Verdicts.connected(outcome);
    assertThat(named).containsExactly(Optional.of(MOST_13));
  }

  @Test
  void aClientOfTls12AloneNamesNoTypeByte() {
    assertThat(offeredBy(ProtocolVersion.TLS_1_2)).contains(MOST_12);
    assertThat(offeredBy(ProtocolVersion.TLS_1_3)).contains(MOST_13);
  }

  private Optional<RecordSizeLimit> offeredBy(ProtocolVersion newest) {
    List<ClientHello> hellos = new ArrayList<>();
    Outcome outcome =
        Misdeeds12.server(ECDHE_ECDSA)
            .after(Move.AWAIT_HELLO, talk -> hellos.add(talk.heard(ClientHello.class)))
            .against(
                Misdeeds12.clientOf(ECDHE_ECDSA)
                    .maxVersion(newest)
                    .recordSizeLimit(MOST_13.limit()));
    Verdicts.connected(outcome);
    return hellos.get(0).extensions().find(RecordSizeLimit.class);
  }
}
