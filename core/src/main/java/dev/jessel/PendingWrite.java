// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

/**
 * A write that was cut short by its transport and must be repeated.
 *
 * @param source the caller's array, compared by identity and never read again by us
 * @param offset where the caller's bytes start
 * @param length how many there are
 * @param sealed how many of them are sealed in records, sent or not
 */
@SuppressWarnings("ArrayRecordComponent") // the identity of the array is what is compared
record PendingWrite(byte[] source, int offset, int length, int sealed) {
  /** Whether a call is the repetition of this one: not shorter than what is sealed already. */
  boolean allows(byte[] again, int againOffset, int againLength, boolean moving) {
    boolean same = again == source && againOffset == offset;
    return againLength >= sealed && (moving || same);
  }
}
