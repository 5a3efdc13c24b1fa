// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FloorsTest {
  // Surefire sets basedir; an IDE starts in the module's directory.
  private static final Path MODULE = Path.of(System.getProperty("basedir", "."));

  private static final Set<String> PUBLIC =
      Set.of(
          "dev.jessel",
          "dev.jessel.bio",
          "dev.jessel.cipher",
          "dev.jessel.compress",
          "dev.jessel.crypto",
          "dev.jessel.crypto.jca",
          "dev.jessel.error",
          "dev.jessel.openssl",
          "dev.jessel.wire",
          "dev.jessel.x509");

  @Test
  void noSourceNamesAFloorAboveItsOwn() throws IOException {
    List<Path> sources = sources();

    assertThat(sources).isNotEmpty();
    assertThat(sources.stream().flatMap(FloorsTest::violations)).isEmpty();
  }

  @Test
  void anUpwardImportIsCaught() {
    assertThat(
            Floors.violations("package dev.jessel.wire;\nimport dev.jessel.record.RecordOpener;\n"))
        .containsExactly("dev.jessel.wire (floor 1) names dev.jessel.record (floor 3)");
  }

  @Test
  void anUpwardStaticImportIsCaught() {
    assertThat(Floors.violations("package dev.jessel.error;\nimport static dev.jessel.Ssl.OPEN;\n"))
        .containsExactly("dev.jessel.error (floor 0) names dev.jessel (floor 6)");
  }

  @Test
  void anUpwardWildcardImportIsCaught() {
    assertThat(Floors.violations("package dev.jessel.bio;\nimport dev.jessel.openssl.*;\n"))
        .containsExactly("dev.jessel.bio (floor 6) names dev.jessel.openssl (floor 7)");
  }

  @Test
  void anUpwardQualifiedNameIsCaught() {
    assertThat(Floors.violations("package dev.jessel.keys;\nclass A { dev.jessel.bio.Bio bio; }\n"))
        .containsExactly("dev.jessel.keys (floor 2) names dev.jessel.bio (floor 6)");
  }

  @Test
  void anUnknownPackageIsCaught() {
    assertThat(Floors.violations("package dev.jessel.attic;\n"))
        .containsExactly("package dev.jessel.attic stands on no floor");
    assertThat(Floors.violations("package dev.jessel.wire;\nimport dev.jessel.attic.Box;\n"))
        .containsExactly("dev.jessel.wire names dev.jessel.attic, which stands on no floor");
  }

  @Test
  void downwardAndLevelArrowsAndCommentsAreLeftAlone() {
    String source =
        """
        package dev.jessel.keys;
        import dev.jessel.crypto.Secret;
        import dev.jessel.wire.Bytes;
        import java.util.List;
        /** Ends up in {@link dev.jessel.connection.TlsConnection}. */
        class A {} // read by dev.jessel.Ssl
        """;

    assertThat(Floors.violations(source)).isEmpty();
  }

  @Test
  void theModuleRequiresJavaBaseAlone() {
    assertThat(module().requires())
        .extracting(ModuleDescriptor.Requires::name)
        .containsExactly("java.base");
  }

  @Test
  void theModuleExportsThePublicPackagesAndNoOther() {
    Set<String> expected = new TreeSet<>(module().packages());
    expected.retainAll(PUBLIC);

    assertThat(module().exports())
        .filteredOn(export -> !export.isQualified())
        .extracting(ModuleDescriptor.Exports::source)
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void theEngineIsExportedToTheAdaptersAloneAndWhatOldVersionsNeedToThemAlone() {
    assertThat(module().exports())
        .filteredOn(ModuleDescriptor.Exports::isQualified)
        .allSatisfy(
            export -> {
              if (export.source().equals("dev.jessel.connection")) {
                assertThat(export.targets()).isSubsetOf("dev.jessel.jsse", "dev.jessel.netty");
              } else {
                assertThat(export.source())
                    .isIn(
                        "dev.jessel.dialect",
                        "dev.jessel.handshake",
                        "dev.jessel.keys",
                        "dev.jessel.session",
                        "dev.jessel.ssl2",
                        "dev.jessel.wire.extension",
                        "dev.jessel.wire.message");
                assertThat(export.targets()).containsExactly("dev.jessel.legacy");
              }
            });
  }

  private static ModuleDescriptor module() {
    return ModuleFinder.of(MODULE.resolve("target/classes"))
        .find("dev.jessel")
        .orElseThrow()
        .descriptor();
  }

  private static Stream<String> violations(Path source) {
    try {
      return Floors.violations(Files.readString(source)).stream()
          .map(violation -> source.getFileName() + ": " + violation);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(MODULE.resolve("src/main/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("module-info.java"))
          .sorted()
          .toList();
    }
  }
}
