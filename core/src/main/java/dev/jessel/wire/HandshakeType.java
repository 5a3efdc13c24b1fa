// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire;

import java.util.Optional;

/**
 * The type of a handshake message (RFC 9846 section 4, RFC 5246 section 7.4). Codes without a name
 * are values too.
 *
 * @param code the code point, 0 to 2^8 - 1
 */
public record HandshakeType(int code) {
  /** Message hello_request. */
  public static final HandshakeType HELLO_REQUEST = new HandshakeType(0);

  /** Message client_hello. */
  public static final HandshakeType CLIENT_HELLO = new HandshakeType(1);

  /** Message server_hello. */
  public static final HandshakeType SERVER_HELLO = new HandshakeType(2);

  /** Message new_session_ticket. */
  public static final HandshakeType NEW_SESSION_TICKET = new HandshakeType(4);

  /** Message end_of_early_data. */
  public static final HandshakeType END_OF_EARLY_DATA = new HandshakeType(5);

  /** Message encrypted_extensions. */
  public static final HandshakeType ENCRYPTED_EXTENSIONS = new HandshakeType(8);

  /** Message certificate. */
  public static final HandshakeType CERTIFICATE = new HandshakeType(11);

  /** Message server_key_exchange. */
  public static final HandshakeType SERVER_KEY_EXCHANGE = new HandshakeType(12);

  /** Message certificate_request. */
  public static final HandshakeType CERTIFICATE_REQUEST = new HandshakeType(13);

  /** Message server_hello_done. */
  public static final HandshakeType SERVER_HELLO_DONE = new HandshakeType(14);

  /** Message certificate_verify. */
  public static final HandshakeType CERTIFICATE_VERIFY = new HandshakeType(15);

  /** Message client_key_exchange. */
  public static final HandshakeType CLIENT_KEY_EXCHANGE = new HandshakeType(16);

  /** Message finished. */
  public static final HandshakeType FINISHED = new HandshakeType(20);

  /** Message certificate_status. */
  public static final HandshakeType CERTIFICATE_STATUS = new HandshakeType(22);

  /** Message key_update. */
  public static final HandshakeType KEY_UPDATE = new HandshakeType(24);

  /** Message compressed_certificate. */
  public static final HandshakeType COMPRESSED_CERTIFICATE = new HandshakeType(25);

  /** Message message_hash. */
  public static final HandshakeType MESSAGE_HASH = new HandshakeType(254);

  private static final NameTable NAMES =
      NameTable.of(
          """
          0 hello_request
          1 client_hello
          2 server_hello
          4 new_session_ticket
          5 end_of_early_data
          8 encrypted_extensions
          11 certificate
          12 server_key_exchange
          13 certificate_request
          14 server_hello_done
          15 certificate_verify
          16 client_key_exchange
          20 finished
          22 certificate_status
          24 key_update
          25 compressed_certificate
          254 message_hash\
          """);

  /** Refuses what is not a number of 8 bits. */
  public HandshakeType {
    NameTable.checkRange(code, 8);
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
  public static Optional<HandshakeType> named(String name) {
    return NAMES.code(name).map(HandshakeType::new);
  }

  @Override
  public String toString() {
    return name();
  }
}
