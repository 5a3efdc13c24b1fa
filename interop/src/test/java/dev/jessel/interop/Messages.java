// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import dev.jessel.Ssl;
import dev.jessel.SslListener;
import dev.jessel.error.AlertDescription;
import dev.jessel.wire.Bytes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers the handshake messages and alerts of a connection, for tests to look at. */
final class Messages implements SslListener {
  private static final int KEY_UPDATE = 24;
  private static final int HEADER = 4;

  private final List<Bytes> received = new CopyOnWriteArrayList<>();
  private final List<Bytes> sent = new CopyOnWriteArrayList<>();
  private final List<AlertDescription> alertsSent = new CopyOnWriteArrayList<>();
  private final List<AlertDescription> alertsReceived = new CopyOnWriteArrayList<>();

  @Override
  public void handshakeMessage(Ssl ssl, boolean isSent, Bytes message) {
    (isSent ? sent : received).add(message);
  }

  @Override
  public void alert(Ssl ssl, boolean isSent, int level, AlertDescription alert) {
    (isSent ? alertsSent : alertsReceived).add(alert);
  }

  /** For each KeyUpdate that came, whether it asked for one in return. */
  List<Boolean> keyUpdatesReceived() {
    return keyUpdates(received);
  }

  /** For each KeyUpdate that went out, whether it asked for one in return. */
  List<Boolean> keyUpdatesSent() {
    return keyUpdates(sent);
  }

  /** Waits until a KeyUpdate has come. */
  void awaitKeyUpdate() {
    Eventually.is("a KeyUpdate came", () -> !keyUpdatesReceived().isEmpty());
  }

  /** How many messages of a type came. */
  long received(int type) {
    return received.stream().filter(message -> message.at(0) == type).count();
  }

  List<AlertDescription> alertsSent() {
    return List.copyOf(alertsSent);
  }

  List<AlertDescription> alertsReceived() {
    return List.copyOf(alertsReceived);
  }

  private static List<Boolean> keyUpdates(List<Bytes> messages) {
    return messages.stream()
        .filter(message -> message.at(0) == KEY_UPDATE)
        .map(message -> message.at(HEADER) == 1)
        .toList();
  }
}
