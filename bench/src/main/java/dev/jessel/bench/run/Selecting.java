// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.run;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.jessel.SslContext;
import dev.jessel.bench.peer.JesselContexts;
import dev.jessel.bench.peer.Peer;
import dev.jessel.bench.peer.Setup;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A server with one thread and one selector echoes small messages. A few of its connections have
 * something to say at any time, but all come in turn: does one cost more where there are many?
 */
final class Selecting implements Task {
  private static final int FEW = 10;
  private static final int MANY = 10_000;
  private static final int MANY_QUICK = 1_000;
  private static final int SPARE_FILES = 300;
  private static final int MESSAGES = 20_000;
  private static final int IN_FLIGHT = 10;

  private final Talk.Maker clients;
  private final Talk.Maker servers;
  private final int many;

  private Selecting(Talk.Maker clients, Talk.Maker servers, int many) {
    this.clients = clients;
    this.servers = servers;
    this.many = Math.min(many, (openFiles() - SPARE_FILES) / 2);
  }

  static Task task(Peer peer, Setup setup, boolean quick) {
    int many = quick ? MANY_QUICK : MANY;
    if (peer == Peer.LIMIT) {
      return new Selecting(Talk::plain, Talk::plain, many);
    }
    if (!peer.isJessel()) {
      throw new UnsupportedOperationException("measured for Jessel, and for sockets without TLS");
    }
    SslContext clients = JesselContexts.client(peer.crypto(), setup);
    SslContext servers = JesselContexts.server(peer.crypto(), setup);
    return new Selecting(
        channel -> Talk.of(clients, channel), channel -> Talk.of(servers, channel), many);
  }

  /** Both ends are in this process, and it may have so many files open. */
  private static int openFiles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? (int) Math.min(Integer.MAX_VALUE, system.getMaxFileDescriptorCount())
        : MANY;
  }

  @Override
  public void warmUp(double seconds) throws Exception {
    nanos(FEW);
  }

  @Override
  public Map<Metric, Double> measure(long millis) throws Exception {
    return Map.of(Metric.FEW, nanos(FEW), Metric.MANY, nanos(many));
  }

  private double nanos(int connections) throws Exception {
    try (EchoServer server = new EchoServer(servers)) {
      List<Talk> all = new ArrayList<>(connections);
      try {
        for (int i = 0; i < connections; i++) {
          all.add(clients.make(SocketChannel.open(server.address())));
          ping(all.subList(i, i + 1));
        }
        talk(all, Math.max(MESSAGES / 4, connections));
        double before = server.nanos();
        talk(all, MESSAGES);
        return (server.nanos() - before) / MESSAGES;
      } finally {
        for (Talk talk : all) {
          talk.abort();
        }
      }
    }
  }

  private static void talk(List<Talk> all, int messages) throws IOException {
    for (int done = 0; done < messages; done += IN_FLIGHT) {
      int at = done % all.size();
      ping(all.subList(at, Math.min(all.size(), at + IN_FLIGHT)));
    }
  }

  private static void ping(List<Talk> some) throws IOException {
    ByteBuffer message = ByteBuffer.allocate(Rows.SMALL);
    for (Talk each : some) {
      each.write(message.clear());
    }
    for (Talk each : some) {
      message.clear();
      while (message.hasRemaining() && each.read(message)) {
        // more is to come
      }
    }
  }
}
