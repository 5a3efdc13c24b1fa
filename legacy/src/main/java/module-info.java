// SPDX-License-Identifier: Apache-2.0

/**
 * The protocols that should be dead: TLS 1.1, TLS 1.0, SSLv3 and SSLv2, for those who must look at
 * a museum piece. With this module on the path they can be asked for; without it nothing can.
 */
module dev.jessel.legacy {
  requires dev.jessel;

  provides dev.jessel.dialect.Dialect with
      dev.jessel.legacy.Tls11,
      dev.jessel.legacy.Tls10,
      dev.jessel.legacy.Ssl3;
  provides dev.jessel.handshake.Ssl2 with
      dev.jessel.legacy.ssl2.Ssl2Protocol;
}
