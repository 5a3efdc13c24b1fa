// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.message;

import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.HandshakeType;

/**
 * A handshake message (RFC 9846 section 4). One that exists is well-formed: sizes and encodings
 * were checked; what must suit the messages before it was not.
 */
public sealed interface HandshakeMessage
    permits CertificateMessage,
        CertificateMessage12,
        CertificateRequest,
        CertificateRequest12,
        CertificateStatusMessage,
        CertificateVerify,
        ClientHello,
        ClientKeyExchange,
        CompressedCertificate,
        EncryptedExtensions,
        EndOfEarlyData,
        Finished,
        HelloRequest,
        KeyUpdate,
        MessageHash,
        NewSessionTicket,
        NewSessionTicket12,
        ServerHello,
        ServerHelloDone,
        ServerKeyExchange,
        Ssl2Message,
        UnknownMessage {
  /**
   * The type.
   *
   * @return what stands in the header
   */
  HandshakeType type();

  /**
   * Writes the body, without the header.
   *
   * @param out where to
   */
  void encodeBody(ByteWriter out);

  /**
   * The message as it stands in the transcript: type, three bytes of length, body.
   *
   * @return at least four bytes
   */
  default Bytes encode() {
    ByteWriter out = new ByteWriter();
    encode(out);
    return out.toBytes();
  }

  /**
   * Writes the message as {@link #encode()} has it.
   *
   * @param out where to
   */
  default void encode(ByteWriter out) {
    out.u8(type().code()).vector24(this::encodeBody);
  }
}
