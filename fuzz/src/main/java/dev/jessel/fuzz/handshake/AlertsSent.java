// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz.handshake;

import dev.jessel.Ssl;
import dev.jessel.SslException;
import dev.jessel.SslListener;
import dev.jessel.error.AlertDescription;
import dev.jessel.fuzz.Promises;
import dev.jessel.wire.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;

/** The fatal alerts that a connection has sent. */
final class AlertsSent implements SslListener {
  private static final int FATAL = 2;

  private final List<AlertDescription> fatal = new ArrayList<>();

  @Override
  public void alert(Ssl ssl, boolean sent, int level, AlertDescription alert) {
    if (sent && level == FATAL) {
      fatal.add(alert);
    }
  }

  /** One alert at the most goes out, and it is that of the failure. SSLv3 and SSLv2 have others. */
  void judge(Ssl ssl, SslException failure) {
    List<AlertDescription> meant = failure.alert().map(List::of).orElse(List.of());
    boolean tls = ssl.version().filter(v -> !v.isAtLeast(ProtocolVersion.TLS_1_0)).isEmpty();
    if (fatal.size() > 1 || tls && !fatal.equals(meant)) {
      throw Promises.broken("sent " + fatal + ", said it sent " + failure.alert(), failure);
    }
  }
}
