// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.limbo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** All of x509-limbo and BetterTLS: 9,780 chains, and what is to be thought of each. */
class LimboIT {
  private static final int CASES = 9_780;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path scratch;
  private final Map<String, int[]> groups = new TreeMap<>();
  private final Set<String> wronglyAccepted = new TreeSet<>();
  private final List<String> wronglyRefused = new ArrayList<>();

  @Test
  @Timeout(600)
  void everyCaseGetsTheAnswerThatIsExpectedButForThoseWithAReason() throws IOException {
    LimboSuite suite = LimboSuite.find().orElseGet(LimboIT::missing);

    suite.forEach(this::judge);

    groups.forEach((group, n) -> System.out.println("limbo: " + group + " " + n[0] + "/" + n[1]));
    assertThat(groups.values().stream().mapToInt(n -> n[1]).sum()).isEqualTo(CASES);
    assertThat(wronglyRefused).containsExactlyElementsOf(known("refused"));
    assertThat(wronglyAccepted).containsExactlyElementsOf(known("accepted"));
  }

  /** Loudly skipped, and a failure where every peer is insisted on, as {@code .ci/run} does. */
  private static LimboSuite missing() {
    System.err.println("limbo: " + LimboSuite.missing());
    assertThat(System.getenv("JESSEL_REQUIRE_PEERS")).as(LimboSuite.missing()).isNotEqualTo("1");
    return Assumptions.abort(LimboSuite.missing());
  }

  private void judge(LimboCase limbo) {
    // Not how fast, but whether it ends: the hard cases are meant to take years.
    LimboVerdict verdict =
        assertTimeoutPreemptively(
            PATIENCE,
            () -> LimboVerdict.of(limbo, scratch.resolve("scratch.pem")),
            () -> limbo.id() + " never ends");
    int[] counts = groups.computeIfAbsent(limbo.group(), group -> new int[2]);
    counts[1]++;
    if (verdict.passed() == limbo.shouldPass()) {
      counts[0]++;
    } else if (verdict.passed()) {
      wronglyAccepted.add(limbo.id());
    } else {
      wronglyRefused.add(limbo.id());
    }
  }

  /** The ids of one kind in the list of answers that differ on purpose. */
  private static List<String> known(String kind) throws IOException {
    return KnownDifference.all().stream()
        .filter(difference -> difference.kind().equals(kind))
        .map(KnownDifference::id)
        .toList();
  }
}
