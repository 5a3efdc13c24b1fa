// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslOption;
import dev.jessel.SslStatus;
import dev.jessel.bio.Bio;
import dev.jessel.crypto.Secret;
import dev.jessel.redis.RedisSessions;
import dev.jessel.redis.RedisSessionsStatus;
import io.lettuce.core.RedisURI;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;

/**
 * One server of a fleet, as a program: a listener with tickets and one without. It tells each
 * client how it was taken and answers lines with their mirror images; on its standard output it
 * tells what came as early data, and its status when it is asked for with a line.
 */
final class FleetServer {
  static final int MAX_EARLY_DATA = 1000;

  private final RedisSessions fleet;

  private FleetServer(RedisSessions fleet) {
    this.fleet = fleet;
  }

  /** Arguments: Redis' port, the fleet key in hexadecimal, key period in seconds, chain, key. */
  public static void main(String... args) throws IOException {
    RedisSessions fleet =
        RedisSessions.at(RedisURI.create("127.0.0.1", Integer.parseInt(args[0])))
            .fleetKey(Secret.take(HexFormat.of().parseHex(args[1])))
            .keyPeriod(Duration.ofSeconds(Long.parseLong(args[2])))
            // The machine may be busy; nothing here should depend on it.
            .answerWithin(Duration.ofSeconds(5))
            .clockSkew(Duration.ZERO)
            .connect();
    new FleetServer(fleet).serve(Path.of(args[3]), Path.of(args[4]));
  }

  private void serve(Path chain, Path key) throws IOException {
    SslContext.Builder context =
        fleet.shareIn(SslContext.server().credential(chain, key)).maxEarlyData(MAX_EARLY_DATA);
    int tickets = listen(context.build());
    int kept = listen(context.options(SslOption.NO_TICKET).build());
    say("LISTENS " + tickets + " " + kept);
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      RedisSessionsStatus status = fleet.status();
      say(
          "STATUS %s %s %s %s"
              .formatted(line, status.connected(), status.keys(), status.keyGeneration()));
    }
    fleet.close();
  }

  private int listen(SslContext context) throws IOException {
    ServerSocketChannel listening = ServerSocketChannel.open();
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    start(() -> accept(listening, context));
    return listening.socket().getLocalPort();
  }

  private void accept(ServerSocketChannel listening, SslContext context) {
    try {
      while (true) {
        SocketChannel channel = listening.accept();
        start(() -> talk(channel, context));
      }
    } catch (IOException e) {
      say("FAILED to listen: " + e);
    }
  }

  private void talk(SocketChannel channel, SslContext context) {
    try (channel;
        Ssl ssl = context.newSsl(Bio.of(channel))) {
      ByteBuffer early = ByteBuffer.allocate(MAX_EARLY_DATA);
      while (fleet.untilAnswered(() -> ssl.readEarlyData(early)) == SslStatus.DONE) {
        say("EARLY " + US_ASCII.decode(early.flip()));
        early.clear();
      }
      SslStatus status = fleet.untilAnswered(ssl::handshake);
      fleet.settled().exceptionally(down -> null).join();
      Lines.send(ssl, status + " " + ProcessHandle.current().pid() + " " + ssl.isResumed());
      Lines.mirror(ssl);
    } catch (IOException e) {
      say("FAILED " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void say(String line) {
    System.out.println(line);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "server");
    thread.setDaemon(true);
    thread.start();
  }
}
