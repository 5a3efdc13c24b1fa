// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

/**
 * A write that was cut short by its transport and must be repeated.
 *
 * @param source the caller's array, compared by identity; what is sealed is never read again
 * @param offset where the caller's bytes start
 * @param sealed how many of them are sealed in records, sent or not
 */
@SuppressWarnings("ArrayRecordComponent") // the identity of the array is what is compared
record PendingWrite(byte[] source, int offset, int sealed) {
  /** Whether bytes stand where those of this write stood. */
  boolean isOf(byte[] again, int againOffset) {
    return again == source && againOffset == offset;
  }
}
