// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.echo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.HexFormat;

/** Sends the beginning of a ClientHello and then nothing, until all others have left. */
final class StalledVisitor extends Visitor {
  /** A record of 512 bytes, in it a ClientHello of 508, of which the version is there. */
  private static final String BEGINNING = "1603010200" + "010001fc" + "0303";

  private final boolean vanishes;
  private final ByteBuffer outgoing = ByteBuffer.wrap(HexFormat.of().parseHex(BEGINNING));
  private boolean done;

  /**
   * Connects.
   *
   * @param vanishes whether it leaves with a reset, or by closing its socket
   */
  StalledVisitor(InetSocketAddress server, boolean vanishes) throws IOException {
    super(server);
    this.vanishes = vanishes;
  }

  @Override
  boolean hasArrived() {
    return !outgoing.hasRemaining();
  }

  @Override
  boolean isDone() {
    return done;
  }

  @Override
  boolean waitsForTheOthers() {
    return hasArrived();
  }

  @Override
  int advance(Crowd crowd) throws IOException {
    if (outgoing.hasRemaining()) {
      channel.write(outgoing);
      return outgoing.hasRemaining() ? SelectionKey.OP_WRITE : 0;
    }
    if (crowd.isPatienceOver()) {
      done = true;
      leave();
    }
    return 0;
  }

  private void leave() throws IOException {
    if (vanishes) {
      vanish();
    } else {
      channel.close();
    }
  }
}
