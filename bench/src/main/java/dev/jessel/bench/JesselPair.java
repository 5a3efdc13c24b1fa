// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslStatus;
import dev.jessel.bio.Bio;
import dev.jessel.bio.MemoryBio;
import dev.jessel.crypto.CryptoProvider;
import dev.jessel.x509.Credential;
import dev.jessel.x509.TrustAnchors;
import java.nio.ByteBuffer;
import java.util.List;

/** Two {@link Ssl} over memory Bios: what a user of Jessel writes, with the defaults. */
final class JesselPair implements Pair {
  private static final int ROOM = 17 * 1024;

  private final SslContext clients;
  private final SslContext servers;
  private final ByteBuffer received = ByteBuffer.allocate(ROOM);
  private final Sink sink = new Sink();
  private Bio toServer;
  private Ssl client;
  private Ssl server;
  private boolean sinking;

  JesselPair(CryptoProvider crypto, String group) {
    clients =
        SslContext.client()
            .crypto(crypto)
            .trust(TrustAnchors.of(List.of(Identity.authority())))
            .cipherSuites("TLS_AES_128_GCM_SHA256")
            .groups(group)
            .peer(Identity.HOST)
            .build();
    servers =
        SslContext.server()
            .crypto(crypto)
            .credential(Credential.of(Identity.key(), List.of(Identity.server())))
            .cipherSuites("TLS_AES_128_GCM_SHA256")
            .groups(group)
            .tickets(1)
            .build();
  }

  @Override
  public void connect() throws SslException {
    toServer = new MemoryBio();
    Bio toClient = new MemoryBio();
    client = clients.newSsl().bio(toClient, toServer);
    server = servers.newSsl().bio(toServer, toClient);
    require(client.handshake(), SslStatus.WANT_READ);
    require(server.handshake(), SslStatus.WANT_READ);
    require(client.handshake(), SslStatus.DONE);
    require(server.handshake(), SslStatus.DONE);
    require(client.read(received.clear()), SslStatus.WANT_READ); // the ticket
  }

  @Override
  public int write(byte[] content) throws SslException {
    if (!sinking) {
      client.bio(client.reader().orElseThrow(), sink);
      sinking = true;
    }
    sink.bytes = 0;
    require(client.write(ByteBuffer.wrap(content)), SslStatus.DONE);
    return sink.bytes;
  }

  @Override
  public int writeAndRead(byte[] content) throws SslException {
    require(client.write(ByteBuffer.wrap(content)), SslStatus.DONE);
    require(server.read(received.clear()), SslStatus.DONE);
    return received.position();
  }

  private static void require(SslStatus actual, SslStatus expected) {
    if (actual != expected) {
      throw new IllegalStateException(actual + " in the place of " + expected);
    }
  }

  /** Takes all and keeps nothing. */
  private static final class Sink extends Bio {
    private int bytes;

    @Override
    protected int doRead(byte[] b, int off, int len) {
      return retryRead();
    }

    @Override
    protected int doWrite(byte[] b, int off, int len) {
      bytes += len;
      return len;
    }
  }
}
