// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.tls;

import dev.jessel.Ssl;
import dev.jessel.SslSession;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.VerifyResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A session as OpenSSL's tools show one, but without its secret: whoever wants to keep that writes
 * the session to a file.
 */
public final class SessionText {
  private SessionText() {}

  /** The session of a connection. */
  public static List<String> lines(Ssl ssl, SslSession session) {
    List<String> lines = new ArrayList<>(List.of("SSL-Session:"));
    lines.add("    Protocol  : " + session.version());
    lines.add("    Cipher    : " + session.cipherSuite().openSslName());
    lines.add("    Session-ID: " + hex(session.id()));
    lines.add("    Session-ID-ctx: " + hex(session.idContext()));
    lines.add("    PSK identity: " + ssl.pskIdentity().orElse("None"));
    lines.add("    PSK identity hint: " + ssl.pskIdentityHint().orElse("None"));
    if (session.hasTicket()) {
      lines.add(
          "    TLS session ticket lifetime hint: " + session.lifetimeSeconds() + " (seconds)");
      lines.add("    TLS session ticket: " + session.ticket().length() + " bytes");
    }
    lines.add("    Start Time: " + session.created().getEpochSecond());
    lines.add("    Timeout   : " + session.lifetimeSeconds() + " (sec)");
    VerifyResult verified = session.verifyResult();
    lines.add("    Verify return code: " + verified.number() + " (" + verified.text() + ")");
    lines.add("    Extended master secret: " + (session.extendedMainSecret() ? "yes" : "no"));
    if (session.version().isAtLeast(ProtocolVersion.TLS_1_3)) {
      lines.add("    Max Early Data: " + session.maxEarlyData());
    }
    return lines;
  }

  private static String hex(Bytes bytes) {
    return bytes.hex().toUpperCase(Locale.ROOT);
  }
}
