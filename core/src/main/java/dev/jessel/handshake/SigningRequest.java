// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.wire.Bytes;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.x509.Credential;

/**
 * What is to be signed.
 *
 * @param credential whose key signs
 * @param scheme how
 * @param content the whole message, not its digest
 */
public record SigningRequest(Credential credential, SignatureScheme scheme, Bytes content) {}
