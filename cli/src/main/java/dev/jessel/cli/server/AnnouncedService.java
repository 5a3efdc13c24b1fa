// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.server;

import dev.jessel.SslEarlyData;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Shows what comes before the handshake is over, and that it is, before a client is served. */
final class AnnouncedService implements Service {
  private final Service service;
  private final PrintStream data;
  private final Consumer<String> tell;
  private final Supplier<List<String>> summary;
  private boolean early;

  /**
   * A service that is announced.
   *
   * @param data gets early data
   * @param tell gets lines about the connection
   * @param summary what is told when the handshake is over
   */
  AnnouncedService(
      Service service, PrintStream data, Consumer<String> tell, Supplier<List<String>> summary) {
    this.service = service;
    this.data = data;
    this.tell = tell;
    this.summary = summary;
  }

  @Override
  public void receivedEarly(byte[] bytes, int length) {
    if (!early) {
      tell.accept("Early data received:");
      early = true;
    }
    data.write(bytes, 0, length);
    data.flush();
  }

  @Override
  public void earlyDataEnded(SslEarlyData outcome) {
    switch (outcome) {
      case NOT_SENT -> tell.accept("No early data received");
      case REJECTED -> tell.accept("Early data was rejected");
      default -> tell.accept("End of early data");
    }
  }

  @Override
  public void opened() {
    summary.get().forEach(tell);
    service.opened();
  }

  @Override
  public void received(byte[] bytes, int length) {
    service.received(bytes, length);
  }

  @Override
  public void closed() {
    service.closed();
  }
}
