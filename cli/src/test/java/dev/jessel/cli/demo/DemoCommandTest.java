// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.cli.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoCommandTest {
  @Test
  void theStoryIsToldToItsEnd() {
    Run run = Run.of("demo", "-size", "3M");

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .containsSubsequence(
            "TLSv1.3",
            "TLS_AES_256_GCM_SHA384",
            "verified: CN = localhost <- CN = Jessel demo CA",
            "then WANT_WRITE",
            "no byte lost",
            "Upload",
            "3 MiB",
            "every byte checked",
            "Download",
            "close_notify sent, close_notify received",
            "Done");
  }

  @Test
  void withoutATerminalNoLineChanges() {
    assertThat(Run.of("demo", "-size", "1M").out()).doesNotContain("\r").doesNotContain("[#");
  }

  @ParameterizedTest
  @CsvSource({"12345,12345", "2k,2048", "3M,3145728", "1G,1073741824"})
  void sizesHaveUnits(String text, long bytes) {
    assertThat(new ByteSize().convert(text)).isEqualTo(bytes);
  }

  @Test
  void aWrongByteInThePatternIsSeen() {
    Pattern pattern = new Pattern(1);
    byte[] bytes = new byte[1000];
    pattern.from(70_000, bytes.length).get(bytes);

    assertThat(pattern.matches(70_000, bytes, bytes.length)).isTrue();
    assertThat(pattern.matches(70_001, bytes, bytes.length)).isFalse();
    bytes[999] ^= 1;
    assertThat(pattern.matches(70_000, bytes, bytes.length)).isFalse();
  }
}
