// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslStatus;
import dev.jessel.bio.BioPair;
import dev.jessel.testkit.transport.BlockingEveryBio;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** A last flight that the transport does not take at once still belongs to the handshake. */
final class BlockedFlightTest {
  private static final int ROOMY = 64 * 1024;

  private final CertificateFactory certificates = CertificateFactory.create();
  private final BioPair pair = BioPair.create(ROOMY, ROOMY);

  @Test
  void aClientIsNotDoneBeforeItsFinishedIsOut() throws SslException {
    BlockingEveryBio hesitant = BlockingEveryBio.writes(1, pair.left());
    Ssl client = client().newSsl(hesitant, "localhost");
    Ssl server = server().newSsl(pair.right());

    assertThat(client.handshake()).isEqualTo(SslStatus.WANT_READ);
    assertThat(server.handshake()).isEqualTo(SslStatus.WANT_READ);
    assertThat(client.handshake()).isEqualTo(SslStatus.WANT_WRITE);
    assertThat(client.isEstablished()).isFalse();
    assertThat(client.handshake()).isEqualTo(SslStatus.DONE);

    assertThat(client.isEstablished()).isTrue();
    assertThat(server.handshake()).isEqualTo(SslStatus.DONE);
  }

  @Test
  void aClientThatOnlyReadsSendsItsFinished() throws SslException {
    BlockingEveryBio hesitant = BlockingEveryBio.writes(1, pair.left());
    Ssl client = client().newSsl(hesitant, "localhost");
    Ssl server = server().newSsl(pair.right());
    ByteBuffer target = ByteBuffer.allocate(10);

    assertThat(client.read(target)).isEqualTo(SslStatus.WANT_READ);
    assertThat(server.handshake()).isEqualTo(SslStatus.WANT_READ);
    assertThat(client.read(target)).isEqualTo(SslStatus.WANT_WRITE);
    assertThat(client.read(target)).isEqualTo(SslStatus.WANT_READ);

    assertThat(server.handshake()).isEqualTo(SslStatus.DONE);
  }

  @Test
  void aServerIsNotDoneBeforeItsTicketsAreOut() throws SslException {
    BlockingEveryBio hesitant = BlockingEveryBio.writes(1, pair.right());
    Ssl client = client().newSsl(pair.left(), "localhost");
    Ssl server = server().newSsl(hesitant);

    assertThat(client.handshake()).isEqualTo(SslStatus.WANT_READ);
    assertThat(server.handshake()).isEqualTo(SslStatus.WANT_READ);
    assertThat(client.handshake()).isEqualTo(SslStatus.DONE);
    assertThat(server.handshake()).isEqualTo(SslStatus.WANT_WRITE);
    assertThat(server.isEstablished()).isFalse();

    assertThat(server.handshake()).isEqualTo(SslStatus.DONE);
  }

  private SslContext client() {
    return SslContext.client().trust(certificates.trust()).build();
  }

  private SslContext server() {
    return SslContext.server()
        .credential(certificates.localhost(KeyType.P256).credential())
        .build();
  }
}
