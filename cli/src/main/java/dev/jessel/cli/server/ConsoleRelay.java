// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.server;

import dev.jessel.SslVerify;
import dev.jessel.cli.Console;
import dev.jessel.cli.tls.CommandLetters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Shows what clients send, and sends what the user types to all of them. The keyboard waits for the
 * fastest client; one that falls far behind the others is let go.
 */
final class ConsoleRelay {
  private static final int CHUNK = 16 * 1024;

  /** No more is read from the keyboard while even the fastest client has this much to take. */
  private static final int PATIENT_BACKLOG = 256 * 1024;

  /** A client this far behind does not keep up. */
  private static final int HOPELESS_BACKLOG = 4 * 1024 * 1024;

  /** What was typed before anybody came is kept up to here. */
  private static final int EARLY_LIMIT = 64 * 1024;

  private final Console console;
  private final EventLoop loop;
  private final String letters;
  private final SslVerify later;
  private final Semaphore mayType = new Semaphore(1);
  private final ByteArrayOutputStream early = new ByteArrayOutputStream();
  private boolean typed;

  /**
   * A relay.
   *
   * @param takesCommands whether lines with a letter alone are commands
   * @param later what is asked of a client's certificate when it is asked for by a command
   */
  ConsoleRelay(Console console, EventLoop loop, boolean takesCommands, SslVerify later) {
    this.console = console;
    this.loop = loop;
    this.letters = takesCommands ? "QqKkRrc" : "";
    this.later = later;
  }

  /** Starts to read what the user types. When that ends, the server goes on. */
  void start() {
    Thread typist = new Thread(this::type, "standard input");
    typist.setDaemon(true);
    typist.start();
  }

  /** What is done for one client. */
  Service serve(ServerConnection client) {
    return new Service() {
      @Override
      public void opened() {
        if (early.size() > 0) {
          client.send(early.toByteArray());
          early.reset();
        }
      }

      @Override
      public void received(byte[] bytes, int length) {
        console.out().write(bytes, 0, length);
        console.out().flush();
      }
    };
  }

  /** For the loop, when all clients have had their turn. */
  void turnEnded() {
    if (typed && backlog() < PATIENT_BACKLOG) {
      typed = false;
      mayType.release();
    }
  }

  private int backlog() {
    List<ServerConnection> open = openClients();
    return open.isEmpty()
        ? (early.size() < EARLY_LIMIT ? 0 : PATIENT_BACKLOG)
        : open.stream().mapToInt(ServerConnection::backlog).min().getAsInt();
  }

  private List<ServerConnection> openClients() {
    return loop.clients().stream().filter(ServerConnection::isOpen).toList();
  }

  private void type() {
    try {
      CommandLetters found = new CommandLetters(letters, new Typed());
      byte[] buffer = new byte[CHUNK];
      for (int n = console.in().read(buffer); n >= 0; n = console.in().read(buffer)) {
        found.add(buffer, n);
      }
      found.end();
    } catch (IOException e) {
      // Nobody types any more; the clients do not mind.
    }
  }

  private final class Typed implements CommandLetters.Handler {
    @Override
    public void data(byte[] bytes) {
      mayType.acquireUninterruptibly();
      loop.post(() -> broadcast(bytes));
    }

    @Override
    public void command(char letter) {
      loop.post(() -> obey(letter));
    }
  }

  private void broadcast(byte[] bytes) {
    typed = true;
    List<ServerConnection> open = openClients();
    if (open.isEmpty()) {
      early.write(bytes, 0, bytes.length);
    }
    for (ServerConnection client : open) {
      client.send(bytes);
      if (client.backlog() > HOPELESS_BACKLOG) {
        client.abandon("does not keep up");
      }
    }
  }

  private void obey(char letter) {
    switch (letter) {
      case 'Q' -> {
        console.err().println("DONE");
        loop.stopAccepting();
        loop.clients().forEach(ServerConnection::finish);
      }
      case 'q' -> {
        console.err().println("DONE");
        loop.clients().forEach(ServerConnection::finish);
      }
      case 'R', 'r' -> {
        console.err().println("RENEGOTIATING");
        openClients().forEach(client -> tell(client, client.renegotiate(letter == 'R')));
      }
      case 'c' -> {
        console.err().println("CERTIFICATE REQUEST");
        openClients().forEach(client -> tell(client, client.requestCertificate(later)));
      }
      default -> {
        console.err().println("KEYUPDATE");
        openClients().forEach(client -> tell(client, client.updateKeys(letter == 'K')));
      }
    }
  }

  private void tell(ServerConnection client, Optional<String> refusal) {
    refusal.ifPresent(why -> console.err().println("ERROR " + client.name() + ": " + why));
  }
}
