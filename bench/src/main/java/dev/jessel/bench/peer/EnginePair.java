// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.peer;

import java.nio.ByteBuffer;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/**
 * Two {@link SSLEngine}s, as JSSE's guide advises: buffers of the sizes that the session names,
 * delegated tasks run where they arise. What one end wraps the other unwraps from the same buffer,
 * without a transport between.
 */
final class EnginePair implements Pair {
  private static final int FULL = 16 * 1024;
  private static final int MOST_STEPS = 40;

  private final Engines engines;
  private final Setup setup;
  private final int size;
  private final ByteBuffer request;
  private final ByteBuffer reply;
  private final ByteBuffer toServer;
  private final ByteBuffer toClient;
  private final ByteBuffer atServer;
  private final ByteBuffer atClient;
  private final ByteBuffer nothing;
  private final ByteBuffer greeting;
  private SSLEngine client;
  private SSLEngine server;
  private int fullFlight;

  EnginePair(Engines engines, Setup setup, int size) throws Exception {
    this.engines = engines;
    this.setup = setup;
    this.size = size;
    SSLEngine sizes = engines.client();
    int packet = sizes.getSession().getPacketBufferSize();
    int content = size + Math.max(FULL, sizes.getSession().getApplicationBufferSize());
    engines.release(sizes);
    // JSSE's engine makes one record more than it must.
    int packets = 3 + size / FULL;
    request = engines.buffer(size);
    reply = engines.buffer(size);
    toServer = engines.buffer(size + packets * Math.max(packet - FULL, 512) + 2 * packet);
    toClient = engines.buffer(toServer.capacity());
    atServer = engines.buffer(content);
    atClient = engines.buffer(content);
    nothing = engines.buffer(0);
    greeting = engines.buffer(1);
  }

  @Override
  public void connect() throws Exception {
    boolean first = client == null;
    release();
    client = engines.client();
    server = engines.server();
    toServer.clear();
    toClient.clear();
    client.beginHandshake();
    server.beginHandshake();
    int sent = 0;
    int steps = 0;
    while (!isOver(client) || !isOver(server)) {
      advance(client, toClient, toServer, atClient);
      int before = toClient.position();
      advance(server, toServer, toClient, atServer);
      sent += toClient.position() - before;
      if (first && steps == 0) {
        ChosenGroup.require(setup.group(), toClient);
      }
      if (++steps > MOST_STEPS) {
        throw new IllegalStateException(
            "the handshake goes on and on: "
                + client.getHandshakeStatus()
                + " and "
                + server.getHandshakeStatus());
      }
    }
    check(first, sent);
    takeTickets();
  }

  private void release() throws SSLException {
    if (client != null) {
      engines.release(client);
      engines.release(server);
    }
  }

  /** Without a certificate, a server says less: nobody claims to have resumed who has not. */
  private void check(boolean first, int sent) {
    String suite = client.getSession().getCipherSuite();
    if (!suite.equals(setup.suite())) {
      throw new UnsupportedOperationException("it chose " + suite);
    }
    if (first) {
      fullFlight = sent;
      return;
    }
    boolean shorter = sent < fullFlight - 300;
    if (shorter != setup.resumes()) {
      throw new UnsupportedOperationException(
          "resumed: " + shorter + ", " + sent + " bytes after " + fullFlight);
    }
  }

  private void takeTickets() throws SSLException {
    if (engines.holdsBack() && setup.isTls13()) {
      send(server, greeting, toClient);
    }
    toClient.flip();
    atClient.clear();
    boolean goesOn = true;
    while (goesOn && toClient.hasRemaining()) {
      goesOn = client.unwrap(toClient, atClient).bytesConsumed() > 0;
    }
  }

  private void advance(SSLEngine engine, ByteBuffer in, ByteBuffer out, ByteBuffer at)
      throws SSLException {
    boolean goesOn = true;
    while (goesOn) {
      HandshakeStatus status = engine.getHandshakeStatus();
      goesOn =
          switch (status) {
            case NEED_TASK -> runTasks(engine);
            case NEED_WRAP -> wrap(engine, nothing, out).bytesProduced() > 0;
            case NEED_UNWRAP -> in.position() > 0 && unwrap(engine, in, at);
            case NEED_UNWRAP_AGAIN -> unwrap(engine, in, at);
            default -> false;
          };
    }
    if (engines.holdsBack()) {
      wrap(engine, nothing, out);
    }
  }

  private static boolean runTasks(SSLEngine engine) {
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
    }
    return true;
  }

  private static boolean unwrap(SSLEngine engine, ByteBuffer in, ByteBuffer at)
      throws SSLException {
    in.flip();
    at.clear();
    SSLEngineResult result = engine.unwrap(in, at);
    in.compact();
    return result.getStatus() == Status.OK
        && (result.bytesConsumed() > 0
            || result.getHandshakeStatus() != HandshakeStatus.NEED_UNWRAP);
  }

  private static SSLEngineResult wrap(SSLEngine engine, ByteBuffer source, ByteBuffer out)
      throws SSLException {
    SSLEngineResult result = engine.wrap(source, out);
    if (result.getStatus() != Status.OK) {
      throw new IllegalStateException("wrap: " + result);
    }
    return result;
  }

  private static boolean isOver(SSLEngine engine) {
    return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
  }

  @Override
  public int write() throws SSLException {
    return write(client, request, toServer);
  }

  @Override
  public int writeAndRead() throws SSLException {
    write(client, request, toServer);
    return read(server, toServer, atServer);
  }

  @Override
  public int answer() throws SSLException {
    write(server, reply, toClient);
    return read(client, toClient, atClient);
  }

  private static int write(SSLEngine from, ByteBuffer content, ByteBuffer wire)
      throws SSLException {
    wire.clear();
    send(from, content, wire);
    return wire.position();
  }

  private static void send(SSLEngine from, ByteBuffer content, ByteBuffer wire)
      throws SSLException {
    content.rewind();
    while (content.hasRemaining()) {
      wrap(from, content, wire);
    }
  }

  private int read(SSLEngine to, ByteBuffer wire, ByteBuffer received) throws SSLException {
    wire.flip();
    received.clear();
    while (received.position() < size) {
      SSLEngineResult result = to.unwrap(wire, received);
      if (result.getStatus() != Status.OK) {
        throw new IllegalStateException("unwrap: " + result);
      }
    }
    return received.position();
  }

  @Override
  public Object part() {
    List<SSLEngine> ends = List.of(client, server);
    client = null;
    server = null;
    return ends;
  }
}
