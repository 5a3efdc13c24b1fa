// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.message;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.HandshakeType;
import dev.jessel.wire.ProtocolVersion;
import java.util.HashMap;
import java.util.Map;

/** Where the body of a message becomes a {@link HandshakeMessage}. */
public final class HandshakeMessages {
  private static final Map<HandshakeType, Form> FORMS =
      Map.ofEntries(
          form(HandshakeType.CLIENT_HELLO, ClientHello::decode),
          form(HandshakeType.SERVER_HELLO, ServerHello::decode),
          form(HandshakeType.ENCRYPTED_EXTENSIONS, EncryptedExtensions::decode),
          form(HandshakeType.CERTIFICATE_REQUEST, CertificateRequest::decode),
          form(HandshakeType.CERTIFICATE, CertificateMessage::decode),
          form(HandshakeType.COMPRESSED_CERTIFICATE, CompressedCertificate::decode),
          form(HandshakeType.CERTIFICATE_VERIFY, CertificateVerify::decode),
          form(HandshakeType.FINISHED, Finished::decode),
          form(HandshakeType.NEW_SESSION_TICKET, NewSessionTicket::decode),
          form(HandshakeType.KEY_UPDATE, KeyUpdate::decode),
          form(HandshakeType.END_OF_EARLY_DATA, EndOfEarlyData::decode));

  private static final Map<HandshakeType, Form> FORMS_12 =
      Map.ofEntries(
          form(HandshakeType.HELLO_REQUEST, HelloRequest::decode),
          form(HandshakeType.CLIENT_HELLO, ClientHello::decode),
          form(HandshakeType.SERVER_HELLO, ServerHello::decode),
          form(HandshakeType.NEW_SESSION_TICKET, NewSessionTicket12::decode),
          form(HandshakeType.CERTIFICATE, CertificateMessage12::decode),
          form(HandshakeType.SERVER_KEY_EXCHANGE, ServerKeyExchange::decode),
          form(HandshakeType.CERTIFICATE_REQUEST, CertificateRequest12::decode),
          form(HandshakeType.SERVER_HELLO_DONE, ServerHelloDone::decode),
          form(HandshakeType.CERTIFICATE_VERIFY, CertificateVerify::decode),
          form(HandshakeType.CLIENT_KEY_EXCHANGE, ClientKeyExchange::decode),
          form(HandshakeType.FINISHED, Finished::decode),
          form(HandshakeType.CERTIFICATE_STATUS, CertificateStatusMessage::decode));

  private static final Map<HandshakeType, Form> FORMS_OLD =
      replaced(
          FORMS_12,
          form(HandshakeType.CERTIFICATE_REQUEST, CertificateRequest12::decodeWithoutSchemes),
          form(HandshakeType.CERTIFICATE_VERIFY, CertificateVerify::decodeUnnamed));

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
    return decode(FORMS, type, body);
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
    return decode(forms(version), type, body);
  }

  private static Map<HandshakeType, Form> forms(ProtocolVersion version) {
    if (version.isAtLeast(ProtocolVersion.TLS_1_3)) {
      return FORMS;
    }
    return version.isAtLeast(ProtocolVersion.TLS_1_2) ? FORMS_12 : FORMS_OLD;
  }

  private static HandshakeMessage decode(
      Map<HandshakeType, Form> forms, HandshakeType type, ByteReader body) throws TlsException {
    Form form = forms.getOrDefault(type, in -> new UnknownMessage(type, in.rest()));
    try {
      return form.decode(body);
    } catch (TlsException e) {
      throw e.reason() == SslReason.LENGTH_MISMATCH
          ? new TlsException(SslReason.LENGTH_MISMATCH, type.name(), e)
          : e;
    }
  }

  private static Map.Entry<HandshakeType, Form> form(HandshakeType type, Form form) {
    return Map.entry(type, form);
  }

  @SafeVarargs
  private static Map<HandshakeType, Form> replaced(
      Map<HandshakeType, Form> forms, Map.Entry<HandshakeType, Form>... others) {
    Map<HandshakeType, Form> all = new HashMap<>(forms);
    for (Map.Entry<HandshakeType, Form> other : others) {
      all.put(other.getKey(), other.getValue());
    }
    return Map.copyOf(all);
  }

  private interface Form {
    HandshakeMessage decode(ByteReader body) throws TlsException;
  }
}
