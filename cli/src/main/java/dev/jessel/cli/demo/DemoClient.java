// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.demo;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslStatus;
import dev.jessel.bio.Bio;
import dev.jessel.cli.CommandFailure;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.x509.PeerCertificate;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Locale;
import java.util.stream.Collectors;

/** The client's half of the story, which it tells. */
final class DemoClient implements AutoCloseable {
  private static final double NANOS_PER_MILLI = 1e6;

  private final PrintStream out;
  private final SocketChannel channel;
  private final Ssl ssl;

  DemoClient(PrintStream out, DemoIdentity identity, InetSocketAddress server) throws IOException {
    this.out = out;
    this.channel = SocketChannel.open(server);
    SslContext context = SslContext.client().trust(identity.authority()).readAhead(true).build();
    this.ssl = context.newSsl(Bio.of(channel), DemoIdentity.HOST);
    tell("Connection", "from %s to %s", text(channel.getLocalAddress()), text(server));
  }

  void handshake() throws IOException, CommandFailure {
    long started = System.nanoTime();
    SslStatus status = ssl.handshake();
    if (status != SslStatus.DONE) {
      throw new CommandFailure("a blocking handshake stopped with " + status);
    }
    tell("Handshake", "%.0f ms", (System.nanoTime() - started) / NANOS_PER_MILLI);
    tell("  version", "%s", ssl.version().map(ProtocolVersion::name).orElseThrow());
    tell("  suite", "%s", ssl.cipherSuite().map(CipherSuite::name).orElseThrow());
    tell("  group", "%s", ssl.group().map(NamedGroup::name).orElseThrow());
    tell("  signature", "%s", ssl.peerSignatureScheme().map(SignatureScheme::name).orElseThrow());
    tell("  peer", "%s, verified: %s", DemoIdentity.HOST, verifiedPath());
  }

  /** A write that must stop, because the server does not read before it is told to. */
  void burst(Pattern pattern, int size, Runnable startReading) throws IOException, CommandFailure {
    channel.configureBlocking(false);
    ByteBuffer bytes = ByteBuffer.allocate(size);
    while (bytes.hasRemaining()) {
      bytes.put(pattern.from(bytes.position(), bytes.remaining()));
    }
    BurstWrite write = new BurstWrite(ssl, channel, bytes.flip());
    int taken = write.fill();
    tell("Non-blocking", "write of %,d bytes: took %,d, then WANT_WRITE", size, taken);
    startReading.run();
    write.finish();
    tell("", "the server reads: %,d bytes more", size - taken);
    tell("", "%d calls, %d times WANT_WRITE, no byte lost", write.calls(), write.stops());
    channel.configureBlocking(true);
  }

  void send(Transfer upload) throws IOException, CommandFailure {
    upload.send(ssl);
  }

  void receive(Transfer download, ProgressMeter meter) throws IOException, CommandFailure {
    download.receive(ssl, meter);
  }

  void sayGoodbye() throws IOException, CommandFailure {
    if (ssl.shutdownOutput() != SslStatus.DONE) {
      throw new CommandFailure("the close_notify did not go out");
    }
    if (ssl.read(ByteBuffer.allocate(1)) != SslStatus.CLOSED) {
      throw new CommandFailure("the server did not answer the close_notify");
    }
    tell("Close", "close_notify sent, close_notify received");
  }

  @Override
  public void close() {
    ssl.close();
  }

  private String verifiedPath() throws CommandFailure {
    if (ssl.verifiedChain().isEmpty()) {
      throw new CommandFailure("the server was not verified: " + ssl.verifyResult().text());
    }
    return ssl.verifiedChain().stream()
        .map(PeerCertificate::subject)
        .collect(Collectors.joining(" <- "));
  }

  private void tell(String what, String format, Object... values) {
    out.printf(Locale.ROOT, "%-14s " + format + "%n", prepend(what, values));
  }

  /** Without the slash that Java puts where a host name would be. */
  private static String text(SocketAddress address) {
    return address.toString().replaceFirst(".*/", "");
  }

  private static Object[] prepend(String first, Object... rest) {
    Object[] all = new Object[rest.length + 1];
    all[0] = first;
    System.arraycopy(rest, 0, all, 1, rest.length);
    return all;
  }
}
