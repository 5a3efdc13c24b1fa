// SPDX-License-Identifier: Apache-2.0
package dev.jessel.redis;

import dev.jessel.wire.Bytes;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * The one connection to Redis. Lettuce connects again when it breaks; here it is made, and made
 * anew when it is open and silent. While it is down every command fails at once.
 */
final class Link implements AutoCloseable {
  private static final int THREADS = 2;

  private final ClientResources resources;
  private final RedisClient client;
  private final RedisURI address;
  private Optional<StatefulRedisConnection<Bytes, Bytes>> connection = Optional.empty();
  private long nextAttempt = System.nanoTime();
  private boolean connecting;
  private boolean closed;

  /**
   * A link that does not connect yet.
   *
   * @param answerWithin how long a command may take
   * @param options the application's, of which those that this page speaks of do not count
   * @param up is told each time that the connection comes up
   */
  Link(
      RedisURI address,
      Duration answerWithin,
      UnaryOperator<ClientOptions.Builder> options,
      Runnable up) {
    this.address = RedisURI.builder(address).withTimeout(FleetLimits.CONNECT).build();
    this.resources =
        ClientResources.builder()
            .ioThreadPoolSize(THREADS)
            .computationThreadPoolSize(THREADS)
            .commandLatencyRecorder(CommandLatencyRecorder.disabled())
            .reconnectDelay(Delay.constant(FleetLimits.RECONNECT))
            .build();
    this.client = RedisClient.create(resources);
    client.setOptions(bounded(options.apply(ClientOptions.builder()), answerWithin));
    client.addListener(
        new RedisConnectionStateListener() {
          @Override
          public void onRedisConnected(RedisChannelHandler<?, ?> connection, SocketAddress to) {
            up.run();
          }
        });
  }

  private static ClientOptions bounded(ClientOptions.Builder options, Duration answerWithin) {
    SocketOptions connecting = options.build().getSocketOptions();
    return options
        .autoReconnect(true)
        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
        // Nothing is sent again: what was asked before has been answered with no meanwhile.
        .replayFilter(command -> true)
        .requestQueueSize(FleetLimits.COMMANDS)
        .socketOptions(connecting.mutate().connectTimeout(FleetLimits.CONNECT).build())
        .timeoutOptions(TimeoutOptions.enabled(answerWithin))
        .build();
  }

  /** Begins to connect, unless there is a connection, or an attempt was made a moment ago. */
  synchronized void connect() {
    long now = System.nanoTime();
    if (connection.isEmpty() && !connecting && !closed && now - nextAttempt >= 0) {
      connecting = true;
      nextAttempt = now + FleetLimits.RECONNECT.toNanos();
      var ignored =
          client.connectAsync(new BytesCodec(), address).whenComplete((made, e) -> connected(made));
    }
  }

  private synchronized void connected(StatefulRedisConnection<Bytes, Bytes> made) {
    connecting = false;
    Optional<StatefulRedisConnection<Bytes, Bytes>> opened = Optional.ofNullable(made);
    if (closed) {
      opened.ifPresent(Link::drop);
    } else {
      connection = opened;
    }
  }

  /** The way to ask; empty before the first connection. */
  synchronized Optional<RedisAsyncCommands<Bytes, Bytes>> commands() {
    return connection.map(StatefulRedisConnection::async);
  }

  /** Whether it is up, as far as one can tell. */
  synchronized boolean isUp() {
    return connection.map(StatefulRedisConnection::isOpen).orElse(false);
  }

  /** Gives up a connection that is open and silent: the network may have lost it. */
  synchronized void renew() {
    if (isUp()) {
      connection.ifPresent(Link::drop);
      connection = Optional.empty();
      connect();
    }
  }

  private static void drop(StatefulRedisConnection<Bytes, Bytes> connection) {
    var ignored = connection.closeAsync();
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      connection = Optional.empty();
    }
    client.shutdown(0, FleetLimits.CLOSE.toMillis(), TimeUnit.MILLISECONDS);
    var ignored = resources.shutdown(0, FleetLimits.CLOSE.toMillis(), TimeUnit.MILLISECONDS);
  }
}
