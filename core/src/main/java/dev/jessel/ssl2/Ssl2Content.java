// SPDX-License-Identifier: Apache-2.0
package dev.jessel.ssl2;

import dev.jessel.wire.Bytes;

/**
 * What a record of SSLv2 held. The records have no type: what they hold depends on whether the
 * handshake is over.
 *
 * @param isMessage whether it is a message of the handshake, else it is application data
 * @param bytes the content; of a message at least one byte
 */
public record Ssl2Content(boolean isMessage, Bytes bytes) {}
