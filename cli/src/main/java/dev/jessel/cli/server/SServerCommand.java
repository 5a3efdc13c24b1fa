// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.server;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslOption;
import dev.jessel.SslVerify;
import dev.jessel.cli.CommandFailure;
import dev.jessel.cli.Console;
import dev.jessel.cli.Version;
import dev.jessel.cli.tls.ChecklistReport;
import dev.jessel.cli.tls.ExporterOptions;
import dev.jessel.cli.tls.HostPort;
import dev.jessel.cli.tls.Recorders;
import dev.jessel.cli.tls.ShowOptions;
import dev.jessel.cli.tls.TlsOptions;
import dev.jessel.cli.tls.Trace;
import dev.jessel.cli.tls.VerifyReport;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.TrustAnchors;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code jessel s_server}, as {@code openssl s_server}, but for any number of clients at once. */
@Command(
    name = "s_server",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    separator = " ",
    abbreviateSynopsis = true,
    description = "Serve TLS clients, as many at once as come.",
    footer = {
      "",
      "Without -www and -rev, what clients send is shown, and what is typed goes to all of them.",
      "A line with one letter alone is a command: Q ends the server, q the connections, k changes",
      "the keys, K changes them and asks the clients to do the same, c asks for the clients'",
      "certificates (all TLS 1.3), r asks for another handshake, R for one with the client's",
      "certificate (up to TLS 1.2). Not with -quiet.",
      ""
    })
public final class SServerCommand implements Callable<Integer> {
  private static final int BACKLOG = 1024;
  private static final Set<String> SECRETS = Set.of("-pass", "-psk");

  private final Console console;

  @Option(
      names = {"-accept", "-port"},
      paramLabel = "[HOST:]PORT",
      description = "Where to listen; 0 is any free port; default: 4433.")
  private String accept;

  @Option(names = "-verify", paramLabel = "DEPTH", description = "Ask clients for a certificate.")
  private Integer verify;

  @Option(
      names = "-Verify",
      paramLabel = "DEPTH",
      description = "Ask for a certificate, and refuse clients that have none.")
  private Integer verifyRequired;

  @Option(names = "-www", description = "Answer each HTTP GET with a page about the connection.")
  private boolean www;

  @Option(names = "-rev", description = "Send each line back, reversed.")
  private boolean rev;

  @Option(names = "-nocert", description = "Have no certificate; needs -psk.")
  private boolean noCertificate;

  @Option(names = "-client_renegotiation", description = "Let clients renegotiate (up to TLS 1.2).")
  private boolean clientRenegotiation;

  @Option(names = "-no_resumption_on_reneg", description = "Resume no session when renegotiating.")
  private boolean noResumptionOnRenegotiation;

  @Option(names = "-naccept", paramLabel = "N", description = "End after N connections.")
  private Long acceptLimit;

  @Option(
      names = "-checkcert",
      description = "Print what is to be said of the certificate, as a checklist, and end.")
  private boolean checkCertificate;

  @Mixin private TlsOptions options;

  @Mixin private SessionOptions sessions;

  @Mixin private ExporterOptions exporter;

  @Mixin private ShowOptions show;

  @Spec private CommandSpec spec;

  /** A server on a console. */
  public SServerCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws CommandFailure, IOException {
    checkOptions();
    if (checkCertificate) {
      return new ChecklistReport(console).print(options.certificateFile(), options.checklist());
    }
    InetSocketAddress address =
        HostPort.toAccept(accept == null ? String.valueOf(HostPort.DEFAULT_PORT) : accept).local();
    try (Recorders recorders = Recorders.open(show)) {
      SslContext context = context(recorders);
      options.warn(console.err());
      try (ServerSocketChannel listener = listen(address)) {
        serve(listener, context, recorders);
      }
    }
    return 0;
  }

  private void checkOptions() throws CommandFailure {
    if (www && rev) {
      throw new CommandFailure("-www and -rev do not go together");
    }
    if (sessions.readsEarlyData() && (www || rev)) {
      throw new CommandFailure("-early_data does not go with -www and -rev");
    }
    exporter.check();
    if (acceptLimit != null && acceptLimit <= 0) {
      throw new CommandFailure("-naccept is at least 1");
    }
  }

  private ServerSocketChannel listen(InetSocketAddress address) throws CommandFailure, IOException {
    ServerSocketChannel listener = ServerSocketChannel.open();
    try {
      listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      return listener.bind(address, BACKLOG);
    } catch (IOException e) {
      listener.close();
      throw new CommandFailure(
          "cannot listen on " + HostPort.text(address) + ": " + e.getMessage(), e);
    }
  }

  private SslContext context(Recorders recorders) throws CommandFailure, IOException {
    boolean certified = !noCertificate && options.credential().isPresent();
    if (!certified && !sessions.hasKey()) {
      throw new CommandFailure("a server needs a certificate: -cert FILE, and -key FILE; or -psk");
    }
    SslContext.Builder builder = options.applyTo(SslContext.server());
    if (!certified) {
      builder.noCredentials();
    }
    sessions.applyTo(builder, console.err());
    if (clientRenegotiation) {
      builder.options(SslOption.ALLOW_CLIENT_RENEGOTIATION);
    }
    if (noResumptionOnRenegotiation) {
      builder.options(SslOption.NO_SESSION_RESUMPTION_ON_RENEGOTIATION);
    }
    Optional<TrustAnchors> trust = options.trust();
    if (trust.isPresent()) {
      builder.clientIssuers(
          trust.get().certificates().stream().map(PeerCertificate::subjectDer).toList());
    }
    Integer depth = verifyRequired != null ? verifyRequired : verify;
    if (depth != null) {
      builder.verify(verifyRequired != null ? SslVerify.REQUIRED : SslVerify.PEER);
      builder.verifyDepth(TlsOptions.depth(depth));
    }
    Trace trace =
        new Trace(
            show, options.newestVersion(), console.out(), console.err(), (ssl, session) -> {});
    return recorders.attachTo(builder, trace).build();
  }

  private void serve(ServerSocketChannel listener, SslContext context, Recorders recorders)
      throws IOException {
    Reception reception = new Reception(context, recorders);
    try (EventLoop loop =
        new EventLoop(listener, reception, acceptLimit == null ? 0 : acceptLimit)) {
      if (!www && !rev) {
        SslVerify later = verifyRequired != null ? SslVerify.REQUIRED : SslVerify.PEER;
        reception.relay = Optional.of(new ConsoleRelay(console, loop, !show.isQuiet(), later));
      }
      tell("ACCEPT " + HostPort.text((InetSocketAddress) listener.getLocalAddress()));
      reception.relay.ifPresent(ConsoleRelay::start);
      loop.run();
    }
  }

  private void tell(String line) {
    if (!show.isQuiet()) {
      console.out().println(line);
      console.out().flush();
    }
  }

  /** Receives clients, and sees them off. */
  private final class Reception implements EventLoop.Greeter {
    private final SslContext context;
    private final Recorders recorders;
    private Optional<ConsoleRelay> relay = Optional.empty();

    Reception(SslContext context, Recorders recorders) {
      this.context = context;
      this.recorders = recorders;
    }

    @Override
    public ServerConnection greet(SocketChannel channel, Selector selector) throws IOException {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      String name = HostPort.text((InetSocketAddress) channel.getRemoteAddress());
      ClientOffer offer = new ClientOffer();
      Ssl ssl = context.newSsl(recorders.transport(channel, false));
      ssl.configure(
          builder ->
              builder
                  .clientHelloInspector(offer)
                  .peerVerifier(
                      new VerifyReport(console.err(), show.isQuiet(), options.mustVerify())));
      SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
      ServerConnection client =
          new ServerConnection(
              name, channel, ssl, key, sessions.readsEarlyData(), c -> announced(c, offer));
      key.attach(client);
      return client;
    }

    private Service announced(ServerConnection client, ClientOffer offer) {
      return new AnnouncedService(
          service(client, offer),
          console.out(),
          SServerCommand.this::tell,
          () -> {
            List<String> lines = new ArrayList<>(List.of("CONNECTION from " + client.name()));
            lines.addAll(new ServerSummary(client.ssl(), offer.hello()).lines());
            lines.addAll(exporter.lines(client.ssl()));
            return lines;
          });
    }

    private Service service(ServerConnection client, ClientOffer offer) {
      if (www) {
        return new StatusPage(client, offer, commandLine());
      }
      return rev ? new ReverseLines(client) : relay.orElseThrow().serve(client);
    }

    @Override
    public void failed(IOException why) {
      console.err().println("ERROR cannot take a client: " + why.getMessage());
    }

    @Override
    public void gone(ServerConnection client) {
      client
          .problem()
          .ifPresent(why -> console.err().println("ERROR " + client.name() + ": " + why));
      tell("CONNECTION CLOSED " + client.name());
    }

    @Override
    public void turnEnded() {
      relay.ifPresent(ConsoleRelay::turnEnded);
    }
  }

  /** Without the password of the key and without a pre-shared key, which could be in it. */
  private String commandLine() {
    List<String> words = new ArrayList<>(List.of("s_server"));
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      if (!SECRETS.contains(option.longestName())) {
        words.add(option.longestName());
        words.addAll(option.typeInfo().isBoolean() ? List.of() : option.originalStringValues());
      }
    }
    return String.join(" ", words);
  }
}
