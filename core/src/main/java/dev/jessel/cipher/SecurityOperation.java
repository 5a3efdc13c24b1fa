// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cipher;

/** What a security level, or an application in its place, is asked about. */
public enum SecurityOperation {
  /** Whether a cipher suite is offered or accepted. */
  CIPHER_SUPPORTED(1 | 1 << 16),
  /** Whether a group is offered or accepted. */
  CURVE_SUPPORTED(4 | 2 << 16),
  /** Whether the peer's Diffie-Hellman parameters are good enough. */
  TMP_DH(7 | 4 << 16),
  /** Whether a version is spoken. */
  VERSION(9),
  /** Whether tickets are used in TLS 1.2. */
  TICKET(10),
  /** Whether a signature scheme is used and accepted. */
  SIGALG_SUPPORTED(11 | 5 << 16),
  /** Whether records are compressed. */
  COMPRESSION(15);

  private final int code;

  SecurityOperation(int code) {
    this.code = code;
  }

  /** OpenSSL's number, {@code SSL_SECOP_...}. */
  public int code() {
    return code;
  }
}
