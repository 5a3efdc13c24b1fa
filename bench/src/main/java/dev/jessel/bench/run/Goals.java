// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.run;

import dev.jessel.bench.peer.Peer;
import dev.jessel.bench.peer.Setup;
import dev.jessel.bench.peer.Setup.Cipher;
import dev.jessel.bench.peer.Setup.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** What Jessel is to reach: ahead of the native bindings, in pure Java. */
final class Goals {
  private static final int OLD = 17;
  private static final int NEW = 25;
  private static final String BOTH_16K = both(Rows.FULL);
  private static final String WRITE_16K = Rows.id(Work.WRITE, Cipher.AES_128_GCM_SHA256, Rows.FULL);

  private Goals() {}

  static List<Goal> all() {
    List<Goal> goals = new ArrayList<>();
    goals.addAll(records());
    goals.addAll(otherCiphers());
    goals.addAll(handshakes());
    goals.addAll(memory());
    goals.add(
        new Goal(
            "two threads on one connection, by one", NEW, true, 1.7, "x", Goals::gainOfTwoThreads));
    goals.add(
        new Goal(
            "a message with 10,000 connections, by one with 10",
            NEW,
            false,
            1.3,
            "x",
            Goals::growth));
    return goals;
  }

  private static List<Goal> records() {
    List<Goal> goals = new ArrayList<>();
    goals.add(ahead("16 KiB written and read", NEW, 1.1, BOTH_16K, Peer.TCNATIVE, Peer.JESSEL));
    goals.add(ahead("16 KiB written and read", NEW, 3, BOTH_16K, Peer.SUNJSSE, Peer.JESSEL));
    goals.add(ahead("16 KiB written", NEW, 1.0, WRITE_16K, Peer.TCNATIVE, Peer.JESSEL));
    goals.add(ahead("16 KiB written", NEW, 0.9, WRITE_16K, Peer.LIMIT, Peer.JESSEL));
    goals.add(
        ahead("1 KiB written and read", NEW, 1.25, both(Rows.KIB), Peer.TCNATIVE, Peer.JESSEL));
    goals.add(
        ahead("64 B written and read", NEW, 1.05, both(Rows.SMALL), Peer.TCNATIVE, Peer.JESSEL));
    goals.add(
        ahead("64 B written and read", NEW, 1.6, both(Rows.SMALL), Peer.SUNJSSE, Peer.JESSEL));
    for (String row : List.of(BOTH_16K, WRITE_16K, both(Rows.KIB), both(Rows.SMALL))) {
      goals.add(ahead(Rows.named(row).title(), OLD, 1.1, row, Peer.TCNATIVE, Peer.JESSEL_ACCP));
    }
    return goals;
  }

  private static List<Goal> otherCiphers() {
    List<Goal> goals = new ArrayList<>();
    for (Cipher cipher : List.of(Cipher.AES_256_GCM_SHA384, Cipher.CHACHA20_POLY1305_SHA256)) {
      String row = Rows.id(Work.WRITE_AND_READ, cipher, Rows.FULL);
      String title = Rows.named(row).title();
      goals.add(ahead(title, NEW, 2, row, Peer.SUNJSSE, Peer.JESSEL));
      goals.add(ahead(title, NEW, 0.8, row, Peer.TCNATIVE, Peer.JESSEL));
    }
    return goals;
  }

  private static List<Goal> handshakes() {
    List<Goal> goals = new ArrayList<>();
    for (Group group : List.of(Group.X25519, Group.P256)) {
      String full = handshake(group, false);
      String resumed = handshake(group, true);
      goals.add(ahead("full handshake, " + group, NEW, 3, full, Peer.SUNJSSE, Peer.JESSEL));
      goals.add(ahead("full handshake, " + group, NEW, 0.85, full, Peer.LIMIT, Peer.JESSEL));
      goals.add(
          new Goal(
              title("full handshake, " + group, "the best binding", Peer.JESSEL_ACCP),
              NEW,
              true,
              1.0,
              "x",
              (results, jdk) -> byTheBest(results, jdk, full)));
      goals.add(ahead("resumed, " + group, NEW, 2, resumed, Peer.SUNJSSE, Peer.JESSEL));
      goals.add(ahead("resumed, " + group, NEW, 1.0, resumed, Peer.TCNATIVE, Peer.JESSEL_ACCP));
    }
    return goals;
  }

  private static List<Goal> memory() {
    List<Goal> goals = new ArrayList<>();
    for (int jdk : List.of(OLD, NEW)) {
      goals.add(garbage("garbage of ours, 16 KiB written and read", jdk, 0, BOTH_16K));
      goals.add(garbage("garbage of ours, 16 KiB written", jdk, 0, WRITE_16K));
      goals.add(
          garbage("garbage of ours, full handshake", jdk, 60_000, handshake(Group.X25519, false)));
      goals.add(
          new Goal(
              "heap of one end of an idle connection",
              jdk,
              false,
              6 * 1024,
              "B",
              (results, on) -> results.median(on, "idle", Peer.JESSEL, Metric.HEAP)));
    }
    return goals;
  }

  private static Goal ahead(
      String what, int jdk, double bound, String row, Peer than, Peer jessel) {
    return new Goal(
        title(what, than.title(), jessel),
        jdk,
        true,
        bound,
        "x",
        (results, on) -> ratio(results, on, row, than, jessel));
  }

  private static String title(String what, String than, Peer jessel) {
    return what + ": " + than + "'s time by that of " + jessel.title();
  }

  /** What the JDK's own calls allocate is not ours. */
  private static Goal garbage(String title, int jdk, double bound, String row) {
    return new Goal(
        title,
        jdk,
        false,
        bound,
        "B",
        (results, on) ->
            both(
                results.median(on, row, Peer.JESSEL, Metric.ALLOCATED),
                results.median(on, row, Peer.LIMIT, Metric.ALLOCATED),
                (all, theirs) -> Math.rint(all - theirs)));
  }

  private static OptionalDouble ratio(Results results, int jdk, String row, Peer than, Peer own) {
    return both(
        results.median(jdk, row, than, Metric.NANOS),
        results.median(jdk, row, own, Metric.NANOS),
        (theirs, ours) -> theirs / ours);
  }

  private static OptionalDouble byTheBest(Results results, int jdk, String row) {
    OptionalDouble best =
        DoubleStream.concat(
                results.median(jdk, row, Peer.CONSCRYPT, Metric.NANOS).stream(),
                results.median(jdk, row, Peer.TCNATIVE, Metric.NANOS).stream())
            .min();
    OptionalDouble own = results.median(jdk, row, Peer.JESSEL_ACCP, Metric.NANOS);
    return both(best, own, (theirs, ours) -> theirs / ours);
  }

  private static OptionalDouble gainOfTwoThreads(Results results, int jdk) {
    return both(
        results.median(jdk, "duplex", Peer.JESSEL, Metric.ONE_THREAD),
        results.median(jdk, "duplex", Peer.JESSEL, Metric.TWO_THREADS),
        (one, two) -> one / two);
  }

  private static OptionalDouble growth(Results results, int jdk) {
    return both(
        results.median(jdk, "selector", Peer.JESSEL, Metric.MANY),
        results.median(jdk, "selector", Peer.JESSEL, Metric.FEW),
        (many, few) -> many / few);
  }

  private interface Combination {
    double of(double one, double other);
  }

  private static OptionalDouble both(OptionalDouble one, OptionalDouble other, Combination how) {
    return one.isPresent() && other.isPresent()
        ? OptionalDouble.of(how.of(one.getAsDouble(), other.getAsDouble()))
        : OptionalDouble.empty();
  }

  private static String both(int size) {
    return Rows.id(Work.WRITE_AND_READ, Cipher.AES_128_GCM_SHA256, size);
  }

  private static String handshake(Group group, boolean resumes) {
    return Rows.id(
        new Setup(Setup.TLS_1_3, Cipher.AES_128_GCM_SHA256, Setup.Key.ECDSA, group, resumes));
  }
}
