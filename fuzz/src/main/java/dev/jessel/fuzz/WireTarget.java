// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.HandshakeType;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.MessageContext;
import dev.jessel.wire.message.HandshakeMessage;
import dev.jessel.wire.message.HandshakeMessages;
import java.util.Arrays;

/**
 * Messages and extensions: what can be decoded is encoded to the same bytes, and what cannot is
 * refused as the peer's fault. An input is a form, a type or context, and the body.
 */
public final class WireTarget {
  /** The form of a message of TLS 1.3. */
  static final int TLS_1_3 = 0;

  /** The form of a message of TLS 1.2. */
  static final int TLS_1_2 = 1;

  /** The form of a message of TLS 1.0. */
  static final int TLS_1_0 = 2;

  private static final int FORMS = 4;
  private static final int HEAD = 2;
  private static final int MESSAGE_HEADER = 4;

  private WireTarget() {}

  /** One message, or one block of extensions. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length >= HEAD) {
      Bounds.hold(input, () -> run(input));
    }
  }

  private static void run(byte[] input) {
    byte[] body = Arrays.copyOfRange(input, HEAD, input.length);
    int type = input[1] & 0xFF;
    try {
      switch ((input[0] & 0xFF) % FORMS) {
        case TLS_1_3 -> message(ProtocolVersion.TLS_1_3, type, body);
        case TLS_1_2 -> message(ProtocolVersion.TLS_1_2, type, body);
        case TLS_1_0 -> message(ProtocolVersion.TLS_1_0, type, body);
        default -> extensions(Choice.of(MessageContext.class, type), body);
      }
    } catch (TlsException refused) {
      Promises.checkBlame(refused.reason(), refused);
    }
  }

  private static void message(ProtocolVersion version, int type, byte[] body) throws TlsException {
    HandshakeMessage message = decode(version, type, body);
    byte[] encoded = message.encode().toArray();
    byte[] again = Arrays.copyOfRange(encoded, MESSAGE_HEADER, encoded.length);
    checkSame(message, body, again);
    Promises.check(decode(version, type, again).equals(message), "reads otherwise: " + message);
    Promises.check(!message.toString().isEmpty(), "says nothing");
  }

  private static HandshakeMessage decode(ProtocolVersion version, int type, byte[] body)
      throws TlsException {
    return HandshakeMessages.decode(version, new HandshakeType(type), new ByteReader(body));
  }

  private static void extensions(MessageContext context, byte[] body) throws TlsException {
    ByteReader in = new ByteReader(body);
    Extensions extensions = Extensions.decode(in, context);
    int length = body.length - in.remaining();
    ByteWriter out = new ByteWriter();
    extensions.encode(out);
    checkSame(extensions, Arrays.copyOf(body, length), out.toByteArray());
  }

  private static void checkSame(Object what, byte[] read, byte[] written) {
    if (!Arrays.equals(read, written) && !Arrays.equals(read, withEmptyBlock(written))) {
      throw Promises.broken(
          what + " is read from " + Bytes.of(read) + ", written as " + Bytes.of(written), null);
    }
  }

  /** RFC 5246 7.4.1.2: a hello without extensions may have a block of none. */
  private static byte[] withEmptyBlock(byte[] message) {
    return Arrays.copyOf(message, message.length + 2);
  }
}
