// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

/** A state threw, or one is running: in both cases no state may run. */
public record Failed() implements HandshakeState {}
