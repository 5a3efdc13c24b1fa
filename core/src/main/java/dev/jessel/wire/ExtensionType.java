// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire;

import java.util.Optional;

/**
 * The type of an extension (RFC 9846 section 4.3). Codes without a name are values too.
 *
 * @param code the code point, 0 to 2^16 - 1
 */
public record ExtensionType(int code) {
  /** Extension server_name. */
  public static final ExtensionType SERVER_NAME = new ExtensionType(0);

  /** Extension max_fragment_length. */
  public static final ExtensionType MAX_FRAGMENT_LENGTH = new ExtensionType(1);

  /** Extension status_request. */
  public static final ExtensionType STATUS_REQUEST = new ExtensionType(5);

  /** Extension supported_groups. */
  public static final ExtensionType SUPPORTED_GROUPS = new ExtensionType(10);

  /** Extension ec_point_formats. */
  public static final ExtensionType EC_POINT_FORMATS = new ExtensionType(11);

  /** Extension signature_algorithms. */
  public static final ExtensionType SIGNATURE_ALGORITHMS = new ExtensionType(13);

  /** Extension use_srtp. */
  public static final ExtensionType USE_SRTP = new ExtensionType(14);

  /** Extension heartbeat. */
  public static final ExtensionType HEARTBEAT = new ExtensionType(15);

  /** Extension application_layer_protocol_negotiation. */
  public static final ExtensionType APPLICATION_LAYER_PROTOCOL_NEGOTIATION = new ExtensionType(16);

  /** Extension signed_certificate_timestamp. */
  public static final ExtensionType SIGNED_CERTIFICATE_TIMESTAMP = new ExtensionType(18);

  /** Extension client_certificate_type. */
  public static final ExtensionType CLIENT_CERTIFICATE_TYPE = new ExtensionType(19);

  /** Extension server_certificate_type. */
  public static final ExtensionType SERVER_CERTIFICATE_TYPE = new ExtensionType(20);

  /** Extension padding. */
  public static final ExtensionType PADDING = new ExtensionType(21);

  /** Extension encrypt_then_mac. */
  public static final ExtensionType ENCRYPT_THEN_MAC = new ExtensionType(22);

  /** Extension extended_master_secret. */
  public static final ExtensionType EXTENDED_MASTER_SECRET = new ExtensionType(23);

  /** Extension compress_certificate. */
  public static final ExtensionType COMPRESS_CERTIFICATE = new ExtensionType(27);

  /** Extension record_size_limit. */
  public static final ExtensionType RECORD_SIZE_LIMIT = new ExtensionType(28);

  /** Extension session_ticket. */
  public static final ExtensionType SESSION_TICKET = new ExtensionType(35);

  /** Extension pre_shared_key. */
  public static final ExtensionType PRE_SHARED_KEY = new ExtensionType(41);

  /** Extension early_data. */
  public static final ExtensionType EARLY_DATA = new ExtensionType(42);

  /** Extension supported_versions. */
  public static final ExtensionType SUPPORTED_VERSIONS = new ExtensionType(43);

  /** Extension cookie. */
  public static final ExtensionType COOKIE = new ExtensionType(44);

  /** Extension psk_key_exchange_modes. */
  public static final ExtensionType PSK_KEY_EXCHANGE_MODES = new ExtensionType(45);

  /** Extension delegated_credential. */
  public static final ExtensionType DELEGATED_CREDENTIAL = new ExtensionType(34);

  /** Extension certificate_authorities. */
  public static final ExtensionType CERTIFICATE_AUTHORITIES = new ExtensionType(47);

  /** Extension oid_filters. */
  public static final ExtensionType OID_FILTERS = new ExtensionType(48);

  /** Extension post_handshake_auth. */
  public static final ExtensionType POST_HANDSHAKE_AUTH = new ExtensionType(49);

  /** Extension signature_algorithms_cert. */
  public static final ExtensionType SIGNATURE_ALGORITHMS_CERT = new ExtensionType(50);

  /** Extension key_share. */
  public static final ExtensionType KEY_SHARE = new ExtensionType(51);

  /** Extension ticket_request. */
  public static final ExtensionType TICKET_REQUEST = new ExtensionType(58);

  /** Extension quic_transport_parameters. */
  public static final ExtensionType QUIC_TRANSPORT_PARAMETERS = new ExtensionType(57);

  /** Extension encrypted_client_hello. */
  public static final ExtensionType ENCRYPTED_CLIENT_HELLO = new ExtensionType(0xFE0D);

  /** Extension renegotiation_info. */
  public static final ExtensionType RENEGOTIATION_INFO = new ExtensionType(0xFF01);

  private static final NameTable NAMES =
      NameTable.of(
          """
          0 server_name
          1 max_fragment_length
          5 status_request
          10 supported_groups
          11 ec_point_formats
          13 signature_algorithms
          14 use_srtp
          15 heartbeat
          16 application_layer_protocol_negotiation
          18 signed_certificate_timestamp
          19 client_certificate_type
          20 server_certificate_type
          21 padding
          22 encrypt_then_mac
          23 extended_master_secret
          27 compress_certificate
          28 record_size_limit
          34 delegated_credential
          35 session_ticket
          41 pre_shared_key
          42 early_data
          43 supported_versions
          44 cookie
          45 psk_key_exchange_modes
          47 certificate_authorities
          48 oid_filters
          49 post_handshake_auth
          50 signature_algorithms_cert
          51 key_share
          57 quic_transport_parameters
          58 ticket_request
          0xFE0D encrypted_client_hello
          0xFF01 renegotiation_info\
          """);

  /** Refuses what is not a number of 16 bits. */
  public ExtensionType {
    NameTable.checkRange(code, 16);
  }

  /**
   * The name.
   *
   * @return the IANA name, or the code in hexadecimal if it has none
   */
  public String name() {
    return NAMES.name(code, 0);
  }

  /**
   * Finds a value by name.
   *
   * @param name a name of it, in any case
   * @return the value, or empty if nothing has that name
   */
  public static Optional<ExtensionType> named(String name) {
    return NAMES.code(name).map(ExtensionType::new);
  }

  /**
   * Whether this is one of the values that mean nothing on purpose (RFC 8701).
   *
   * @return true for 0x0A0A, 0x1A1A and so on
   */
  public boolean isGrease() {
    return NameTable.isGrease(code);
  }

  @Override
  public String toString() {
    return name();
  }
}
