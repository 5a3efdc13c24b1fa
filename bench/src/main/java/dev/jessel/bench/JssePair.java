// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench;

import java.nio.ByteBuffer;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/**
 * Two of the JDK's {@link SSLEngine}, as its guide advises: heap buffers of the sizes that the
 * session names, delegated tasks run where they arise. What one end wraps the other unwraps from
 * the same buffer, without a transport between.
 *
 * <p>Engines made without host and port find no session to resume; the host name is checked all the
 * same, since SNI names it.
 */
final class JssePair implements Pair {
  private static final char[] NO_PASSWORD = {};
  private static final int RECORDS = 2;

  private final SSLContext clients;
  private final SSLContext servers;
  private final SSLParameters clientParameters = parameters();
  private final SSLParameters serverParameters = parameters();
  private final ByteBuffer toServer;
  private final ByteBuffer toClient;
  private final ByteBuffer received;
  private SSLEngine client;
  private SSLEngine server;

  JssePair(String group) throws Exception {
    // Read once, when the provider is first used. A setter came only after Java 17.
    System.setProperty("jdk.tls.namedGroups", group);
    clients = SSLContext.getInstance("TLSv1.3", "SunJSSE");
    clients.init(null, trust().getTrustManagers(), null);
    servers = SSLContext.getInstance("TLSv1.3", "SunJSSE");
    servers.init(keys().getKeyManagers(), null, null);
    clientParameters.setServerNames(List.of(new SNIHostName(Identity.HOST)));
    clientParameters.setEndpointIdentificationAlgorithm("HTTPS");
    SSLEngine sizes = clients.createSSLEngine();
    int packets = RECORDS * sizes.getSession().getPacketBufferSize();
    toServer = ByteBuffer.allocate(packets);
    toClient = ByteBuffer.allocate(packets);
    received = ByteBuffer.allocate(RECORDS * sizes.getSession().getApplicationBufferSize());
  }

  @Override
  public void connect() throws SSLException {
    client = clients.createSSLEngine();
    client.setUseClientMode(true);
    client.setSSLParameters(clientParameters);
    server = servers.createSSLEngine();
    server.setUseClientMode(false);
    server.setSSLParameters(serverParameters);
    toServer.clear();
    toClient.clear();
    boolean busy = true;
    while (busy) {
      busy = advance(client, toClient, toServer);
      busy |= advance(server, toServer, toClient);
    }
    if (!client.getSession().isValid() || !isOver(client) || !isOver(server)) {
      throw new IllegalStateException("no handshake");
    }
  }

  @Override
  public int write(byte[] content) throws SSLException {
    ByteBuffer source = ByteBuffer.wrap(content);
    toServer.clear();
    while (source.hasRemaining()) {
      // More than once for a full record: an engine puts 16367 bytes into one at the most.
      client.wrap(source, toServer);
    }
    return toServer.position();
  }

  @Override
  public int writeAndRead(byte[] content) throws SSLException {
    write(content);
    toServer.flip();
    received.clear();
    while (toServer.hasRemaining()) {
      server.unwrap(toServer, received);
    }
    return received.position();
  }

  /** One step of one end; false when there is nothing to do for it. */
  private boolean advance(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
    return switch (engine.getHandshakeStatus()) {
      case NEED_TASK -> {
        engine.getDelegatedTask().run();
        yield true;
      }
      case NEED_WRAP -> engine.wrap(ByteBuffer.allocate(0), out).bytesProduced() > 0;
      default -> unwrap(engine, in);
    };
  }

  private boolean unwrap(SSLEngine engine, ByteBuffer in) throws SSLException {
    if (in.position() == 0 && engine.getHandshakeStatus() != HandshakeStatus.NEED_UNWRAP_AGAIN) {
      // An engine that has not begun starts its handshake with the first wrap or unwrap.
      return begin(engine);
    }
    in.flip();
    received.clear();
    SSLEngineResult result = engine.unwrap(in, received);
    in.compact();
    return result.bytesConsumed() > 0
        || result.getHandshakeStatus() != HandshakeStatus.NEED_UNWRAP
            && result.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
  }

  private static boolean begin(SSLEngine engine) throws SSLException {
    boolean fresh = engine.getUseClientMode() && isOver(engine) && isUnused(engine);
    if (fresh) {
      engine.beginHandshake();
    }
    return fresh;
  }

  private static boolean isUnused(SSLEngine engine) {
    return engine.getSession().getCipherSuite().equals("SSL_NULL_WITH_NULL_NULL");
  }

  private static boolean isOver(SSLEngine engine) {
    return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
  }

  private static SSLParameters parameters() {
    return new SSLParameters(new String[] {"TLS_AES_128_GCM_SHA256"}, new String[] {"TLSv1.3"});
  }

  private static TrustManagerFactory trust() throws Exception {
    KeyStore store = emptyStore();
    store.setCertificateEntry("ca", Identity.authority());
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return factory;
  }

  private static KeyManagerFactory keys() throws Exception {
    KeyStore store = emptyStore();
    Certificate[] chain = {Identity.server()};
    store.setKeyEntry("server", Identity.key(), NO_PASSWORD, chain);
    KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
    factory.init(store, NO_PASSWORD);
    return factory;
  }

  private static KeyStore emptyStore() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }
}
