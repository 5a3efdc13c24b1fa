// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.wire.Bytes;

/**
 * What the hellos settled.
 *
 * @param kind the cipher kind
 * @param challenge the client's, 16 to 32 bytes
 * @param connectionId the server's, 16 to 32 bytes
 */
record Terms(CipherKind kind, Bytes challenge, Bytes connectionId) {}
