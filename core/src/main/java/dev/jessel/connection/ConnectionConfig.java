// SPDX-License-Identifier: Apache-2.0
package dev.jessel.connection;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.handshake.HandshakeConfig;
import dev.jessel.record.BufferPool;
import dev.jessel.record.PaddingPolicy;
import java.time.Clock;

/**
 * All settings of a connection; immutable.
 *
 * @param handshake settings of the handshake
 * @param crypto cryptography, randomness included
 * @param clock tells the time
 * @param pool lends record buffers
 * @param sendFragment the most content bytes that we put into a record, 512 to 16384
 * @param maxCertificates the largest Certificate message that is taken, in bytes
 * @param padding how records are padded
 */
public record ConnectionConfig(
    HandshakeConfig handshake,
    CryptoProvider crypto,
    Clock clock,
    BufferPool pool,
    int sendFragment,
    int maxCertificates,
    PaddingPolicy padding) {}
