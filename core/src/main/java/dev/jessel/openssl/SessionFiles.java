// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.SslException;
import dev.jessel.SslSession;
import dev.jessel.bio.Bio;
import dev.jessel.openssl.LibSslTypes.SSL_SESSION;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Sessions in DER and PEM; what cannot be read goes to the error queue. */
final class SessionFiles {
  private static final String BEGIN = "-----BEGIN SSL SESSION PARAMETERS-----";
  private static final String END = "-----END SSL SESSION PARAMETERS-----";
  private static final int MAX_LINE = 1024;

  /** More than any session: that of the longest chain of certificates. */
  private static final int MAX_TEXT = 1 << 20;

  private SessionFiles() {}

  /** Empty for a session that is not complete. */
  static Optional<byte[]> der(SSL_SESSION session) {
    return Optional.ofNullable(session).flatMap(SSL_SESSION::session).map(SslSession::toDer);
  }

  static Optional<SSL_SESSION> ofDer(byte[] der) {
    try {
      return Optional.of(new SSL_SESSION(SslSession.fromDer(der)));
    } catch (SslException e) {
      ErrorQueue.current().push(e);
      return Optional.empty();
    }
  }

  /** False for a session that is not complete, and when the BIO does not take it. */
  static boolean writePem(Bio bio, SSL_SESSION session) {
    return Optional.ofNullable(session)
        .flatMap(SSL_SESSION::session)
        .map(SslSession::toPem)
        .filter(text -> LibBio.BIO_puts(bio, text) == text.length())
        .isPresent();
  }

  /** The next session of a BIO, which is read to its end line and no further. */
  static Optional<SSL_SESSION> readPem(Bio bio) {
    Optional<String> text = block(bio);
    if (text.isEmpty()) {
      Configured.refuse(
          ErrorCode.LIB_PEM, ErrorCode.PEM_NO_START_LINE, "Expecting: SSL SESSION PARAMETERS");
      return Optional.empty();
    }
    try {
      return Optional.of(new SSL_SESSION(SslSession.fromPem(text.get())));
    } catch (SslException e) {
      ErrorQueue.current().push(e);
      return Optional.empty();
    }
  }

  private static Optional<String> block(Bio bio) {
    StringBuilder text = new StringBuilder();
    byte[] line = new byte[MAX_LINE];
    int length;
    while ((length = LibBio.BIO_get_line(bio, line, line.length)) > 0 && text.length() < MAX_TEXT) {
      String read = new String(line, 0, length, StandardCharsets.ISO_8859_1);
      if (text.length() > 0 || read.startsWith(BEGIN)) {
        text.append(read);
      }
      if (read.startsWith(END) && text.length() > 0) {
        return Optional.of(text.toString());
      }
    }
    return Optional.empty();
  }
}
