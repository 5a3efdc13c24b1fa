// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.client;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslOption;
import dev.jessel.SslVerify;
import dev.jessel.cli.CommandFailure;
import dev.jessel.cli.Console;
import dev.jessel.cli.Version;
import dev.jessel.cli.tls.ConnectionFacts;
import dev.jessel.cli.tls.ExporterOptions;
import dev.jessel.cli.tls.HostPort;
import dev.jessel.cli.tls.Recorders;
import dev.jessel.cli.tls.ShowOptions;
import dev.jessel.cli.tls.TlsOptions;
import dev.jessel.cli.tls.Trace;
import dev.jessel.cli.tls.VerifyReport;
import dev.jessel.x509.PeerName;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jessel s_client}, as {@code openssl s_client}. */
@Command(
    name = "s_client",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    separator = " ",
    abbreviateSynopsis = true,
    description = "Connect to a TLS server, show the connection, and talk to it.",
    footer = {
      "",
      "While connected, a line with one letter alone is a command: Q ends, k changes the keys,",
      "K changes them and asks the server to do the same (TLS 1.3), R renegotiates (up to TLS"
          + " 1.2).",
      "Not with -quiet, -ign_eof, -nocommands.",
      ""
    })
public final class SClientCommand implements Callable<Integer> {

  private final Console console;

  @Option(
      names = "-connect",
      paramLabel = "HOST:PORT",
      description = "Where to connect; default: localhost:4433.")
  private String connect;

  @Parameters(arity = "0..1", paramLabel = "HOST:PORT", description = "The same without -connect.")
  private String target;

  @Option(
      names = "-servername",
      paramLabel = "NAME",
      description = "Name to ask for (SNI); default: the host, unless it is an address.")
  private String serverName;

  @Option(names = "-noservername", description = "Ask for no name.")
  private boolean noServerName;

  @Option(
      names = {"-verify_hostname", "-verify_ip"},
      paramLabel = "NAME",
      description = "Name or address that the certificate must have.")
  private String verifyName;

  @Option(
      names = "-verify",
      paramLabel = "DEPTH",
      description = "Most intermediate certificates to accept.")
  private Integer verifyDepth;

  @Option(
      names = "-enable_pha",
      description = "Let the server ask for a certificate after the handshake (TLS 1.3).")
  private boolean postHandshakeAuth;

  @Option(names = "-brief", description = "Show a short summary only.")
  private boolean brief;

  @Option(names = "-showcerts", description = "Show all certificates of the server.")
  private boolean showCertificates;

  @Option(names = "-nocommands", description = "No command letters.")
  private boolean noCommands;

  @Option(
      names = "-legacy_server_connect",
      description = "Connect to servers without RFC 5746 too. Unsafe.")
  private boolean legacyServerConnect;

  @Option(names = "-ign_eof", description = "Stay when the input ends; no command letters.")
  private boolean ignoreEof;

  @Mixin private DaneOptions dane;

  @Mixin private TlsOptions options;

  @Mixin private SessionOptions sessions;

  @Mixin private ExporterOptions exporter;

  @Mixin private ShowOptions show;

  /** A client on a console. */
  public SClientCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws CommandFailure, IOException {
    HostPort server = server();
    exporter.check();
    Optional<EarlyDataFile> early = sessions.earlyData(options.newestVersion());
    KeptSession kept = sessions.kept(options, console.err());
    try (Recorders recorders = Recorders.open(show)) {
      SslContext context = context(server, recorders, kept);
      options.warn(console.err());
      Journey journey = new Journey(server, context, recorders, kept, early);
      for (int left = sessions.reconnections(); left >= 0; left--) {
        visit(journey, left == 0);
      }
    }
    return kept.hasFailed() ? 1 : 0;
  }

  /** What all connections of a command have in common. */
  private record Journey(
      HostPort server,
      SslContext context,
      Recorders recorders,
      KeptSession kept,
      Optional<EarlyDataFile> early) {}

  private HostPort server() throws CommandFailure {
    if (connect != null && target != null) {
      throw new CommandFailure("two servers are named: " + connect + " and " + target);
    }
    String text = connect == null ? target : connect;
    return HostPort.toConnect(text == null ? "localhost" : text);
  }

  private SslContext context(HostPort server, Recorders recorders, KeptSession kept)
      throws CommandFailure, IOException {
    SslContext.Builder builder = options.applyTo(SslContext.client()).verify(SslVerify.REQUIRED);
    sessions.applyTo(builder);
    try {
      nameToAskFor(server).ifPresent(builder::serverName);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure("-servername " + serverName + ": " + e.getMessage(), e);
    }
    try {
      builder.peerName(Optional.ofNullable(verifyName).or(dane::domain));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure("-verify_hostname " + verifyName + ": " + e.getMessage(), e);
    }
    builder.dane(dane.records()).postHandshakeAuth(postHandshakeAuth);
    if (legacyServerConnect) {
      builder.options(SslOption.LEGACY_SERVER_CONNECT);
    }
    if (verifyDepth != null) {
      builder.verifyDepth(TlsOptions.depth(verifyDepth));
    }
    return recorders.attachTo(builder, trace(kept)).build();
  }

  // RFC 6066 3: an address is no server name.
  private Optional<String> nameToAskFor(HostPort server) {
    if (noServerName || serverName != null) {
      return noServerName ? Optional.empty() : Optional.of(serverName);
    }
    try {
      PeerName name = PeerName.parse(dane.domain().orElse(server.host()));
      return name.isAddress() ? Optional.empty() : Optional.of(name.toString());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Trace trace(KeptSession kept) {
    return new Trace(
        show,
        options.newestVersion(),
        console.out(),
        console.err(),
        (ssl, session) -> {
          kept.keep(session);
          // Up to TLS 1.2 a session is part of its handshake, and shown with that.
          if (tells() && new ConnectionFacts(ssl).speaksTls13()) {
            ClientSummary.printTicket(console.out(), ssl, session);
          }
        });
  }

  /** Whether standard output gets more than data. */
  private boolean tells() {
    return !show.isQuiet() && !brief;
  }

  private void visit(Journey journey, boolean isLast) throws CommandFailure, IOException {
    VerifyReport verified = new VerifyReport(console.err(), brief, options.mustVerify());
    try (SocketChannel channel = Dialer.dial(journey.server());
        Ssl ssl = journey.context().newSsl(journey.recorders().transport(channel, true))) {
      ssl.configure(builder -> builder.peerVerifier(verified));
      if (tells()) {
        String address = HostPort.text((InetSocketAddress) channel.getRemoteAddress());
        console.out().println("CONNECTED(" + address + ")");
      }
      Visit visit = new Visit(console, channel, ssl, journey.kept());
      visit.begin(journey.early());
      summarise(ssl, verified);
      if (isLast) {
        talk(ssl);
      } else {
        visit.drop();
        if (tells()) {
          console.out().println("drop connection and then reconnect");
        }
      }
    }
  }

  private void summarise(Ssl ssl, VerifyReport verified) {
    Optional<String> name = Optional.ofNullable(verifyName).or(dane::domain);
    if (brief) {
      new ClientSummary(console.err(), ssl, verified.found(), name).printBrief();
    } else if (!show.isQuiet()) {
      new ClientSummary(console.out(), ssl, verified.found(), name).print(showCertificates);
    }
    if (!show.isQuiet()) {
      exporter.lines(ssl).forEach(console.out()::println);
    }
  }

  private void talk(Ssl ssl) throws IOException {
    boolean stays = ignoreEof || show.isQuiet();
    boolean endedByPeer = new Conversation(ssl, console, !stays && !noCommands, stays).run();
    if (endedByPeer && tells()) {
      console.out().println("closed");
    }
  }
}
