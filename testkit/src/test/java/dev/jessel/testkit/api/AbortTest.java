// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslStatus;
import dev.jessel.SslVerify;
import dev.jessel.bio.MemoryBio;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.CertificateFactory;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.Pair;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** An application that ends a connection for a reason of its own. */
class AbortTest {
  private static final CertificateFactory AUTHORITY = CertificateFactory.create();

  @Test
  void thePeerLearnsWhy() throws SslException {
    try (Pair pair = pair().connect()) {
      assertThat(pair.server().abort(AlertDescription.ACCESS_DENIED)).isEqualTo(SslStatus.DONE);
      assertReason(pair.client(), SslReason.TLSV1_ALERT_ACCESS_DENIED);
      assertReason(pair.server(), SslReason.PROTOCOL_IS_SHUTDOWN);
    }
  }

  @Test
  void nothingIsSaidTwice() throws SslException {
    try (Pair pair = pair().connect()) {
      assertThat(pair.client().abort(AlertDescription.USER_CANCELED)).isEqualTo(SslStatus.DONE);
      assertThat(pair.client().abort(AlertDescription.ACCESS_DENIED)).isEqualTo(SslStatus.DONE);
      assertReason(pair.client(), SslReason.PROTOCOL_IS_SHUTDOWN);
    }
  }

  @Test
  void aHandshakeIsCutShort() throws SslException {
    MemoryBio out = new MemoryBio();
    try (Ssl client = SslContext.client().verify(SslVerify.NONE).build().newSsl()) {
      client.bio(new MemoryBio(), out);
      assertThat(client.handshake()).isEqualTo(SslStatus.WANT_READ);
      byte[] hello = new byte[20_000];
      int ignored = out.read(hello, 0, hello.length);

      assertThat(client.abort(AlertDescription.INTERNAL_ERROR)).isEqualTo(SslStatus.DONE);
      byte[] alert = new byte[100];
      assertThat(out.read(alert, 0, alert.length)).isEqualTo(7);
      assertThat(alert).startsWith(21, 3, 3, 0, 2, 2, 80);
    }
  }

  private static Pair pair() {
    return Pair.of(
        SslContext.client().verify(SslVerify.NONE).build(),
        SslContext.server().credential(AUTHORITY.localhost(KeyType.P256).credential()).build());
  }

  private static void assertReason(Ssl ssl, SslReason reason) {
    assertThatThrownBy(() -> ssl.read(ByteBuffer.allocate(10)))
        .isInstanceOfSatisfying(SslException.class, e -> assertThat(e.reason()).contains(reason));
  }
}
