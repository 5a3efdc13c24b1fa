// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

/**
 * A state of SSLv2 that consumes no message. These states are another module's, so no list of them
 * is here.
 */
public non-sealed interface Ssl2WorkState extends WorkState {}
