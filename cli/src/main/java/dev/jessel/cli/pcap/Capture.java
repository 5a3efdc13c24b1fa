// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.pcap;

import dev.jessel.bio.Bio;
import dev.jessel.cli.Version;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * A capture file for any number of connections. Secrets are written before the first packet that
 * comes after they were made known: readers find them in time, also in a file that breaks off.
 * Thread-safe.
 *
 * <p>When the file cannot be written any more, the capture ends and the connections go on; {@link
 * #close} tells.
 */
public final class Capture implements AutoCloseable {
  private final PcapngWriter writer;
  private final StringBuilder newSecrets = new StringBuilder();
  private IOException failure;

  private Capture(PcapngWriter writer) {
    this.writer = writer;
  }

  /** Starts a file, in place of one that may be there. It holds secrets: it is the owner's. */
  public static Capture to(Path file) throws IOException {
    return new Capture(
        new PcapngWriter(SecretFile.createOrTruncate(file), "Jessel " + Version.number()));
  }

  /** Takes a line of a key log. */
  public synchronized void secret(String line) {
    newSecrets.append(line).append('\n');
  }

  /**
   * Watches a connection that has just been made.
   *
   * @param channel tells the addresses
   * @param transport carries the bytes
   * @param isClient whether this program connected
   * @return to be used in place of the transport
   */
  public Bio watch(SocketChannel channel, Bio transport, boolean isClient) throws IOException {
    Endpoint own = Endpoint.of((InetSocketAddress) channel.getLocalAddress());
    Endpoint peer = Endpoint.of((InetSocketAddress) channel.getRemoteAddress());
    return new CaptureBio(transport, this, own, peer, isClient);
  }

  synchronized void write(Packet packet) {
    if (failure != null) {
      return;
    }
    try {
      writeSecrets();
      writer.packet(packet);
    } catch (IOException e) {
      failure = e;
    }
  }

  /**
   * Ends the file.
   *
   * @throws IOException when the capture is not complete
   */
  @Override
  public synchronized void close() throws IOException {
    if (failure == null) {
      writeSecrets();
    }
    writer.close();
    if (failure != null) {
      throw new IOException("the capture broke off: " + failure.getMessage(), failure);
    }
  }

  private void writeSecrets() throws IOException {
    if (newSecrets.length() > 0) {
      writer.secrets(newSecrets.toString());
      newSecrets.setLength(0);
    }
  }
}
