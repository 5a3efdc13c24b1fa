// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jessel.Ssl;
import dev.jessel.SslChannel;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslOption;
import dev.jessel.SslStatus;
import dev.jessel.bio.Bio;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.CertificateFactory;
import dev.jessel.testkit.KeyType;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The forms that people use first: streams, channels, blocking and not, over real sockets. */
final class SslOverSocketsTest {
  private static final CertificateFactory CERTIFICATES = CertificateFactory.create();
  private static final SslContext SERVER =
      SslContext.server().credential(CERTIFICATES.localhost(KeyType.P256).credential()).build();
  private static final SslContext CLIENT = SslContext.client().trust(CERTIFICATES.trust()).build();

  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private ServerSocketChannel listener;

  @BeforeEach
  void listen() throws Exception {
    listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @AfterEach
  void stop() throws Exception {
    listener.close();
    executor.shutdownNow();
    assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void streamsOverABlockingSocketCarryAMegabyteAndEndWithAGoodbye() throws Exception {
    byte[] data = random(1 << 20);
    Future<byte[]> received =
        executor.submit(
            () -> {
              try (Ssl ssl = SERVER.newSsl(Bio.of(listener.accept()))) {
                return ssl.inputStream().readAllBytes();
              }
            });

    try (Socket socket = new Socket(listener.socket().getInetAddress(), port());
        Ssl ssl = CLIENT.newSsl(Bio.of(socket), "localhost")) {
      try (OutputStream out = ssl.outputStream()) {
        out.write(data);
      }
      assertThat(ssl.inputStream().readAllBytes()).isEmpty();
    }

    assertThat(received.get(30, TimeUnit.SECONDS)).isEqualTo(data);
  }

  @Test
  void aBlockingChannelEchoesThroughDirectBuffers() throws Exception {
    final Future<Integer> served = executor.submit(echo());
    byte[] data = random(100_000);
    ByteBuffer source = ByteBuffer.allocateDirect(data.length).put(data).flip();
    ByteBuffer target = ByteBuffer.allocateDirect(data.length);

    SslChannel left;
    try (SslChannel channel = CLIENT.open(connect(), "localhost")) {
      assertThat(channel.isOpen()).isTrue();
      assertThat(channel.write(source)).isEqualTo(data.length);
      while (target.hasRemaining()) {
        assertThat(channel.read(target)).isPositive();
      }
      assertThat(channel.ssl().shutdownOutput()).isEqualTo(SslStatus.DONE);
      assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
      left = channel;
    }
    assertThat(left.isOpen()).isFalse();
    assertThatThrownBy(() -> left.read(ByteBuffer.allocate(1)))
        .isInstanceOf(ClosedChannelException.class);

    byte[] echoed = new byte[data.length];
    target.flip().get(echoed);
    assertThat(echoed).isEqualTo(data);
    assertThat(served.get(30, TimeUnit.SECONDS)).isEqualTo(data.length);
  }

  @Test
  void aNonBlockingChannelSaysWhatItWantsAndLosesNothing() throws Exception {
    byte[] data = random(3_000_000);
    ByteBuffer source = ByteBuffer.wrap(data);
    ByteBuffer target = ByteBuffer.allocate(data.length);

    try (SocketChannel socket = connect()) {
      socket.configureBlocking(false);
      Ssl ssl = CLIENT.newSsl(Bio.of(socket), "localhost");
      // Nobody has answered yet, whatever the machine is doing: the first read must be blocked.
      assertThat(ssl.read(target)).isEqualTo(SslStatus.WANT_READ);
      Future<Integer> served = executor.submit(echo());
      while (target.hasRemaining()) {
        SslStatus written = ssl.write(source);
        assertThat(written).isIn(SslStatus.DONE, SslStatus.WANT_WRITE, SslStatus.WANT_READ);
        SslStatus read = ssl.read(target);
        assertThat(read).isIn(SslStatus.DONE, SslStatus.WANT_READ, SslStatus.WANT_WRITE);
      }
      assertThat(ssl.shutdownOutput()).isEqualTo(SslStatus.DONE);
      assertThat(target.array()).isEqualTo(data);
      assertThat(served.get(30, TimeUnit.SECONDS)).isEqualTo(data.length);
    }
  }

  @Test
  void aTransportThatEndsWithoutAGoodbyeIsAnErrorThatStays() throws Exception {
    final Future<Integer> served = executor.submit(helloAndCut());

    try (SocketChannel socket = connect();
        Ssl ssl = CLIENT.newSsl(Bio.of(socket), "localhost")) {
      ByteBuffer target = ByteBuffer.allocate(100);
      assertThat(ssl.read(target)).isEqualTo(SslStatus.DONE);
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> ssl.read(target))
            .isInstanceOfSatisfying(
                SslException.class,
                e ->
                    assertThat(e.reason())
                        .isEqualTo(Optional.of(SslReason.UNEXPECTED_EOF_WHILE_READING)));
      }
    }
    assertThat(served.get(30, TimeUnit.SECONDS)).isEqualTo(5);
  }

  @Test
  void whoSaysSoTakesAnEndWithoutGoodbyeForAnEnd() throws Exception {
    final Future<Integer> served = executor.submit(helloAndCut());

    try (SocketChannel socket = connect();
        Ssl ssl =
            CLIENT.toBuilder()
                .options(SslOption.IGNORE_UNEXPECTED_EOF)
                .build()
                .newSsl(Bio.of(socket), "localhost");
        InputStream in = ssl.inputStream()) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII)).isEqualTo("hello");
    }
    assertThat(served.get(30, TimeUnit.SECONDS)).isEqualTo(5);
  }

  @Test
  void whatIsPeekedIsReadAgain() throws Exception {
    final Future<Integer> served = executor.submit(helloAndCut());

    try (SocketChannel socket = connect();
        Ssl ssl = CLIENT.newSsl(Bio.of(socket), "localhost")) {
      ByteBuffer two = ByteBuffer.allocate(2);
      assertThat(ssl.peek(two)).isEqualTo(SslStatus.DONE);
      assertThat(two.array()).asString().isEqualTo("he");
      assertThat(ssl.pending()).isEqualTo(5);
      assertThat(ssl.hasPending()).isTrue();
      ByteBuffer all = ByteBuffer.allocate(10);
      assertThat(ssl.read(all)).isEqualTo(SslStatus.DONE);
      assertThat(all.position()).isEqualTo(5);
      assertThat(ssl.pending()).isZero();
    }
    assertThat(served.get(30, TimeUnit.SECONDS)).isEqualTo(5);
  }

  @Test
  void aWrongNameEndsTheHandshakeOnBothSides() throws Exception {
    Future<SslException> served =
        executor.submit(
            () -> {
              try (Ssl ssl = SERVER.newSsl(Bio.of(listener.accept()))) {
                return catchThrowableOfType(SslException.class, ssl::handshake);
              }
            });

    try (SocketChannel socket = connect();
        Ssl ssl = CLIENT.newSsl(Bio.of(socket), "example.com")) {
      assertThatThrownBy(ssl::handshake)
          .isInstanceOf(SslException.class)
          .hasMessageContaining("certificate verify failed")
          .hasMessageContaining("ostname mismatch");
      assertThat(ssl.isEstablished()).isFalse();
    }

    assertThat(served.get(30, TimeUnit.SECONDS).reason())
        .isEqualTo(Optional.of(SslReason.SSLV3_ALERT_BAD_CERTIFICATE));
  }

  private Callable<Integer> echo() {
    return () -> {
      int total = 0;
      try (Ssl ssl = SERVER.newSsl(Bio.of(listener.accept()))) {
        ByteBuffer buffer = ByteBuffer.allocate(20_000);
        while (ssl.read(buffer) == SslStatus.DONE) {
          total += buffer.flip().remaining();
          assertThat(ssl.write(buffer)).isEqualTo(SslStatus.DONE);
          buffer.clear();
        }
      }
      return total;
    };
  }

  private Callable<Integer> helloAndCut() {
    return () -> {
      try (SocketChannel socket = listener.accept()) {
        Ssl ssl = SERVER.newSsl(Bio.of(socket));
        ssl.write("hello".getBytes(StandardCharsets.US_ASCII));
        socket.shutdownOutput();
        ByteBuffer rest = ByteBuffer.allocate(1000);
        while (socket.read(rest) > 0) {
          rest.clear();
        }
        return 5;
      }
    };
  }

  private SocketChannel connect() throws Exception {
    return SocketChannel.open(listener.getLocalAddress());
  }

  private int port() {
    return listener.socket().getLocalPort();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
