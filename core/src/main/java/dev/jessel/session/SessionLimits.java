// SPDX-License-Identifier: Apache-2.0
package dev.jessel.session;

/** The bounds of what a session holds, wherever it comes from. Sizes are in bytes. */
public final class SessionLimits {
  /** An id, and the context that a session belongs to (RFC 5246 7.4.1.2; libssl for the other). */
  public static final int MAX_ID = 32;

  /** A ticket (RFC 9846 4.7.1), and what a server's application keeps with a session. */
  public static final int MAX_TICKET = 65_535;

  /** The name of a server, and that of a protocol (RFC 7301 3.1). */
  public static final int MAX_NAME = 255;

  /** A secret: a pre-shared key may have more than what a handshake makes, as in libssl. */
  public static final int MAX_SECRET = 512;

  /** What is added to an age, and how much early data is allowed, as 32 bits say it. */
  public static final long MAX_U32 = 0xFFFF_FFFFL;

  /** The last second of the year 9999, behind which no date can be written. */
  public static final long MAX_SECONDS = 253_402_300_799L;

  private SessionLimits() {}
}
