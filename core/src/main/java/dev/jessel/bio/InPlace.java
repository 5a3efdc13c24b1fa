// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

/**
 * What a {@link Bio} implements that keeps its bytes in an array, so that its user can work on them
 * there instead of copying them: a record is opened where it lies, and sealed where it is to lie.
 * Answers to {@code BIO_nread0}, {@code BIO_nread}, {@code BIO_nwrite0} and {@code BIO_nwrite}.
 *
 * <p>Bytes are lent by {@link #lend}, room by {@link #lendRoom}. A loan ends with the next call for
 * the same direction, be it one of these or {@link Bio#read} and {@link Bio#write}; it may end
 * without anything having been read or put there. Until then the Bio neither moves nor overwrites
 * what it has lent, whatever is done for the other direction, and whoever resets or closes it: of
 * what is gone then, {@link #skip} takes nothing.
 *
 * <p>TLS uses this for whole records, once the handshake is over, while nobody {@linkplain
 * Bio#observe observes} the Bio; a loan that is under way when an observer comes is not seen by it.
 * An unchecked exception of one of these methods ends the connection, as a transport that failed.
 *
 * <p>Thread-safety: as with a {@link Bio}, one thread may do the reading and another the writing.
 */
public interface InPlace {
  /**
   * Lends bytes that a read would give: {@link #lentArray()} holds them from {@link #lentStart()}
   * on.
   *
   * @return their number, as far as they stand in one piece; 0 if there are none, or they cannot be
   *     lent now: then a read tells why
   */
  int lend();

  /** The array that holds what {@link #lend} has lent. It must not be changed. */
  byte[] lentArray();

  /** Where the lent bytes start. */
  int lentStart();

  /**
   * Takes bytes that were lent, as if they had been read, and ends the loan.
   *
   * @param count how many, 0 or more, no more than were lent
   */
  void skip(int count);

  /**
   * Lends room for bytes to be written: {@link #roomArray()} has it from {@link #roomStart()} on.
   *
   * @param least bytes of room that are wanted, at least 1
   * @return the room that there is, in bytes, at least {@code least}; 0 if so much cannot be lent
   */
  int lendRoom(int least);

  /** The array with the room that {@link #lendRoom} has lent. */
  byte[] roomArray();

  /** Where the lent room starts. */
  int roomStart();

  /**
   * Hands over what was put into the room that was lent, as if it had been written, and ends the
   * loan.
   *
   * @param count how many bytes, 0 or more, no more than there was room for
   */
  void commit(int count);
}
