// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

/**
 * How often a context's connections came back to sessions. Counted without a lock: while
 * connections are made, the numbers need not be of one moment.
 *
 * @param connect handshakes that clients began
 * @param connectGood handshakes that clients completed
 * @param connectRenegotiate further handshakes on connections, of clients
 * @param accept handshakes that servers began
 * @param acceptGood handshakes that servers completed
 * @param acceptRenegotiate further handshakes on connections, of servers
 * @param hits handshakes that resumed a session
 * @param callbackHits sessions that the application's store or {@link SslCallbacks.SessionFinder}
 *     found
 * @param misses sessions that clients named and nobody knew
 * @param timeouts sessions that clients named and that were over
 * @param cacheFull sessions that were dropped from memory for want of room
 * @param number sessions in memory now, of servers
 * @see <a
 *     href="https://docs.openssl.org/master/man3/SSL_CTX_sess_number/">SSL_CTX_sess_number(3)</a>
 */
public record SslSessionStatistics(
    long connect,
    long connectGood,
    long connectRenegotiate,
    long accept,
    long acceptGood,
    long acceptRenegotiate,
    long hits,
    long callbackHits,
    long misses,
    long timeouts,
    long cacheFull,
    long number) {}
