// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslOption;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.NamedGroup;
import org.junit.jupiter.api.Test;

/** Unbent scripts connect: else all the others prove nothing. */
class HonestPeerTest {
  private static final Bytes DATA = Bytes.of((byte) 1, (byte) 2, (byte) 3);

  @Test
  void aServerConnects() {
    Outcome outcome =
        ScriptedServer.with(Identities.SERVER)
            .established(talk -> talk.data(DATA))
            .against(Identities.client());
    Verdicts.connected(outcome);
    assertThat(outcome.delivered()).isEqualTo(DATA);
  }

  @Test
  void aServerThatAsksConnects() {
    Verdicts.connected(
        ScriptedServer.with(Identities.SERVER)
            .askClient()
            .against(Identities.client().credential(Identities.CLIENT)));
    Verdicts.connected(
        ScriptedServer.with(Identities.SERVER).askClient().against(Identities.client()));
  }

  @Test
  void aServerThatRetriesConnects() {
    Verdicts.connected(
        ScriptedServer.with(Identities.SERVER)
            .retry(NamedGroup.SECP256R1)
            .against(Identities.client()));
    Verdicts.connected(
        ScriptedServer.with(Identities.SERVER).cookie(DATA).against(Identities.client()));
  }

  @Test
  void aClientConnects() {
    Outcome outcome =
        new ScriptedClient().established(talk -> talk.data(DATA)).against(Identities.server());
    Verdicts.connected(outcome);
    assertThat(outcome.delivered()).isEqualTo(DATA);
  }

  @Test
  void aClientWithACertificateConnects() {
    Verdicts.connected(
        new ScriptedClient().credential(Identities.CLIENT).against(Identities.askingServer()));
  }

  @Test
  void aClientThatComesAgainConnects() {
    Verdicts.connected(
        new ScriptedClient().expectRetry().against(Identities.server().groups("P-256")));
    Verdicts.connected(
        new ScriptedClient()
            .expectRetry()
            .against(Identities.server().options(SslOption.COOKIE_EXCHANGE)));
  }

  @Test
  void keysChangeBothWays() {
    Outcome outcome =
        new ScriptedClient()
            .established(
                talk -> {
                  talk.updateKeys(true);
                  talk.data(DATA);
                  talk.victimReads();
                  talk.victimWrites(DATA);
                  talk.updateKeys(false);
                  talk.data(DATA);
                })
            .against(Identities.server());
    Verdicts.connected(outcome);
    assertThat(outcome.delivered()).isEqualTo(DATA.plus(DATA));
    assertThat(outcome.records().get(outcome.records().size() - 1).content()).isEqualTo(DATA);
  }
}
