// SPDX-License-Identifier: Apache-2.0
package dev.jessel.connection;

import dev.jessel.error.AlertDescription;
import dev.jessel.handshake.post.AnswerCertificateRequest;
import dev.jessel.record.RecordLimits;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** What one half asks of the other. Thread-safe; nothing in it blocks. */
final class Mailbox {
  private static final Optional<AlertDescription> NO_ALERT = Optional.empty();

  private final AtomicBoolean noRenegotiationOwed = new AtomicBoolean();
  private final AtomicReference<Optional<Boolean>> renegotiation =
      new AtomicReference<>(Optional.empty());
  private final Queue<AnswerCertificateRequest> certificates = new ConcurrentLinkedQueue<>();
  private final AtomicInteger certificatesOwed = new AtomicInteger();
  private final AtomicBoolean keyUpdateOwed = new AtomicBoolean();
  private final AtomicBoolean keyUpdateRequested = new AtomicBoolean();
  private final AtomicReference<Optional<AlertDescription>> alert = new AtomicReference<>(NO_ALERT);

  /** The read half owes the peer the warning that there will be no other handshake. */
  void oweNoRenegotiation() {
    noRenegotiationOwed.set(true);
  }

  /** The write half takes the warning over. */
  boolean takeNoRenegotiation() {
    return noRenegotiationOwed.get() && noRenegotiationOwed.getAndSet(false);
  }

  /** True while the warning is owed. */
  boolean owesNoRenegotiation() {
    return noRenegotiationOwed.get();
  }

  /**
   * Another handshake is wanted; a full one wins.
   *
   * @param resume whether the session of the connection may be resumed
   */
  void oweRenegotiation(boolean resume) {
    renegotiation.updateAndGet(before -> Optional.of(before.orElse(true) && resume));
  }

  /** The write half takes the wish over: whether a session may be resumed. */
  Optional<Boolean> takeRenegotiation() {
    return renegotiation.getAndSet(Optional.empty());
  }

  /** True while another handshake is wanted that has not begun. */
  boolean owesRenegotiation() {
    return renegotiation.get().isPresent();
  }

  /**
   * The read half owes the peer a certificate.
   *
   * @return false when too many are owed, or one to a request of the same name
   */
  boolean oweCertificate(AnswerCertificateRequest answer) {
    boolean known =
        certificates.stream().anyMatch(a -> a.requestContext().equals(answer.requestContext()));
    if (known || certificatesOwed.get() >= RecordLimits.MAX_CERTIFICATE_REQUESTS) {
      return false;
    }
    certificates.add(answer);
    certificatesOwed.incrementAndGet();
    return true;
  }

  /** The answer that the write half must send next. */
  Optional<AnswerCertificateRequest> owedCertificate() {
    return Optional.ofNullable(certificates.peek());
  }

  /** The write half has sent it. */
  void certificateSent() {
    certificates.remove();
    certificatesOwed.decrementAndGet();
  }

  /** True while a certificate is owed. */
  boolean owesCertificate() {
    return certificatesOwed.get() > 0;
  }

  /** The read half owes the peer a KeyUpdate; several requests are answered by one. */
  void oweKeyUpdate() {
    keyUpdateOwed.set(true);
  }

  /** The write half takes the debt over. */
  boolean takeKeyUpdate() {
    return keyUpdateOwed.get() && keyUpdateOwed.getAndSet(false);
  }

  /** True while a KeyUpdate is owed. */
  boolean owesKeyUpdate() {
    return keyUpdateOwed.get();
  }

  /**
   * RFC 9846 4.7.3: after a request there is no other one until the peer has sent a KeyUpdate.
   *
   * @return true when the write half may ask for one now
   */
  boolean requestKeyUpdate() {
    return keyUpdateRequested.compareAndSet(false, true);
  }

  /** The read half got a KeyUpdate. */
  void keyUpdateCame() {
    keyUpdateRequested.set(false);
  }

  /** A fatal alert shall go out; the first one stays. */
  void post(AlertDescription fatal) {
    alert.compareAndSet(NO_ALERT, Optional.of(fatal));
  }

  /** True while an alert waits for the write half. */
  boolean owesAlert() {
    return alert.get().isPresent();
  }

  /** The write half takes the alert. */
  Optional<AlertDescription> takeAlert() {
    return alert.getAndSet(NO_ALERT);
  }
}
