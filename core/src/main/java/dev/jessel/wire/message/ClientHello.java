// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.message;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.HandshakeType;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.MessageContext;
import java.util.List;

/**
 * ClientHello (RFC 9846 section 4.2.2). The form is the same in all versions; one of TLS 1.2 may
 * come without extensions.
 *
 * @param legacyVersion TLS 1.2, where {@code supported_versions} says more
 * @param random 32 bytes
 * @param sessionId {@code legacy_session_id}, 0 to 32 bytes
 * @param cipherSuites most wanted first, not empty
 * @param compressionMethods {@code legacy_compression_methods}, not empty; a single zero in TLS 1.3
 * @param extensions maybe none
 */
public record ClientHello(
    ProtocolVersion legacyVersion,
    Bytes random,
    Bytes sessionId,
    List<CipherSuite> cipherSuites,
    Bytes compressionMethods,
    Extensions extensions)
    implements HandshakeMessage {
  /** Length of the random value in bytes. */
  public static final int RANDOM_LENGTH = 32;

  /** Greatest length of a session id in bytes. */
  public static final int MAX_SESSION_ID_LENGTH = 32;

  /** Copies the list. */
  public ClientHello {
    cipherSuites = List.copyOf(cipherSuites);
  }

  /**
   * Reads the body of the message.
   *
   * @param body all of it, without the four bytes of header
   * @return the message
   * @throws TlsException if the bytes are no such message
   */
  public static ClientHello decode(ByteReader body) throws TlsException {
    ProtocolVersion legacyVersion = new ProtocolVersion(body.u16());
    Bytes random = body.bytes(RANDOM_LENGTH);
    Bytes sessionId = body.opaque8(0, MAX_SESSION_ID_LENGTH);
    List<CipherSuite> cipherSuites =
        body.vector16(2, 0xfffe).items(item -> new CipherSuite(item.u16()));
    Bytes compressionMethods = body.opaque8(1, 0xff);
    Extensions extensions = ServerHello.optionalExtensions(body, MessageContext.CLIENT_HELLO);
    body.expectEnd();
    return new ClientHello(
        legacyVersion, random, sessionId, cipherSuites, compressionMethods, extensions);
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.CLIENT_HELLO;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.u16(legacyVersion.code());
    out.bytes(random);
    out.opaque8(sessionId);
    out.vector16(list -> cipherSuites.forEach(suite -> list.u16(suite.code())));
    out.opaque8(compressionMethods);
    if (!extensions.isEmpty()) {
      extensions.encode(out);
    }
  }

  /**
   * This message with other extensions.
   *
   * @param changed the extensions to have
   * @return a new message
   */
  public ClientHello withExtensions(Extensions changed) {
    return new ClientHello(
        legacyVersion, random, sessionId, cipherSuites, compressionMethods, changed);
  }
}
