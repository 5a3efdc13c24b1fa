// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.error.AlertDescription;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.HandshakeType;
import dev.jessel.wire.message.HandshakeMessages;

/** A message in words, as {@code SSL_trace} writes it. */
final class MessageTrace {
  private static final int HEADER = 4;
  private static final int FATAL = 2;

  private MessageTrace() {}

  static String text(boolean sent, int contentType, byte[] content) {
    String who = sent ? "Sent " : "Received ";
    return switch (contentType) {
      case LibSslTypes.SSL3_RT_HANDSHAKE -> who + handshake(Bytes.of(content)) + "\n";
      case LibSslTypes.SSL3_RT_CHANGE_CIPHER_SPEC -> who + "ChangeCipherSpec\n";
      case LibSslTypes.SSL3_RT_ALERT -> who + alert(content) + "\n";
      default -> who + "content type " + contentType + ", " + content.length + " bytes\n";
    };
  }

  private static String handshake(Bytes message) {
    if (message.length() < HEADER) {
      return "a piece of a handshake message";
    }
    HandshakeType type = new HandshakeType(message.at(0) & 0xFF);
    Bytes body = message.slice(HEADER, message.length() - HEADER);
    return "Handshake, "
        + type.name()
        + ", "
        + body.length()
        + " bytes\n    "
        + decoded(type, body);
  }

  private static String decoded(HandshakeType type, Bytes body) {
    try {
      return HandshakeMessages.decode(type, ByteReader.of(body)).toString();
    } catch (TlsException e) {
      return "(" + e.getMessage() + ")";
    }
  }

  private static String alert(byte[] content) {
    if (content.length != 2) {
      return "Alert, malformed";
    }
    String level = content[0] == FATAL ? "fatal" : "warning";
    return "Alert, " + level + ", " + new AlertDescription(content[1] & 0xFF).longText();
  }
}
