// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.openssl.LibSslTypes.SSL_SESSION;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** A session in the words of {@code SSL_SESSION_print}. */
final class SessionText {
  private static final int ROW = 16;
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final SSL_SESSION session;
  private final StringBuilder text = new StringBuilder("SSL-Session:\n");

  private SessionText(SSL_SESSION session) {
    this.session = session;
  }

  /** All of it, the secret included. */
  static String of(SSL_SESSION session) {
    return new SessionText(session).whole();
  }

  /** A line for a key log; the session has an id and a secret. */
  static String keyLogLine(SSL_SESSION session) {
    return "RSA Session-ID:" + hex(session.id) + " Master-Key:" + secret(session) + "\n";
  }

  private String whole() {
    boolean is13 = session.version() == LibSslTypes.TLS1_3_VERSION;
    line("Protocol  ", new ProtocolVersion(session.version()).name());
    line("Cipher    ", session.suite().map(SessionText::name).orElse("0000"));
    line("Session-ID", hex(session.id));
    line("Session-ID-ctx", hex(session.idContext));
    line(is13 ? "Resumption PSK" : "Master-Key", secret(session));
    line("PSK identity", "None");
    line("PSK identity hint", "None");
    line("SRP username", "None");
    ticket();
    line("Start Time", String.valueOf(session.time().getEpochSecond()));
    line("Timeout   ", session.timeout() + " (sec)");
    String verdict = LibX509.X509_verify_cert_error_string(session.verifyResult);
    line("Verify return code", session.verifyResult + " (" + verdict + ")");
    line("Extended master secret", session.isExtended() ? "yes" : "no");
    if (is13) {
      line("Max Early Data", String.valueOf(session.maxEarlyData));
    }
    return text.toString();
  }

  private void line(String what, String value) {
    text.append("    ").append(what).append(": ").append(value).append('\n');
  }

  private void ticket() {
    Bytes ticket = session.ticket();
    if (ticket.isEmpty()) {
      return;
    }
    line("TLS session ticket lifetime hint", session.timeout() + " (seconds)");
    text.append("    TLS session ticket:\n");
    for (int at = 0; at < ticket.length(); at += ROW) {
      row(at, ticket.slice(at, Math.min(ROW, ticket.length() - at)));
    }
    text.append('\n');
  }

  /** As {@code BIO_dump} shows sixteen bytes. */
  private void row(int at, Bytes bytes) {
    text.append(String.format(Locale.ROOT, "    %04x - ", at));
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < ROW; i++) {
      if (i < bytes.length()) {
        text.append(String.format(Locale.ROOT, "%02x", bytes.at(i))).append(i == 7 ? '-' : ' ');
        boolean printable = bytes.at(i) >= ' ' && bytes.at(i) <= '~';
        shown.append(printable ? (char) bytes.at(i) : '.');
      } else {
        text.append("   ");
      }
    }
    text.append("  ").append(shown).append('\n');
  }

  private static String name(CipherSuite suite) {
    return LibSslCiphers.SSL_CIPHER_get_name(new LibSslTypes.SSL_CIPHER(suite));
  }

  private static String secret(SSL_SESSION session) {
    return session.secret().map(secret -> secret.expose(HEX::formatHex)).orElse("");
  }

  private static String hex(Bytes bytes) {
    return Optional.of(bytes.toArray()).map(HEX::formatHex).orElseThrow();
  }
}
