// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server13;

import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.message.ClientHello;
import java.util.Optional;

/**
 * What a HelloRetryRequest asked for.
 *
 * @param first the ClientHello that it answered
 * @param suite the suite that it chose
 * @param group the group whose share must come; empty when the request was for a cookie alone
 * @param cookie the cookie that must come back
 */
public record RetrySent(
    ClientHello first, CipherSuite suite, Optional<NamedGroup> group, Optional<Bytes> cookie) {}
