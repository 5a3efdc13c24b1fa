// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.post;

import dev.jessel.keys.Transcript;
import dev.jessel.wire.message.CertificateRequest;

/**
 * A client that was asked for its certificate after the handshake.
 *
 * @param request what it was asked
 * @param transcript the handshake, the request, and the answer as far as it has come
 */
public record AskedClient(CertificateRequest request, Transcript transcript) {}
