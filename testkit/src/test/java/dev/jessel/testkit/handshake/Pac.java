// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import dev.jessel.SslCallbacks.ExternalSession;
import dev.jessel.SslCallbacks.ExternalSessionFinder;
import dev.jessel.SslCallbacks.SessionWanted;
import dev.jessel.SslContext;
import dev.jessel.SslReply;
import dev.jessel.crypto.Secret;
import dev.jessel.keys.MainSecret12;
import dev.jessel.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A protected access credential, as EAP-FAST has it (RFC 4851): a ticket and a secret. */
public final class Pac {
  /** What the client shows. */
  public static final Bytes OPAQUE =
      Bytes.of("opaque to the client".getBytes(StandardCharsets.US_ASCII));

  private Pac() {}

  /** Settings of a client that has one and needs a moment to find its secret. */
  public static SslContext.Builder client(SslContext.Builder settings) {
    return settings.externalTicket(OPAQUE).externalSessionFinder(Optional.of(slow(Pac::known)));
  }

  /** Settings of a server that knows it and needs a moment to find its secret. */
  public static SslContext.Builder server(SslContext.Builder settings) {
    return settings.externalSessionFinder(Optional.of(slow(Pac::known)));
  }

  /** Settings of a client that has one whose secret does not depend on the randoms. */
  public static SslContext.Builder fixed(SslContext.Builder settings) {
    return settings
        .externalTicket(OPAQUE)
        .externalSessionFinder(
            Optional.of(
                wanted ->
                    SslReply.now(Optional.of(new ExternalSession(secret(), Optional.empty())))));
  }

  /** The secret that does not depend on the randoms. */
  public static Secret secret() {
    return Secret.zeros(MainSecret12.LENGTH);
  }

  /** The secret that comes from both randoms. */
  static Secret secret(SessionWanted wanted) {
    Bytes randoms = wanted.serverRandom().plus(wanted.clientRandom());
    return Secret.take(randoms.slice(0, MainSecret12.LENGTH).toArray());
  }

  /** Answers at once, to who shows the right ticket. */
  static SslReply<Optional<ExternalSession>> known(SessionWanted wanted) {
    return SslReply.now(
        Optional.of(new ExternalSession(secret(wanted), Optional.empty()))
            .filter(any -> wanted.ticket().equals(OPAQUE)));
  }

  /** Needs a moment. */
  static ExternalSessionFinder slow(ExternalSessionFinder finder) {
    AtomicBoolean asked = new AtomicBoolean();
    return wanted -> asked.getAndSet(true) ? finder.find(wanted) : SslReply.later();
  }
}
