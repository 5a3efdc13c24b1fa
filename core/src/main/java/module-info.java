// SPDX-License-Identifier: Apache-2.0

/**
 * TLS as a stream over any transport.
 *
 * <p>The module needs {@code java.base} and nothing else.
 */
@SuppressWarnings("module") // the adapters named below are other modules' business
module dev.jessel {
  exports dev.jessel;
  exports dev.jessel.bio;
  exports dev.jessel.cipher;
  exports dev.jessel.compress;
  exports dev.jessel.connection to
      dev.jessel.jsse,
      dev.jessel.netty;
  exports dev.jessel.crypto;
  exports dev.jessel.crypto.jca;
  exports dev.jessel.dialect to
      dev.jessel.legacy;
  exports dev.jessel.error;
  exports dev.jessel.handshake to
      dev.jessel.legacy;
  exports dev.jessel.keys to
      dev.jessel.legacy;
  exports dev.jessel.openssl;
  exports dev.jessel.session to
      dev.jessel.legacy;
  exports dev.jessel.ssl2 to
      dev.jessel.legacy;
  exports dev.jessel.wire;
  exports dev.jessel.wire.extension to
      dev.jessel.legacy;
  exports dev.jessel.wire.message to
      dev.jessel.legacy;
  exports dev.jessel.x509;

  uses dev.jessel.compress.CertificateCodec;
  uses dev.jessel.dialect.Dialect;
  uses dev.jessel.handshake.Ssl2;
}
