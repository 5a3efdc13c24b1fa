// SPDX-License-Identifier: Apache-2.0
/**
 * Floor 4: the handshake as typed states. A state consumes one message or does one piece of work
 * and returns the state that follows; it acts through {@code HandshakeIo} alone. Which extension
 * may stand where is in {@code ExtensionRules}, what is chosen is in {@code Negotiator}.
 */
package dev.jessel.handshake;
