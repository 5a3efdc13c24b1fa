// SPDX-License-Identifier: Apache-2.0
/**
 * Transports that misbehave in named, repeatable ways: filters that stand in front of a real {@link
 * dev.jessel.bio.Bio} and cut, block or damage what passes. None uses randomness or time, so a test
 * that fails once fails again.
 */
package dev.jessel.testkit.transport;
