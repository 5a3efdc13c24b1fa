// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs every row, the stacks of a row right after each other in JVMs of their own, round after
 * round: what a noisy machine does to one it does to the others. The table has medians over all
 * rounds.
 */
public final class Compare {
  /** JMH uses what JDKs from this one on warn of. */
  private static final int WARNS_OF_UNSAFE = 23;

  private final Plan plan;
  private final Map<String, Samples> measured = new LinkedHashMap<>();

  private Compare(Plan plan) {
    this.plan = plan;
  }

  /**
   * Prints the table.
   *
   * @param args {@code --quick} for one short round, or nothing
   */
  public static void main(String[] args) throws RunnerException {
    boolean quick = List.of(args).contains("--quick");
    Compare compare = new Compare(quick ? Plan.QUICK : Plan.THOROUGH);
    compare.run();
    new Table(compare.measured).print(System.out);
  }

  private void run() throws RunnerException {
    for (int round = 1; round <= plan.rounds(); round++) {
      List<String> done = new ArrayList<>();
      for (Row row : Row.all()) {
        for (Stack stack : List.of(row.own(), Stack.JSSE, Stack.LIMIT)) {
          if (!done.contains(row.keyOf(stack))) {
            done.add(row.keyOf(stack));
            System.err.printf("round %d of %d: %s%n", round, plan.rounds(), row.keyOf(stack));
            measure(row, stack);
          }
        }
      }
    }
  }

  private void measure(Row row, Stack stack) throws RunnerException {
    Collection<RunResult> results = new Runner(options(row, stack)).run();
    Samples samples = measured.computeIfAbsent(row.keyOf(stack), key -> new Samples());
    for (RunResult result : results) {
      for (BenchmarkResult fork : result.getBenchmarkResults()) {
        fork.getIterationResults().forEach(i -> note(samples, i.getSecondaryResults()));
      }
    }
  }

  private Options options(Row row, Stack stack) {
    return new OptionsBuilder()
        .include(row.benchmark() + "$")
        .param("stack", stack.name())
        .param(row.parameter(), row.value())
        .forks(1)
        .warmupIterations(2)
        .warmupTime(TimeValue.milliseconds(plan.millis()))
        .measurementIterations(plan.iterations())
        .measurementTime(TimeValue.milliseconds(plan.millis()))
        .addProfiler(GCProfiler.class)
        .addProfiler(ProcessorTime.class)
        .jvmArgs(jvmOptions(row).toArray(String[]::new))
        .verbosity(VerboseMode.SILENT)
        .shouldFailOnError(true)
        .build();
  }

  @SuppressWarnings("rawtypes") // JMH's own signature
  private static void note(Samples samples, Map<String, Result> results) {
    // JMH puts a dot before some names of its own.
    results.forEach(
        (name, result) -> {
          if (name.endsWith("gc.alloc.rate.norm")) {
            samples.allocated(result.getScore());
          } else if (name.equals(ProcessorTime.LABEL)) {
            samples.time(result.getScore());
          }
        });
  }

  private List<String> jvmOptions(Row row) {
    double warmup = row.isHandshake() ? plan.handshakeWarmup() : plan.recordWarmup();
    List<String> options = new ArrayList<>(List.of("-Xms512m", "-Xmx512m"));
    // The compiler makes the code wait for it: else, on a busy machine, it comes too late.
    options.add("-Xbatch");
    options.add("-D" + WarmUp.SECONDS + "=" + warmup);
    if (Runtime.version().feature() >= WARNS_OF_UNSAFE) {
      options.add("--sun-misc-unsafe-memory-access=allow");
    }
    return options;
  }

  /**
   * How long it all takes.
   *
   * @param rounds times that everything is measured
   * @param recordWarmup seconds of processor time to warm up records
   * @param handshakeWarmup the same for handshakes, which are much more code
   * @param iterations measurements in each round
   * @param millis length of a measurement
   */
  private record Plan(
      int rounds, double recordWarmup, double handshakeWarmup, int iterations, int millis) {
    static final Plan THOROUGH = new Plan(2, 1.5, 5, 4, 300);
    static final Plan QUICK = new Plan(1, 0.8, 2.5, 2, 200);
  }
}
