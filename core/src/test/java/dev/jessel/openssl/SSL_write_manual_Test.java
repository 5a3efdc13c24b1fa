// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.DATA;
import static dev.jessel.openssl.Endpoints.drain;
import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** SSL_write(3): those sentences of the manual that the behaviour tests do not show by the way. */
class SSL_write_manual_Test {
  private static final int PATIENCE_SECONDS = 60;

  private final byte[] buffer = new byte[20_000];

  // ---- Synopsis

  @Test
  void theFunctionIsPartOfTheLibrary() {
    assertThat(Modifier.isPublic(LibSsl.class.getModifiers())).isTrue();
    assertThat(LibSsl.class.getPackageName()).isEqualTo("dev.jessel.openssl");
    assertThat(SSL_ERROR_NONE).isZero();
  }

  @Test
  void theSignatureIsThatOfC() throws NoSuchMethodException {
    Method function = LibSsl.class.getMethod("SSL_write", SSL.class, byte[].class, int.class);
    assertThat(function.getReturnType()).isEqualTo(int.class);
    assertThat(Modifier.isStatic(function.getModifiers())).isTrue();
  }

  // ---- What is written

  @EveryVersion
  void theFirstBytesOfTheBufferArriveAndNoOthers(Version version) {
    Endpoints ends = version.overMemory().shake();
    byte[] mine = {1, 2, 3, 4, 5};
    assertThat(SSL_write(ends.client, mine, 3)).isEqualTo(3);
    assertThat(SSL_read(ends.server, buffer, 100)).isEqualTo(3);
    assertThat(Arrays.copyOf(buffer, 3)).containsExactly(1, 2, 3);
    assertThat(drain(ends.server)).isZero();
    assertThat(mine).containsExactly(1, 2, 3, 4, 5);
  }

  // ---- The handshake

  @EveryVersion
  void afterSslConnectAWriteWritesAtOnce(Version version) {
    Endpoints ends = version.overMemory().make();
    for (int i = 0; i < version.clientWaits(); i++) {
      assertThat(SSL_connect(ends.client)).isEqualTo(-1);
      SSL_accept(ends.server);
    }
    assertThat(SSL_connect(ends.client)).isEqualTo(1);
    assertThat(SSL_accept(ends.server)).isEqualTo(1);
    assertThat(SSL_write(ends.client, DATA, 5)).isEqualTo(5);
    assertThat(SSL_write(ends.server, DATA, 5)).isEqualTo(5);
  }

  @EveryVersion
  void onceTheRoleIsChosenTheRefusedWriteGoesOn(Version version) {
    Endpoints ends = version.overMemory().make();
    SSL undecided = SSL_new(version.context(TLS_method()));
    SSL_set_bio(undecided, SSL_get_rbio(ends.client), SSL_get_wbio(ends.client));
    assertThat(SSL_write(undecided, DATA, 5)).isEqualTo(-1);
    assertThat(reason()).isEqualTo("uninitialized");
    SSL_set_connect_state(undecided);
    for (int i = 0; i < version.clientWaits(); i++) {
      assertThat(SSL_write(undecided, DATA, 5)).isEqualTo(-1);
      assertThat(SSL_get_error(undecided, -1)).isEqualTo(SSL_ERROR_WANT_READ);
      assertThat(SSL_read(ends.server, buffer, 10)).isEqualTo(-1);
    }
    assertThat(SSL_write(undecided, DATA, 5)).isEqualTo(5);
    assertThat(SSL_read(ends.server, buffer, 10)).isEqualTo(5);
  }

  @EveryVersion
  void aServerThatWritesFirstNeedsItsRoleToo(Version version) {
    Endpoints ends = version.overMemory().make();
    assertThat(SSL_read(ends.client, buffer, 10)).isEqualTo(-1);
    assertThat(SSL_write(ends.server, DATA, 5)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.server, -1)).isEqualTo(SSL_ERROR_WANT_READ);
    assertThat(SSL_read(ends.client, buffer, 10)).isEqualTo(-1);
    assertThat(SSL_write(ends.server, DATA, 5)).isEqualTo(5);
    assertThat(SSL_read(ends.client, buffer, 10)).isEqualTo(5);
  }

  @EveryVersion
  void aWriteReadsWhatTheHandshakeNeeds(Version version) {
    Endpoints ends = version.overMemory().make();
    for (int i = 0; i < version.clientWaits(); i++) {
      assertThat(SSL_write(ends.client, DATA, 5)).isEqualTo(-1);
      SSL_do_handshake(ends.server);
      assertThat(BIO_ctrl_pending(ends.serverBio)).isPositive();
    }
    assertThat(SSL_write(ends.client, DATA, 5)).isEqualTo(5);
    assertThat(BIO_ctrl_pending(ends.serverBio)).isZero();
  }

  @Test
  void autoRetryOrNotAWriteIsNotInterruptedByHandshakeMessages() {
    Endpoints ends = Endpoints.overMemory().version(TLS1_3_VERSION).make();
    SSL_clear_mode(ends.client, SSL_MODE_AUTO_RETRY);
    for (int i = 0; i < 3; i++) {
      SSL_do_handshake(ends.client);
      SSL_do_handshake(ends.server);
    }
    assertThat(BIO_ctrl_pending(ends.serverBio)).as("tickets wait").isPositive();
    assertThat(SSL_write(ends.client, DATA, 5)).isEqualTo(5);
    assertThat(SSL_read(ends.server, buffer, 10)).isEqualTo(5);
  }

  // ---- Transports

  @EveryVersion
  void theSameWriteBlocksOrWantsAsItsTransportDoes(Version version) throws Exception {
    try (Wire wire = new Wire(version)) {
      SSL ssl = wire.client();
      wire.near.configureBlocking(false);
      assertThat(SSL_write(ssl, DATA, 200_000)).isEqualTo(-1);
      assertThat(SSL_get_error(ssl, -1)).isEqualTo(SSL_ERROR_WANT_READ);
      CompletableFuture<Integer> served = wire.served(200_000);
      wire.near.configureBlocking(true);
      assertThat(SSL_write(ssl, DATA, 200_000)).isEqualTo(200_000);
      assertThat(served.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(200_000);
    }
  }

  @EveryVersion
  void overABlockingTransportAWriteReturnsWhenItIsDone(Version version) throws Exception {
    try (Wire wire = new Wire(version)) {
      CompletableFuture<Integer> served = wire.served(200_000);
      SSL ssl = wire.client();
      assertThat(SSL_write(ssl, DATA, 200_000)).isEqualTo(200_000);
      assertThat(SSL_get_error(ssl, 200_000)).isEqualTo(SSL_ERROR_NONE);
      assertThat(served.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(200_000);
    }
  }

  @EveryVersion
  void overABlockingTransportAFailureEndsTheWrite(Version version) throws Exception {
    try (Wire wire = new Wire(version)) {
      CompletableFuture<Integer> served = wire.served(0);
      SSL ssl = wire.client();
      assertThat(SSL_connect(ssl)).isEqualTo(1);
      served.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      wire.far.close();
      int returned = 1;
      while (returned > 0) {
        returned = SSL_write(ssl, DATA, 200_000);
      }
      assertThat(SSL_get_error(ssl, returned)).isEqualTo(SSL_ERROR_SYSCALL);
      ERR_clear_error();
    }
  }

  @EveryVersion
  void anEventLoopRepeatsTheWriteWhenTheSocketIsReady(Version version) throws Exception {
    try (Wire wire = new Wire(version);
        Selector selector = Selector.open()) {
      CompletableFuture<Integer> served = wire.served(10 * DATA.length);
      wire.near.configureBlocking(false);
      SelectionKey key = wire.near.register(selector, 0);
      SSL ssl = wire.client();
      int total = 0;
      while (total < 10 * DATA.length) {
        int returned = SSL_write(ssl, DATA, DATA.length);
        if (returned > 0) {
          total += returned;
          continue;
        }
        int wanted = SSL_get_error(ssl, returned);
        assertThat(wanted).isIn(SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE);
        key.interestOps(
            wanted == SSL_ERROR_WANT_READ ? SelectionKey.OP_READ : SelectionKey.OP_WRITE);
        selector.select(PATIENCE_SECONDS * 1000L);
      }
      assertThat(served.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(10 * DATA.length);
    }
  }

  @EveryVersion
  void aPairWantsItsBytesMovedBeforeTheWriteGoesOn(Version version) {
    Endpoints ends = version.overPair(600, 20_000).shake();
    for (int i = 0; i < 3; i++) {
      assertThat(SSL_write(ends.client, DATA, 1000)).isEqualTo(-1);
      assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_WANT_WRITE);
      assertThat(BIO_ctrl_pending(ends.serverBio)).isEqualTo(600);
    }
    assertThat(drain(ends.server)).isZero();
    assertThat(SSL_write(ends.client, DATA, 1000)).isEqualTo(1000);
    assertThat(drain(ends.server)).isEqualTo(1000);
  }

  // ---- Partial writes

  @EveryVersion
  void afterAPartialWriteTheNextOneIsFree(Version version) {
    Endpoints ends = partial(version);
    assertThat(SSL_write(ends.client, DATA, 40_000)).isEqualTo(16_384);
    assertThat(SSL_write(ends.client, new byte[] {9}, 1)).isEqualTo(1);
    assertThat(SSL_read(ends.server, buffer, 20_000)).isEqualTo(16_384);
    assertThat(SSL_read(ends.server, buffer, 20_000)).isEqualTo(1);
    assertThat(buffer[0]).isEqualTo((byte) 9);
  }

  @EveryVersion
  void theRestOfAPartialWriteIsWrittenInNewCalls(Version version) {
    Endpoints ends = partial(version);
    byte[] got = new byte[40_000];
    int sent = 0;
    int received = 0;
    while (sent < got.length) {
      sent += SSL_write(ends.client, DATA, sent, got.length - sent);
      received += SSL_read(ends.server, got, received, got.length - received);
      assertThat(received).isEqualTo(sent);
    }
    assertThat(got).isEqualTo(Arrays.copyOf(DATA, got.length));
  }

  // ---- Return values

  @EveryVersion
  void whatComesBackIsACountOrZeroOrLess(Version version) {
    Endpoints ends = version.overPair(600, 20_000).shake();
    assertThat(SSL_write(ends.client, DATA, 5)).isEqualTo(5);
    assertThat(SSL_write(ends.client, DATA, 0)).isZero();
    assertThat(SSL_write(ends.client, DATA, 5000)).isNegative();
  }

  @EveryVersion
  void zeroIsExplainedBySslGetError(Version version) {
    Endpoints ends = version.overMemory().shake();
    assertThat(SSL_write(ends.server, DATA, 0)).isZero();
    assertThat(SSL_get_error(ends.server, 0)).isEqualTo(SSL_ERROR_SYSCALL);
    SSL_shutdown(ends.client);
    assertThat(SSL_read(ends.server, buffer, 1)).isZero();
    assertThat(SSL_write(ends.server, DATA, 0)).isZero();
    assertThat(SSL_get_error(ends.server, 0)).isEqualTo(SSL_ERROR_ZERO_RETURN);
  }

  // ---- See also

  @Test
  void theFunctionsThatBelongToItAreThere() {
    assertThat(Arrays.stream(LibSsl.class.getMethods()).map(Method::getName))
        .contains("SSL_get_error", "SSL_read", "SSL_CTX_set_mode", "SSL_CTX_new")
        .contains("SSL_connect", "SSL_accept", "SSL_set_connect_state")
        .contains("BIO_new", "BIO_read", "BIO_write");
  }

  private static Endpoints partial(Version version) {
    Endpoints ends = version.overMemory();
    SSL_CTX_set_mode(ends.clientContext, SSL_MODE_ENABLE_PARTIAL_WRITE);
    return ends.shake();
  }

  /** A connection over the loopback interface. */
  private static final class Wire implements AutoCloseable {
    final ServerSocketChannel listener = ServerSocketChannel.open();
    final SocketChannel near;
    final SocketChannel far;

    private final Endpoints contexts;

    Wire(Version version) throws IOException {
      contexts = version.overMemory();
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      near = SocketChannel.open(listener.getLocalAddress());
      far = listener.accept();
    }

    SSL client() {
      SSL ssl = SSL_new(contexts.clientContext);
      SSL_set_connect_state(ssl);
      SSL_set_fd(ssl, near);
      return ssl;
    }

    /** A server that reads so many bytes in a thread of its own, and counts them. */
    CompletableFuture<Integer> served(int bytes) {
      return CompletableFuture.supplyAsync(() -> serve(bytes));
    }

    private int serve(int bytes) {
      SSL ssl = SSL_new(contexts.serverContext);
      SSL_set_fd(ssl, far);
      byte[] target = new byte[20_000];
      int total = 0;
      int returned = SSL_accept(ssl);
      while (returned > 0 && total < bytes) {
        returned = SSL_read(ssl, target, target.length);
        total += Math.max(0, returned);
      }
      return total;
    }

    @Override
    public void close() {
      try (listener;
          near;
          far) {
        assertThat(listener.isOpen()).isTrue();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
