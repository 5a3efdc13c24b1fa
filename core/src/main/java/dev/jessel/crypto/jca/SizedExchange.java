// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import dev.jessel.crypto.KeyExchange;

/** A key exchange whose values have known sizes, so that a hybrid can cut its own in two. */
interface SizedExchange extends KeyExchange {
  /** Size of what the offering side sends, in bytes. */
  int shareLength();

  /** Size of what the answering side sends back, in bytes. */
  int answerLength();
}
