// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.DATA;
import static dev.jessel.openssl.Endpoints.fixture;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** SSL_set_fd(3): sockets and channels, blocking and not. */
class SSL_set_fd_Test {
  private static final int PATIENCE_SECONDS = 60;

  @Test
  void aBlockingSocketTalksToABlockingChannel() throws Exception {
    try (ServerSocketChannel listener = listen();
        Socket near = new Socket(InetAddress.getLoopbackAddress(), port(listener));
        SocketChannel far = listener.accept()) {
      CompletableFuture<Integer> served = CompletableFuture.supplyAsync(() -> serve(far));
      SSL ssl = SSL_new(SSL_CTX_new(TLS_client_method()));
      assertThat(SSL_set_fd(ssl, near)).isEqualTo(1);
      assertThat(SSL_get_fd(ssl)).isSameAs(near);
      assertThat(SSL_connect(ssl)).isEqualTo(1);
      assertThat(SSL_write(ssl, DATA, 100_000)).isEqualTo(100_000);
      assertThat(SSL_shutdown(ssl)).isZero();
      assertThat(SSL_shutdown(ssl)).isEqualTo(1);
      assertThat(served.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(100_000);
      SSL_free(ssl);
      assertThat(near.isClosed()).isFalse();
    }
  }

  @Test
  void aNonBlockingChannelSaysWhatItWants() throws Exception {
    try (ServerSocketChannel listener = listen();
        SocketChannel near = SocketChannel.open(listener.getLocalAddress());
        SocketChannel far = listener.accept()) {
      near.configureBlocking(false);
      SSL ssl = SSL_new(SSL_CTX_new(TLS_client_method()));
      SSL_set_rfd(ssl, near);
      SSL_set_wfd(ssl, near);
      assertThat(SSL_connect(ssl)).isEqualTo(-1);
      assertThat(SSL_get_error(ssl, -1)).isEqualTo(SSL_ERROR_WANT_READ);
      far.shutdownOutput();
      near.configureBlocking(true);
      assertThat(SSL_connect(ssl)).isEqualTo(-1);
      assertThat(SSL_get_error(ssl, -1)).isIn(SSL_ERROR_SSL, SSL_ERROR_SYSCALL);
      ERR_clear_error();
    }
  }

  private static int serve(SocketChannel channel) {
    SSL_CTX context = SSL_CTX_new(TLS_server_method());
    SSL_CTX_use_certificate_chain_file(context, fixture("localhost.pem"));
    SSL_CTX_use_PrivateKey_file(context, fixture("localhost.key"), SSL_FILETYPE_PEM);
    SSL ssl = SSL_new(context);
    SSL_set_fd(ssl, channel);
    byte[] buffer = new byte[20_000];
    int total = 0;
    int returned = SSL_accept(ssl);
    while (returned > 0) {
      returned = SSL_read(ssl, buffer, buffer.length);
      total += Math.max(0, returned);
    }
    boolean closed = SSL_get_error(ssl, returned) == SSL_ERROR_ZERO_RETURN;
    return closed && SSL_shutdown(ssl) == 1 ? total : -1;
  }

  private static ServerSocketChannel listen() throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return listener;
  }

  private static int port(ServerSocketChannel listener) throws IOException {
    return ((InetSocketAddress) listener.getLocalAddress()).getPort();
  }
}
