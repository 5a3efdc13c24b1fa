// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench;

import dev.jessel.bench.peer.Pair;
import dev.jessel.bench.peer.Peer;
import dev.jessel.bench.peer.Setup.Cipher;
import dev.jessel.bench.peer.Setup.Group;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A handshake of TLS 1.3, both ends on one thread, the certificate verified. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HandshakeBenchmark {
  /** Who does it. */
  @Param({"JESSEL", "SUNJSSE", "LIMIT"})
  public Peer peer;

  /** Group of the key exchange. */
  @Param({"X25519", "P256"})
  public Group group;

  /** Whether a session is resumed. */
  @Param({"false", "true"})
  public boolean resumes;

  private Pair pair;

  /** Loads keys and certificates, and performs some handshakes. */
  @Setup
  public void load() throws Exception {
    peer.prepare();
    pair =
        peer.pair(
            new dev.jessel.bench.peer.Setup(
                dev.jessel.bench.peer.Setup.TLS_1_3,
                Cipher.AES_128_GCM_SHA256,
                dev.jessel.bench.peer.Setup.Key.ECDSA,
                group,
                resumes),
            0);
    pair.connect();
    WarmUp.with(pair::connect);
  }

  /** Makes both ends and connects them. */
  @Benchmark
  public Object handshake() throws Exception {
    pair.connect();
    return pair;
  }
}
