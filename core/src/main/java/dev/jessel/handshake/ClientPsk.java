// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.crypto.Secret;
import dev.jessel.wire.Bytes;

/**
 * What a client uses as a pre-shared key up to TLS 1.2 (RFC 4279).
 *
 * @param identity what it tells the server, 0 to 65535 bytes
 * @param key the key, which the handshake destroys; not empty
 */
public record ClientPsk(Bytes identity, Secret key) {}
