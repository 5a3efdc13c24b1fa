// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

/**
 * What the holder of a certificate wants to be: OpenSSL's {@code X509_PURPOSE_SSL_SERVER} and
 * {@code X509_PURPOSE_SSL_CLIENT}.
 */
public enum Purpose {
  /** The certificate identifies a TLS server (extended key usage {@code serverAuth}). */
  SERVER,
  /** The certificate identifies a TLS client (extended key usage {@code clientAuth}). */
  CLIENT
}
