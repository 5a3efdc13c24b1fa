// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A TCP connection that this Bio makes itself: with the first read or write, or with {@link
 * #establish}. Answers to {@code BIO_s_connect}.
 *
 * <p>All addresses of the host are tried, one after the other. It blocks, unless {@link #blocking}
 * says otherwise: then a connection that is being made is a retry of its own kind ({@link
 * #shouldIoSpecial} with {@link RetryFlags#REASON_CONNECT}), and {@link #channel} can be selected
 * for {@code OP_CONNECT}. A connection that could not be made stays so until {@link #reset}.
 *
 * <p>Once connected it is as a {@link ChannelBio}: one thread may read while another writes.
 */
public final class ConnectBio extends Bio implements LineSource {
  private HostAndPort target = new HostAndPort(Optional.empty(), Optional.empty());
  private Optional<InetSocketAddress> address = Optional.empty();
  private IpFamily family = IpFamily.ANY;
  private boolean blocking = true;
  private boolean noDelay;

  private Deque<InetSocketAddress> untried = new ArrayDeque<>();
  private boolean looked;
  private boolean waited;
  private BioException refusal;
  private SocketChannel channel;
  private ChannelBio connection;

  /** A Bio without a host or port yet. */
  public ConnectBio() {}

  /**
   * A Bio that will connect to a host.
   *
   * @param host a name or an address, perhaps with a port: {@code host:port}, {@code [::1]:port}
   * @throws BioException if that has too many colons
   */
  public ConnectBio(String host) throws BioException {
    host(host);
  }

  // ---- Where to

  /**
   * Sets the host, and the port if the text has one ({@code BIO_set_conn_hostname}).
   *
   * @throws BioException if the text has too many colons
   */
  public void host(String text) throws BioException {
    HostAndPort parsed = HostAndPort.hostFirst(text);
    target = new HostAndPort(parsed.host(), parsed.port().or(() -> target.port()));
    address = Optional.empty();
  }

  /** Sets the port: a number, or a name such as {@code https} ({@code BIO_set_conn_port}). */
  public void port(String text) {
    target = new HostAndPort(target.host(), Optional.of(text));
    address = Optional.empty();
  }

  /** Sets the one address to connect to ({@code BIO_set_conn_address}). */
  public void address(InetSocketAddress only) {
    address = Optional.of(only);
    target =
        new HostAndPort(
            Optional.of(only.getHostString()), Optional.of(Integer.toString(only.getPort())));
  }

  /** Sets which of the host's addresses are tried. */
  public void family(IpFamily wanted) {
    family = wanted;
  }

  /** The host; empty for this machine, or for nothing. */
  public Optional<String> host() {
    return target.host();
  }

  /** The port. */
  public Optional<String> port() {
    return target.port();
  }

  /** Which of the host's addresses are tried. */
  public IpFamily family() {
    return family;
  }

  // ---- How

  /** Whether calls wait ({@code BIO_set_nbio}); they do by default. Also once connected. */
  public void blocking(boolean waits) throws IOException {
    blocking = waits;
    if (connection != null) {
      channel.configureBlocking(waits);
    }
  }

  /** Whether calls wait. */
  public boolean isBlocking() {
    return blocking;
  }

  /** Sends small pieces at once ({@code TCP_NODELAY}); set it before the connection is made. */
  public void noDelay(boolean atOnce) {
    noDelay = atOnce;
  }

  /** Whether small pieces are sent at once. */
  public boolean isNoDelay() {
    return noDelay;
  }

  /** The socket, from the first try on. */
  public Optional<SocketChannel> channel() {
    return Optional.ofNullable(channel);
  }

  /** True once the connection is made. */
  public boolean isConnected() {
    return connection != null;
  }

  /** Makes another one connect to the same place in the same way ({@code BIO_dup_chain}). */
  public void copyTo(ConnectBio copy) {
    copy.target = target;
    copy.address = address;
    copy.family = family;
    copy.blocking = blocking;
    copy.noDelay = noDelay;
  }

  // ---- Operations

  @Override
  protected boolean doEstablish() throws IOException {
    return connected() || retryWrite(RetryFlags.IO_SPECIAL, RetryFlags.REASON_CONNECT) > 0;
  }

  @Override
  protected int doRead(byte[] b, int off, int len) throws IOException {
    if (!connected()) {
      return retryRead(RetryFlags.IO_SPECIAL, RetryFlags.REASON_CONNECT);
    }
    int n = connection.read(b, off, len);
    readFlags().copyFrom(connection.readFlags());
    return n;
  }

  @Override
  protected int doWrite(byte[] b, int off, int len) throws IOException {
    if (!connected()) {
      return retryWrite(RetryFlags.IO_SPECIAL, RetryFlags.REASON_CONNECT);
    }
    int n = connection.write(b, off, len);
    writeFlags().copyFrom(connection.writeFlags());
    return n;
  }

  /** Reads through the next newline, a byte at a time; what was read of it is not lost. */
  @Override
  public int readLine(byte[] b, int off, int len) {
    int taken = 0;
    while (taken < len) {
      int n = read(b, off + taken, 1);
      if (n <= 0) {
        return taken > 0 ? taken : n;
      }
      taken++;
      if (b[off + taken - 1] == '\n') {
        break;
      }
    }
    return taken;
  }

  @Override
  public Optional<String> peerAddress() {
    return connection == null ? Optional.empty() : connection.peerAddress();
  }

  /** Drops the connection; the next call makes a new one. Always true. */
  @Override
  public boolean reset() {
    drop();
    looked = false;
    waited = false;
    refusal = null;
    return true;
  }

  @Override
  protected void doClose() throws IOException {
    if (channel != null && closesTransport()) {
      channel.close();
    }
  }

  // ---- Making the connection

  /** False when it is still being made. */
  private boolean connected() throws IOException {
    if (connection != null) {
      return true;
    }
    if (refusal != null) {
      throw refusal;
    }
    lookUp();
    IOException last = null;
    while (channel != null || !untried.isEmpty()) {
      try {
        if (!tryOne()) {
          waited = true;
          return false;
        }
        connection = new ChannelBio(channel, channel);
        return true;
      } catch (IOException e) {
        last = e;
        drop();
      }
    }
    throw refused(last);
  }

  private void lookUp() throws BioException {
    if (looked) {
      return;
    }
    if (address.isEmpty() && target.host().isEmpty() && target.port().isEmpty()) {
      throw new BioException(
          BioException.Reason.NO_HOSTNAME_OR_SERVICE_SPECIFIED, "neither a host nor a port");
    }
    List<InetSocketAddress> found =
        address.isPresent() ? List.of(address.get()) : target.toConnect(family);
    untried = new ArrayDeque<>(found);
    looked = true;
  }

  private boolean tryOne() throws IOException {
    if (channel != null) {
      return channel.finishConnect();
    }
    InetSocketAddress next = untried.remove();
    channel = SocketChannel.open();
    channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, noDelay);
    channel.configureBlocking(blocking);
    return channel.connect(next);
  }

  private void drop() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // It is given up anyway; the failure that counts is that of the connection.
    }
    channel = null;
    connection = null;
  }

  private BioException refused(IOException cause) {
    BioException.Reason reason =
        waited ? BioException.Reason.NBIO_CONNECT_ERROR : BioException.Reason.CONNECT_ERROR;
    String call =
        "calling connect(" + target.host().orElse("") + ", " + target.port().orElse("") + ")";
    refusal = new BioException(reason, call, cause);
    return refusal;
  }
}
