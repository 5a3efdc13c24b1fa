// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import dev.jessel.SslContext;
import dev.jessel.SslVerify;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.extension.UnknownExtension;
import org.junit.jupiter.api.Test;

/** What a peer may say although nobody here has a use for it. */
class ToleratedExtensionsTest {
  private static final int GREASE = 0x5A5A;
  private static final Bytes BODY = Bytes.of((byte) 0);

  @Test
  void trustedCaKeysAreIgnored() {
    // RFC 6066 6: a server may choose by them, and need not.
    Bytes body = Bytes.ofHex("0017").plus(Bytes.of((byte) 1)).plus(Bytes.of(new byte[20]));
    Verdicts.connected(
        new ScriptedClient()
            .extensions(
                Move.CLIENT_HELLO, e -> e.with(new UnknownExtension(new ExtensionType(3), body)))
            .against(Identities.server()));
  }

  @Test
  void reservedValuesOfAServersRequestAreIgnored() {
    Verdicts.connected(
        ScriptedServer.with(Identities.SERVER)
            .askClient()
            .extensions(
                Move.CERTIFICATE_REQUEST,
                e -> e.with(new UnknownExtension(new ExtensionType(GREASE), BODY)))
            .against(Identities.client().credential(Identities.CLIENT)));
  }

  @Test
  void aClientsCertificateAnswersNoReservedExtension() {
    SslContext.Builder server =
        Identities.server().trust(Identities.AUTHORITY.trust()).verify(SslVerify.PEER);
    Outcome outcome =
        new ScriptedClient()
            .credential(Identities.CLIENT)
            .extensions(
                Move.CERTIFICATE,
                e -> e.with(new UnknownExtension(new ExtensionType(GREASE), BODY)))
            .against(server);
    Verdicts.failedFor(outcome, SslReason.UNSOLICITED_EXTENSION);
  }
}
