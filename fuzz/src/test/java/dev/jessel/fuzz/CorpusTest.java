// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every input of the corpora once, without a fuzzer: what was found stays mended. */
class CorpusTest {
  private static final Path CORPUS = Path.of(System.getProperty("basedir", "."), "corpus");

  @TestFactory
  Stream<DynamicContainer> nothingIsBroken() {
    return Stream.of(Target.values())
        .map(target -> DynamicContainer.dynamicContainer(target.toString(), inputs(target)));
  }

  private static Stream<DynamicTest> inputs(Target target) {
    List<Path> files = files(target);
    assertThat(files).as("corpus of %s", target).isNotEmpty();
    return files.stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(), () -> target.run(Files.readAllBytes(file))));
  }

  private static List<Path> files(Target target) {
    try (Stream<Path> files = Files.list(CORPUS.resolve(target.toString()))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
