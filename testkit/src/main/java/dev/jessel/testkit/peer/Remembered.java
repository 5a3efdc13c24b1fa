// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.wire.Bytes;

/**
 * What a scripted peer of TLS 1.2 keeps of a handshake, to resume it.
 *
 * @param suite the suite
 * @param main the main secret
 * @param extended whether it is an extended one (RFC 7627)
 * @param id the session id; maybe empty
 * @param ticket the ticket; maybe empty
 */
public record Remembered(
    SuiteParameters suite, Secret main, boolean extended, Bytes id, Bytes ticket) {}
