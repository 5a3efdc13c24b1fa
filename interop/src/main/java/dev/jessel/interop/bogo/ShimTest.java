// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.bogo;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.x509.PemException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** One test: reads the flags, connects to the runner and talks TLS with it. */
final class ShimTest {
  /** Longer than the runner waits; ends threads of tests that it gave up. */
  private static final int READ_TIMEOUT_MILLIS = 20_000;

  private final List<String> arguments;
  private final ShimHistory history = new ShimHistory();

  private ShimTest(List<String> arguments) {
    this.arguments = arguments;
  }

  /** Runs one test; never throws. */
  static Outcome run(List<String> arguments) {
    try {
      new ShimTest(arguments).run();
      return Outcome.GOOD;
    } catch (TestEnd e) {
      return e.outcome();
    } catch (PemException e) {
      return Outcome.broken("cannot read a credential: " + e.getMessage());
    } catch (IOException e) {
      return Outcome.failed("the socket failed: " + e.getMessage());
    } catch (RuntimeException | Error e) {
      return Outcome.broken(trace(e));
    }
  }

  /** One connection, and as many more as shall resume what the one before has left. */
  private void run() throws IOException {
    ShimFlags first = ShimFlags.parse(arguments, false);
    ShimFlags further = ShimFlags.parse(arguments, true);
    ShimFlags retry = ShimFlags.parse(arguments, true, true);
    connect(first, first);
    for (int i = first.number("resume-count").orElse(0); i > 0; i--) {
      history.beginNext(first);
      connect(further, retry);
    }
  }

  private void connect(ShimFlags flags, ShimFlags retry) throws IOException {
    ShimCredentials credentials = ShimCredentials.of(flags);
    ShimCallbacks callbacks = new ShimCallbacks(flags, retry, credentials, history);
    SslContext context = ShimSettings.of(flags, credentials, callbacks, history);
    int port = flags.number("port").orElseThrow();
    try (Socket socket = new Socket(InetAddress.getByAddress(loopback(flags)), port)) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(READ_TIMEOUT_MILLIS);
      introduce(socket, flags);
      SteppedBio bio = new SteppedBio(socket, flags.has("async"));
      try {
        Ssl ssl = context.newSsl(bio);
        new ShimConnection(flags, retry, ssl, bio, callbacks, credentials, history).run();
      } finally {
        hangUp(socket);
      }
    }
  }

  private static byte[] loopback(ShimFlags flags) {
    if (!flags.has("ipv6")) {
      return new byte[] {127, 0, 0, 1};
    }
    byte[] one = new byte[16];
    one[15] = 1;
    return one;
  }

  /** The runner has one port for all tests, and asks who is there. */
  private static void introduce(Socket socket, ShimFlags flags) throws IOException {
    long id = Long.parseLong(flags.value("shim-id").orElseThrow());
    byte[] bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(id).array();
    socket.getOutputStream().write(bytes);
  }

  /** A socket that is closed with bytes unread resets the connection and takes our alert along. */
  private static void hangUp(Socket socket) {
    try {
      socket.shutdownOutput();
      byte[] rest = new byte[1 << 14];
      while (socket.getInputStream().read(rest) >= 0) {
        // What still comes does not matter.
      }
    } catch (IOException e) {
      // The runner was faster.
    }
  }

  private static String trace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
