// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A listening TCP socket. Answers to {@code BIO_s_accept}.
 *
 * <p>The first {@link #establish} binds and listens; each later one waits for a connection and puts
 * its Bio behind this one, unless one is there already. {@link #next} is that connection: {@link
 * #pop} this Bio off it to serve it apart, and {@code establish} again for the next one. Reads and
 * writes accept by themselves and pass through.
 *
 * <p>It blocks, unless {@link #blocking} says otherwise: then waiting for a connection is a retry
 * of its own kind ({@link #shouldIoSpecial} with {@link RetryFlags#REASON_ACCEPT}). For one thread.
 */
public final class AcceptBio extends FilterBio {
  private HostAndPort place = new HostAndPort(Optional.empty(), Optional.empty());
  private IpFamily family = IpFamily.ANY;
  private boolean blocking = true;
  private boolean connectionsBlock = true;
  private boolean reuseAddress;
  private UnaryOperator<Bio> decoration = connection -> connection;
  private ServerSocketChannel listener;
  private Optional<InetSocketAddress> peer = Optional.empty();

  /** A Bio without an address yet. */
  public AcceptBio() {}

  /**
   * A Bio that will listen.
   *
   * @param place a port, or an address and a port: {@code 443}, {@code *:443}, {@code
   *     127.0.0.1:443}, {@code [::1]:443}; port 0 takes a free one
   * @throws BioException if that has too many colons
   */
  public AcceptBio(String place) throws BioException {
    place(place);
  }

  // ---- Where and how

  /**
   * Sets where to listen: a port, or an address and a port ({@code BIO_set_accept_name}).
   *
   * @throws BioException if the text has too many colons
   */
  public void place(String text) throws BioException {
    HostAndPort parsed = HostAndPort.portFirst(text);
    place = new HostAndPort(parsed.host(), parsed.port().or(() -> place.port()));
  }

  /** Sets the port alone ({@code BIO_set_accept_port}). */
  public void port(String text) {
    place = new HostAndPort(place.host(), Optional.of(text));
  }

  /** Sets which kind of address to listen on. */
  public void family(IpFamily wanted) {
    family = wanted;
  }

  /** Which kind of address to listen on. */
  public IpFamily family() {
    return family;
  }

  /** Whether {@link #establish} waits for a connection ({@code BIO_set_nbio_accept}). */
  public void blocking(boolean waits) throws IOException {
    blocking = waits;
    if (listener != null) {
      listener.configureBlocking(waits);
    }
  }

  /** Whether {@link #establish} waits for a connection. */
  public boolean isBlocking() {
    return blocking;
  }

  /** Whether calls on accepted connections wait ({@code BIO_set_nbio}); they do by default. */
  public void connectionsBlock(boolean wait) {
    connectionsBlock = wait;
  }

  /** Whether calls on accepted connections wait. */
  public boolean doConnectionsBlock() {
    return connectionsBlock;
  }

  /** Whether an address can be bound that was in use a moment ago ({@code SO_REUSEADDR}). */
  public void reuseAddress(boolean reuse) {
    reuseAddress = reuse;
  }

  /** Whether an address can be bound that was in use a moment ago. */
  public boolean isReuseAddress() {
    return reuseAddress;
  }

  /**
   * What is done with the Bio of each connection, such as putting filters in front of it ({@code
   * BIO_set_accept_bios}); it gives the head of the chain.
   */
  public void decorate(UnaryOperator<Bio> each) {
    decoration = Objects.requireNonNull(each, "each");
  }

  /** The listening socket, once bound. */
  public Optional<ServerSocketChannel> channel() {
    return Optional.ofNullable(listener);
  }

  /** Where it listens, once bound; with the port that was taken for 0. */
  public Optional<InetSocketAddress> localAddress() {
    try {
      return listener == null
          ? Optional.empty()
          : Optional.ofNullable((InetSocketAddress) listener.getLocalAddress());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The other end of the last connection that was accepted. */
  public Optional<InetSocketAddress> peer() {
    return peer;
  }

  /** The port that was asked for. */
  public Optional<String> port() {
    return place.port();
  }

  /** The address that was asked for. */
  public Optional<String> host() {
    return place.host();
  }

  // ---- Operations

  /** Binds, the first time; later waits for a connection. */
  @Override
  protected boolean doEstablish() throws IOException {
    if (listener == null) {
      listen();
      return true;
    }
    return accepted() || retryWrite(RetryFlags.IO_SPECIAL, RetryFlags.REASON_ACCEPT) > 0;
  }

  @Override
  protected int doRead(byte[] b, int off, int len) throws IOException {
    if (!ready()) {
      return retryRead(RetryFlags.IO_SPECIAL, RetryFlags.REASON_ACCEPT);
    }
    return readNext(b, off, len);
  }

  @Override
  protected int doWrite(byte[] b, int off, int len) throws IOException {
    if (!ready()) {
      return retryWrite(RetryFlags.IO_SPECIAL, RetryFlags.REASON_ACCEPT);
    }
    return writeNext(b, off, len);
  }

  @Override
  protected boolean doFlush() throws IOException {
    return next() == null || flushNext();
  }

  /** That of the connection; false while there is none. */
  @Override
  public boolean eof() {
    return next() != null && super.eof();
  }

  /** Stops listening; the next call binds again. A connection behind stays. Always true. */
  @Override
  public boolean reset() {
    try {
      stop();
    } catch (IOException e) {
      // Given up either way.
    }
    return true;
  }

  @Override
  protected void doClose() throws IOException {
    if (closesTransport()) {
      stop();
    }
  }

  private boolean ready() throws IOException {
    if (listener == null) {
      listen();
    }
    return accepted();
  }

  private void listen() throws IOException {
    if (place.host().isEmpty() && place.port().isEmpty()) {
      throw new BioException(
          BioException.Reason.NO_ACCEPT_ADDR_OR_SERVICE_SPECIFIED, "neither an address nor a port");
    }
    InetSocketAddress wanted = place.toListen(family);
    ServerSocketChannel channel =
        family == IpFamily.IPV4
            ? ServerSocketChannel.open(StandardProtocolFamily.INET)
            : ServerSocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, reuseAddress);
      channel.configureBlocking(blocking);
      channel.bind(wanted);
      listener = channel;
    } catch (BindException e) {
      throw new BioException(
          BioException.Reason.UNABLE_TO_BIND_SOCKET, "calling bind(" + wanted + ")", e);
    } finally {
      if (listener == null) {
        channel.close();
      }
    }
  }

  /** True when a connection stands behind this Bio. */
  private boolean accepted() throws IOException {
    if (next() != null) {
      return true;
    }
    SocketChannel connection = accept();
    if (connection == null) {
      return false;
    }
    boolean passedOn = false;
    try {
      connection.configureBlocking(connectionsBlock);
      peer = Optional.of((InetSocketAddress) connection.getRemoteAddress());
      Bio same = push(decoration.apply(Bio.of(connection)));
      passedOn = same == this;
    } finally {
      if (!passedOn) {
        connection.close();
      }
    }
    return passedOn;
  }

  private SocketChannel accept() throws BioException {
    try {
      return listener.accept();
    } catch (IOException e) {
      throw new BioException(BioException.Reason.ACCEPT_ERROR, "calling accept()", e);
    }
  }

  private void stop() throws IOException {
    if (listener != null) {
      listener.close();
      listener = null;
    }
  }
}
