// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.server;

import dev.jessel.Ssl;
import dev.jessel.SslException;
import dev.jessel.SslOption;
import dev.jessel.SslStatus;
import dev.jessel.SslVerify;
import dev.jessel.bio.Bio;
import dev.jessel.error.SslReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One client of a loop, from its first byte to its last. Each turn does what can be done without
 * waiting, and sets what to wait for. Nothing that a client does leaves here as an exception.
 */
final class ServerConnection {
  private static final int BUFFER = 16 * 1024;
  private static final int READS_PER_TURN = 8;

  /** A client that does not read is not read from beyond this many bytes. */
  private static final int HIGH_WATER = 256 * 1024;

  private static final long HANDSHAKE_SECONDS = 60;
  private static final long GOODBYE_SECONDS = 5;
  private static final long LINGER_SECONDS = 2;

  private enum Phase {
    HANDSHAKE,
    OPEN,
    GOODBYE,
    LINGER,
    CLOSED
  }

  private final String name;
  private final SocketChannel channel;
  private final Ssl ssl;
  private final SelectionKey key;
  private final Service service;
  private boolean mayBringEarlyData;
  private final Outbox outbox = new Outbox();
  private Phase phase = Phase.HANDSHAKE;
  private Optional<String> problem = Optional.empty();
  private long deadline = after(HANDSHAKE_SECONDS);

  /**
   * A client that has just connected.
   *
   * @param name to call it by
   * @param key of the channel in the loop's selector
   * @param takesEarlyData whether early data is read, if there is any
   * @param services says what is done for it
   */
  ServerConnection(
      String name,
      SocketChannel channel,
      Ssl ssl,
      SelectionKey key,
      boolean takesEarlyData,
      Service.Factory services) {
    this.name = name;
    this.channel = channel;
    this.ssl = ssl;
    this.key = key;
    this.mayBringEarlyData = takesEarlyData;
    this.service = services.serve(this);
  }

  /** The client's address. */
  String name() {
    return name;
  }

  Ssl ssl() {
    return ssl;
  }

  /** True while data may flow. */
  boolean isOpen() {
    return phase == Phase.OPEN;
  }

  boolean isClosed() {
    return phase == Phase.CLOSED;
  }

  /** Why it failed; empty when it did not. */
  Optional<String> problem() {
    return problem;
  }

  /** Bytes that wait for the client. */
  int backlog() {
    return outbox.size();
  }

  /** Sends bytes as soon as the client takes them; they must not change any more. */
  void send(byte[] bytes) {
    outbox.add(bytes);
    if (isOpen() && key.isValid()) {
      key.interestOpsOr(SelectionKey.OP_WRITE);
    }
  }

  /** Ends the connection when what waits is sent. */
  void finish() {
    if (phase == Phase.HANDSHAKE) {
      close();
    } else if (phase == Phase.OPEN) {
      phase = Phase.GOODBYE;
      deadline = after(GOODBYE_SECONDS);
      key.interestOpsOr(SelectionKey.OP_WRITE);
    }
  }

  /** Changes the keys of what is sent; answers why not. */
  Optional<String> updateKeys(boolean requestPeer) {
    return obey(() -> ssl.updateKeys(requestPeer));
  }

  /**
   * Asks for another handshake, where the version has that; answers why not.
   *
   * @param wantsCertificate whether the client is asked for its certificate then
   */
  Optional<String> renegotiate(boolean wantsCertificate) {
    if (wantsCertificate) {
      // Who comes back to a session shows nothing.
      ssl.calls()
          .adjust(
              settings ->
                  settings
                      .verify(SslVerify.PEER)
                      .options(SslOption.NO_SESSION_RESUMPTION_ON_RENEGOTIATION));
    }
    return obey(() -> ssl.renegotiate(true));
  }

  /**
   * Asks for the client's certificate.
   *
   * @return why that cannot be done; empty when it is asked
   */
  Optional<String> requestCertificate(SslVerify mode) {
    return obey(() -> ssl.requestClientCertificate(mode));
  }

  private Optional<String> obey(Wish wish) {
    Optional<String> refusal = Optional.empty();
    if (isOpen()) {
      try {
        SslStatus ignored = wish.tell();
      } catch (SslException e) {
        refusal = Optional.of(e.getMessage());
        if (ssl.calls().isDead()) {
          fail(e);
        }
      }
      send(new byte[0]);
    }
    return refusal;
  }

  private interface Wish {
    SslStatus tell() throws SslException;
  }

  /** Gives up on the client. */
  void abandon(String why) {
    if (!isClosed()) {
      problem = Optional.of(why);
      close();
    }
  }

  /** Does what can be done now. */
  void turn() {
    attempt(this::advance);
  }

  /** Ends what has taken too long. */
  void expire(long now) {
    if (phase == Phase.HANDSHAKE && now - deadline > 0) {
      abandon("the handshake took too long");
    } else if ((phase == Phase.GOODBYE || phase == Phase.LINGER) && now - deadline > 0) {
      close();
    }
  }

  private void advance() throws IOException {
    int wanted = 0;
    if (phase == Phase.HANDSHAKE) {
      wanted = handshake();
    }
    if (phase == Phase.OPEN || phase == Phase.GOODBYE) {
      wanted = interest(outbox.writeTo(ssl));
    }
    if (phase == Phase.OPEN) {
      wanted |= read();
      wanted |= outbox.isEmpty() ? 0 : SelectionKey.OP_WRITE;
    }
    if (phase == Phase.GOODBYE && outbox.isEmpty()) {
      wanted = sayGoodbye();
    }
    if (phase == Phase.LINGER) {
      wanted = drain();
    }
    if (phase != Phase.CLOSED) {
      key.interestOps(wanted == 0 ? SelectionKey.OP_WRITE : wanted);
    }
  }

  private int handshake() throws SslException {
    if (mayBringEarlyData) {
      SslStatus status = readEarlyData();
      if (status != SslStatus.CLOSED) {
        return interest(status);
      }
      mayBringEarlyData = false;
      service.earlyDataEnded(ssl.earlyData());
    }
    SslStatus status = ssl.handshake();
    if (status == SslStatus.DONE) {
      phase = Phase.OPEN;
      service.opened();
    }
    return interest(status);
  }

  private SslStatus readEarlyData() throws SslException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    SslStatus status = ssl.readEarlyData(buffer);
    while (status == SslStatus.DONE) {
      service.receivedEarly(buffer.array(), buffer.position());
      status = ssl.readEarlyData(buffer.clear());
    }
    return status;
  }

  private int read() throws SslException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    for (int i = 0; i < READS_PER_TURN && phase == Phase.OPEN; i++) {
      if (outbox.size() > HIGH_WATER) {
        return 0;
      }
      SslStatus status = ssl.read(buffer.clear());
      if (status == SslStatus.CLOSED) {
        finish();
        return 0;
      }
      if (status != SslStatus.DONE) {
        return interest(status);
      }
      service.received(buffer.array(), buffer.position());
    }
    return SelectionKey.OP_READ;
  }

  private int sayGoodbye() throws IOException {
    SslStatus status = ssl.shutdownOutput();
    if (status != SslStatus.DONE) {
      return interest(status);
    }
    if (ssl.isInputShutdown()) {
      close();
      return 0;
    }
    linger();
    return SelectionKey.OP_READ;
  }

  /** Closing with bytes unread would reset the connection, and the client lose our last ones. */
  private void linger() throws IOException {
    phase = Phase.LINGER;
    deadline = after(LINGER_SECONDS);
    channel.shutdownOutput();
  }

  private int drain() {
    byte[] ignored = new byte[BUFFER];
    Bio from = ssl.reader().orElseThrow();
    for (int i = 0; i < READS_PER_TURN; i++) {
      if (from.read(ignored, 0, ignored.length) <= 0) {
        if (!from.readFlags().shouldRetry()) {
          close();
        }
        break;
      }
    }
    return SelectionKey.OP_READ;
  }

  private interface Steps {
    void run() throws IOException;
  }

  private void attempt(Steps steps) {
    try {
      if (!isClosed()) {
        steps.run();
      }
    } catch (IOException | RuntimeException e) {
      fail(e);
    }
  }

  /** The alert is out already, if there is one; now it must arrive. */
  private void fail(Exception e) {
    boolean vanished =
        e instanceof SslException failure
            && (failure.isTransportFailure()
                || failure.reason().equals(Optional.of(SslReason.UNEXPECTED_EOF_WHILE_READING)));
    problem = Optional.of(e instanceof IOException ? e.getMessage() : e.toString());
    try {
      if (vanished || phase == Phase.LINGER) {
        close();
      } else {
        linger();
        key.interestOps(SelectionKey.OP_READ);
      }
    } catch (IOException | RuntimeException gone) {
      close();
    }
  }

  private void close() {
    if (phase != Phase.CLOSED) {
      phase = Phase.CLOSED;
      key.cancel();
      ssl.close();
      service.closed();
    }
  }

  private static int interest(SslStatus status) {
    return switch (status) {
      case DONE -> 0;
      case WANT_WRITE -> SelectionKey.OP_WRITE;
      default -> SelectionKey.OP_READ;
    };
  }

  private static long after(long seconds) {
    return System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
  }
}
