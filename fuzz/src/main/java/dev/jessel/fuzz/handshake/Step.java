// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz.handshake;

import dev.jessel.fuzz.Choice;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ContentType;

/**
 * One thing that a script does.
 *
 * @param operation kind, wrapping and whether the next step belongs to the same delivery
 * @param body what it is done with
 */
record Step(byte operation, Bytes body) {
  private static final int KIND_MASK = 7;
  private static final int WRAPPING_SHIFT = 3;
  private static final int WRAPPING_MASK = 7;
  private static final int MORE = 0x40;
  private static final int MESSAGE_HEADER = 4;
  private static final ContentType NEVER = new ContentType(0);

  /** What a step is. */
  enum Kind {
    /** A handshake message: its type, then its body. The length is put in. */
    MESSAGE,
    /** An alert. */
    ALERT,
    /** A change_cipher_spec. */
    CHANGE,
    /** Application data. */
    DATA,
    /** Any bytes as the content of a handshake record. */
    FRAGMENT,
    /** A content type, then the content. */
    OTHER,
    /** Bytes of the transport, as they are. */
    RAW,
    /** The application does something. */
    CALL
  }

  static Step of(Kind kind, Wrapping wrapping, boolean more, Bytes body) {
    int operation = Choice.code(kind) | Choice.code(wrapping) << WRAPPING_SHIFT | (more ? MORE : 0);
    return new Step((byte) operation, body);
  }

  static Step call(Call call) {
    return of(Kind.CALL, Wrapping.NONE, false, Bytes.of(Choice.code(call)));
  }

  Kind kind() {
    return Choice.of(Kind.class, operation & KIND_MASK);
  }

  Wrapping wrapping() {
    return Choice.of(Wrapping.class, operation >>> WRAPPING_SHIFT & WRAPPING_MASK);
  }

  /** Whether the victim gets this together with what follows. */
  boolean hasMore() {
    return (operation & MORE) != 0;
  }

  /** What goes to the victim; nothing for a call. */
  Bytes wire() {
    return switch (kind()) {
      case MESSAGE -> wrapping().record(ContentType.HANDSHAKE, message());
      case FRAGMENT -> wrapping().record(ContentType.HANDSHAKE, body);
      case ALERT -> wrapping().record(ContentType.ALERT, body);
      case CHANGE -> wrapping().record(ContentType.CHANGE_CIPHER_SPEC, body);
      case DATA -> wrapping().record(ContentType.APPLICATION_DATA, body);
      case OTHER -> wrapping().record(otherType(), body.slice(min(1), body.length() - min(1)));
      case RAW -> body;
      case CALL -> Bytes.EMPTY;
    };
  }

  private int min(int count) {
    return Math.min(count, body.length());
  }

  private ContentType otherType() {
    return body.isEmpty() ? NEVER : new ContentType(body.at(0) & 0xFF);
  }

  private Bytes message() {
    byte[] message = new byte[MESSAGE_HEADER + body.length() - min(1)];
    int length = body.length() - min(1);
    message[0] = body.isEmpty() ? 0 : body.at(0);
    message[1] = (byte) (length >>> 16);
    message[2] = (byte) (length >>> 8);
    message[3] = (byte) length;
    body.slice(min(1), length).copyTo(message, MESSAGE_HEADER);
    return Bytes.of(message);
  }
}
