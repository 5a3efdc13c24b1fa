// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A full handshake, both ends on one thread, the certificate verified. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HandshakeBenchmark {
  /** Who does it. */
  @Param public Stack stack;

  /** Group of the key exchange. */
  @Param({"x25519", "secp256r1"})
  public String group;

  private Pair pair;

  /** Loads keys and certificates, and performs some handshakes. */
  @Setup
  public void load() throws Exception {
    pair = Pair.of(stack, group);
    WarmUp.with(pair::connect);
  }

  /** Makes both ends and connects them. */
  @Benchmark
  public Object handshake() throws Exception {
    pair.connect();
    return pair;
  }
}
