// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

/**
 * Sees each operation of a {@link Bio} before and after it is made, and may overrule it. Answers to
 * {@code BIO_set_callback_ex}; good for logs, for counting, and for faults in tests.
 *
 * <p>It is called on the thread that uses the Bio, also when a TLS connection does. An unchecked
 * exception makes the operation fail.
 */
public interface BioObserver {
  /** What is being done. */
  enum Operation {
    /** {@link Bio#read}. */
    READ,
    /** {@link Bio#write}. */
    WRITE,
    /** {@link Bio#flush}; there are no bytes, and 1 stands for true. */
    FLUSH,
    /** The last {@link Bio#close}; there are no bytes, and there is no call after it. */
    CLOSE
  }

  /**
   * Called first.
   *
   * @return more than 0 to go on; else the operation is not made and this is its result ({@link
   *     Bio#retry} says whether to try again)
   */
  default int before(Bio bio, Operation operation, byte[] b, int off, int len) {
    return 1;
  }

  /**
   * Called last.
   *
   * @param returned what the operation gave
   * @return what the caller gets in place of it
   */
  default int after(Bio bio, Operation operation, byte[] b, int off, int len, int returned) {
    return returned;
  }
}
