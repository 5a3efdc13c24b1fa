// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server13;

import dev.jessel.keys.HandshakeSecrets;

/**
 * What a server holds once its ServerHello is out.
 *
 * @param terms what was chosen
 * @param secrets the handshake stage of the key schedule
 * @param asksClient whether the client was asked for a certificate
 */
public record ServerKeys(Terms terms, HandshakeSecrets secrets, boolean asksClient) {}
