// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.peer;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import java.nio.ByteBuffer;
import java.util.List;
import javax.net.ssl.SSLEngine;

/**
 * BoringSSL through netty-tcnative: engines that are counted and released by hand, buffers outside
 * of the heap, pooled memory, as Netty itself has it.
 */
final class NettyEngines implements Engines {
  private static final int PORT = 443;

  private final ByteBufAllocator memory = PooledByteBufAllocator.DEFAULT;
  private final SslContext clients;
  private final SslContext servers;

  NettyEngines(Setup setup) throws Exception {
    clients =
        terms(SslContextBuilder.forClient(), setup)
            .trustManager(Identity.trust())
            .endpointIdentificationAlgorithm("HTTPS")
            .build();
    servers =
        terms(
                SslContextBuilder.forServer(
                    Identity.key(setup.key()), Identity.server(setup.key())),
                setup)
            .build();
    sessions(clients).setSessionCacheEnabled(setup.resumes());
    // Else they do without tickets in TLS 1.2. The keys are of BoringSSL's own making.
    sessions(clients).setTicketKeys();
    sessions(servers).setTicketKeys();
  }

  private static OpenSslSessionContext sessions(SslContext context) {
    return (OpenSslSessionContext) context.sessionContext();
  }

  private static SslContextBuilder terms(SslContextBuilder builder, Setup setup) {
    builder
        .sslProvider(SslProvider.OPENSSL_REFCNT)
        .protocols(setup.version())
        .option(OpenSslContextOption.GROUPS, groups(setup));
    // In TLS 1.3 BoringSSL takes its own order of suites and no other: AES-128-GCM is first.
    return setup.isTls13() ? builder : builder.ciphers(List.of(setup.suite()));
  }

  private static String[] groups(Setup setup) {
    return setup.groups().stream().map(Setup.Group::openssl).toArray(String[]::new);
  }

  @Override
  public SSLEngine client() {
    return clients.newEngine(memory, Identity.HOST, PORT);
  }

  @Override
  public SSLEngine server() {
    return servers.newEngine(memory);
  }

  @Override
  public boolean holdsBack() {
    return true;
  }

  @Override
  public void release(SSLEngine engine) {
    ReferenceCountUtil.release(engine);
  }

  @Override
  public ByteBuffer buffer(int length) {
    return ByteBuffer.allocateDirect(length);
  }
}
