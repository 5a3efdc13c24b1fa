// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.x509.DaneMatch;
import dev.jessel.x509.DaneRecords;
import dev.jessel.x509.TlsaRecord;
import dev.jessel.x509.VerifyResult;
import java.util.Optional;

/** The TLSA records of a connection's peer, once they are asked for. */
final class DaneConnection {
  private final ConnectionState ssl;
  private DaneContext context;
  private Optional<DaneRecords> records = Optional.empty();
  private long flags;

  DaneConnection(ConnectionState ssl, DaneContext context) {
    this.ssl = ssl;
    this.context = context;
    this.flags = context.flags(0, 0);
  }

  void copyFrom(DaneConnection other) {
    context = other.context;
    records = other.records;
    flags = other.flags;
  }

  /** Has records wanted; false, with a reason in the queue, when they cannot be. */
  boolean enable(DaneContext by) {
    if (!by.isEnabled()) {
      return Configured.refuseReason(SslReason.CONTEXT_NOT_DANE_ENABLED);
    }
    if (records.isPresent()) {
      return Configured.refuseReason(SslReason.DANE_ALREADY_ENABLED);
    }
    context = by;
    records = Optional.of(DaneRecords.none());
    return true;
  }

  boolean isEnabled() {
    return records.isPresent();
  }

  /** Adds a record; false, with a reason in the queue, when it is of no use. */
  boolean add(int usage, int selector, int type, Bytes data) {
    try {
      TlsaRecord record = TlsaRecord.of(usage, selector, context.matching(type), data);
      records = records.map(some -> some.plus(record));
      apply();
      return true;
    } catch (TlsException e) {
      return Configured.refuse(ErrorCode.LIB_SSL, e.reason().number(), e.getMessage());
    }
  }

  /** Turns flags on and off; returns what held before. */
  long flags(long set, long clear) {
    long before = flags;
    flags = (flags | set) & ~clear;
    apply();
    return before;
  }

  /** What the peer is judged by; nothing before there are records. */
  DaneRecords records() {
    DaneRecords some = records.orElse(DaneRecords.none());
    boolean nameless = (flags & LibSslDane.DANE_FLAG_NO_DANE_EE_NAMECHECKS) != 0;
    return nameless ? some.withoutNameChecks() : some;
  }

  /** What has decided that the peer is good. */
  Optional<DaneMatch> match() {
    int found = ssl.judge().result().orElse(VerifyResult.OK.number());
    return found == VerifyResult.OK.number() ? ssl.ssl().daneMatch() : Optional.empty();
  }

  private void apply() {
    if (isEnabled()) {
      ssl.change(builder -> builder.dane(records()));
    }
  }
}
