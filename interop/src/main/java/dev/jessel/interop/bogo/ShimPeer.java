// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.bogo;

import dev.jessel.Ssl;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.HandshakeType;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.SignatureAlgorithms;
import dev.jessel.wire.message.CertificateRequest;
import dev.jessel.wire.message.CertificateRequest12;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.HandshakeMessages;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the peer has said so far. */
final class ShimPeer {
  private static final int HEADER = 4;

  private final Set<Integer> types = new HashSet<>();
  private List<SignatureScheme> schemes = List.of();
  private Bytes certificateTypes = Bytes.EMPTY;

  void said(Ssl ssl, Bytes message) {
    HandshakeType type = new HandshakeType(message.at(0) & 0xFF);
    types.add(type.code());
    if (type.equals(HandshakeType.CLIENT_HELLO) || type.equals(HandshakeType.CERTIFICATE_REQUEST)) {
      asked(ssl.version().orElse(ProtocolVersion.TLS_1_3), type, message);
    }
  }

  private void asked(ProtocolVersion version, HandshakeType type, Bytes message) {
    try {
      ByteReader body = ByteReader.of(message.slice(HEADER, message.length() - HEADER));
      Object decoded = HandshakeMessages.decode(version, type, body);
      if (decoded instanceof ClientHello hello) {
        schemes = schemes(hello.extensions());
      } else if (decoded instanceof CertificateRequest request) {
        schemes = schemes(request.extensions());
      } else if (decoded instanceof CertificateRequest12 request) {
        schemes = request.schemes();
        certificateTypes = request.certificateTypes();
      }
    } catch (TlsException e) {
      // The library will find out as well.
      return;
    }
  }

  private static List<SignatureScheme> schemes(Extensions extensions) {
    return extensions
        .find(SignatureAlgorithms.class)
        .map(SignatureAlgorithms::schemes)
        .orElse(List.of());
  }

  /** Whether a message of this type came. */
  boolean hasSent(int type) {
    return types.contains(type);
  }

  /** The signature schemes that it takes, in its order. */
  List<SignatureScheme> schemes() {
    return schemes;
  }

  /** The types of certificates that a server before TLS 1.3 asked for, one byte each. */
  Bytes certificateTypes() {
    return certificateTypes;
  }
}
