// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

/** A protection of TLS 1.2 or before: the header tells the type of what is inside. */
sealed interface OpenTypeProtection extends RecordProtection
    permits Aead12Protection, CbcProtection, EncryptThenMacProtection, StreamProtection {
  @Override
  default int maxFragment() {
    return RecordLimits.MAX_PLAINTEXT + RecordLimits.MAX_EXPANSION_12;
  }

  @Override
  default boolean encrypts() {
    return true;
  }

  @Override
  default boolean hidesType() {
    return false;
  }
}
