// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.client;

import dev.jessel.Ssl;
import dev.jessel.SslSession;
import dev.jessel.SslStatus;
import dev.jessel.cli.CommandFailure;
import dev.jessel.cli.Console;
import dev.jessel.cli.tls.ConnectionFacts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** One connection of a client, up to where its user talks. */
final class Visit {
  private final Console console;
  private final SocketChannel channel;
  private final Ssl ssl;
  private final KeptSession kept;
  private final Optional<SslSession> brought;

  /** A connection that has not begun; it comes back to what is kept. */
  Visit(Console console, SocketChannel channel, Ssl ssl, KeptSession kept) {
    this.console = console;
    this.channel = channel;
    this.ssl = ssl;
    this.kept = kept;
    this.brought = kept.latest();
    ssl.configure(builder -> builder.session(brought));
  }

  /** Sends early data, if there is any and it may be sent, and shakes hands. */
  void begin(Optional<EarlyDataFile> early) throws CommandFailure, IOException {
    if (early.isPresent()) {
      if (kept.maxEarlyData() > 0) {
        early.get().send(ssl, kept.maxEarlyData());
      } else {
        console.err().println("no early data is sent: there is no session that allows it");
      }
    }
    if (ssl.handshake() != SslStatus.DONE) {
      throw new CommandFailure("the handshake stopped");
    }
  }

  /** Ends it; where a ticket is still to come, that is waited for. */
  void drop() throws IOException {
    if (new ConnectionFacts(ssl).speaksTls13()) {
      awaitTicket();
    }
    SslStatus ignored = ssl.shutdownOutput();
  }

  private void awaitTicket() throws IOException {
    try (Patience patience = new Patience(channel, 0)) {
      patience.awaitTicket(ssl, this::hasTicket, this::show);
    }
  }

  private void show(ByteBuffer data) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    console.out().write(bytes, 0, bytes.length);
  }

  private boolean hasTicket() {
    return !kept.latest().equals(brought);
  }
}
