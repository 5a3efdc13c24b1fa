// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.peer;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslStatus;
import dev.jessel.crypto.CryptoProvider;
import java.nio.ByteBuffer;
import java.util.List;

/** Two {@link Ssl} over Bios in memory: what a user of Jessel writes. */
final class JesselPair implements Pair {
  private static final int ROOM = 17 * 1024;

  private final Setup setup;
  private final SslContext clients;
  private final SslContext servers;
  private final int size;
  private final ByteBuffer request;
  private final ByteBuffer reply;
  private final ByteBuffer atServer;
  private final ByteBuffer atClient;
  private final Wire toServer = new Wire();
  private final Wire toClient = new Wire();
  private Ssl client;
  private Ssl server;
  private boolean dropping;

  JesselPair(CryptoProvider crypto, Setup setup, int size) {
    this.setup = setup;
    this.size = size;
    this.request = ByteBuffer.allocate(size);
    this.reply = ByteBuffer.allocate(size);
    this.atServer = ByteBuffer.allocate(size + ROOM);
    this.atClient = ByteBuffer.allocate(size + ROOM);
    this.clients = JesselContexts.client(crypto, setup);
    this.servers = JesselContexts.server(crypto, setup);
  }

  @Override
  public void connect() throws SslException {
    toServer.renew();
    toClient.renew();
    dropping = false;
    boolean returns = setup.resumes() && client != null;
    client = clients.newSsl().bio(toClient, toServer);
    server = servers.newSsl().bio(toServer, toClient);
    SslStatus ours = SslStatus.WANT_READ;
    SslStatus theirs = SslStatus.WANT_READ;
    for (int i = 0; i < 4 && !(ours == SslStatus.DONE && theirs == SslStatus.DONE); i++) {
      ours = client.handshake();
      theirs = server.handshake();
    }
    require(ours, SslStatus.DONE);
    require(theirs, SslStatus.DONE);
    require(client.read(atClient.clear()), SslStatus.WANT_READ); // a ticket of TLS 1.3
    if (client.isResumed() != returns) {
      throw new IllegalStateException("resumed: " + client.isResumed());
    }
  }

  @Override
  public int write() throws SslException {
    if (!dropping) {
      toServer.drop();
      dropping = true;
    }
    require(client.write(request.rewind()), SslStatus.DONE);
    return toServer.takeDropped();
  }

  @Override
  public int writeAndRead() throws SslException {
    return move(client, request, server, atServer);
  }

  @Override
  public int answer() throws SslException {
    return move(server, reply, client, atClient);
  }

  private int move(Ssl from, ByteBuffer content, Ssl to, ByteBuffer received) throws SslException {
    require(from.write(content.rewind()), SslStatus.DONE);
    received.clear();
    while (received.position() < size) {
      require(to.read(received), SslStatus.DONE);
    }
    return received.position();
  }

  @Override
  public Object part() {
    return List.of(client, server);
  }

  private static void require(SslStatus actual, SslStatus expected) {
    if (actual != expected) {
      throw new IllegalStateException(actual + " in the place of " + expected);
    }
  }
}
