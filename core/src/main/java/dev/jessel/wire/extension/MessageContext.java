// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ExtensionType;

/**
 * The message that an extension stands in, which decides what form it has there (RFC 9846 section
 * 4.3). It says how an extension is read, not whether it may be there: a type that has no form in a
 * message is an {@link UnknownExtension}.
 */
public enum MessageContext {
  /** ClientHello. */
  CLIENT_HELLO,

  /** ServerHello; those of TLS 1.2 carry what EncryptedExtensions carries in TLS 1.3. */
  SERVER_HELLO,

  /** ServerHello with the random value that makes it a HelloRetryRequest. */
  HELLO_RETRY_REQUEST,

  /** EncryptedExtensions. */
  ENCRYPTED_EXTENSIONS,

  /** CertificateRequest of TLS 1.3. */
  CERTIFICATE_REQUEST,

  /** One entry of a Certificate message of TLS 1.3. */
  CERTIFICATE,

  /** NewSessionTicket of TLS 1.3. */
  NEW_SESSION_TICKET;

  /** Whether an extension has a form in any message. */
  public static boolean anyKnows(ExtensionType type) {
    return switch (type.code()) {
      case 0, 1, 5, 10, 11, 13, 16, 18, 19, 20, 21, 22, 23, 27, 28, 34, 35 -> true;
      case 41, 42, 43, 44, 45, 47, 49, 50, 51, 58, 0xFF01 -> true;
      default -> false;
    };
  }

  Extension decode(ExtensionType type, ByteReader body) throws TlsException {
    try {
      Extension extension = form(type, body);
      body.expectEnd();
      return extension;
    } catch (TlsException e) {
      throw e.reason() == SslReason.LENGTH_MISMATCH
          ? new TlsException(SslReason.PARSE_TLSEXT, type.name(), e)
          : e;
    }
  }

  private Extension form(ExtensionType type, ByteReader in) throws TlsException {
    return switch (this) {
      case CLIENT_HELLO -> inClientHello(type, in);
      case SERVER_HELLO -> inServerHello(type, in);
      case HELLO_RETRY_REQUEST -> inHelloRetryRequest(type, in);
      case ENCRYPTED_EXTENSIONS -> inEncryptedExtensions(type, in);
      case CERTIFICATE_REQUEST -> inCertificateRequest(type, in);
      case CERTIFICATE -> inCertificate(type, in);
      case NEW_SESSION_TICKET -> inNewSessionTicket(type, in);
    };
  }

  // The codes are those of the registry, as ExtensionType has them. No table of functions: each of
  // those becomes a class when the table is made, though a handshake reads but a few.

  private static Extension inClientHello(ExtensionType type, ByteReader in) throws TlsException {
    return switch (type.code()) {
      case 0 -> ServerNameList.decode(in);
      case 1 -> MaxFragmentLength.decode(in);
      case 5 -> StatusRequest.decode(in);
      case 10 -> SupportedGroups.decode(in);
      case 11 -> EcPointFormats.decode(in);
      case 13 -> SignatureAlgorithms.decode(in);
      case 16 -> ApplicationProtocols.decode(in);
      case 18 -> TimestampRequest.decode(in);
      case 19 -> CertificateTypes.ofClient(in);
      case 20 -> CertificateTypes.ofServer(in);
      case 21 -> Padding.decode(in);
      case 22 -> EncryptThenMac.decode(in);
      case 23 -> ExtendedMasterSecret.decode(in);
      case 27 -> CompressCertificate.decode(in);
      case 28 -> RecordSizeLimit.decode(in);
      case 34 -> DelegatedSchemes.decode(in);
      case 35 -> SessionTicket.decode(in);
      case 41 -> PreSharedKeyClient.decode(in);
      case 42 -> EarlyDataIndication.decode(in);
      case 43 -> SupportedVersionsClient.decode(in);
      case 44 -> Cookie.decode(in);
      case 45 -> PskKeyExchangeModes.decode(in);
      case 47 -> CertificateAuthorities.decode(in);
      case 49 -> PostHandshakeAuth.decode(in);
      case 50 -> SignatureAlgorithmsCert.decode(in);
      case 51 -> KeyShareClient.decode(in);
      case 58 -> TicketRequest.decode(in);
      case 0xFF01 -> RenegotiationInfo.decode(in);
      default -> new UnknownExtension(type, in.rest());
    };
  }

  private static Extension inServerHello(ExtensionType type, ByteReader in) throws TlsException {
    return switch (type.code()) {
      case 0 -> ServerNameAck.decode(in);
      case 1 -> MaxFragmentLength.decode(in);
      case 5 -> StatusRequestAck.decode(in);
      case 11 -> EcPointFormats.decode(in);
      case 16 -> SelectedProtocol.decode(in);
      case 18 -> SignedCertificateTimestamps.decode(in);
      case 19 -> SelectedCertificateType.ofClient(in);
      case 20 -> SelectedCertificateType.ofServer(in);
      case 22 -> EncryptThenMac.decode(in);
      case 23 -> ExtendedMasterSecret.decode(in);
      case 28 -> RecordSizeLimit.decode(in);
      case 35 -> SessionTicket.decodeAnswer(in);
      case 41 -> PreSharedKeyServer.decode(in);
      case 43 -> SelectedVersion.decode(in);
      case 51 -> KeyShareServer.decode(in);
      case 0xFF01 -> RenegotiationInfo.decode(in);
      default -> new UnknownExtension(type, in.rest());
    };
  }

  private static Extension inHelloRetryRequest(ExtensionType type, ByteReader in)
      throws TlsException {
    return switch (type.code()) {
      case 43 -> SelectedVersion.decode(in);
      case 44 -> Cookie.decode(in);
      case 51 -> KeyShareRetry.decode(in);
      default -> new UnknownExtension(type, in.rest());
    };
  }

  private static Extension inEncryptedExtensions(ExtensionType type, ByteReader in)
      throws TlsException {
    return switch (type.code()) {
      case 0 -> ServerNameAck.decode(in);
      case 1 -> MaxFragmentLength.decode(in);
      case 10 -> SupportedGroups.decode(in);
      case 16 -> SelectedProtocol.decode(in);
      case 19 -> SelectedCertificateType.ofClient(in);
      case 20 -> SelectedCertificateType.ofServer(in);
      case 28 -> RecordSizeLimit.decode(in);
      case 42 -> EarlyDataIndication.decode(in);
      case 58 -> TicketPromise.decode(in);
      default -> new UnknownExtension(type, in.rest());
    };
  }

  private static Extension inCertificateRequest(ExtensionType type, ByteReader in)
      throws TlsException {
    return switch (type.code()) {
      case 5 -> StatusRequestAck.decode(in);
      case 13 -> SignatureAlgorithms.decode(in);
      case 18 -> TimestampRequest.decode(in);
      case 27 -> CompressCertificate.decode(in);
      case 34 -> DelegatedSchemes.decode(in);
      case 47 -> CertificateAuthorities.decode(in);
      case 50 -> SignatureAlgorithmsCert.decode(in);
      default -> new UnknownExtension(type, in.rest());
    };
  }

  private static Extension inCertificate(ExtensionType type, ByteReader in) throws TlsException {
    return switch (type.code()) {
      case 5 -> CertificateStatus.decode(in);
      case 18 -> SignedCertificateTimestamps.decode(in);
      case 34 -> DelegatedKey.decode(in);
      default -> new UnknownExtension(type, in.rest());
    };
  }

  private static Extension inNewSessionTicket(ExtensionType type, ByteReader in)
      throws TlsException {
    return switch (type.code()) {
      case 42 -> EarlyDataIndication.decodeInTicket(in);
      default -> new UnknownExtension(type, in.rest());
    };
  }
}
