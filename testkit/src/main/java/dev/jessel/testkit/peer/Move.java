// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

/** What a scripted peer does, step by step: the names by which its handshake is bent. */
public enum Move {
  /** A server of TLS 1.2 asks for another handshake. */
  HELLO_REQUEST,
  /** A client's first message. */
  CLIENT_HELLO,
  /** A client's early data. */
  EARLY_DATA,
  /** A client's EndOfEarlyData. */
  END_OF_EARLY_DATA,
  /** A client's answer to a HelloRetryRequest. */
  SECOND_CLIENT_HELLO,
  /** A server sends its client back for another ClientHello. */
  HELLO_RETRY_REQUEST,
  /** A server's answer to a ClientHello. */
  SERVER_HELLO,
  /** The change_cipher_spec record of RFC 9846 E.4, which means nothing. */
  DUMMY,
  /** Keys of the handshake come into use for what the peer sends. */
  HANDSHAKE_KEYS,
  /** A server's EncryptedExtensions. */
  ENCRYPTED_EXTENSIONS,
  /** A server's CertificateRequest, if it makes one. */
  CERTIFICATE_REQUEST,
  /** The peer's Certificate. */
  CERTIFICATE,
  /** A server's CertificateStatus, in TLS 1.2. */
  CERTIFICATE_STATUS,
  /** A server's ServerKeyExchange, in TLS 1.2. */
  SERVER_KEY_EXCHANGE,
  /** A server's ServerHelloDone, in TLS 1.2. */
  SERVER_HELLO_DONE,
  /** A client's ClientKeyExchange, in TLS 1.2. */
  CLIENT_KEY_EXCHANGE,
  /** A server's NewSessionTicket of TLS 1.2. */
  NEW_SESSION_TICKET,
  /** The peer's change_cipher_spec of TLS 1.2: what follows is under the new keys. */
  CHANGE_CIPHER_SPEC,
  /** The peer's CertificateVerify. */
  CERTIFICATE_VERIFY,
  /** The peer's Finished. */
  FINISHED,
  /** Keys of application data come into use for what the peer sends. */
  APPLICATION_KEYS,
  /** The peer waits for the victim's first message, or messages up to its Finished on a server. */
  AWAIT_HELLO,
  /** The peer waits for what answers its HelloRetryRequest, or its second ClientHello. */
  AWAIT_SECOND_HELLO,
  /** The peer of TLS 1.2 waits for the victim's ServerHelloDone or ClientKeyExchange. */
  AWAIT_FLIGHT,
  /** The peer waits for the victim's messages up to its Finished. */
  AWAIT_FINISHED,
  /** The handshake is over; nothing is done here. */
  ESTABLISHED
}
