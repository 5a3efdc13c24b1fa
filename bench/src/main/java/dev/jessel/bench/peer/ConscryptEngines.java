// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.peer;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.conscrypt.Conscrypt;

/**
 * BoringSSL through Conscrypt: buffers outside of the heap, tickets, which have to be asked for,
 * and engines that are closed. Each holds a pipe, two files, that is closed with it or by a
 * finalizer, and who makes some thousand of them in a second has no files left before those have
 * run.
 */
final class ConscryptEngines implements Engines {
  private final Engines plain;
  private final ByteBuffer nothing = buffer(0);
  private final ByteBuffer goodbye = buffer(Conscrypt.maxEncryptedPacketLength());

  ConscryptEngines(Setup setup) throws Exception {
    plain = new JsseEngines(Conscrypt.newProvider(), setup);
  }

  @Override
  public SSLEngine client() throws Exception {
    return withTickets(plain.client());
  }

  @Override
  public SSLEngine server() throws Exception {
    return withTickets(plain.server());
  }

  private static SSLEngine withTickets(SSLEngine engine) {
    Conscrypt.setUseSessionTickets(engine, true);
    return engine;
  }

  @Override
  public boolean holdsBack() {
    return true;
  }

  @Override
  public void release(SSLEngine engine) throws SSLException {
    engine.closeOutbound();
    while (!engine.isOutboundDone()) {
      engine.wrap(nothing, goodbye.clear());
    }
    engine.closeInbound();
  }

  @Override
  public ByteBuffer buffer(int length) {
    return ByteBuffer.allocateDirect(length);
  }
}
