// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslEarlyData;
import dev.jessel.SslListener;
import dev.jessel.SslSession;
import dev.jessel.SslStatus;
import dev.jessel.bio.MemoryBio;
import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.interop.peer.Peer;
import dev.jessel.interop.peer.RedisServer;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.TestCredential.PemFiles;
import dev.jessel.wire.ProtocolVersion;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Three servers behind one address, each a process of its own, which share a Redis: clients come
 * back to any of them, whatever happens to keys and to Redis, and early data is taken once.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RedisFleetIT {
  private static final String FLEET_KEY = "5e".repeat(32);
  private static final int KEY_PERIOD_SECONDS = 20;
  private static final int SERVERS = 3;
  // From each server to each other one.
  private static final List<Integer> ROUNDS = List.of(0, 1, 2, 0, 2, 1, 0);
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration NAP = Duration.ofMillis(50);

  private final List<FleetMember> members = new ArrayList<>();
  private Path directory;
  private Pki pki;
  private PemFiles certificate;
  private RedisServer redis;
  private RoundRobin tickets;
  private RoundRobin kept;

  @BeforeAll
  void startAll(@TempDir Path files) throws IOException {
    directory = files;
    pki = new Pki(directory);
    certificate = pki.serverFiles(KeyType.P256);
    redis = RedisServer.start(directory);
    IntStream.range(0, SERVERS).forEach(i -> members.add(startMember()));
    tickets = new RoundRobin(members.stream().map(FleetMember::ticketsPort).toList());
    kept = new RoundRobin(members.stream().map(FleetMember::keptPort).toList());
    awaitFleet();
  }

  private FleetMember startMember() {
    return FleetMember.start(redis.port(), FLEET_KEY, KEY_PERIOD_SECONDS, certificate);
  }

  @AfterAll
  void stopAll() throws IOException {
    tickets.close();
    kept.close();
    members.forEach(FleetMember::close);
    redis.close();
  }

  /** A test that failed while Redis was down fails alone. */
  @AfterEach
  void restore() throws IOException {
    redis.startAgain();
    awaitFleet();
  }

  static Stream<Arguments> waysToComeBack() {
    return Stream.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2)
        .flatMap(version -> Stream.of(Arguments.of(version, true), Arguments.of(version, false)));
  }

  // ---- Coming back

  @ParameterizedTest
  @MethodSource("waysToComeBack")
  void eachServerTakesBackTheClientsOfEach(ProtocolVersion version, boolean withTickets)
      throws IOException {
    SslContext client = client(version);
    Set<String> servers = new HashSet<>();
    address(withTickets).send(ROUNDS);
    for (int i = 0; i < ROUNDS.size(); i++) {
      Visit visit = visit(client, address(withTickets));
      assertThat(visit.resumed()).as("visit " + i).isEqualTo(i > 0);
      servers.add(visit.server());
    }
    assertThat(servers).hasSize(SERVERS);
  }

  @ParameterizedTest
  @MethodSource("waysToComeBack")
  void opensslComesBackToAnotherServer(ProtocolVersion version, boolean withTickets)
      throws IOException {
    String option = version.equals(ProtocolVersion.TLS_1_3) ? "-tls1_3" : "-tls1_2";
    Path file = directory.resolve("session " + version + withTickets);
    RoundRobin address = address(withTickets);
    address.send(List.of(0, 1));
    assertThat(opensslVisit(address, option, "-sess_out", file)).contains("New, ");
    assertThat(opensslVisit(address, option, "-sess_in", file)).contains("Reused, ");
  }

  private String opensslVisit(RoundRobin address, Object... options) {
    List<Object> arguments = new ArrayList<>(List.of("s_client", "-servername", "localhost"));
    arguments.addAll(List.of("-connect", "127.0.0.1:" + address.port()));
    arguments.addAll(List.of("-CAfile", pki.authority(), "-verify_return_error"));
    arguments.addAll(List.of(options));
    try (ChildProcess client = ChildProcess.start(Peer.OPENSSL, arguments.toArray())) {
      client.send("hello").await("olleh$");
      client.send("Q");
      assertThat(client.exitStatus()).isZero();
      return client.output();
    }
  }

  @Test
  void aSessionOfTls13ThatIsKeptIsTakenUpOnce() throws IOException {
    Path file = directory.resolve("taken once");
    kept.send(List.of(0, 1, 2));
    assertThat(opensslVisit(kept, "-tls1_3", "-sess_out", file)).contains("New, ");
    assertThat(opensslVisit(kept, "-tls1_3", "-sess_in", file)).contains("Reused, ");
    assertThat(opensslVisit(kept, "-tls1_3", "-sess_in", file)).contains("New, ");
  }

  // ---- Keys

  @Test
  void clientsComeBackAfterTheKeysHaveChanged() throws IOException {
    for (ProtocolVersion version : List.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2)) {
      SslContext client = client(version);
      int before = members.get(0).sharedGeneration();
      assertThat(visit(client, tickets).resumed()).isFalse();
      for (FleetMember member : members) {
        await("the keys change", () -> member.sharedGeneration() > before);
      }
      tickets.send(ROUNDS);
      for (int ignored : ROUNDS) {
        assertThat(visit(client, tickets).resumed()).isTrue();
      }
    }
  }

  // ---- Without Redis

  @Test
  void handshakesGoOnWithoutRedisAndAllComesBackWithIt() throws IOException {
    List<SslContext> clients =
        Stream.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2).map(this::client).toList();
    for (SslContext client : clients) {
      assertThat(visit(client, kept).resumed()).isFalse();
      assertThat(visit(client, tickets).resumed()).isFalse();
    }
    redis.stop();
    for (SslContext client : clients) {
      assertThat(visit(client, kept).resumed()).as("nobody knows it").isFalse();
      assertThat(visit(client, tickets).resumed()).as("the keys are in hand").isTrue();
    }
    try (FleetMember late = startMember()) {
      assertThat(visit(clients.get(0), late.ticketsPort()).resumed()).isFalse();
      assertThat(late.status()).startsWith("false OWN ");
      redis.startAgain();
      awaitFleet();
      await("it joins", () -> late.sharedGeneration() >= 0);
      for (SslContext client : clients) {
        assertThat(visit(client, tickets).resumed()).as("the keys are restored").isTrue();
      }
      SslSession ofTheFleet = freshSession(tickets);
      assertThat(takesUp(ofTheFleet, late.ticketsPort())).as("they are there too").isTrue();
    }
    for (SslContext client : clients) {
      assertThat(visit(client, kept).resumed()).as("what Redis knew it has lost").isFalse();
      assertThat(visit(client, kept).resumed()).isTrue();
    }
  }

  // ---- Early data

  @Test
  void aFirstFlightWithEarlyDataIsTakenOnceByAllOfThem() throws IOException {
    for (RoundRobin address : List.of(tickets, kept)) {
      String text = "words for " + (address == tickets ? "tickets" : "kept");
      awaitEarlyData(address);
      byte[] flight = firstFlight(address, text);
      List<CompletableFuture<Void>> deliveries =
          ports(address).stream()
              .map(port -> CompletableFuture.runAsync(() -> deliver(flight, port)))
              .toList();
      deliveries.forEach(CompletableFuture::join);
      assertThat(taken(text)).isEqualTo(1);
      ports(address).forEach(port -> deliver(flight, port));
      assertThat(taken(text)).isEqualTo(1);
    }
  }

  @Test
  void whatWasTakenIsNotTakenAgainWhenRedisHasForgottenIt() throws IOException {
    awaitEarlyData(tickets);
    byte[] flight = firstFlight(tickets, "before");
    deliver(flight, members.get(0).ticketsPort());
    assertThat(taken("before")).isEqualTo(1);
    redis.stop();
    ports(tickets).forEach(port -> deliver(flight, port));
    assertThat(earlyVisit(tickets, "meanwhile")).isEqualTo(SslEarlyData.REJECTED);
    redis.startAgain();
    awaitFleet();
    ports(tickets).forEach(port -> deliver(flight, port));
    assertThat(taken("before")).isEqualTo(1);
    assertThat(earlyVisit(tickets, "at once")).isEqualTo(SslEarlyData.REJECTED);
    awaitEarlyData(tickets);
  }

  /** None is taken until Redis has remembered for some time. */
  private void awaitEarlyData(RoundRobin address) throws IOException {
    await("early data is taken", () -> earlyVisit(address, "knocking") == SslEarlyData.ACCEPTED);
  }

  private SslEarlyData earlyVisit(RoundRobin address, String text) throws IOException {
    SslContext.Builder client = Pki.clientContext().session(Optional.of(freshSession(address)));
    try (Ssl ssl = JesselClient.connect(client, address.port())) {
      write(ssl, text);
      assertThat(ssl.handshake()).isEqualTo(SslStatus.DONE);
      assertThat(Lines.receive(ssl)).startsWith("DONE ");
      return ssl.earlyData();
    }
  }

  /** What a client says before it hears anything. */
  private static byte[] firstFlight(RoundRobin address, String text) throws IOException {
    SslContext.Builder client = Pki.clientContext().session(Optional.of(freshSession(address)));
    MemoryBio sent = new MemoryBio();
    Ssl ssl = client.build().newSsl(sent, "localhost");
    ssl.bio(new MemoryBio(), sent);
    write(ssl, text);
    return sent.toByteArray();
  }

  private static void write(Ssl ssl, String text) throws IOException {
    assertThat(ssl.writeEarlyData(ByteBuffer.wrap(text.getBytes(US_ASCII))))
        .isEqualTo(SslStatus.DONE);
  }

  private static SslSession freshSession(RoundRobin address) throws IOException {
    Kept sessions = new Kept();
    try (Ssl ssl = JesselClient.connect(Pki.clientContext().listener(sessions), address.port())) {
      assertThat(Lines.receive(ssl)).startsWith("DONE ");
      return sessions.last();
    }
  }

  /** Sends a first flight to a server and waits until it has had enough of it. */
  private static void deliver(byte[] flight, int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.getOutputStream().write(flight);
      socket.shutdownOutput();
      long ignored = socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long taken(String text) {
    // Their answers come behind all that they said before.
    members.forEach(member -> assertThat(member.status()).isNotEmpty());
    return members.stream().mapToLong(member -> member.taken(text)).sum();
  }

  // ---- Visits

  /**
   * How a server took a client.
   *
   * @param server its process
   */
  private record Visit(String server, boolean resumed) {}

  private SslContext client(ProtocolVersion version) {
    return Pki.clientContext().minVersion(version).maxVersion(version).sessionCache(10).build();
  }

  private static Visit visit(SslContext client, RoundRobin address) throws IOException {
    return visit(client, address.port());
  }

  private static Visit visit(SslContext client, int port) throws IOException {
    try (Ssl ssl = client.newSsl(JesselClient.bio(port), "localhost")) {
      String[] greeting = Lines.receive(ssl).split(" ", -1);
      assertThat(greeting).hasSize(3).startsWith("DONE");
      assertThat(greeting[2]).isEqualTo(Boolean.toString(ssl.isResumed()));
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      return new Visit(greeting[1], ssl.isResumed());
    }
  }

  private static boolean takesUp(SslSession session, int port) throws IOException {
    SslContext.Builder client = Pki.clientContext().session(Optional.of(session));
    try (Ssl ssl = JesselClient.connect(client, port)) {
      assertThat(Lines.receive(ssl)).startsWith("DONE ");
      return ssl.isResumed();
    }
  }

  private RoundRobin address(boolean withTickets) {
    return withTickets ? tickets : kept;
  }

  private List<Integer> ports(RoundRobin address) {
    return members.stream()
        .map(member -> address == tickets ? member.ticketsPort() : member.keptPort())
        .toList();
  }

  /** What a client got. */
  private static final class Kept implements SslListener {
    private final List<SslSession> sessions = new CopyOnWriteArrayList<>();

    @Override
    public void session(Ssl ssl, SslSession session) {
      sessions.add(session);
    }

    SslSession last() {
      return sessions.get(sessions.size() - 1);
    }
  }

  // ---- Waiting

  private void awaitFleet() throws IOException {
    await(
        "all have the same keys",
        () ->
            members.stream().mapToInt(FleetMember::sharedGeneration).distinct().count() == 1
                && members.get(0).sharedGeneration() >= 0);
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(String what, Condition condition) throws IOException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as(what).isLessThan(until);
      LockSupport.parkNanos(NAP.toNanos());
    }
  }
}
