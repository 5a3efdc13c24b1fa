// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.client;

import dev.jessel.Ssl;
import dev.jessel.SslException;
import dev.jessel.SslStatus;
import dev.jessel.cli.Console;
import dev.jessel.cli.tls.CommandLetters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Passes bytes both ways over a blocking transport: what the user types on a thread of its own,
 * what the peer sends on the thread that runs this.
 */
final class Conversation {
  private static final int BUFFER = 16 * 1024;
  private static final long LAST_WORDS_MILLIS = 500;
  private static final long PAUSE_NANOS = 1_000_000;

  private final Ssl ssl;
  private final Console console;
  private final boolean takesCommands;
  private final boolean ignoresEndOfInput;
  private final CountDownLatch readerDone = new CountDownLatch(1);
  private volatile boolean leaving;
  private volatile long lastRead = System.nanoTime();

  /**
   * A conversation.
   *
   * @param takesCommands whether lines with a letter alone are commands
   * @param ignoresEndOfInput whether to go on when the user has no more to say
   */
  Conversation(Ssl ssl, Console console, boolean takesCommands, boolean ignoresEndOfInput) {
    this.ssl = ssl;
    this.console = console;
    this.takesCommands = takesCommands;
    this.ignoresEndOfInput = ignoresEndOfInput;
  }

  /**
   * Goes on until one side ends it.
   *
   * @return true when the peer did
   * @throws IOException when the connection failed
   */
  boolean run() throws IOException {
    Thread typist = new Thread(this::type, "standard input");
    typist.setDaemon(true);
    typist.start();
    try {
      readAll();
      return !leaving;
    } catch (IOException e) {
      if (!leaving) {
        throw e;
      }
      return false;
    } finally {
      readerDone.countDown();
    }
  }

  private void readAll() throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    while (ssl.read(buffer.clear()) == SslStatus.DONE) {
      lastRead = System.nanoTime();
      console.out().write(buffer.array(), 0, buffer.position());
      if (console.out().checkError()) {
        throw new IOException("nobody takes the output any more");
      }
    }
  }

  private void type() {
    try {
      CommandLetters letters = new CommandLetters(takesCommands ? "QKkR" : "", new Typed());
      byte[] buffer = new byte[BUFFER];
      for (int n = read(buffer); n >= 0 && !leaving; n = read(buffer)) {
        letters.add(buffer, n);
      }
      letters.end();
      if (!ignoresEndOfInput) {
        leave(LAST_WORDS_MILLIS);
      }
    } catch (IOException e) {
      // The reader sees the same failure, and tells it.
    }
  }

  /** Input that breaks off has ended. */
  private int read(byte[] buffer) {
    try {
      return console.in().read(buffer);
    } catch (IOException e) {
      return -1;
    }
  }

  private interface Wish {
    SslStatus tell() throws SslException;
  }

  private final class Typed implements CommandLetters.Handler {
    @Override
    public void data(byte[] bytes) throws IOException {
      if (!leaving) {
        write(ByteBuffer.wrap(bytes));
      }
    }

    @Override
    public void command(char letter) throws IOException {
      if (letter == 'Q') {
        leave(0);
      } else if (!leaving && letter == 'R') {
        obey("RENEGOTIATING", () -> ssl.renegotiate(false));
      } else if (!leaving) {
        obey("KEYUPDATE", () -> ssl.updateKeys(letter == 'K'));
      }
    }
  }

  /** While there is another handshake, the reader may have to come first. */
  private void write(ByteBuffer bytes) throws IOException {
    while (ssl.write(bytes) != SslStatus.DONE) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** What the version or the settings do not allow is told, and harms nothing. */
  private void obey(String what, Wish wish) throws IOException {
    console.err().println(what);
    try {
      SslStatus ignored = wish.tell();
    } catch (SslException e) {
      if (ssl.calls().isDead()) {
        throw e;
      }
      console.err().println(e.getMessage());
    }
  }

  /** Says goodbye, and lets the peer finish for as long as it keeps talking. */
  private void leave(long patienceMillis) throws IOException {
    if (leaving) {
      return;
    }
    try {
      SslStatus ignored = ssl.shutdownOutput();
      awaitLastWords(TimeUnit.MILLISECONDS.toNanos(patienceMillis));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      leaving = true;
      console.err().println("DONE");
      ssl.close();
    }
  }

  private void awaitLastWords(long patience) throws InterruptedException {
    lastRead = System.nanoTime();
    long left = patience;
    while (left > 0 && !readerDone.await(left, TimeUnit.NANOSECONDS)) {
      left = patience - (System.nanoTime() - lastRead);
    }
  }
}
