// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.server;

import dev.jessel.SslCallbacks;
import dev.jessel.SslReply;
import java.util.Optional;

/** Remembers what a client offered, and has no objection. For one connection. */
final class ClientOffer implements SslCallbacks.ClientHelloInspector {
  private volatile Optional<SslCallbacks.ClientHelloView> hello = Optional.empty();

  @Override
  public SslReply<Boolean> inspect(SslCallbacks.ClientHelloView offered) {
    hello = Optional.of(offered);
    return SslReply.now(true);
  }

  /** What was offered; empty before the ClientHello. */
  Optional<SslCallbacks.ClientHelloView> hello() {
    return hello;
  }
}
