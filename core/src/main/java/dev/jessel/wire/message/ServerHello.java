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

/**
 * ServerHello (RFC 9846 section 4.2.3), and HelloRetryRequest (section 4.2.4), which differs in its
 * random value and in the form of its extensions. One of TLS 1.2 may come without extensions.
 *
 * @param legacyVersion TLS 1.2, where {@code supported_versions} says more
 * @param random 32 bytes
 * @param sessionId {@code legacy_session_id_echo}, 0 to 32 bytes
 * @param cipherSuite what the server chose
 * @param compressionMethod {@code legacy_compression_method}, 0 to 255; zero in TLS 1.3
 * @param extensions maybe none
 */
public record ServerHello(
    ProtocolVersion legacyVersion,
    Bytes random,
    Bytes sessionId,
    CipherSuite cipherSuite,
    int compressionMethod,
    Extensions extensions)
    implements HandshakeMessage {
  /** The random value that makes it a HelloRetryRequest: SHA-256 of "HelloRetryRequest". */
  public static final Bytes HELLO_RETRY_REQUEST_RANDOM =
      Bytes.ofHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

  /**
   * Reads the body of the message.
   *
   * @param body all of it, without the four bytes of header
   * @return the message
   * @throws TlsException if the bytes are no such message
   */
  public static ServerHello decode(ByteReader body) throws TlsException {
    ProtocolVersion legacyVersion = new ProtocolVersion(body.u16());
    Bytes random = body.bytes(ClientHello.RANDOM_LENGTH);
    Bytes sessionId = body.opaque8(0, ClientHello.MAX_SESSION_ID_LENGTH);
    CipherSuite cipherSuite = new CipherSuite(body.u16());
    int compressionMethod = body.u8();
    Extensions extensions = optionalExtensions(body, contextOf(random));
    body.expectEnd();
    return new ServerHello(
        legacyVersion, random, sessionId, cipherSuite, compressionMethod, extensions);
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.SERVER_HELLO;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.u16(legacyVersion.code());
    out.bytes(random);
    out.opaque8(sessionId);
    out.u16(cipherSuite.code());
    out.u8(compressionMethod);
    if (!extensions.isEmpty()) {
      extensions.encode(out);
    }
  }

  /**
   * Whether this is a HelloRetryRequest.
   *
   * @return true if its random value is {@link #HELLO_RETRY_REQUEST_RANDOM}
   */
  public boolean isHelloRetryRequest() {
    return random.equals(HELLO_RETRY_REQUEST_RANDOM);
  }

  private static MessageContext contextOf(Bytes random) {
    return random.equals(HELLO_RETRY_REQUEST_RANDOM)
        ? MessageContext.HELLO_RETRY_REQUEST
        : MessageContext.SERVER_HELLO;
  }

  // RFC 5246 7.4.1.2: up to TLS 1.2 a hello may end before the extensions.
  static Extensions optionalExtensions(ByteReader body, MessageContext context)
      throws TlsException {
    return body.isEmpty() ? Extensions.EMPTY : Extensions.decode(body, context);
  }
}
