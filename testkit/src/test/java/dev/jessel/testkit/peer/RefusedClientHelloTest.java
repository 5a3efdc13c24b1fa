// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import dev.jessel.SslReply;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.handshake.Identities;
import org.junit.jupiter.api.Test;

final class RefusedClientHelloTest {
  @Test
  void anApplicationThatRefusesIsNoInternalError() {
    Verdicts.failedFor(
        new ScriptedClient()
            .against(Identities.server().clientHelloInspector(hello -> SslReply.now(false))),
        SslReason.CALLBACK_FAILED,
        AlertDescription.HANDSHAKE_FAILURE);
  }
}
