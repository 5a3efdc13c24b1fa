// SPDX-License-Identifier: Apache-2.0
package dev.jessel.redis;

import dev.jessel.SslTicketKeys;
import dev.jessel.crypto.Secret;
import dev.jessel.wire.Bytes;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The ticket keys of a fleet at a time, as they stand in Redis:
 *
 * <pre>
 *   struct { opaque name[16]; opaque secret[32]; } Key;
 *   struct {
 *     uint8 version = 1; uint8 exclusive; opaque lineage[16]; uint64 generation; uint64 changed;
 *     Key current; Key next; Key previous&lt;0..1&gt;;
 *   } KeyRing;
 * </pre>
 *
 * @param lineage which keys followed from each other; a ring that was made of nothing begins one
 * @param generation how often they have changed since
 * @param changed when they did last, by Redis' clock, in milliseconds
 * @param exclusive whether keys that were there before this lineage must not open anything
 */
record KeyRing(
    Bytes lineage,
    long generation,
    Instant changed,
    boolean exclusive,
    SslTicketKeys.Key current,
    SslTicketKeys.Key next,
    Optional<SslTicketKeys.Key> previous) {
  private static final byte VERSION = 1;
  private static final int NAME_LENGTH = 16;
  private static final int SECRET_LENGTH = 32;
  private static final int KEY_LENGTH = NAME_LENGTH + SECRET_LENGTH;
  private static final int HEAD = 2 + NAME_LENGTH + 2 * Long.BYTES;
  private static final int MAX_LENGTH = HEAD + 3 * KEY_LENGTH;

  /** New keys. */
  static KeyRing fresh(SecureRandom random, Instant now) {
    return new KeyRing(
        Bytes.of(bytes(random, NAME_LENGTH)),
        0,
        now,
        false,
        key(random),
        key(random),
        Optional.empty());
  }

  private static SslTicketKeys.Key key(SecureRandom random) {
    return new SslTicketKeys.Key(
        Bytes.of(bytes(random, NAME_LENGTH)), Secret.take(bytes(random, SECRET_LENGTH)));
  }

  private static byte[] bytes(SecureRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** What follows: the next key becomes the current one. */
  KeyRing turned(SecureRandom random, Instant now) {
    return new KeyRing(
        lineage, generation + 1, now, exclusive, next, key(random), Optional.of(current));
  }

  /** These keys, as of another time. */
  KeyRing since(Instant now) {
    return new KeyRing(lineage, generation, now, exclusive, current, next, previous);
  }

  /** These keys, beside which no older ones count. */
  KeyRing alone() {
    return new KeyRing(lineage, generation, changed, true, current, next, previous);
  }

  /** Whether it is time to change them. */
  boolean isDue(Instant now, Duration period) {
    Duration age = Duration.between(changed, now);
    return age.compareTo(period) >= 0 || age.compareTo(FleetLimits.CLOCK_SET_BACK.negated()) < 0;
  }

  /** Whether both follow from the same beginning. */
  boolean isAkinTo(KeyRing other) {
    return lineage.equals(other.lineage);
  }

  /**
   * What opens tickets from before these keys.
   *
   * @param before the key that this server made tickets with, which serves as long as the ring has
   *     no previous one
   */
  Optional<SslTicketKeys.Key> previousOr(SslTicketKeys.Key before) {
    return exclusive || previous.isPresent() || before.name().equals(current.name())
        ? previous
        : Optional.of(before);
  }

  /** Wipes the keys that are not also in another ring. */
  void destroyBeside(KeyRing kept) {
    List<Secret> used = kept.keys().map(SslTicketKeys.Key::secret).toList();
    keys()
        .map(SslTicketKeys.Key::secret)
        // The very same one: what has the same content is a copy.
        .filter(mine -> used.stream().noneMatch(one -> one == mine))
        .forEach(Secret::destroy);
  }

  private Stream<SslTicketKeys.Key> keys() {
    return Stream.concat(Stream.of(current, next), previous.stream());
  }

  /** As it stands in Redis before it is sealed; the caller wipes it. */
  byte[] encode() {
    ByteBuffer out = ByteBuffer.allocate(HEAD + (previous.isPresent() ? 3 : 2) * KEY_LENGTH);
    out.put(VERSION).put((byte) (exclusive ? 1 : 0)).put(lineage.toArray());
    out.putLong(generation).putLong(changed.toEpochMilli());
    keys().forEach(key -> put(out, key));
    return out.array();
  }

  private static void put(ByteBuffer out, SslTicketKeys.Key key) {
    out.put(key.name().toArray());
    ByteBuffer ignored = key.secret().expose(out::put);
  }

  /** Reads a ring; empty for what is none. */
  static Optional<KeyRing> decode(byte[] encoded) {
    ByteBuffer in = ByteBuffer.wrap(encoded);
    boolean known = encoded.length <= MAX_LENGTH && encoded.length > 1 && in.get() == VERSION;
    try {
      return known ? Optional.of(decoded(in)) : Optional.empty();
    } catch (BufferUnderflowException e) {
      return Optional.empty();
    }
  }

  private static KeyRing decoded(ByteBuffer in) {
    boolean exclusive = in.get() == 1;
    Bytes lineage = taken(in, NAME_LENGTH);
    long generation = in.getLong();
    Instant changed = Instant.ofEpochMilli(in.getLong());
    SslTicketKeys.Key current = key(in);
    SslTicketKeys.Key next = key(in);
    Optional<SslTicketKeys.Key> previous =
        in.hasRemaining() ? Optional.of(key(in)) : Optional.empty();
    return new KeyRing(lineage, generation, changed, exclusive, current, next, previous);
  }

  private static SslTicketKeys.Key key(ByteBuffer in) {
    Bytes name = taken(in, NAME_LENGTH);
    byte[] secret = new byte[SECRET_LENGTH];
    in.get(secret);
    return new SslTicketKeys.Key(name, Secret.take(secret));
  }

  private static Bytes taken(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return Bytes.of(bytes);
  }

  /** The generation, and nothing of the keys. */
  @Override
  public String toString() {
    return "KeyRing[generation " + generation + "]";
  }
}
