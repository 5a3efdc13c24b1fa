// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;

/** A session that a server gave a ticket for. Immutable; holds a secret that it never shows. */
public final class SslSession {
  private final Session session;

  SslSession(Session session) {
    this.session = session;
  }

  /** How long the ticket may be used, in seconds from its arrival, at most a week. */
  public long lifetimeSeconds() {
    return session.lifetimeSeconds();
  }

  /** The suite of the connection that it came over. */
  public CipherSuite cipherSuite() {
    return session.suite().suite();
  }

  /**
   * False once a connection of this session ended with a fatal alert, sent or received: nobody
   * resumes it any more (RFC 5246 7.2.2). Any thread may ask.
   */
  public boolean isResumable() {
    return session.isResumable();
  }

  /** The most bytes of early data that a client may send with it; 0 for none. */
  public long maxEarlyData() {
    return session.grant().maxEarlyData();
  }

  Session session() {
    return session;
  }

  /** What the client would show to come back; on a server the ticket's nonce. No secret. */
  public Bytes ticket() {
    return session.ticket();
  }

  @Override
  public String toString() {
    return "SslSession[" + cipherSuite().name() + ", " + lifetimeSeconds() + " s]";
  }
}
