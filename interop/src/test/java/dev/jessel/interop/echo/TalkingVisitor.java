// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.echo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslStatus;
import dev.jessel.bio.Bio;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Says something, checks every byte that comes back, and leaves with a goodbye. */
final class TalkingVisitor extends Visitor {
  private static final int ROOM = 16_384;

  private final Ssl ssl;
  private final byte[] speech;
  private final ByteBuffer outgoing;
  private final MessageDigest heard;
  private final boolean readsLate;
  private long bytesHeard;
  private boolean reading = true;
  private boolean established;
  private boolean done;

  /**
   * Connects.
   *
   * @param transport what stands between TLS and the socket
   * @param readsLate whether it reads only when all others have left
   */
  TalkingVisitor(
      InetSocketAddress server,
      SslContext context,
      UnaryOperator<Bio> transport,
      byte[] speech,
      MessageDigest heard,
      boolean readsLate)
      throws IOException {
    super(server);
    this.ssl = context.newSsl(transport.apply(Bio.of(channel)), "localhost");
    this.speech = speech;
    this.outgoing = ByteBuffer.wrap(speech);
    this.heard = heard;
    this.readsLate = readsLate;
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
    return !reading;
  }

  @Override
  int advance(Crowd crowd) throws IOException {
    if (!established) {
      SslStatus status = ssl.handshake();
      established = status == SslStatus.DONE;
      return established ? 0 : interest(status);
    }
    if (!crowd.isComplete()) {
      return 0;
    }
    reading = !readsLate || crowd.isPatienceOver();
    return bytesHeard < speech.length ? talk() : sayGoodbye();
  }

  private int talk() throws IOException {
    int interest = reading ? SelectionKey.OP_READ : 0;
    SslStatus written = ssl.write(outgoing);
    if (written == SslStatus.WANT_WRITE) {
      interest |= SelectionKey.OP_WRITE;
    }
    while (reading && bytesHeard < speech.length) {
      ByteBuffer room = ByteBuffer.allocate(ROOM);
      SslStatus read = ssl.read(room);
      if (read != SslStatus.DONE) {
        return interest | interest(read);
      }
      heard.update(room.flip());
      bytesHeard += room.limit();
    }
    return bytesHeard < speech.length ? interest : sayGoodbye();
  }

  private int sayGoodbye() throws IOException {
    SslStatus status = ssl.shutdownOutput();
    if (status == SslStatus.DONE) {
      status = ssl.read(ByteBuffer.allocate(1));
    }
    if (status == SslStatus.CLOSED) {
      finish();
      return 0;
    }
    return interest(status);
  }

  private void finish() {
    done = true;
    ssl.close();
    MessageDigest expected = Speeches.sha256();
    assertThat(bytesHeard).isEqualTo(speech.length);
    assertThat(Arrays.equals(heard.digest(), expected.digest(speech)))
        .as("what came back is what was said")
        .isTrue();
  }

  private static int interest(SslStatus status) {
    return switch (status) {
      case WANT_READ -> SelectionKey.OP_READ;
      case WANT_WRITE -> SelectionKey.OP_WRITE;
      default -> throw new AssertionError("the server is not done, and yet " + status);
    };
  }
}
