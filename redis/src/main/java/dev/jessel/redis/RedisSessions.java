// SPDX-License-Identifier: Apache-2.0
package dev.jessel.redis;

import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslReplayGuard;
import dev.jessel.SslSessionStore;
import dev.jessel.SslStatus;
import dev.jessel.SslTicketKeys;
import dev.jessel.crypto.Secret;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisURI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * What the servers of a fleet share on one Redis (6.2 or newer), so that each takes back the
 * clients of all: the keys of tickets, the sessions that have no ticket, and the memory that takes
 * early data once.
 *
 * <pre>{@code
 * RedisSessions fleet =
 *     RedisSessions.at(RedisURI.create("rediss://user:password@redis.example/"))
 *         .fleetKey(key).whenAnswered(selector::wakeup).connect();
 * SslContext context = fleet.shareIn(SslContext.server().credential(chain, key)).build();
 * }</pre>
 *
 * <p>Handshakes never depend on Redis: where it is down, slow or empty they go on in full, with the
 * ticket keys in hand, and without early data. Nothing here blocks the caller. A handshake that
 * waits for an answer says {@link SslStatus#WANT_SESSION}; its call is to be repeated when {@link
 * Builder#whenAnswered} was told of an answer, which comes within {@link Builder#answerWithin}.
 * Servers with a thread for each connection have {@link #untilAnswered} do that.
 *
 * <p>Thread-safe. It has threads of its own until {@link #close()}.
 */
public final class RedisSessions implements AutoCloseable {
  private final Duration answerWithin;
  private final Answers answers;
  private final FleetNames names;
  private final Link link;
  private final FleetMemory memory;
  private final Questions questions;
  private final FleetTicketKeys ticketKeys;
  private final FleetReplayGuard replayGuard;
  private final FleetSessions sessionStore;
  private final ScheduledExecutorService executor;
  private final CompletableFuture<Void> joined = new CompletableFuture<>();
  private final Duration pollEvery;
  private int silent;
  private Future<?> nextPoll = CompletableFuture.completedFuture(null);

  private RedisSessions(Builder settings) {
    SecureRandom random = new SecureRandom();
    Clock clock = settings.clock;
    names = new FleetNames(settings.prefix);
    FleetSeal seal = new FleetSeal(settings.fleetKeys, random);
    executor = Executors.newSingleThreadScheduledExecutor(RedisSessions::thread);
    answerWithin = settings.answerWithin;
    answers = new Answers(settings.answered);
    link = new Link(settings.address, settings.answerWithin, settings.options, this::isUp);
    memory = new LettuceMemory(link);
    questions = new Questions(answers::came);
    replayGuard = new FleetReplayGuard(memory, names, settings.clockSkew, questions);
    sessionStore = new FleetSessions(memory, seal, names, clock, questions);
    ticketKeys =
        new FleetTicketKeys(
            memory,
            seal,
            names.ticketKeys(),
            new FleetTicketKeys.KeyTimes(settings.keyPeriod, settings.keysAlone),
            random,
            clock,
            executor);
    pollEvery = pollEvery(settings.keyPeriod);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "jessel-redis");
    thread.setDaemon(true);
    return thread;
  }

  private static Duration pollEvery(Duration period) {
    Duration often = period.dividedBy(FleetLimits.POLLS_A_PERIOD);
    return often.compareTo(FleetLimits.POLL) < 0 ? often : FleetLimits.POLL;
  }

  /**
   * Starts the settings.
   *
   * @param address of Redis, or of its sentinels, with user, password and TLS as need be
   */
  public static Builder at(RedisURI address) {
    return new Builder(address);
  }

  /**
   * Has a server's context share all of it. Who takes some of it alone should know that {@link
   * #ticketKeys} without {@link #replayGuard} lets each server take the same early data once.
   */
  public SslContext.Builder shareIn(SslContext.Builder context) {
    return context.ticketKeys(ticketKeys()).sessionStore(sessionStore()).replayGuard(replayGuard());
  }

  /** The fleet's ticket keys, which change by themselves. */
  public SslTicketKeys ticketKeys() {
    return ticketKeys.keys();
  }

  /** Keeps sessions without tickets in Redis; finds none when Redis does not answer in time. */
  public SslSessionStore sessionStore() {
    return sessionStore;
  }

  /** Takes early data once in the fleet; says no when Redis does not answer in time. */
  public SslReplayGuard replayGuard() {
    return replayGuard;
  }

  /**
   * Replaces the fleet's ticket keys at once, for when they may have become known: tickets made
   * with older ones open at no server that has learnt of it, which takes a few seconds.
   *
   * @return whether it was done, later; fails when Redis did not answer. False means that another
   *     server has changed the keys at the same time: ask again.
   */
  public CompletableFuture<Boolean> replaceTicketKeys() {
    return ticketKeys.replaceAll();
  }

  /**
   * Ends once this server has the fleet's ticket keys, for those who would rather wait a moment
   * than begin with keys that the others do not know. It may never end: set a limit.
   */
  public CompletableFuture<Void> joined() {
    return joined.copy();
  }

  /**
   * Ends when Redis has done all that it was told before by this server, for those who are about to
   * stop. Fails when it does not answer.
   */
  public CompletableFuture<Void> settled() {
    // One connection: its commands are carried out in their order.
    return memory.read(names.ticketKeys()).thenApply(reading -> null);
  }

  /** How this server stands with its fleet. */
  public RedisSessionsStatus status() {
    return new RedisSessionsStatus(
        link.isUp(),
        ticketKeys.whose(),
        ticketKeys.ring().generation(),
        questions.answers(),
        questions.failures());
  }

  /** A call on a connection, such as {@code ssl::handshake}. */
  @FunctionalInterface
  public interface Call {
    /** Makes the call. */
    SslStatus make() throws SslException;
  }

  /**
   * Repeats a call while it waits for an answer, which blocks the thread: for servers that have one
   * for each connection.
   *
   * @return what the call says, never {@link SslStatus#WANT_SESSION}
   * @throws InterruptedException when the thread was interrupted while it waited
   */
  public SslStatus untilAnswered(Call call) throws SslException, InterruptedException {
    long before = answers.count();
    SslStatus status = call.make();
    while (status == SslStatus.WANT_SESSION) {
      answers.awaitMoreThan(before, answerWithin);
      before = answers.count();
      status = call.make();
    }
    return status;
  }

  /** Ends the connection to Redis and all threads; handshakes go on with the keys in hand. */
  @Override
  public void close() {
    executor.shutdownNow();
    link.close();
  }

  // ---- On the thread of the executor

  /** Redis may be another one than before, or have lost what it knew. */
  private void isUp() {
    if (!executor.isShutdown()) {
      executor.execute(this::pollAtOnce);
    }
  }

  private void pollAtOnce() {
    if (nextPoll.cancel(false)) {
      poll();
    }
  }

  private void poll() {
    link.connect();
    replayGuard.begin();
    var ignored =
        ticketKeys.poll().whenCompleteAsync((done, failure) -> polled(failure == null), executor);
  }

  private void polled(boolean heard) {
    silent = heard ? 0 : silent + 1;
    if (silent >= FleetLimits.SILENT_POLLS) {
      silent = 0;
      link.renew();
    }
    if (ticketKeys.whose() == RedisSessionsStatus.Keys.SHARED) {
      joined.complete(null);
    }
    Duration pause = joined.isDone() ? pollEvery : FleetLimits.FIRST_POLLS;
    nextPoll = executor.schedule(this::poll, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Gathers settings. Not thread-safe. Servers of one fleet should have the same. */
  public static final class Builder {
    private static final Duration SHORTEST_PERIOD = Duration.ofSeconds(1);

    private final RedisURI address;
    private final List<Secret> fleetKeys = new ArrayList<>();
    private boolean sealed = true;
    private String prefix = "jessel:";
    private Duration keyPeriod = Duration.ofHours(2);
    private Duration keysAlone = Duration.ofHours(24);
    private Duration answerWithin = Duration.ofMillis(500);
    private Duration clockSkew = Duration.ofSeconds(10);
    private UnaryOperator<ClientOptions.Builder> options = same -> same;
    private Runnable answered = () -> {};
    private Clock clock = Clock.systemUTC();

    private Builder(RedisURI address) {
      this.address = address;
    }

    /**
     * Adds a key that all servers have and Redis does not: what stands in Redis is sealed with it
     * (AES-256-GCM), so that who reads there can neither read early data nor take up sessions, and
     * who writes there cannot make any. The first one seals, each opens: to change it, add the new
     * one as the second on all servers, then make it the first, then leave the old one out.
     *
     * @param key 32 random bytes; copied
     * @throws IllegalArgumentException for a key of another length
     */
    public Builder fleetKey(Secret key) {
      check(key.length() == FleetSeal.KEY_LENGTH, "a fleet key has 32 bytes");
      fleetKeys.add(key.copy());
      return this;
    }

    /**
     * Does without a fleet key. <b>Then whoever reads Redis, its files, its replicas or its
     * connections has the ticket keys</b>, and with them early data and sessions.
     */
    public Builder withoutFleetKey() {
      sealed = false;
      return this;
    }

    /**
     * Sets what all names in Redis begin with; {@code jessel:} by default. Fleets that share a
     * Redis need a prefix each.
     */
    public Builder prefix(String text) {
      prefix = text;
      return this;
    }

    /**
     * Sets how often the ticket keys change: at least a second, two hours by default. Not less than
     * {@link SslContext.Builder#sessionTimeout}, or tickets outlive their keys. Where servers
     * differ the shortest counts.
     */
    public Builder keyPeriod(Duration period) {
      check(period.compareTo(SHORTEST_PERIOD) >= 0, "keys change once a second at the most");
      keyPeriod = period;
      return this;
    }

    /**
     * Sets how long a server that does not reach Redis goes on with the fleet's ticket keys before
     * it makes some of its own; 24 hours by default.
     */
    public Builder keysAlone(Duration limit) {
      check(!limit.isNegative(), "a time is not negative");
      keysAlone = limit;
      return this;
    }

    /**
     * Sets how long a handshake waits for Redis, 500 milliseconds by default. No answer is taken
     * for no: the handshake goes on in full, or without early data.
     */
    public Builder answerWithin(Duration limit) {
      check(limit.toMillis() > 0, "an answer takes a millisecond at least");
      answerWithin = limit;
      return this;
    }

    /**
     * Sets how far apart any two clocks of the fleet may be, those of Redis and its replicas among
     * them; 10 seconds by default. Early data is remembered for {@link SslReplayGuard#WINDOW} and
     * twice this time. It must be the same on all servers.
     */
    public Builder clockSkew(Duration most) {
      check(!most.isNegative(), "a time is not negative");
      clockSkew = most;
      return this;
    }

    /**
     * Has the application set options of Lettuce, for TLS to Redis first of all. Those of
     * reconnection, time and queues are overruled.
     */
    public Builder options(UnaryOperator<ClientOptions.Builder> change) {
      options = change;
      return this;
    }

    /**
     * Sets what is told that an answer came, on a thread of Lettuce: it must not block. A server
     * with a selector wakes it up, and repeats the calls that said {@link SslStatus#WANT_SESSION}.
     */
    public Builder whenAnswered(Runnable listener) {
      answered = listener;
      return this;
    }

    /** Sets the clock that {@link #keysAlone} is counted by. */
    public Builder clock(Clock time) {
      clock = time;
      return this;
    }

    /**
     * Begins to connect, and does not wait for it: {@link RedisSessions#joined} tells.
     *
     * @throws IllegalStateException unless either fleet keys were given, or it was said that there
     *     are none
     */
    public RedisSessions connect() {
      if (sealed == fleetKeys.isEmpty()) {
        throw new IllegalStateException("either fleet keys, or none as was said");
      }
      RedisSessions sessions = new RedisSessions(this);
      sessions.executor.execute(sessions::poll);
      return sessions;
    }

    private static void check(boolean ok, String problem) {
      if (!ok) {
        throw new IllegalArgumentException(problem);
      }
    }
  }
}
