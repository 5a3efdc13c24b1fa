// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.bio.Bio;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** BIO_s_connect(3): connections that are made when they are needed. */
class BIO_s_connect_Test {
  private static final long PATIENCE_MILLIS = 30_000;
  private final byte[] buffer = new byte[100];
  private ServerSocketChannel listener;
  private String port;

  @BeforeEach
  void listen() throws IOException {
    ERR_clear_error();
    listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    port = Integer.toString(listener.socket().getLocalPort());
  }

  @AfterEach
  void close() throws IOException {
    listener.close();
  }

  @Test
  void theFirstWriteConnects() throws IOException {
    Bio bio = BIO_new_connect("127.0.0.1:" + port);
    assertThat(BIO_get_conn_hostname(bio)).isEqualTo("127.0.0.1");
    assertThat(BIO_get_conn_port(bio)).isEqualTo(port);
    assertThat(BIO_get_fd(bio, null)).isNull();
    assertThat(BIO_puts(bio, "hello")).isEqualTo(5);
    assertThat(BIO_get_conn_address(bio).getPort()).isEqualTo(Integer.parseInt(port));
    try (SocketChannel peer = listener.accept()) {
      ByteBuffer five = ByteBuffer.allocate(5);
      while (five.hasRemaining()) {
        peer.read(five);
      }
      assertThat(new String(five.array(), StandardCharsets.US_ASCII)).isEqualTo("hello");
      peer.write(ByteBuffer.wrap("line\nmore".getBytes(StandardCharsets.US_ASCII)));
      assertThat(BIO_gets(bio, buffer, 100)).isEqualTo(5);
      assertThat(BIO_read(bio, buffer, 4)).isPositive();
    }
    while (BIO_read(bio, buffer, 100) > 0) {
      // what is left of "more"
    }
    assertThat(BIO_eof(bio)).isEqualTo(1);
    assertThat(BIO_get_fd(bio, null)).isInstanceOf(SocketChannel.class);
    BIO_free(bio);
  }

  @Test
  void aConnectionThatIsNotMadeYetIsARetryOfItsOwnKind() throws IOException {
    Bio bio = BIO_new(BIO_s_connect());
    assertThat(BIO_set_conn_hostname(bio, "localhost")).isEqualTo(1);
    assertThat(BIO_set_conn_port(bio, port)).isEqualTo(1);
    assertThat(BIO_set_conn_ip_family(bio, BIO_FAMILY_IPV4)).isEqualTo(1);
    assertThat(BIO_get_conn_ip_family(bio)).isEqualTo(BIO_FAMILY_IPV4);
    assertThat(BIO_set_nbio(bio, 1)).isEqualTo(1);
    assertThat(BIO_get_conn_mode(bio)).isEqualTo(BIO_SOCK_NONBLOCK);
    while (BIO_do_connect(bio) != 1) {
      assertThat(BIO_should_io_special(bio)).isTrue();
      assertThat(BIO_get_retry_reason(bio)).isEqualTo(BIO_RR_CONNECT);
      await((SocketChannel) BIO_get_fd(bio, null));
    }
    assertThat(BIO_do_connect(bio)).isEqualTo(1);
    try (SocketChannel peer = listener.accept()) {
      assertThat(BIO_read(bio, buffer, 1)).isEqualTo(-1);
      assertThat(BIO_should_read(bio)).isTrue();
      assertThat(BIO_should_io_special(bio)).isFalse();
      assertThat(peer.isConnected()).isTrue();
    }
    BIO_free(bio);
  }

  private static void await(SocketChannel channel) throws IOException {
    try (Selector selector = Selector.open()) {
      channel.register(selector, SelectionKey.OP_CONNECT);
      assertThat(selector.select(PATIENCE_MILLIS)).isPositive();
    }
  }

  @Test
  void aRefusedConnectionStaysRefusedUntilTheReset() throws IOException {
    listener.close();
    Bio bio = BIO_new_connect("127.0.0.1:" + port);
    assertThat(BIO_do_connect(bio)).isZero();
    assertThat(ERR_peek_error_data()).isEqualTo("calling connect(127.0.0.1, " + port + ")");
    assertThat(ERR_reason_error_string(ERR_get_error())).isEqualTo("Connection refused");
    assertThat(reason()).isEqualTo("connect error");
    assertThat(BIO_read(bio, buffer, 1)).isEqualTo(-1);
    assertThat(ERR_GET_REASON(ERR_peek_last_error())).isEqualTo(BIO_R_CONNECT_ERROR);
    assertThat(BIO_should_retry(bio)).isFalse();
    listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    BIO_set_conn_port(bio, Integer.toString(listener.socket().getLocalPort()));
    assertThat(BIO_reset(bio)).as("0 is success here").isZero();
    ERR_clear_error();
    assertThat(BIO_do_connect(bio)).isEqualTo(1);
    BIO_free(bio);
  }

  @Test
  void everyAddressOfTheHostIsTried() {
    // Where localhost is ::1 as well, nobody listens there.
    Bio bio = BIO_new_connect("localhost:" + port);
    assertThat(BIO_do_connect(bio)).isEqualTo(1);
    BIO_free(bio);
  }

  @Test
  void anAddressNeedsNoName() throws IOException {
    Bio bio = BIO_new(BIO_s_connect());
    BIO_set_conn_address(bio, (InetSocketAddress) listener.getLocalAddress());
    assertThat(BIO_get_conn_port(bio)).isEqualTo(port);
    assertThat(BIO_set_conn_mode(bio, BIO_SOCK_NODELAY)).isEqualTo(1);
    Bio copy = BIO_dup_chain(bio);
    assertThat(BIO_get_conn_mode(copy)).isEqualTo(BIO_SOCK_NODELAY);
    assertThat(BIO_do_connect(copy)).isEqualTo(1);
    BIO_free(copy);
    BIO_free(bio);
  }

  @Test
  void whatCannotBeConnectedToSaysWhy() {
    assertThat(BIO_new_connect("a:b:c")).isNull();
    assertThat(reason()).isEqualTo("ambiguous host or service");
    assertThat(BIO_new_connect("[::1")).isNull();
    assertThat(reason()).isEqualTo("malformed host or service");
    assertThat(BIO_get_conn_hostname(BIO_new_connect("[::1]:443"))).isEqualTo("::1");
    Bio bare = BIO_new(BIO_s_connect());
    assertThat(BIO_get_init(bare)).isZero();
    assertThat(BIO_do_connect(bare)).isEqualTo(-1);
    assertThat(reason()).isEqualTo("no hostname or service specified");
    assertThat(BIO_do_connect(BIO_new_connect("127.0.0.1:nosuchservice"))).isEqualTo(-1);
    assertThat(reason()).isEqualTo("system lib");
    Bio wrongFamily = BIO_new_connect("127.0.0.1:" + port);
    BIO_set_conn_ip_family(wrongFamily, BIO_FAMILY_IPV6);
    assertThat(BIO_do_connect(wrongFamily)).isEqualTo(-1);
    assertThat(reason()).isEqualTo("lookup returned nothing");
  }

  @Test
  void aSocketCanBeSetLater() throws IOException {
    Bio bio = BIO_new(BIO_s_socket());
    assertThat(BIO_get_init(bio)).isZero();
    assertThat(BIO_read(bio, buffer, 1)).isEqualTo(-1);
    assertThat(reason()).isEqualTo("uninitialized");
    assertThat(BIO_gets(bio, buffer, 1)).isEqualTo(-2);
    assertThat(reason()).isEqualTo("unsupported method");
    try (SocketChannel near = SocketChannel.open(listener.getLocalAddress());
        SocketChannel far = listener.accept()) {
      assertThat(BIO_set_fd(bio, near, BIO_NOCLOSE)).isEqualTo(1);
      assertThat(BIO_get_fd(bio, null)).isSameAs(near);
      assertThat(BIO_socket_nbio(near, 1)).isEqualTo(1);
      assertThat(BIO_set_tcp_ndelay(near, 1)).isEqualTo(1);
      assertThat(BIO_read(bio, buffer, 1)).isEqualTo(-1);
      assertThat(BIO_should_read(bio)).isTrue();
      assertThat(BIO_write(bio, buffer, 3)).isEqualTo(3);
      assertThat(BIO_closesocket(far)).isZero();
      assertThat(BIO_method_type(bio)).isEqualTo(BIO_TYPE_SOCKET);
      BIO_free(bio);
      assertThat(near.isOpen()).isTrue();
      Bio made = BIO_new_fd(near, BIO_CLOSE);
      assertThat(BIO_get_fd(made, null)).isSameAs(near);
      assertThat(BIO_method_name(made)).isEqualTo("socket");
      BIO_free(made);
      assertThat(near.isOpen()).isFalse();
    }
  }
}
