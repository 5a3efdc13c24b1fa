// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslStatus;
import dev.jessel.bio.BioPair;
import dev.jessel.error.SslReason;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** RFC 9846 6: what a connection knew is forgotten when it fails, and when it is closed. */
final class ForgottenKeysTest {
  private static final int ROOMY = 64 * 1024;
  private static final byte[] FORGED = {
    23, 3, 3, 0, 20, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20
  };

  private final BioPair pair = BioPair.create(ROOMY, ROOMY);
  private final Ssl client;
  private final Ssl server;

  ForgottenKeysTest() throws SslException {
    CertificateFactory certificates = CertificateFactory.create();
    client =
        SslContext.client().trust(certificates.trust()).build().newSsl(pair.left(), "localhost");
    server =
        SslContext.server()
            .credential(certificates.localhost(KeyType.P256).credential())
            .build()
            .newSsl(pair.right());
    assertThat(client.handshake()).isEqualTo(SslStatus.WANT_READ);
    assertThat(server.handshake()).isEqualTo(SslStatus.WANT_READ);
    assertThat(client.handshake()).isEqualTo(SslStatus.DONE);
    assertThat(server.handshake()).isEqualTo(SslStatus.DONE);
  }

  @Test
  void aFailedConnectionExportsNothing() {
    assertThat(client.exportKeyingMaterial("test", null, 16))
        .isEqualTo(server.exportKeyingMaterial("test", null, 16));
    pair.right().write(FORGED, 0, FORGED.length);

    assertThatThrownBy(() -> client.read(ByteBuffer.allocate(1))).isInstanceOf(SslException.class);

    assertThatThrownBy(() -> client.exportKeyingMaterial("test", null, 16))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void thePeerStillLearnsWhy() {
    pair.right().write(FORGED, 0, FORGED.length);
    assertThatThrownBy(() -> client.read(ByteBuffer.allocate(1))).isInstanceOf(SslException.class);

    assertThatThrownBy(() -> server.read(ByteBuffer.allocate(1)))
        .isInstanceOfSatisfying(
            SslException.class,
            e -> assertThat(e.reason()).contains(SslReason.SSLV3_ALERT_BAD_RECORD_MAC));
  }

  @Test
  void whatWasReceivedIsGoneWithTheConnection() throws SslException {
    server.write(new byte[100]);
    assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(SslStatus.DONE);
    assertThat(client.pending()).isEqualTo(99);

    client.close();

    assertThat(client.pending()).isZero();
    assertThat(client.hasPending()).isFalse();
  }

  @Test
  void aClosedConnectionSaysSo() {
    client.close();

    assertThatThrownBy(() -> client.exportKeyingMaterial("test", null, 16))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> client.write(new byte[1]))
        .isInstanceOfSatisfying(
            SslException.class,
            e -> assertThat(e.reason()).contains(SslReason.PROTOCOL_IS_SHUTDOWN));
  }
}
