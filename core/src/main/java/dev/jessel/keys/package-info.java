// SPDX-License-Identifier: Apache-2.0

/**
 * The key schedule: from a transcript and a shared secret to the keys of records.
 *
 * <p>The TLS 1.3 schedule is a chain of stages, {@link dev.jessel.keys.EarlySecrets} to {@link
 * dev.jessel.keys.HandshakeSecrets} to {@link dev.jessel.keys.MainSecrets} to {@link
 * dev.jessel.keys.TrafficSecrets}. A stage can be had from the one before it only, and the secret
 * that it came from is wiped at that moment. HKDF is protocol rather than primitive, so it is
 * written here, on the provider's HMAC.
 */
package dev.jessel.keys;
