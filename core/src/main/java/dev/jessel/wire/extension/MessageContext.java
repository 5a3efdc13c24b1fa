// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ExtensionType;
import java.util.Arrays;
import java.util.Map;

/**
 * The message that an extension stands in, which decides what form it has there (RFC 9846 section
 * 4.3). It says how an extension is read, not whether it may be there: a type that has no form in a
 * message is an {@link UnknownExtension}.
 */
public enum MessageContext {
  /** ClientHello. */
  CLIENT_HELLO(
      form(ExtensionType.SERVER_NAME, ServerNameList::decode),
      form(ExtensionType.MAX_FRAGMENT_LENGTH, MaxFragmentLength::decode),
      form(ExtensionType.STATUS_REQUEST, StatusRequest::decode),
      form(ExtensionType.SUPPORTED_GROUPS, SupportedGroups::decode),
      form(ExtensionType.SIGNATURE_ALGORITHMS, SignatureAlgorithms::decode),
      form(ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION, ApplicationProtocols::decode),
      form(ExtensionType.DELEGATED_CREDENTIAL, DelegatedSchemes::decode),
      form(ExtensionType.CLIENT_CERTIFICATE_TYPE, CertificateTypes::ofClient),
      form(ExtensionType.SERVER_CERTIFICATE_TYPE, CertificateTypes::ofServer),
      form(ExtensionType.EC_POINT_FORMATS, EcPointFormats::decode),
      form(ExtensionType.PADDING, Padding::decode),
      form(ExtensionType.ENCRYPT_THEN_MAC, EncryptThenMac::decode),
      form(ExtensionType.SESSION_TICKET, SessionTicket::decode),
      form(ExtensionType.EXTENDED_MASTER_SECRET, ExtendedMasterSecret::decode),
      form(ExtensionType.RECORD_SIZE_LIMIT, RecordSizeLimit::decode),
      form(ExtensionType.PRE_SHARED_KEY, PreSharedKeyClient::decode),
      form(ExtensionType.EARLY_DATA, EarlyDataIndication::decode),
      form(ExtensionType.SUPPORTED_VERSIONS, SupportedVersionsClient::decode),
      form(ExtensionType.COOKIE, Cookie::decode),
      form(ExtensionType.PSK_KEY_EXCHANGE_MODES, PskKeyExchangeModes::decode),
      form(ExtensionType.CERTIFICATE_AUTHORITIES, CertificateAuthorities::decode),
      form(ExtensionType.POST_HANDSHAKE_AUTH, PostHandshakeAuth::decode),
      form(ExtensionType.COMPRESS_CERTIFICATE, CompressCertificate::decode),
      form(ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP, TimestampRequest::decode),
      form(ExtensionType.SIGNATURE_ALGORITHMS_CERT, SignatureAlgorithmsCert::decode),
      form(ExtensionType.KEY_SHARE, KeyShareClient::decode),
      form(ExtensionType.TICKET_REQUEST, TicketRequest::decode),
      form(ExtensionType.RENEGOTIATION_INFO, RenegotiationInfo::decode)),

  /** ServerHello; those of TLS 1.2 carry what EncryptedExtensions carries in TLS 1.3. */
  SERVER_HELLO(
      form(ExtensionType.SERVER_NAME, ServerNameAck::decode),
      form(ExtensionType.MAX_FRAGMENT_LENGTH, MaxFragmentLength::decode),
      form(ExtensionType.STATUS_REQUEST, StatusRequestAck::decode),
      form(ExtensionType.CLIENT_CERTIFICATE_TYPE, SelectedCertificateType::ofClient),
      form(ExtensionType.SERVER_CERTIFICATE_TYPE, SelectedCertificateType::ofServer),
      form(ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP, SignedCertificateTimestamps::decode),
      form(ExtensionType.EC_POINT_FORMATS, EcPointFormats::decode),
      form(ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION, SelectedProtocol::decode),
      form(ExtensionType.ENCRYPT_THEN_MAC, EncryptThenMac::decode),
      form(ExtensionType.SESSION_TICKET, SessionTicket::decodeAnswer),
      form(ExtensionType.EXTENDED_MASTER_SECRET, ExtendedMasterSecret::decode),
      form(ExtensionType.RECORD_SIZE_LIMIT, RecordSizeLimit::decode),
      form(ExtensionType.PRE_SHARED_KEY, PreSharedKeyServer::decode),
      form(ExtensionType.SUPPORTED_VERSIONS, SelectedVersion::decode),
      form(ExtensionType.KEY_SHARE, KeyShareServer::decode),
      form(ExtensionType.RENEGOTIATION_INFO, RenegotiationInfo::decode)),

  /** ServerHello with the random value that makes it a HelloRetryRequest. */
  HELLO_RETRY_REQUEST(
      form(ExtensionType.SUPPORTED_VERSIONS, SelectedVersion::decode),
      form(ExtensionType.COOKIE, Cookie::decode),
      form(ExtensionType.KEY_SHARE, KeyShareRetry::decode)),

  /** EncryptedExtensions. */
  ENCRYPTED_EXTENSIONS(
      form(ExtensionType.SERVER_NAME, ServerNameAck::decode),
      form(ExtensionType.MAX_FRAGMENT_LENGTH, MaxFragmentLength::decode),
      form(ExtensionType.SUPPORTED_GROUPS, SupportedGroups::decode),
      form(ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION, SelectedProtocol::decode),
      form(ExtensionType.CLIENT_CERTIFICATE_TYPE, SelectedCertificateType::ofClient),
      form(ExtensionType.SERVER_CERTIFICATE_TYPE, SelectedCertificateType::ofServer),
      form(ExtensionType.RECORD_SIZE_LIMIT, RecordSizeLimit::decode),
      form(ExtensionType.EARLY_DATA, EarlyDataIndication::decode),
      form(ExtensionType.TICKET_REQUEST, TicketPromise::decode)),

  /** CertificateRequest of TLS 1.3. */
  CERTIFICATE_REQUEST(
      form(ExtensionType.DELEGATED_CREDENTIAL, DelegatedSchemes::decode),
      form(ExtensionType.STATUS_REQUEST, StatusRequestAck::decode),
      form(ExtensionType.SIGNATURE_ALGORITHMS, SignatureAlgorithms::decode),
      form(ExtensionType.CERTIFICATE_AUTHORITIES, CertificateAuthorities::decode),
      form(ExtensionType.COMPRESS_CERTIFICATE, CompressCertificate::decode),
      form(ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP, TimestampRequest::decode),
      form(ExtensionType.SIGNATURE_ALGORITHMS_CERT, SignatureAlgorithmsCert::decode)),

  /** One entry of a Certificate message of TLS 1.3. */
  CERTIFICATE(
      form(ExtensionType.DELEGATED_CREDENTIAL, DelegatedKey::decode),
      form(ExtensionType.STATUS_REQUEST, CertificateStatus::decode),
      form(ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP, SignedCertificateTimestamps::decode)),

  /** NewSessionTicket of TLS 1.3. */
  NEW_SESSION_TICKET(form(ExtensionType.EARLY_DATA, EarlyDataIndication::decodeInTicket));

  private final Map<ExtensionType, Form> forms;

  @SafeVarargs
  @SuppressWarnings("varargs")
  MessageContext(Map.Entry<ExtensionType, Form>... forms) {
    this.forms = Map.ofEntries(forms);
  }

  /** Whether an extension has a form in any message. */
  public static boolean anyKnows(ExtensionType type) {
    return Arrays.stream(values()).anyMatch(context -> context.forms.containsKey(type));
  }

  Extension decode(ExtensionType type, ByteReader body) throws TlsException {
    Form form = forms.getOrDefault(type, in -> new UnknownExtension(type, in.rest()));
    try {
      Extension extension = form.decode(body);
      body.expectEnd();
      return extension;
    } catch (TlsException e) {
      throw e.reason() == SslReason.LENGTH_MISMATCH
          ? new TlsException(SslReason.PARSE_TLSEXT, type.name(), e)
          : e;
    }
  }

  private static Map.Entry<ExtensionType, Form> form(ExtensionType type, Form form) {
    return Map.entry(type, form);
  }

  private interface Form {
    Extension decode(ByteReader in) throws TlsException;
  }
}
