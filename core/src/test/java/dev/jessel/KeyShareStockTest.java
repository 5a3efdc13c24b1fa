// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Encapsulation;
import dev.jessel.crypto.KeyExchange;
import dev.jessel.crypto.KeyShare;
import dev.jessel.crypto.jca.JcaCryptoProvider;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.NamedGroup;
import java.security.ProviderException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A stock of key pairs that an executor fills. */
class KeyShareStockTest {
  private final CryptoProvider crypto = JcaCryptoProvider.create();
  private final AtomicInteger generated = new AtomicInteger();
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final KeyExchange exchange = new Counted(crypto.keyExchange(NamedGroup.X25519));

  @Test
  void theFirstMakesItsOwnAndOrdersAFullStock() {
    KeyShareStock stock = new KeyShareStock(exchange, tasks::add);

    assertThat(stock.take()).isNotNull();

    assertThat(generated).hasValue(1);
    assertThat(tasks).hasSize(KeyShareStock.CAPACITY);
  }

  @Test
  void whoFindsAFullStockMakesNothing() {
    KeyShareStock stock = new KeyShareStock(exchange, tasks::add);
    stock.take();
    runTasks();
    int before = generated.get();

    for (int i = 0; i < KeyShareStock.CAPACITY; i++) {
      stock.take();
    }

    assertThat(generated).hasValue(before);
    assertThat(tasks).hasSize(KeyShareStock.CAPACITY);
    stock.take();
    assertThat(generated).hasValue(before + 1);
    assertThat(tasks).hasSize(KeyShareStock.CAPACITY);
  }

  @Test
  void aRefusalIsNoFailureAndNotForEver() {
    AtomicInteger asked = new AtomicInteger();
    KeyShareStock stock =
        new KeyShareStock(
            exchange,
            task -> {
              if (asked.incrementAndGet() < 3) {
                throw new RejectedExecutionException("full");
              }
              tasks.add(task);
            });

    assertThat(stock.take()).isNotNull();
    assertThat(stock.take()).isNotNull();
    assertThat(asked).hasValue(2);
    assertThat(stock.take()).isNotNull();

    assertThat(tasks).hasSize(KeyShareStock.CAPACITY);
  }

  @Test
  void anExecutorThatThrowsAnythingElseIsNoFailureEither() {
    KeyShareStock stock =
        new KeyShareStock(
            exchange,
            task -> {
              throw new IllegalStateException("shut down");
            });

    assertThat(stock.take()).isNotNull();
  }

  @Test
  void aKeyPairThatCouldNotBeMadeIsOrderedAgain() {
    KeyShareStock failing = new KeyShareStock(new Failing(exchange), tasks::add);
    failing.take();

    runTasks();
    failing.take();

    assertThat(tasks).hasSize(KeyShareStock.CAPACITY);
  }

  @Test
  void anExecutorThatRunsAtOnceWorksToo() {
    KeyShareStock stock = new KeyShareStock(exchange, Runnable::run);

    assertThat(stock.take()).isNotNull();
    assertThat(stock.take()).isNotNull();

    assertThat(generated).hasValue(KeyShareStock.CAPACITY + 2);
  }

  @Test
  void noKeyPairIsGivenTwiceHoweverManyAsk() throws Exception {
    Queue<Bytes> values = new ConcurrentLinkedQueue<>();
    ExecutorService fillers = Executors.newFixedThreadPool(2);
    ExecutorService takers = Executors.newFixedThreadPool(4);
    try {
      KeyShareStock stock = new KeyShareStock(exchange, fillers);
      List<Future<?>> takings =
          IntStream.range(0, 400)
              .<Future<?>>mapToObj(i -> takers.submit(() -> values.add(stock.take().publicValue())))
              .toList();
      for (Future<?> taking : takings) {
        taking.get();
      }
    } finally {
      takers.shutdown();
      fillers.shutdown();
    }

    assertThat(values).hasSize(400).doesNotHaveDuplicates();
  }

  private void runTasks() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  /** Counts key pairs. */
  private final class Counted extends Forwarding {
    Counted(KeyExchange honest) {
      super(honest);
    }

    @Override
    public KeyShare generate() {
      generated.incrementAndGet();
      return super.generate();
    }
  }

  /** Fails once it is on the executor. */
  private final class Failing extends Forwarding {
    Failing(KeyExchange honest) {
      super(honest);
    }

    @Override
    public KeyShare generate() {
      if (tasks.size() < KeyShareStock.CAPACITY) {
        throw new ProviderException("out of order");
      }
      return super.generate();
    }
  }

  private static class Forwarding implements KeyExchange {
    private final KeyExchange honest;

    Forwarding(KeyExchange honest) {
      this.honest = honest;
    }

    @Override
    public NamedGroup group() {
      return honest.group();
    }

    @Override
    public KeyShare generate() {
      return honest.generate();
    }

    @Override
    public Encapsulation encapsulate(Bytes peerShare) throws TlsException {
      return honest.encapsulate(peerShare);
    }
  }
}
