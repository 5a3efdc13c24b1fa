// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChannelBioTest {
  private final byte[] b = new byte[64];
  private Loopback loopback;
  private Bio near;
  private Bio far;

  @BeforeEach
  void connect() throws IOException {
    loopback = Loopback.open();
    near = Bio.of(loopback.near());
    far = Bio.of(loopback.far());
  }

  @AfterEach
  void disconnect() throws IOException {
    loopback.close();
  }

  @Test
  void bytesArriveInTheNamedRange() {
    assertThat(near.write(new byte[] {0, 1, 2, 3, 0}, 1, 3)).isEqualTo(3);
    assertThat(near.flush()).isTrue();
    assertThat(far.read(b, 2, 10)).isEqualTo(3);
    assertThat(b).startsWith(0, 0, 1, 2, 3, 0);
  }

  @Test
  void aNonBlockingReadWithoutBytesIsARetry() throws IOException {
    loopback.near().configureBlocking(false);
    assertThat(near.read(b, 0, 1)).isEqualTo(-1);
    assertThat(near.shouldRetry()).isTrue();
    assertThat(near.shouldRead()).isTrue();
    assertThat(near.eof()).isFalse();
    far.write(b, 0, 1);
    awaitReadable(loopback.near());
    assertThat(near.read(b, 0, 64)).isEqualTo(1);
  }

  @Test
  void aNonBlockingWriteWithoutRoomIsARetry() throws IOException {
    loopback.near().configureBlocking(false);
    byte[] chunk = new byte[100_000];
    long sent = 0;
    int n = near.write(chunk, 0, chunk.length);
    while (n > 0) {
      sent += n;
      n = near.write(chunk, 0, chunk.length);
    }
    assertThat(n).isEqualTo(-1);
    assertThat(near.shouldRetry()).isTrue();
    assertThat(near.shouldWrite()).isTrue();
    assertThat(near.bytesWritten()).isEqualTo(sent).isPositive();
  }

  @Test
  void aPeerThatEndsItsOutputIsTheEnd() throws IOException {
    loopback.far().shutdownOutput();
    assertThat(near.read(b, 0, 1)).isZero();
    assertThat(near.eof()).isTrue();
    assertThat(near.shouldRetry()).isFalse();
    assertThat(near.write(b, 0, 1)).isEqualTo(1);
  }

  @Test
  void aResetIsAFailureWithoutARetry() throws IOException {
    loopback.reset();
    assertThat(near.read(b, 0, 1)).isEqualTo(-1);
    assertGoneFor(near);
  }

  @Test
  void aResetIsAFailureOfANonBlockingReadToo() throws IOException {
    loopback.near().configureBlocking(false);
    loopback.reset();
    awaitReadable(loopback.near());
    assertThat(near.read(b, 0, 1)).isEqualTo(-1);
    assertGoneFor(near);
  }

  @Test
  void aWriteToAVanishedPeerIsAFailure() throws IOException {
    loopback.reset();
    near.read(b, 0, 1);
    assertThat(near.write(b, 0, 1)).isEqualTo(-1);
    assertGoneFor(near);
  }

  @Test
  void aClosedChannelIsAFailure() throws IOException {
    loopback.near().close();
    assertThat(near.read(b, 0, 1)).isEqualTo(-1);
    assertGoneFor(near);
    assertThat(near.failure()).containsInstanceOf(ClosedChannelException.class);
    assertThat(near.write(b, 0, 1)).isEqualTo(-1);
    assertGoneFor(near);
  }

  @Test
  void aChannelClosedDuringABlockingReadIsAFailure() throws Exception {
    int[] result = new int[1];
    Thread reader = new Thread(() -> result[0] = near.read(b, 0, 1));
    reader.start();
    Thread.sleep(100);
    near.close();
    reader.join();
    assertThat(result[0]).isEqualTo(-1);
    assertThat(near.readFlags().shouldRetry()).isFalse();
    assertThat(near.readFlags().failure())
        .hasValueSatisfying(e -> assertThat(e).isInstanceOf(ClosedChannelException.class));
  }

  @Test
  void anAsynchronousCloseIsAFailure() {
    Bio bio = Bio.of(new HesitantChannel(0, new AsynchronousCloseException()));
    assertThat(bio.read(b, 0, 1)).isEqualTo(-1);
    assertGoneFor(bio);
    assertThat(bio.write(b, 0, 1)).isEqualTo(-1);
    assertGoneFor(bio);
  }

  @Test
  void aBlockingChannelNeverGivesARetry() {
    Bio bio = Bio.of(new HesitantChannel(3, null));
    assertThat(bio.read(b, 0, 5)).isEqualTo(5);
    assertThat(bio.write(b, 0, 5)).isEqualTo(5);
    assertThat(bio.shouldRetry()).isFalse();
  }

  @Test
  void theSameChannelNonBlockingGivesOne() throws IOException {
    HesitantChannel channel = new HesitantChannel(3, null);
    channel.configureBlocking(false);
    Bio bio = Bio.of(channel);
    assertThat(bio.read(b, 0, 5)).isEqualTo(-1);
    assertThat(bio.shouldRead()).isTrue();
    assertThat(bio.write(b, 0, 5)).isEqualTo(-1);
    assertThat(bio.shouldWrite()).isTrue();
  }

  @Test
  void aSocketThatWasNeverConnectedIsAFailure() throws IOException {
    try (SocketChannel unconnected = SocketChannel.open()) {
      Bio bio = Bio.of(unconnected);
      assertThat(bio.read(b, 0, 1)).isEqualTo(-1);
      assertGoneFor(bio);
      assertThat(bio.write(b, 0, 1)).isEqualTo(-1);
      assertGoneFor(bio);
    }
  }

  @Test
  void aSocketStillConnectingIsARetry() throws IOException {
    List<SocketChannel> opened = new ArrayList<>();
    try (ServerSocketChannel full = ServerSocketChannel.open()) {
      full.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
      SocketChannel pending = fillBacklog(full, opened);
      assumeTrue(pending != null, "this system completes every connection at once");
      Bio bio = Bio.of(pending);
      assertThat(bio.write(b, 0, 1)).isEqualTo(-1);
      assertThat(bio.shouldWrite()).isTrue();
      assertThat(bio.read(b, 0, 1)).isEqualTo(-1);
      assertThat(bio.shouldRead()).isTrue();
    } finally {
      for (SocketChannel channel : opened) {
        channel.close();
      }
    }
  }

  @Test
  void sourceAndSinkMayBeTwoChannels() throws IOException {
    Pipe pipe = Pipe.open();
    try (Bio bio = Bio.of(pipe.source(), pipe.sink())) {
      assertThat(bio.write(new byte[] {7, 8}, 0, 2)).isEqualTo(2);
      assertThat(bio.read(b, 0, 64)).isEqualTo(2);
      assertThat(b).startsWith(7, 8);
    }
    assertThat(pipe.source().isOpen() || pipe.sink().isOpen()).isFalse();
  }

  @Test
  void oneCallMovesABoundedPiece() {
    int[] offered = new int[1];
    WritableByteChannel sink =
        new HesitantChannel(0, null) {
          @Override
          public int write(ByteBuffer source) {
            offered[0] = source.remaining();
            return source.remaining();
          }
        };
    Bio bio = Bio.of(new HesitantChannel(0, null), sink);
    assertThat(bio.write(new byte[1 << 20], 0, 1 << 20)).isEqualTo(128 * 1024);
    assertThat(offered[0]).isEqualTo(128 * 1024);
  }

  @Test
  void closingClosesTheChannelUnlessToldOtherwise() {
    far.closesTransport(false);
    far.close();
    assertThat(loopback.far().isOpen()).isTrue();
    near.close();
    assertThat(loopback.near().isOpen()).isFalse();
  }

  private static void assertGoneFor(Bio bio) {
    assertThat(bio.shouldRetry()).isFalse();
    assertThat(bio.failure()).isPresent();
    assertThat(bio.eof()).isFalse();
  }

  private static void awaitReadable(SocketChannel channel) throws IOException {
    try (Selector selector = Selector.open()) {
      channel.register(selector, SelectionKey.OP_READ);
      assertThat(selector.select(10_000)).isEqualTo(1);
    }
  }

  private static SocketChannel fillBacklog(ServerSocketChannel server, List<SocketChannel> opened)
      throws IOException {
    for (int i = 0; i < 20; i++) {
      SocketChannel channel = SocketChannel.open();
      opened.add(channel);
      channel.configureBlocking(false);
      if (!channel.connect(server.getLocalAddress())) {
        return channel;
      }
    }
    return null;
  }
}
