// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.tls;

import dev.jessel.SslContext;
import dev.jessel.SslListener;
import dev.jessel.bio.Bio;
import dev.jessel.cli.pcap.Capture;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** What writes connections down: the key log, the capture, and the traces of a console. */
public final class Recorders implements AutoCloseable {
  private final Optional<KeyLogFile> keyLog;
  private final Optional<Capture> capture;

  private Recorders(Optional<KeyLogFile> keyLog, Optional<Capture> capture) {
    this.keyLog = keyLog;
    this.capture = capture;
  }

  /** Opens the files that the options name. */
  public static Recorders open(ShowOptions options) throws IOException {
    Optional<KeyLogFile> keyLog = Optional.empty();
    if (options.keyLogFile().isPresent()) {
      keyLog = Optional.of(KeyLogFile.appendTo(options.keyLogFile().get()));
    }
    Optional<Capture> capture = Optional.empty();
    if (options.pcap().isPresent()) {
      capture = Optional.of(Capture.to(options.pcap().get()));
    }
    return new Recorders(keyLog, capture);
  }

  /**
   * Has connections told to the recorders.
   *
   * @param listener hears of them too
   */
  public SslContext.Builder attachTo(SslContext.Builder builder, SslListener listener) {
    if (keyLog.isPresent() || capture.isPresent()) {
      builder.keyLog(this::secret);
    }
    return builder.listener(listener);
  }

  /** The transport of a connection, watched if it is to be. */
  public Bio transport(SocketChannel channel, boolean isClient) throws IOException {
    Bio plain = Bio.of(channel);
    return capture.isPresent() ? capture.get().watch(channel, plain, isClient) : plain;
  }

  private void secret(String line) {
    keyLog.ifPresent(log -> log.line(line));
    capture.ifPresent(file -> file.secret(line));
  }

  @Override
  public void close() throws IOException {
    if (keyLog.isPresent()) {
      keyLog.get().close();
    }
    if (capture.isPresent()) {
      capture.get().close();
    }
  }
}
