// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto;

import dev.jessel.wire.Bytes;

/**
 * The answer to a key share.
 *
 * @param publicValue what goes back on the wire
 * @param secret what both sides share; the receiver destroys it
 */
public record Encapsulation(Bytes publicValue, Secret secret) {}
