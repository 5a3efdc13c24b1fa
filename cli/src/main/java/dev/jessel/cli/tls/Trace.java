// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.tls;

import dev.jessel.Ssl;
import dev.jessel.SslListener;
import dev.jessel.SslSession;
import dev.jessel.error.AlertDescription;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.HandshakeType;
import dev.jessel.wire.ProtocolVersion;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Shows what {@code -msg} and {@code -state} ask for, in OpenSSL's form. */
public final class Trace implements SslListener {
  private static final int LINE = 16;

  private final PrintStream messages;
  private final PrintStream states;
  private final ShowOptions options;
  private final ProtocolVersion newest;
  private final BiConsumer<Ssl, SslSession> sessions;

  /**
   * A trace.
   *
   * @param newest version that may be spoken: the one of messages before there is one
   * @param messages gets handshake messages and alerts in hex
   * @param states gets the names of states
   * @param sessions is told of each session that a server gives
   */
  public Trace(
      ShowOptions options,
      ProtocolVersion newest,
      PrintStream messages,
      PrintStream states,
      BiConsumer<Ssl, SslSession> sessions) {
    this.options = options;
    this.newest = newest;
    this.messages = messages;
    this.states = states;
    this.sessions = sessions;
  }

  @Override
  public void state(Ssl ssl, String state) {
    if (options.showsStates()) {
      states.println((ssl.isServer() ? "SSL_accept:" : "SSL_connect:") + words(state));
    }
  }

  @Override
  public void handshakeMessage(Ssl ssl, boolean sent, Bytes message) {
    if (options.showsMessages()) {
      show(ssl, sent, "Handshake", message, camelCase(new HandshakeType(message.at(0)).name()));
    }
  }

  @Override
  public void ssl2Message(Ssl ssl, boolean sent, Bytes message) {
    if (options.showsMessages()) {
      show(ssl, sent, "SSLv2", message, "message " + message.at(0));
    }
  }

  @Override
  public void changeCipherSpec(Ssl ssl, boolean sent) {
    if (options.showsMessages()) {
      show(ssl, sent, "ChangeCipherSpec", Bytes.of((byte) 1), "");
    }
  }

  @Override
  public void alert(Ssl ssl, boolean sent, int level, AlertDescription alert) {
    String severity = level == 1 ? "warning" : "fatal";
    if (options.showsMessages()) {
      Bytes body = Bytes.of((byte) level, (byte) alert.code());
      show(ssl, sent, "Alert", body, severity + " " + alert.name());
    }
    if (options.showsStates()) {
      String way = sent ? "write" : "read";
      states.println("SSL3 alert " + way + ":" + severity + ":" + alert.longText());
    }
  }

  @Override
  public void session(Ssl ssl, SslSession session) {
    sessions.accept(ssl, session);
  }

  private void show(Ssl ssl, boolean sent, String kind, Bytes bytes, String what) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s %s, %s [length %04x]%s%n",
            sent ? ">>>" : "<<<",
            version(ssl),
            kind,
            bytes.length(),
            what.isEmpty() ? "" : ", " + what));
    for (int at = 0; at < bytes.length(); at += LINE) {
      text.append("   ");
      for (int i = at; i < Math.min(at + LINE, bytes.length()); i++) {
        text.append(String.format(Locale.ROOT, " %02x", bytes.at(i) & 0xFF));
      }
      text.append(System.lineSeparator());
    }
    messages.print(text);
    messages.flush();
  }

  /** The version agreed upon; before that, the newest that may be. Such as TLS 1.3 or SSL 3.0. */
  private String version(Ssl ssl) {
    String name = ssl.version().orElse(newest).name();
    return switch (name) {
      case "SSLv3" -> "SSL 3.0";
      case "TLSv1" -> "TLS 1.0";
      default -> name.replace("TLSv", "TLS ");
    };
  }

  /** From client_hello to ClientHello. */
  private static String camelCase(String name) {
    return Arrays.stream(name.split("_", 0))
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }

  /** From ExpectServerHello to "expect server hello". */
  private static String words(String state) {
    return state.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }
}
