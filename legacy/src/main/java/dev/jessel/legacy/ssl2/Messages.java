// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.message.Ssl2Message;

/** Messages that are a type and some bytes. */
final class Messages {
  private Messages() {}

  /** CLIENT-FINISHED, SERVER-VERIFY and SERVER-FINISHED. */
  static Ssl2Message of(int type, Bytes content) {
    return new Ssl2Message(Bytes.of((byte) type).plus(content));
  }

  static boolean is(Ssl2Message message, int type) {
    return message.bytes().at(0) == type;
  }

  /**
   * What follows the type.
   *
   * @throws TlsException unexpected_message for another type; what the peer says in an ERROR
   */
  static ByteReader body(Ssl2Message message, int type) throws TlsException {
    if (is(message, MessageType.ERROR)) {
      throw ErrorCode.received(message);
    }
    if (!is(message, type)) {
      throw new TlsException(
          SslReason.UNEXPECTED_MESSAGE,
          "got message " + (message.bytes().at(0) & 0xFF) + " of SSLv2, expected " + type);
    }
    return ByteReader.of(message.bytes().slice(1, message.bytes().length() - 1));
  }
}
