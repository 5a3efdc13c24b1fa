// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire;

/** A message in which an extension of the application's may stand. */
public enum ExtensionPlace {
  /** The ClientHello of any version. */
  CLIENT_HELLO,
  /** The ServerHello up to TLS 1.2. */
  SERVER_HELLO_12,
  /** The ServerHello of TLS 1.3, which anybody can read. */
  SERVER_HELLO,
  /** The HelloRetryRequest of TLS 1.3. */
  HELLO_RETRY_REQUEST,
  /** EncryptedExtensions. */
  ENCRYPTED_EXTENSIONS,
  /** The CertificateRequest of TLS 1.3. */
  CERTIFICATE_REQUEST,
  /** Beside a certificate in TLS 1.3. */
  CERTIFICATE,
  /** The NewSessionTicket of TLS 1.3. */
  NEW_SESSION_TICKET;

  /** Whether what stands there answers what the peer has said, and may stand there then alone. */
  public boolean isAnswer() {
    return switch (this) {
      case CLIENT_HELLO, CERTIFICATE_REQUEST, NEW_SESSION_TICKET -> false;
      default -> true;
    };
  }
}
