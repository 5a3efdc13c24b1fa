// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

/** SSL_CONF. */
public class LibSslConf extends LibSslCiphers {
  LibSslConf() {}
}
