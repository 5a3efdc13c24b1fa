// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.Bytes;
import java.util.Map;

/**
 * A ClientHello's fields as they stood on the wire (RFC 9846 section 4.2.2).
 *
 * @param version {@code legacy_version}
 * @param random 32 bytes
 * @param sessionId 0 to 32 bytes
 * @param cipherSuites two bytes each
 * @param compressionMethods one byte each
 * @param extensions the bodies by their types, in the order of the wire
 */
record ClientHelloBytes(
    int version,
    Bytes random,
    Bytes sessionId,
    Bytes cipherSuites,
    Bytes compressionMethods,
    Map<Integer, Bytes> extensions) {
  private static final int RANDOM_LENGTH = 32;

  static ClientHelloBytes read(ByteReader body) throws TlsException {
    int version = body.u16();
    Bytes random = body.bytes(RANDOM_LENGTH);
    Bytes sessionId = body.opaque8();
    Bytes suites = body.opaque16();
    Bytes compressions = body.opaque8();
    Map<Integer, Bytes> extensions = body.isEmpty() ? Map.of() : PeerExtensions.block(body);
    return new ClientHelloBytes(version, random, sessionId, suites, compressions, extensions);
  }
}
