// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.x509.Credential;

/**
 * What is to be signed.
 *
 * @param credential whose key signs
 * @param scheme how
 * @param version what is spoken: it says what an ECDSA scheme means
 * @param content the whole message, not its digest; of {@link SignatureScheme#RSA_PKCS1_MD5_SHA1}
 *     both digests, which are signed as they are
 */
public record SigningRequest(
    Credential credential, SignatureScheme scheme, ProtocolVersion version, Bytes content) {}
