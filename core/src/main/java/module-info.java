// SPDX-License-Identifier: Apache-2.0

/**
 * TLS as a stream over any transport.
 *
 * <p>The module needs {@code java.base} and nothing else.
 */
module dev.jessel {
  exports dev.jessel.bio;
  exports dev.jessel.crypto;
  exports dev.jessel.error;
  exports dev.jessel.wire;
  exports dev.jessel.x509;
}
