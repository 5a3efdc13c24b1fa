// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.HandshakeType;
import java.util.LinkedHashMap;
import java.util.Map;

/** The extensions of a handshake message as they stood on the wire. */
final class PeerExtensions {
  private static final int HEADER = 4;
  private static final int RANDOM_LENGTH = 32;

  private PeerExtensions() {}

  /** The bodies by their types, in order; none for a message that has none or cannot be read. */
  static Map<Integer, Bytes> in(Bytes message) {
    if (!HandshakeNotes.hasLength(message)) {
      return Map.of();
    }
    HandshakeType type = new HandshakeType(message.at(0) & 0xFF);
    ByteReader body = ByteReader.of(message.slice(HEADER, message.length() - HEADER));
    try {
      return read(type, body);
    } catch (TlsException e) {
      return Map.of();
    }
  }

  private static Map<Integer, Bytes> read(HandshakeType type, ByteReader body) throws TlsException {
    if (type.equals(HandshakeType.CLIENT_HELLO)) {
      return ClientHelloBytes.read(body).extensions();
    }
    if (type.equals(HandshakeType.ENCRYPTED_EXTENSIONS)) {
      return block(body);
    }
    return type.equals(HandshakeType.SERVER_HELLO) ? ofServerHello(body) : Map.of();
  }

  private static Map<Integer, Bytes> ofServerHello(ByteReader body) throws TlsException {
    int version = body.u16();
    Bytes random = body.bytes(RANDOM_LENGTH);
    Bytes session = body.opaque8();
    int suite = body.u16();
    int compression = body.u8();
    assert version + suite + compression >= 0 && random.length() + session.length() > 0;
    return body.isEmpty() ? Map.of() : block(body);
  }

  static Map<Integer, Bytes> block(ByteReader body) throws TlsException {
    Map<Integer, Bytes> found = new LinkedHashMap<>();
    ByteReader extensions = body.vector16();
    while (!extensions.isEmpty()) {
      found.put(extensions.u16(), extensions.opaque16());
    }
    return found;
  }
}
