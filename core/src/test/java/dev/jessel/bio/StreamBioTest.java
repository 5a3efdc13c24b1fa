// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

class StreamBioTest {
  private final ByteArrayOutputStream sink = new ByteArrayOutputStream();
  private final byte[] b = new byte[16];

  @Test
  void aReadGivesWhatTheStreamGivesAndThenTheEnd() {
    Bio bio = Bio.of(new ByteArrayInputStream(new byte[] {1, 2, 3}), sink);
    assertThat(bio.read(b, 4, 2)).isEqualTo(2);
    assertThat(b).startsWith(0, 0, 0, 0, 1, 2, 0);
    assertThat(bio.read(b, 0, 16)).isEqualTo(1);
    assertThat(bio.eof()).isFalse();
    assertThat(bio.read(b, 0, 16)).isZero();
    assertThat(bio.eof()).isTrue();
    assertThat(bio.shouldRetry()).isFalse();
  }

  @Test
  void aWriteTakesEverything() {
    Bio bio = Bio.of(InputStream.nullInputStream(), sink);
    assertThat(bio.write(new byte[] {1, 2, 3, 4}, 1, 2)).isEqualTo(2);
    assertThat(sink.toByteArray()).containsExactly(2, 3);
  }

  @Test
  void flushReachesABufferedStream() {
    Bio bio = Bio.of(InputStream.nullInputStream(), new BufferedOutputStream(sink));
    bio.write(b, 0, 3);
    assertThat(sink.size()).isZero();
    assertThat(bio.flush()).isTrue();
    assertThat(sink.size()).isEqualTo(3);
  }

  @Test
  void anExceptionIsTheFailureWithoutARetry() {
    Bio bio = Bio.of(new BrokenInput(), new BrokenOutput());
    assertThat(bio.read(b, 0, 1)).isEqualTo(-1);
    assertFailed(bio, "Connection reset");
    assertThat(bio.write(b, 0, 1)).isEqualTo(-1);
    assertFailed(bio, "Broken pipe");
    assertThat(bio.flush()).isFalse();
    assertFailed(bio, "Broken pipe");
  }

  @Test
  void aSocketTimeoutIsARetry() throws IOException {
    try (Loopback loopback = Loopback.open();
        Socket socket = loopback.near().socket()) {
      socket.setSoTimeout(20);
      Bio bio = Bio.of(socket);
      assertThat(bio).isInstanceOf(StreamBio.class);
      assertThat(bio.read(b, 0, 1)).isEqualTo(-1);
      assertThat(bio.shouldRead()).isTrue();
      assertThat(bio.failure()).isEmpty();
      Bio.of(loopback.far()).write(b, 0, 3);
      assertThat(bio.read(b, 0, 16)).isEqualTo(3);
    }
  }

  @Test
  void aVanishedPeerOfASocketIsAFailure() throws IOException {
    try (Loopback loopback = Loopback.open();
        Socket socket = loopback.near().socket()) {
      Bio bio = Bio.of(socket);
      loopback.reset();
      assertThat(bio.read(b, 0, 1)).isEqualTo(-1);
      assertThat(bio.shouldRetry()).isFalse();
      assertThat(bio.failure()).isPresent();
    }
  }

  @Test
  void aSocketWhoseChannelIsNonBlockingIsUsedThroughIt() throws IOException {
    try (Loopback loopback = Loopback.open()) {
      SocketChannel channel = loopback.near();
      Bio blocking = Bio.of(channel.socket());
      channel.configureBlocking(false);
      Bio bio = Bio.of(channel.socket());
      assertThat(bio.read(b, 0, 1)).isEqualTo(-1);
      assertThat(bio.shouldRead()).isTrue();
      assertThat(blocking.read(b, 0, 1)).isEqualTo(-1);
      assertThat(blocking.shouldRetry()).isFalse();
      assertThat(blocking.failure()).isPresent();
    }
  }

  @Test
  void closingClosesTheSocketUnlessToldOtherwise() throws IOException {
    try (Loopback loopback = Loopback.open()) {
      Bio kept = Bio.of(loopback.near().socket());
      kept.closesTransport(false);
      kept.close();
      assertThat(loopback.near().isOpen()).isTrue();
      Bio.of(loopback.near().socket()).close();
      assertThat(loopback.near().isOpen()).isFalse();
    }
  }

  private static void assertFailed(Bio bio, String message) {
    assertThat(bio.shouldRetry()).isFalse();
    assertThat(bio.failure()).hasValueSatisfying(e -> assertThat(e).hasMessage(message));
  }

  private static final class BrokenInput extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("Connection reset");
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
      throw new IOException("Connection reset");
    }
  }

  private static final class BrokenOutput extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("Broken pipe");
    }

    @Override
    public void flush() throws IOException {
      throw new IOException("Broken pipe");
    }
  }
}
