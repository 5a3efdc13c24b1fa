// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslStatus;
import dev.jessel.bio.Bio;
import dev.jessel.bio.BioPair;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A client and a server that talk over a pair of buffers in one thread. Every method goes on by
 * turns until it is done, and gives up after a bounded number of calls: a connection that hangs is
 * a failed test.
 */
public final class Pair implements AutoCloseable {
  /** More calls than any exchange of a test needs, byte by byte and with large keys. */
  private static final int MAX_CALLS = 1_000_000;

  private static final int READ_LENGTH = 20_000;

  private final Ssl client;
  private final Ssl server;
  private final Set<SslStatus> seen = EnumSet.noneOf(SslStatus.class);

  /** A call of one end that may have to be repeated. */
  private interface Call {
    SslStatus run() throws SslException;
  }

  private Pair(Ssl client, Ssl server) {
    this.client = client;
    this.server = server;
  }

  /** Two ends over buffers of a record's size. */
  public static Pair of(SslContext client, SslContext server) {
    return of(client, server, UnaryOperator.identity());
  }

  /**
   * Two ends over buffers behind a transport that gets in the way.
   *
   * @param transport what stands between each end and its buffer, such as {@code TrickleBio::new}
   */
  public static Pair of(SslContext client, SslContext server, UnaryOperator<Bio> transport) {
    BioPair buffers = BioPair.create();
    return new Pair(
        client.newSsl(transport.apply(buffers.left())),
        server.newSsl(transport.apply(buffers.right())));
  }

  /** Two ends that have their transports, which do not block. */
  public static Pair of(Ssl client, Ssl server) {
    return new Pair(client, server);
  }

  /** The client's end. */
  public Ssl client() {
    return client;
  }

  /** The server's end. */
  public Ssl server() {
    return server;
  }

  /** Every status that a call has returned so far. */
  public Set<SslStatus> seen() {
    return Set.copyOf(seen);
  }

  /**
   * Performs both handshakes.
   *
   * @throws SslException when one of them fails; the other end has not heard of it
   */
  public Pair connect() throws SslException {
    boolean clientDone = false;
    boolean serverDone = false;
    for (int calls = 0; !clientDone || !serverDone; calls++) {
      checkBound(calls, "the handshake");
      clientDone = clientDone || noted(client.handshake()) == SslStatus.DONE;
      serverDone = serverDone || noted(server.handshake()) == SslStatus.DONE;
    }
    return this;
  }

  /**
   * Sends bytes from one end to the other.
   *
   * @return what arrived: as many bytes as were sent
   */
  public byte[] transfer(Ssl from, Ssl to, byte[] content) throws SslException {
    ByteBuffer source = ByteBuffer.wrap(content);
    ByteArrayOutputStream arrived = new ByteArrayOutputStream(content.length);
    boolean sent = false;
    for (int calls = 0; !sent || arrived.size() < content.length; calls++) {
      checkBound(calls, "the transfer");
      sent = sent || noted(from.write(source)) == SslStatus.DONE;
      drain(to, arrived);
    }
    return arrived.toByteArray();
  }

  /** Has one end change its keys, and both see to what follows from it. */
  public void updateKeys(Ssl from, boolean requestPeer) throws SslException {
    untilDone("the key update", () -> from.updateKeys(requestPeer));
  }

  /** Ends both directions in good order; both ends have seen the other's close_notify then. */
  public void shutDown() throws SslException {
    untilDone("the client's goodbye", client::shutdownOutput);
    untilDone("the server's goodbye", server::shutdownOutput);
    awaitEnd(client);
    awaitEnd(server);
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }

  private void drain(Ssl to, ByteArrayOutputStream arrived) throws SslException {
    ByteBuffer target = ByteBuffer.allocate(READ_LENGTH);
    while (noted(to.read(target)) == SslStatus.DONE) {
      arrived.write(target.array(), 0, target.position());
      target.clear();
    }
  }

  private void awaitEnd(Ssl end) throws SslException {
    SslStatus status = SslStatus.DONE;
    for (int calls = 0; status != SslStatus.CLOSED; calls++) {
      checkBound(calls, "the end of the stream");
      status = noted(end.read(ByteBuffer.allocate(READ_LENGTH)));
    }
  }

  /** Repeats a call; both ends read in between, so that no buffer stays full. */
  private void untilDone(String what, Call call) throws SslException {
    SslStatus status = noted(call.run());
    for (int calls = 0; status != SslStatus.DONE; calls++) {
      checkBound(calls, what);
      status = noted(call.run());
    }
  }

  private SslStatus noted(SslStatus status) {
    seen.add(status);
    return status;
  }

  private static void checkBound(int calls, String what) {
    if (calls > MAX_CALLS) {
      throw new IllegalStateException(what + " does not come to an end");
    }
  }
}
