// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

/** The numbers of libraries and of the reasons that all of them share. */
public class LibErrCodes {
  /** No library in particular. */
  public static final int ERR_LIB_NONE = 1;

  /** Errors of the operating system. */
  public static final int ERR_LIB_SYS = 2;

  /** Errors of big numbers. */
  public static final int ERR_LIB_BN = 3;

  /** Errors of RSA. */
  public static final int ERR_LIB_RSA = 4;

  /** Errors of Diffie-Hellman. */
  public static final int ERR_LIB_DH = 5;

  /** Errors of ciphers, digests and keys. */
  public static final int ERR_LIB_EVP = 6;

  /** Errors of memory buffers. */
  public static final int ERR_LIB_BUF = 7;

  /** Errors of object identifiers. */
  public static final int ERR_LIB_OBJ = 8;

  /** Errors of PEM files. */
  public static final int ERR_LIB_PEM = 9;

  /** Errors of certificates. */
  public static final int ERR_LIB_X509 = 11;

  /** Errors of ASN.1. */
  public static final int ERR_LIB_ASN1 = 13;

  /** Errors of configuration files. */
  public static final int ERR_LIB_CONF = 14;

  /** Errors of libcrypto at large. */
  public static final int ERR_LIB_CRYPTO = 15;

  /** Errors of elliptic curves. */
  public static final int ERR_LIB_EC = 16;

  /** Errors of TLS. */
  public static final int ERR_LIB_SSL = 20;

  /** Errors of BIOs. */
  public static final int ERR_LIB_BIO = 32;

  /** Errors of PKCS#7. */
  public static final int ERR_LIB_PKCS7 = 33;

  /** Errors of certificate extensions. */
  public static final int ERR_LIB_X509V3 = 34;

  /** Errors of PKCS#12. */
  public static final int ERR_LIB_PKCS12 = 35;

  /** Errors of random numbers. */
  public static final int ERR_LIB_RAND = 36;

  /** Errors of OCSP. */
  public static final int ERR_LIB_OCSP = 39;

  /** Errors of stores. */
  public static final int ERR_LIB_OSSL_STORE = 44;

  /** Errors of certificate transparency. */
  public static final int ERR_LIB_CT = 50;

  /** Errors of providers. */
  public static final int ERR_LIB_PROV = 57;

  /** Errors of HTTP. */
  public static final int ERR_LIB_HTTP = 61;

  /** The application's own errors; numbers from here to 255 are free. */
  public static final int ERR_LIB_USER = 128;

  /** Set in reasons after which nothing more can be expected of the call. */
  public static final int ERR_RFLAG_FATAL = ErrorCode.FATAL_FLAG;

  /** Set in reasons that mean the same in every library. */
  public static final int ERR_RFLAG_COMMON = ErrorCode.COMMON_FLAG;

  /** How far the flags stand to the left in a reason. */
  public static final int ERR_RFLAGS_OFFSET = 18;

  /** The least that is said of an error after which nothing more can be expected. */
  public static final int ERR_R_FATAL = ERR_RFLAG_FATAL | ERR_RFLAG_COMMON;

  /** A call of the operating system failed; its error stands before this one. */
  public static final int ERR_R_SYS_LIB = 2 | ERR_RFLAG_COMMON;

  /** A certificate was the trouble. */
  public static final int ERR_R_X509_LIB = 11 | ERR_RFLAG_COMMON;

  /** TLS was the trouble. */
  public static final int ERR_R_SSL_LIB = 20 | ERR_RFLAG_COMMON;

  /** A BIO was the trouble. */
  public static final int ERR_R_BIO_LIB = 32 | ERR_RFLAG_COMMON;

  /** There was no memory. */
  public static final int ERR_R_MALLOC_FAILURE = 256 | ERR_R_FATAL;

  /** A call that makes no sense here. */
  public static final int ERR_R_SHOULD_NOT_HAVE_BEEN_CALLED = 257 | ERR_R_FATAL;

  /** Null where something was needed. */
  public static final int ERR_R_PASSED_NULL_PARAMETER = 258 | ERR_R_FATAL;

  /** What cannot be has happened. */
  public static final int ERR_R_INTERNAL_ERROR = 259 | ERR_R_FATAL;

  /** Not in this build. */
  public static final int ERR_R_DISABLED = 260 | ERR_R_FATAL;

  /** What was made did not come to life. */
  public static final int ERR_R_INIT_FAIL = 261 | ERR_R_FATAL;

  /** An argument that is not allowed. */
  public static final int ERR_R_PASSED_INVALID_ARGUMENT = 262 | ERR_RFLAG_COMMON;

  /** It did not work. */
  public static final int ERR_R_OPERATION_FAIL = 263 | ERR_R_FATAL;

  /** Somebody stopped it. */
  public static final int ERR_R_INTERRUPTED_OR_CANCELLED = 265 | ERR_RFLAG_COMMON;

  /** Not possible here. */
  public static final int ERR_R_UNSUPPORTED = 268 | ERR_RFLAG_COMMON;

  /** In {@code flags}: the data is a copy of its own. */
  public static final int ERR_TXT_MALLOCED = 1;

  /** In {@code flags}: the data is text. */
  public static final int ERR_TXT_STRING = 2;

  LibErrCodes() {}
}
