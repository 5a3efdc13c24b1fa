// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jessel.Ssl;
import dev.jessel.SslException;
import dev.jessel.bio.Bio;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.handshake.Identities;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Failures over a socket say who was on the other side. */
final class NamedPeersTest {
  @Test
  void nameAndAddressOfAServerAreTold() throws IOException {
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      try (SocketChannel near = SocketChannel.open(listener.getLocalAddress());
          SocketChannel far = listener.accept()) {
        far.write(ByteBuffer.wrap("SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII)));
        Ssl client = Identities.client().build().newSsl(Bio.of(near));

        SslException failure = catchThrowableOfType(SslException.class, client::handshake);

        assertThat(failure.reason()).contains(SslReason.WRONG_VERSION_NUMBER);
        assertThat(failure.peer()).contains("server localhost at " + near.getRemoteAddress());
        assertThat(failure)
            .hasMessage(
                "wrong version number: the peer does not speak TLS (server localhost at "
                    + near.getRemoteAddress()
                    + ", sent alert protocol_version(70))");
      }
    }
  }

  @Test
  void aTransportThatFailsHasAPeerToo() {
    Bio broken =
        new Bio() {
          @Override
          protected int doRead(byte[] b, int off, int len) throws IOException {
            throw new IOException("no carrier");
          }

          @Override
          protected int doWrite(byte[] b, int off, int len) {
            return len;
          }
        };
    Ssl client = Identities.client().build().newSsl(broken);

    SslException failure = catchThrowableOfType(SslException.class, client::handshake);

    assertThat(failure.isTransportFailure()).isTrue();
    assertThat(failure).hasMessage("the transport failed: no carrier (server localhost)");
    assertThat(failure.getCause()).hasMessage("no carrier");
  }

  @Test
  void nobodyIsToBlameForMisuse() {
    Ssl client = Identities.client().build().newSsl();

    SslException failure = catchThrowableOfType(SslException.class, client::shutdownOutput);

    assertThat(failure.reason()).contains(SslReason.SHUTDOWN_WHILE_IN_INIT);
    assertThat(failure.peer()).isEmpty();
    assertThat(failure.alert()).isEmpty();
  }
}
