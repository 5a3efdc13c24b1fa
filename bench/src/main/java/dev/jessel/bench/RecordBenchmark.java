// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench;

import dev.jessel.bench.peer.Pair;
import dev.jessel.bench.peer.Peer;
import dev.jessel.bench.peer.Setup.Cipher;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.BenchmarkParams;

/** One message of application data, on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RecordBenchmark {
  /** Who does it. */
  @Param({"JESSEL", "SUNJSSE", "LIMIT"})
  public Peer peer;

  /** Bytes of application data. */
  @Param({"64", "1024", "16384"})
  public int size;

  private Pair pair;

  /** Performs the handshake, and some of what is measured. */
  @Setup
  public void connect(BenchmarkParams benchmark) throws Exception {
    peer.prepare();
    pair = peer.pair(dev.jessel.bench.peer.Setup.of(Cipher.AES_128_GCM_SHA256), size);
    pair.connect();
    if (pair.writeAndRead() < size) {
      throw new IllegalStateException("bytes were lost");
    }
    boolean reads = benchmark.getBenchmark().endsWith("writeAndRead");
    WarmUp.with(reads ? this::writeAndRead : this::write);
  }

  /** Seals; what comes out is dropped. */
  @Benchmark
  public int write() throws Exception {
    return pair.write();
  }

  /** Seals and opens. */
  @Benchmark
  public int writeAndRead() throws Exception {
    return pair.writeAndRead();
  }
}
