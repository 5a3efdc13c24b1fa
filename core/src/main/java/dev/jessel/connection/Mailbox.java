// SPDX-License-Identifier: Apache-2.0
package dev.jessel.connection;

import dev.jessel.error.AlertDescription;
import dev.jessel.handshake.post.AnswerCertificateRequest;
import dev.jessel.record.RecordLimits;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** What one half asks of the other. Thread-safe; nothing in it blocks. */
final class Mailbox {
  private static final Optional<AlertDescription> NO_ALERT = Optional.empty();

  private static final int NO_RENEGOTIATION_OWED = 1;
  private static final int KEY_UPDATE_OWED = 2;
  private static final int KEY_UPDATE_REQUESTED = 4;

  private final AtomicInteger flags = new AtomicInteger();
  private final AtomicReference<Optional<Boolean>> renegotiation =
      new AtomicReference<>(Optional.empty());
  private final AtomicReference<List<AnswerCertificateRequest>> certificates =
      new AtomicReference<>(List.of());
  private final AtomicReference<Optional<AlertDescription>> alert = new AtomicReference<>(NO_ALERT);

  /** The read half owes the peer the warning that there will be no other handshake. */
  void oweNoRenegotiation() {
    set(NO_RENEGOTIATION_OWED);
  }

  /** The write half takes the warning over. */
  boolean takeNoRenegotiation() {
    return has(NO_RENEGOTIATION_OWED) && take(NO_RENEGOTIATION_OWED);
  }

  /** True while the warning is owed. */
  boolean owesNoRenegotiation() {
    return has(NO_RENEGOTIATION_OWED);
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
    List<AnswerCertificateRequest> owed = certificates.get();
    boolean known = owed.stream().anyMatch(a -> a.requestContext().equals(answer.requestContext()));
    if (known || owed.size() >= RecordLimits.MAX_CERTIFICATE_REQUESTS) {
      return false;
    }
    certificates.updateAndGet(all -> Stream.concat(all.stream(), Stream.of(answer)).toList());
    return true;
  }

  /** The answer that the write half must send next. */
  Optional<AnswerCertificateRequest> owedCertificate() {
    return certificates.get().stream().findFirst();
  }

  /** The write half has sent it. */
  void certificateSent() {
    certificates.updateAndGet(all -> List.copyOf(all.subList(1, all.size())));
  }

  /** True while a certificate is owed. */
  boolean owesCertificate() {
    return !certificates.get().isEmpty();
  }

  /** The read half owes the peer a KeyUpdate; several requests are answered by one. */
  void oweKeyUpdate() {
    set(KEY_UPDATE_OWED);
  }

  /** The write half takes the debt over. */
  boolean takeKeyUpdate() {
    return has(KEY_UPDATE_OWED) && take(KEY_UPDATE_OWED);
  }

  /** True while a KeyUpdate is owed. */
  boolean owesKeyUpdate() {
    return has(KEY_UPDATE_OWED);
  }

  /**
   * RFC 9846 4.7.3: after a request there is no other one until the peer has sent a KeyUpdate.
   *
   * @return true when the write half may ask for one now
   */
  boolean requestKeyUpdate() {
    return !set(KEY_UPDATE_REQUESTED);
  }

  /** The read half got a KeyUpdate. */
  void keyUpdateCame() {
    take(KEY_UPDATE_REQUESTED);
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

  private boolean has(int flag) {
    return (flags.get() & flag) != 0;
  }

  /** Sets a flag; true if it was set before. */
  private boolean set(int flag) {
    return (flags.getAndAccumulate(flag, (all, one) -> all | one) & flag) != 0;
  }

  /** Takes a flag back; true if it was set. */
  private boolean take(int flag) {
    return (flags.getAndAccumulate(flag, (all, one) -> all & ~one) & flag) != 0;
  }
}
