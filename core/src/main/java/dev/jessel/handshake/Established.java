// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

/**
 * The handshake is done and application data flows.
 *
 * @param post takes the messages that may still come: tickets, key updates, certificates; or works
 *     on one of them
 */
public record Established(HandshakeState post) implements HandshakeState {}
