// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import java.io.IOException;
import java.util.Optional;

/**
 * A connection failed, or a call was made that it does not allow. A failure stays: every later call
 * throws it again. Misuse leaves the connection as it was.
 */
public class SslException extends IOException {
  private static final long serialVersionUID = 1;

  /** Why; null when the transport failed. */
  private final SslReason reason;

  /** The alert that the peer is told; -1 for none. */
  private final int alert;

  /** Who is on the other side; null for misuse. */
  private final String peer;

  /** The protocol failed. */
  SslException(TlsException cause, String peer) {
    super(cause.getMessage() + " (" + peer + sent(cause) + ")", cause);
    reason = cause.reason();
    alert = cause.alert().map(AlertDescription::code).orElse(-1);
    this.peer = peer;
  }

  /** The transport failed. */
  private SslException(String transportProblem, Throwable cause, String peer) {
    super(transportProblem, cause);
    reason = null;
    alert = -1;
    this.peer = peer;
  }

  /** The transport failed without a word: there is no cause. */
  static SslException silent(String transportProblem) {
    return new SslException(transportProblem, null, null);
  }

  /** The transport failed. */
  SslException(IOException cause) {
    this("the transport failed: " + cause.getMessage(), cause, null);
  }

  /** The same failure of a transport, with the name of who was on its other side. */
  SslException with(String whom) {
    SslException named = new SslException(getMessage() + " (" + whom + ")", getCause(), whom);
    named.setStackTrace(getStackTrace());
    return named;
  }

  /** Something that is no connection's cannot be used. */
  SslException(TlsException cause) {
    super(cause.getMessage(), cause);
    reason = cause.reason();
    alert = -1;
    peer = null;
  }

  private static String sent(TlsException cause) {
    return cause.alert().map(alert -> ", sent alert " + alert).orElse("");
  }

  /** The call is not allowed now. */
  SslException(SslReason misuse) {
    super(misuse.text());
    reason = misuse;
    alert = -1;
    peer = null;
  }

  /** The call is not allowed now, for a reason that depends on more. */
  SslException(SslReason misuse, String detail) {
    super(misuse.text() + ": " + detail);
    reason = misuse;
    alert = -1;
    peer = null;
  }

  /** What is wrong, by OpenSSL's name and number; empty when the transport failed. */
  public Optional<SslReason> reason() {
    return Optional.ofNullable(reason);
  }

  /**
   * The alert of this failure; empty when it has none. It went to the peer, unless this side had
   * said its close_notify before, behind which nothing goes out, or the transport failed. SSLv3 has
   * another alert in place of some, and SSLv2 has none.
   */
  public Optional<AlertDescription> alert() {
    return alert < 0 ? Optional.empty() : Optional.of(new AlertDescription(alert));
  }

  /**
   * Who is on the other side: "server" or "client", its name if this side was told one, its address
   * if the transport knows it. Empty for misuse, of which no peer is guilty.
   */
  public Optional<String> peer() {
    return Optional.ofNullable(peer);
  }

  /** True when not TLS but what it runs over failed; the cause tells more. */
  public boolean isTransportFailure() {
    return reason == null;
  }
}
