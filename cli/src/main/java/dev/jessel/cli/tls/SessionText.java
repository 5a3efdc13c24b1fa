// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.tls;

import dev.jessel.Ssl;
import dev.jessel.SslSession;
import dev.jessel.wire.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * A session as OpenSSL's tools show one, but without its secret: whoever wants to keep that writes
 * the session to a file.
 */
public final class SessionText {
  private SessionText() {}

  /** The session of a connection. */
  public static List<String> lines(Ssl ssl, SslSession session) {
    ConnectionFacts facts = new ConnectionFacts(ssl);
    List<String> lines = new ArrayList<>(List.of("SSL-Session:"));
    lines.add("    Protocol  : " + facts.version());
    lines.add("    Cipher    : " + session.cipherSuite().openSslName());
    lines.add("    PSK identity: " + ssl.pskIdentity().orElse("None"));
    lines.add("    PSK identity hint: " + ssl.pskIdentityHint().orElse("None"));
    lines.add("    TLS session ticket lifetime hint: " + session.lifetimeSeconds() + " (seconds)");
    lines.add("    TLS session ticket: " + session.ticket().length() + " bytes");
    lines.add("    Extended master secret: " + (ssl.hasExtendedMainSecret() ? "yes" : "no"));
    if (ssl.version().filter(ProtocolVersion.TLS_1_3::equals).isPresent()) {
      lines.add("    Max Early Data: " + session.maxEarlyData());
    }
    return lines;
  }
}
