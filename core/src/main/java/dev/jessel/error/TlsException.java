// SPDX-License-Identifier: Apache-2.0
package dev.jessel.error;

import java.util.Optional;

/**
 * A peer did something that ends the connection. The one checked exception for all of that: its
 * {@link #reason} says what, its {@link #alert} is what the peer is told. Messages never contain
 * keys, secrets or application data.
 */
public final class TlsException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int NO_ALERT = -1;

  private final SslReason reason;
  private final int alertCode;

  /**
   * A failure that its reason says all about.
   *
   * @param reason what is wrong
   */
  public TlsException(SslReason reason) {
    this(reason, reason.alert(), reason.text(), null);
  }

  /**
   * A failure with what was found.
   *
   * @param reason what is wrong
   * @param detail a few words on the values involved; no secrets
   */
  public TlsException(SslReason reason, String detail) {
    this(reason, detail, null);
  }

  /**
   * A failure that another one caused.
   *
   * @param reason what is wrong
   * @param detail a few words on the values involved; no secrets
   * @param cause what made it fail, may be null
   */
  public TlsException(SslReason reason, String detail, Throwable cause) {
    this(reason, reason.alert(), reason.text() + ": " + detail, cause);
  }

  private TlsException(
      SslReason reason, Optional<AlertDescription> alert, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.alertCode = alert.map(AlertDescription::code).orElse(NO_ALERT);
  }

  /**
   * {@link SslReason#CALLBACK_FAILED} for an application that did not fail but said no: the peer
   * learns that it could not be agreed with (RFC 9846 section 6.2), not that something broke.
   *
   * @param detail what was refused
   * @return the exception to throw, with a handshake_failure alert
   */
  public static TlsException refusedByApplication(String detail) {
    SslReason reason = SslReason.CALLBACK_FAILED;
    Optional<AlertDescription> alert = Optional.of(AlertDescription.HANDSHAKE_FAILURE);
    return new TlsException(reason, alert, reason.text() + ": " + detail, null);
  }

  /**
   * A failure whose alert the application has chosen.
   *
   * @param reason what is wrong
   * @param alert what the peer is told
   * @param detail a few words on who chose; no secrets
   * @param cause what the application threw
   * @return the exception to throw
   */
  public static TlsException refused(
      SslReason reason, AlertDescription alert, String detail, Throwable cause) {
    return new TlsException(reason, Optional.of(alert), reason.text() + ": " + detail, cause);
  }

  /**
   * {@link SslReason#CERTIFICATE_VERIFY_FAILED}, whose alert depends on more than itself: each
   * verification result has an alert of its own (RFC 9846 section 6.2).
   *
   * @param alert what the peer is told, for example {@code unknown_ca}
   * @param detail the verification result in words
   * @return the exception to throw
   */
  public static TlsException certificateRejected(AlertDescription alert, String detail) {
    SslReason reason = SslReason.CERTIFICATE_VERIFY_FAILED;
    return new TlsException(reason, Optional.of(alert), reason.text() + ": " + detail, null);
  }

  /**
   * The same failure with the place where it was found, unless it says so already.
   *
   * @param place a message or a state, by name
   * @return an exception with this one's stack trace
   */
  public TlsException in(String place) {
    if (getMessage().substring(reason.text().length()).contains(place)) {
      return this;
    }
    TlsException placed =
        new TlsException(reason, alert(), getMessage() + ", in " + place, getCause());
    placed.setStackTrace(getStackTrace());
    for (Throwable one : getSuppressed()) {
      placed.addSuppressed(one);
    }
    return placed;
  }

  /**
   * What went wrong.
   *
   * @return never null
   */
  public SslReason reason() {
    return reason;
  }

  /**
   * The fatal alert to send.
   *
   * @return the alert, or empty if the peer is told nothing
   */
  public Optional<AlertDescription> alert() {
    return alertCode == NO_ALERT ? Optional.empty() : Optional.of(new AlertDescription(alertCode));
  }
}
