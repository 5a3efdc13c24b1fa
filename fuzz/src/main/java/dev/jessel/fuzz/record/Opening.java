// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz.record;

import dev.jessel.error.TlsException;
import dev.jessel.fuzz.Promises;
import dev.jessel.record.BufferPool;
import dev.jessel.record.HandshakeDeframer;
import dev.jessel.record.InboundBuffer;
import dev.jessel.record.OpenedRecord;
import dev.jessel.record.OutboundBuffer;
import dev.jessel.record.RecordOpener;
import dev.jessel.record.RecordSealer;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ContentType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens the records of a stream that comes in pieces, and tells what was in it. */
public final class Opening {
  private static final int MIN_LIMIT = 64;

  /** What a reader has room for; larger records take a buffer of the opener's. */
  private static final int ROOM = 300;

  private final BufferPool pool = new BufferPool(1);
  private final InboundBuffer in = new InboundBuffer(pool);
  private final RecordOpener opener = new RecordOpener(in, pool);
  private final HandshakeDeframer deframer = new HandshakeDeframer();
  private final List<String> told = new ArrayList<>();
  private final byte[] target = new byte[ROOM];
  private final Protections protection;
  private final Bytes stream;
  private final int piece;
  private int taken;

  /**
   * An opening.
   *
   * @param protection of all records
   * @param limit of their size, in units that make sense
   * @param stream what comes
   * @param piece how much of it comes at a time, at the most
   */
  public Opening(Protections protection, int limit, Bytes stream, int piece) {
    this.protection = protection;
    this.stream = stream;
    this.piece = piece;
    opener.protection(protection.make());
    opener.limits(MIN_LIMIT * (limit + 1), MIN_LIMIT * (limit + 1) + 1);
    if (protection != Protections.NONE) {
      opener.requireExactVersion();
    }
  }

  /** Opens all, and tells what came, up to what could not be opened. */
  public List<String> run() {
    try {
      while (fill()) {
        tell(opener.open(target, 0, target.length));
        in.releaseIfEmpty();
      }
    } catch (TlsException e) {
      Promises.checkBlame(e.reason(), e);
      told.add(e.reason().name());
    } finally {
      opener.destroy();
    }
    return told;
  }

  /** True when a record is there. */
  private boolean fill() throws TlsException {
    for (int wanted = opener.bytesWanted(); wanted > 0; wanted = opener.bytesWanted()) {
      int count = Math.min(Math.min(wanted, piece), stream.length() - taken);
      if (count == 0) {
        return false;
      }
      int room = in.makeRoom(count);
      Promises.check(room >= count, "no room for " + count);
      byte[] bytes = stream.slice(taken, count).toArray();
      System.arraycopy(bytes, 0, in.array(), in.end(), count);
      in.filled(count);
      taken += count;
    }
    return true;
  }

  private void tell(OpenedRecord record) throws TlsException {
    if (record.wasSkipped()) {
      told.add("skipped");
      return;
    }
    Bytes content = Bytes.copyOf(record.array(), record.start(), record.length());
    int type = record.type();
    told.add(type + " " + content.hex());
    sealAgain(type, content);
    if (type == ContentType.HANDSHAKE.code()) {
      deframe(content);
    }
  }

  private void deframe(Bytes content) throws TlsException {
    deframer.add(content.toArray(), 0, content.length());
    Optional<HandshakeDeframer.RawMessage> message = deframer.next();
    while (message.isPresent()) {
      told.add(message.get().toString());
      message = deframer.next();
    }
  }

  /** What is sealed can be opened. */
  private void sealAgain(int type, Bytes content) throws TlsException {
    OutboundBuffer out = new OutboundBuffer(pool);
    RecordSealer sealer = new RecordSealer(out);
    sealer.protection(protection.make());
    int sealed = sealer.seal(type, content.toArray(), 0, content.length());
    Bytes record = Bytes.copyOf(out.array(), out.start(), out.size());
    out.clear();
    Opening other = new Opening(protection, 0xFF, record, Integer.MAX_VALUE);
    Promises.check(other.fill(), "what was sealed is no whole record");
    OpenedRecord again = other.opener.open(target, 0, 0);
    Bytes read = Bytes.copyOf(again.array(), again.start(), again.length());
    Promises.check(
        again.type() == type && read.equals(content.slice(0, sealed)), "another content");
    other.opener.destroy();
  }
}
