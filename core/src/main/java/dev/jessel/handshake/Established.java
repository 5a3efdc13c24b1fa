// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

/**
 * The handshake is done and application data flows.
 *
 * @param post takes the messages that may still come: tickets and key updates
 */
public record Established(MessageState post) implements HandshakeState {}
