// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.echo;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslStatus;
import dev.jessel.bio.Bio;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;

/** Says half of what it wanted to say, and is gone. */
final class VanishingVisitor extends Visitor {
  private final Ssl ssl;
  private final ByteBuffer outgoing;
  private boolean established;
  private boolean done;

  VanishingVisitor(InetSocketAddress server, SslContext context, byte[] speech) throws IOException {
    super(server);
    ssl = context.newSsl(Bio.of(channel), "localhost");
    outgoing = ByteBuffer.wrap(speech, 0, speech.length / 2);
  }

  @Override
  boolean hasArrived() {
    return established;
  }

  @Override
  boolean isDone() {
    return done;
  }

  @Override
  boolean waitsForTheOthers() {
    return false;
  }

  @Override
  int advance(Crowd crowd) throws IOException {
    if (!established) {
      SslStatus status = ssl.handshake();
      established = status == SslStatus.DONE;
      return established
          ? 0
          : status == SslStatus.WANT_WRITE ? SelectionKey.OP_WRITE : SelectionKey.OP_READ;
    }
    if (!crowd.isComplete()) {
      return 0;
    }
    // What is not taken at once is left behind with the rest.
    SslStatus unused = ssl.write(outgoing);
    done = true;
    vanish();
    return 0;
  }
}
