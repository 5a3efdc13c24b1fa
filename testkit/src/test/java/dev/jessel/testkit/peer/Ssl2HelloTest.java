// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslContext;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.CertificateFactory;
import dev.jessel.testkit.KeyType;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import org.junit.jupiter.api.Test;

/** Without the module of the old versions no setting brings the format of SSLv2. */
class Ssl2HelloTest {
  @Test
  void nobodyHereTakesAHelloInTheFormatOfSsl2() {
    SslContext.Builder permissive =
        SslContext.server()
            .securityLevel(0)
            .minVersion(ProtocolVersion.SSL_2)
            .credential(CertificateFactory.create().localhost(KeyType.RSA).credential());

    Outcome outcome =
        ScriptedClient12.of(CipherSuite.named("AES128-SHA").orElseThrow())
            .inSsl2Format(hello -> hello)
            .against(permissive);

    assertThat(outcome.reason()).contains(SslReason.WRONG_VERSION_NUMBER);
  }
}
