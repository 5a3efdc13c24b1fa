// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.session.PreSharedKey;
import dev.jessel.wire.Bytes;

/**
 * Early data that a server could take: all that can be checked is right, but that it comes for the
 * first time.
 *
 * @param psk the key that protects it
 * @param fingerprint what knows a ClientHello that comes again: it stands for the ticket, or with a
 *     key from outside of TLS is the client's proof of the key
 */
public record EarlyDataOffer(PreSharedKey psk, Bytes fingerprint) {}
