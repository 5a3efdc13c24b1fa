// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.message;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.HandshakeType;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.MessageContext;

/**
 * EncryptedExtensions (RFC 9846 section 4.4.1).
 *
 * @param extensions maybe none
 */
public record EncryptedExtensions(Extensions extensions) implements HandshakeMessage {
  /**
   * Reads the body of the message.
   *
   * @param body all of it, without the four bytes of header
   * @return the message
   * @throws TlsException if the bytes are no such message
   */
  public static EncryptedExtensions decode(ByteReader body) throws TlsException {
    Extensions extensions = Extensions.decode(body, MessageContext.ENCRYPTED_EXTENSIONS);
    body.expectEnd();
    return new EncryptedExtensions(extensions);
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.ENCRYPTED_EXTENSIONS;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    extensions.encode(out);
  }
}
