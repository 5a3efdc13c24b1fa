// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import dev.jessel.bio.MemoryBio;
import dev.jessel.crypto.Secret;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ContentType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The record layer of a scripted peer. It sends whatever it is told to, and opens what the victim
 * sends with any keys that exist, because the victim alone decides when it changes them.
 */
final class PeerRecords {
  /** Stands for the type of a record that the peer has not the keys of. */
  private static final ContentType UNREADABLE = new ContentType(0xFF);

  private final MemoryBio toVictim;
  private final MemoryBio fromVictim;
  private final List<RecordKeys> writeKeys = new ArrayList<>();
  private final List<RecordKeys> readKeys = new ArrayList<>();
  private Optional<RecordKeys12> oldWriteKeys = Optional.empty();
  private Optional<RecordKeys12> oldReadKeys = Optional.empty();
  private Optional<RecordKeys12> nextWriteKeys = Optional.empty();
  private Optional<RecordKeys12> nextReadKeys = Optional.empty();
  private Epoch writing = Epoch.PLAIN;
  private Bytes unparsed = Bytes.EMPTY;

  PeerRecords(MemoryBio toVictim, MemoryBio fromVictim) {
    this.toVictim = toVictim;
    this.fromVictim = fromVictim;
  }

  Epoch writing() {
    return writing;
  }

  void addWriteKeys(RecordKeys keys) {
    writeKeys.add(keys);
  }

  void addReadKeys(RecordKeys keys) {
    readKeys.add(keys);
  }

  /** Keys of TLS 1.2 in both directions, which each side changes to in its time. */
  void oldKeys(RecordKeys12 write, RecordKeys12 read) {
    nextWriteKeys = Optional.of(write);
    nextReadKeys = Optional.of(read);
  }

  /** From now on records of the epoch APPLICATION are those of the keys of TLS 1.2 made last. */
  void changeOldKeys() {
    oldWriteKeys = nextWriteKeys.or(() -> oldWriteKeys);
    nextWriteKeys = Optional.empty();
    writing = Epoch.APPLICATION;
  }

  void writeIn(Epoch epoch) {
    writing = epoch;
  }

  /** The next generation of what the peer sends. */
  void nextWriteKeys() {
    writeKeys.add(keys(Epoch.APPLICATION).next());
  }

  /** The secret behind what the peer sends. */
  Secret writeSecret() {
    return keys(Epoch.APPLICATION).secret();
  }

  /** The next generation of what the victim sends. */
  void nextReadKeys() {
    readKeys.add(readKeys.get(readKeys.size() - 1).next());
  }

  void send(Epoch epoch, ContentType type, Bytes content, int padding) {
    Optional<RecordKeys12> old = oldWriteKeys.or(() -> nextWriteKeys);
    if (epoch == Epoch.PLAIN) {
      plain(type, content);
    } else if (old.isPresent()) {
      raw(old.get().seal(type, content));
    } else {
      byte[] inner = new byte[content.length() + 1 + padding];
      content.copyTo(inner, 0);
      inner[content.length()] = (byte) type.code();
      sealed(epoch, Bytes.of(inner));
    }
  }

  Bytes sealedOld(ContentType type, Bytes content) {
    return oldWriteKeys
        .orElseThrow(() -> new EndOfScript("there are no keys of TLS 1.2"))
        .seal(type, content);
  }

  void plain(ContentType type, Bytes content) {
    byte[] record = new byte[RecordKeys.HEADER + content.length()];
    RecordKeys.writeHeader(record, type, content.length());
    content.copyTo(record, RecordKeys.HEADER);
    raw(Bytes.of(record));
  }

  void sealed(Epoch epoch, Bytes inner) {
    raw(keys(epoch).seal(inner));
  }

  void raw(Bytes bytes) {
    byte[] array = bytes.toArray();
    int taken = toVictim.write(array, 0, array.length);
    if (taken != array.length) {
      throw new IllegalStateException("a memory took " + taken + " of " + array.length + " bytes");
    }
  }

  /** The next whole record that the victim has sent; empty when there is none. */
  Optional<PeerRecord> receive() {
    byte[] waiting = new byte[(int) fromVictim.pending()];
    if (waiting.length > 0) {
      int read = fromVictim.read(waiting, 0, waiting.length);
      unparsed = unparsed.plus(Bytes.copyOf(waiting, 0, read));
    }
    if (unparsed.length() < RecordKeys.HEADER) {
      return Optional.empty();
    }
    int length = RecordKeys.HEADER + (u8(3) << 8 | u8(4));
    if (unparsed.length() < length) {
      return Optional.empty();
    }
    Bytes record = unparsed.slice(0, length);
    unparsed = unparsed.slice(length, unparsed.length() - length);
    return Optional.of(open(record));
  }

  private int u8(int index) {
    return unparsed.at(index) & 0xFF;
  }

  private PeerRecord open(Bytes record) {
    ContentType outer = new ContentType(record.at(0) & 0xFF);
    Bytes body = record.slice(RecordKeys.HEADER, record.length() - RecordKeys.HEADER);
    if (outer.equals(ContentType.CHANGE_CIPHER_SPEC)) {
      return changed(record);
    }
    if (oldReadKeys.isPresent()) {
      return opened(oldReadKeys.get(), record);
    }
    if (outer.equals(ContentType.APPLICATION_DATA)) {
      for (RecordKeys keys : readKeys) {
        Optional<Bytes> inner = keys.open(record.toArray());
        if (inner.isPresent()) {
          return inside(keys.epoch(), inner.get(), record.length());
        }
      }
    }
    return new PeerRecord(Epoch.PLAIN, outer, body, 0, record.length());
  }

  /** A dummy of TLS 1.3 changes nothing: then there are no such keys. */
  private PeerRecord changed(Bytes record) {
    PeerRecord change =
        oldReadKeys
            .map(keys -> opened(keys, record))
            .orElseGet(
                () ->
                    new PeerRecord(
                        Epoch.PLAIN,
                        ContentType.CHANGE_CIPHER_SPEC,
                        record.slice(RecordKeys.HEADER, record.length() - RecordKeys.HEADER),
                        0,
                        record.length()));
    oldReadKeys = nextReadKeys.or(() -> oldReadKeys);
    nextReadKeys = Optional.empty();
    return change;
  }

  private static PeerRecord opened(RecordKeys12 keys, Bytes record) {
    Bytes body = record.slice(RecordKeys.HEADER, record.length() - RecordKeys.HEADER);
    return keys.open(record)
        .orElseGet(() -> new PeerRecord(Epoch.PLAIN, UNREADABLE, body, 0, record.length()));
  }

  private static PeerRecord inside(Epoch epoch, Bytes inner, int length) {
    int last = inner.length() - 1;
    while (last >= 0 && inner.at(last) == 0) {
      last--;
    }
    if (last < 0) {
      throw new IllegalStateException("the victim sent a record without content type");
    }
    ContentType type = new ContentType(inner.at(last) & 0xFF);
    return new PeerRecord(epoch, type, inner.slice(0, last), inner.length() - 1 - last, length);
  }

  private RecordKeys keys(Epoch epoch) {
    RecordKeys found = null;
    for (RecordKeys keys : writeKeys) {
      found = keys.epoch() == epoch ? keys : found;
    }
    if (found == null) {
      throw new EndOfScript("the peer has no keys of the epoch " + epoch);
    }
    return found;
  }
}
