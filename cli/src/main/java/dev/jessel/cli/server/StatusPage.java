// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.server;

import dev.jessel.Ssl;
import dev.jessel.cli.Version;
import dev.jessel.cli.tls.ConnectionFacts;
import dev.jessel.wire.CipherSuite;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Answers a GET with a page that tells about the connection, and closes it. */
final class StatusPage implements Service {
  private static final int LONGEST_REQUEST = 16 * 1024;

  private final ServerConnection client;
  private final ClientOffer offer;
  private final String commandLine;
  private final StringBuilder request = new StringBuilder();
  private boolean answered;

  /**
   * A page for one client.
   *
   * @param commandLine of the server
   */
  StatusPage(ServerConnection client, ClientOffer offer, String commandLine) {
    this.client = client;
    this.offer = offer;
    this.commandLine = commandLine;
  }

  @Override
  public void received(byte[] bytes, int length) {
    if (answered) {
      return;
    }
    request.append(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
    if (isWhole()) {
      answer(request.toString().startsWith("GET ") ? "200 ok" : "405 only GET is known here");
    } else if (request.length() > LONGEST_REQUEST) {
      answer("431 the request is too long");
    }
  }

  /** One line without a version, as telnet users send it, or a head with an empty line. */
  private boolean isWhole() {
    int lineEnd = request.indexOf("\n");
    boolean old = lineEnd >= 0 && !request.substring(0, lineEnd).contains(" HTTP/");
    return old || request.indexOf("\r\n\r\n") >= 0 || request.indexOf("\n\n") >= 0;
  }

  private void answer(String status) {
    answered = true;
    String body = status.startsWith("200") ? page() : "<pre>" + status + "</pre>\n";
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.0 "
            + status
            + "\r\nContent-type: text/html; charset=utf-8\r\nContent-length: "
            + content.length
            + "\r\nConnection: close\r\n\r\n";
    client.send(head.getBytes(StandardCharsets.ISO_8859_1));
    client.send(content);
    client.finish();
  }

  private String page() {
    Ssl ssl = client.ssl();
    ConnectionFacts facts = new ConnectionFacts(ssl);
    ServerSummary summary = new ServerSummary(ssl, offer.hello());
    List<String> lines = new ArrayList<>(List.of("", commandLine, Version.line()));
    lines.add("Ciphers supported in s_server");
    lines.add(
        ssl.context().toBuilder().cipherSuites().stream()
            .map(CipherSuite::openSslName)
            .map(name -> "TLSv1.3    :" + name)
            .collect(Collectors.joining("\n")));
    lines.add("---");
    lines.addAll(summary.offer());
    lines.addAll(summary.terms());
    lines.add("---");
    lines.add(facts.terms());
    lines.add("SSL-Session:");
    lines.add("    Protocol  : " + facts.version());
    lines.add("    Cipher    : " + facts.suite());
    ssl.serverName().ifPresent(name -> lines.add("    Name      : " + name));
    ssl.applicationProtocol().ifPresent(p -> lines.add("    ALPN      : " + p));
    lines.add("---");
    List<String> certificate = ServerSummary.certificate(facts.peerCertificate());
    lines.addAll(certificate.isEmpty() ? List.of("no client certificate available") : certificate);
    return "<HTML><BODY BGCOLOR=\"#ffffff\">\n<pre>\n"
        + escape(String.join("\n", lines))
        + "\n</pre></BODY></HTML>\n";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
