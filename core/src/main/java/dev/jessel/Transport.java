// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.bio.Bio;
import dev.jessel.bio.InPlace;
import dev.jessel.bio.RetryFlags;
import dev.jessel.connection.TlsConnection;
import dev.jessel.error.SslReason;
import dev.jessel.record.InboundBuffer;
import dev.jessel.record.OutboundBuffer;
import java.io.IOException;
import java.util.Optional;

/** The Bios under a connection: moves bytes between them and the engine's buffers. */
final class Transport {
  private volatile Optional<Bio> reader = Optional.empty();
  private volatile Optional<Bio> writer = Optional.empty();
  private volatile boolean flushOwed;
  private volatile boolean delivered;

  /** What has lent the inbound buffer its bytes; null when nobody has. */
  private InPlace lender;

  /** What has lent the outbound buffer its room; null when nobody has. */
  private InPlace roomLender;

  void reader(Optional<Bio> bio) {
    reader = bio;
  }

  void writer(Optional<Bio> bio) {
    writer = bio;
  }

  /** Owes nothing to the connection that was. */
  void forget() {
    flushOwed = false;
    delivered = false;
    lender = null;
    roomLender = null;
  }

  Optional<Bio> reader() {
    return reader;
  }

  Optional<Bio> writer() {
    return writer;
  }

  /** Where the peer is; empty when the Bios do not know. */
  Optional<String> peerAddress() {
    return reader.flatMap(Bio::peerAddress).or(() -> writer.flatMap(Bio::peerAddress));
  }

  /** True once all that there was to say has been taken: the peer may have heard it. */
  boolean hasDelivered() {
    return delivered;
  }

  /** True when the Bio took all bytes and could not pass them on yet. */
  boolean owesFlush() {
    return flushOwed;
  }

  /**
   * Writes all bytes that wait, and flushes.
   *
   * @return {@link SslStatus#DONE} when none is left
   * @throws SslException when the transport failed
   */
  SslStatus flush(OutboundBuffer out) throws SslException {
    endLoan(out, true);
    if (out.isEmpty() && !flushOwed) {
      return SslStatus.DONE;
    }
    Bio bio = writer.orElseThrow(() -> new SslException(SslReason.BIO_NOT_SET));
    while (!out.isEmpty()) {
      int count = bio.write(out.array(), out.start(), out.size());
      if (count <= 0) {
        return blocked(bio.writeFlags(), "the transport took no bytes");
      }
      out.consume(count);
    }
    delivered = true;
    // A Bio that holds bytes back may block here, with nothing left in our buffer.
    flushOwed = !bio.flush();
    return flushOwed ? blocked(bio.writeFlags(), "the transport did not flush") : SslStatus.DONE;
  }

  /**
   * Reads once.
   *
   * @return {@link SslStatus#DONE} when bytes came, {@link SslStatus#CLOSED} at the transport's end
   * @param wanted bytes to ask for
   * @param ahead whether to take as many more as there are
   * @throws SslException when the transport failed
   */
  SslStatus fill(InboundBuffer in, int wanted, boolean ahead) throws SslException {
    Bio bio = reader.orElseThrow(() -> new SslException(SslReason.READ_BIO_NOT_SET));
    int room = in.makeRoom(wanted);
    int count = bio.read(in.array(), in.end(), ahead ? room : wanted);
    if (count > 0) {
      in.filled(count);
      return SslStatus.DONE;
    }
    in.releaseIfEmpty();
    return count == 0 ? SslStatus.CLOSED : blocked(bio.readFlags(), "the transport gave no bytes");
  }

  /**
   * Has the connection take the next record where the Bio has it, as far as both can; it must be
   * {@linkplain #giveBack given back}.
   *
   * @param alone whether more bytes than that record are a reason to read all of them
   */
  boolean lend(TlsConnection to, boolean alone) throws SslException {
    Bio bio = reader.orElse(null);
    if (!(bio instanceof InPlace source) || bio.isObserved() || !to.mayBorrow()) {
      return false;
    }
    try {
      int there = source.lend();
      boolean taken = there > 0 && to.borrow(source.lentArray(), source.lentStart(), there, alone);
      lender = taken ? source : null;
      return taken;
    } catch (RuntimeException e) {
      throw broken(e);
    }
  }

  /** Tells the Bio that has lent a record what was opened of it. */
  void giveBack(InboundBuffer in) throws SslException {
    if (lender == null) {
      return;
    }
    InPlace source = lender;
    lender = null;
    int opened = in.giveBack();
    try {
      source.skip(opened);
    } catch (RuntimeException e) {
      throw broken(e);
    }
  }

  /** Has the next record sealed where the Bio keeps its bytes, if it has such room. */
  void lendRoom(OutboundBuffer out, int wanted) throws SslException {
    Bio bio = writer.orElse(null);
    if (wanted == 0 || flushOwed || !(bio instanceof InPlace target) || bio.isObserved()) {
      return;
    }
    try {
      int room = target.lendRoom(wanted);
      if (room > 0) {
        out.borrow(target.roomArray(), target.roomStart(), room);
        roomLender = target;
      }
    } catch (RuntimeException e) {
      throw broken(e);
    }
  }

  /** Nothing was sealed in lent room after all; what stands there already is kept. */
  void endLoan(OutboundBuffer out) {
    try {
      endLoan(out, false);
    } catch (SslException e) {
      // What kept the record from being sealed came first, and is on its way.
    }
  }

  /**
   * Ends a loan of room, if there is one. What was sealed there is handed over if that is wanted,
   * unless the room was too small, or is the writer's no more.
   */
  private void endLoan(OutboundBuffer out, boolean handsOver) throws SslException {
    if (roomLender == null) {
      return;
    }
    InPlace room = roomLender;
    roomLender = null;
    int sealed = 0;
    if (handsOver && out.isBorrowed() && room == writer.orElse(null)) {
      sealed = out.giveBack();
      flushOwed = true;
    } else {
      out.keep();
    }
    try {
      room.commit(sealed);
    } catch (RuntimeException e) {
      throw broken(e);
    }
  }

  /** As with the calls of a {@link Bio}: nobody knows what was done before it threw. */
  private static SslException broken(RuntimeException cause) {
    return new SslException(new IOException("a Bio broke: " + cause, cause));
  }

  private static SslStatus blocked(RetryFlags flags, String otherwise) throws SslException {
    if (!flags.shouldRetry()) {
      throw flags.failure().map(SslException::new).orElseGet(() -> SslException.silent(otherwise));
    }
    if (flags.shouldRead()) {
      return SslStatus.WANT_READ;
    }
    if (flags.shouldWrite()) {
      return SslStatus.WANT_WRITE;
    }
    return switch (flags.reason()) {
      case RetryFlags.REASON_ACCEPT -> SslStatus.WANT_ACCEPT;
      // TLS within TLS: it is the outer connection that waits for its application.
      case RetryFlags.REASON_X509_LOOKUP -> SslStatus.WANT_CREDENTIAL;
      default -> SslStatus.WANT_CONNECT;
    };
  }
}
