// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import dev.jessel.SslCallbacks;
import dev.jessel.SslContext;
import dev.jessel.SslReply;
import dev.jessel.crypto.Secret;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A pre-shared key for tests of TLS 1.2. */
public final class PreShared {
  /** What the client calls it. */
  public static final String IDENTITY = "client one";

  private static final byte[] KEY = {1, 2, 3, 4, 5, 6, 7, 8};

  private PreShared() {}

  /** Settings of a client that has the key and needs a moment to find it. */
  public static SslContext.Builder client(SslContext.Builder settings) {
    AtomicBoolean asked = new AtomicBoolean();
    return settings.pskChooser(
        Optional.of(
            hint ->
                asked.getAndSet(true) ? SslReply.now(Optional.of(identity())) : SslReply.later()));
  }

  /** Settings of a server that knows the key and needs a moment to find it. */
  public static SslContext.Builder server(SslContext.Builder settings) {
    AtomicBoolean asked = new AtomicBoolean();
    return settings.pskFinder(
        Optional.of(name -> asked.getAndSet(true) ? SslReply.now(key(name)) : SslReply.later()));
  }

  /** The key with its name. */
  public static SslCallbacks.PskIdentity identity() {
    return new SslCallbacks.PskIdentity(IDENTITY, Secret.copyOf(KEY));
  }

  /** The key of a name. */
  public static Optional<Secret> key(String name) {
    return name.equals(IDENTITY) ? Optional.of(Secret.copyOf(KEY)) : Optional.empty();
  }
}
