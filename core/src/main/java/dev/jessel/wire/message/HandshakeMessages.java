// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.message;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.HandshakeType;
import dev.jessel.wire.ProtocolVersion;

/** Where the body of a message becomes a {@link HandshakeMessage}. */
public final class HandshakeMessages {
  private HandshakeMessages() {}

  /**
   * Reads a message of TLS 1.3.
   *
   * @param type what the header says
   * @param body all that comes after the header
   * @return the message; an {@link UnknownMessage} if TLS 1.3 has no form for the type
   * @throws TlsException if the bytes are no such message
   */
  public static HandshakeMessage decode(HandshakeType type, ByteReader body) throws TlsException {
    return decode(ProtocolVersion.TLS_1_3, type, body);
  }

  /**
   * Reads a message.
   *
   * @param version the version that is spoken: up to TLS 1.2 some types have other forms
   * @param type what the header says
   * @param body all that comes after the header
   * @return the message; an {@link UnknownMessage} if the version has no form for the type
   * @throws TlsException if the bytes are no such message
   */
  public static HandshakeMessage decode(
      ProtocolVersion version, HandshakeType type, ByteReader body) throws TlsException {
    try {
      return form(version, type, body);
    } catch (TlsException e) {
      throw e.reason() == SslReason.LENGTH_MISMATCH
          ? new TlsException(SslReason.LENGTH_MISMATCH, type.name(), e)
          : e;
    }
  }

  private static HandshakeMessage form(ProtocolVersion version, HandshakeType type, ByteReader body)
      throws TlsException {
    if (version.isAtLeast(ProtocolVersion.TLS_1_3)) {
      return in13(type, body);
    }
    return version.isAtLeast(ProtocolVersion.TLS_1_2) ? in12(type, body) : before12(type, body);
  }

  // The codes are those of the registry, as HandshakeType has them. No table of functions: each of
  // those becomes a class when the table is made.

  private static HandshakeMessage in13(HandshakeType type, ByteReader body) throws TlsException {
    return switch (type.code()) {
      case 1 -> ClientHello.decode(body);
      case 2 -> ServerHello.decode(body);
      case 4 -> NewSessionTicket.decode(body);
      case 5 -> EndOfEarlyData.decode(body);
      case 8 -> EncryptedExtensions.decode(body);
      case 11 -> CertificateMessage.decode(body);
      case 13 -> CertificateRequest.decode(body);
      case 15 -> CertificateVerify.decode(body);
      case 20 -> Finished.decode(body);
      case 24 -> KeyUpdate.decode(body);
      case 25 -> CompressedCertificate.decode(body);
      default -> new UnknownMessage(type, body.rest());
    };
  }

  private static HandshakeMessage in12(HandshakeType type, ByteReader body) throws TlsException {
    return switch (type.code()) {
      case 0 -> HelloRequest.decode(body);
      case 1 -> ClientHello.decode(body);
      case 2 -> ServerHello.decode(body);
      case 4 -> NewSessionTicket12.decode(body);
      case 11 -> CertificateMessage12.decode(body);
      case 12 -> ServerKeyExchange.decode(body);
      case 13 -> CertificateRequest12.decode(body);
      case 14 -> ServerHelloDone.decode(body);
      case 15 -> CertificateVerify.decode(body);
      case 16 -> ClientKeyExchange.decode(body);
      case 20 -> Finished.decode(body);
      case 22 -> CertificateStatusMessage.decode(body);
      default -> new UnknownMessage(type, body.rest());
    };
  }

  private static HandshakeMessage before12(HandshakeType type, ByteReader body)
      throws TlsException {
    return switch (type.code()) {
      case 13 -> CertificateRequest12.decodeWithoutSchemes(body);
      case 15 -> CertificateVerify.decodeUnnamed(body);
      default -> in12(type, body);
    };
  }
}
