// SPDX-License-Identifier: Apache-2.0
/**
 * Transports that can say "not now": byte sources and sinks for a TLS connection, after OpenSSL's
 * BIO. A {@link dev.jessel.bio.Bio} reads and writes byte arrays, returns a count, and keeps flags
 * that tell a retry from an end and from a failure. Some stand at the end of a chain (memory, pair,
 * channel, stream), others are filters in front of another Bio. The package depends on {@code
 * java.base} alone and knows nothing about TLS.
 */
package dev.jessel.bio;
