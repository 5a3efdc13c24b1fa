// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

/**
 * A state of SSLv2 that consumes one message, an {@code Ssl2Message}. These states are another
 * module's, so no list of them is here.
 */
public non-sealed interface Ssl2MessageState extends MessageState {}
