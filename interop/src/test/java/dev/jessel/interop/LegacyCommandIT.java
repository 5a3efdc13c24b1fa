// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.cli.Main;
import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.TestCredential.PemFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * SSLv3 and SSLv2 between two processes of the {@code jessel} command, with -legacy and without.
 */
final class LegacyCommandIT {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"-ssl3, SSLv3", "-ssl2, SSLv2"})
  void twoProcessesSpeakWhatIsDeadWithTheSwitchAlone(String option, String version)
      throws IOException {
    try (ChildProcess server = serve("-legacy", option)) {
      String address = "127.0.0.1:" + server.await("^ACCEPT .*:(\\d+)$");
      try (ChildProcess client = jessel("s_client", "-legacy", option, "-brief", address)) {
        client.await("^WARNING: -legacy");
        client.await("^Protocol version: " + version + "$");
        client.send("hello").await("^olleh$");
        client.send("Q");
        assertThat(client.exitStatus()).isZero();
      }
      try (ChildProcess refused = jessel("s_client", option, address)) {
        assertThat(refused.exitStatus()).isEqualTo(1);
        assertThat(refused.output()).contains("add -legacy").hasLineCount(1);
      }
      try (ChildProcess modern = jessel("s_client", "-cipher", "ALL:@SECLEVEL=0", address)) {
        assertThat(modern.exitStatus()).isEqualTo(1);
        assertThat(modern.output()).doesNotContain("New, " + version);
      }
    }
    try (ChildProcess server = serve("-cipher", "ALL:@SECLEVEL=0")) {
      String address = "127.0.0.1:" + server.await("^ACCEPT .*:(\\d+)$");
      try (ChildProcess client = jessel("s_client", "-legacy", option, "-brief", address)) {
        assertThat(client.exitStatus()).isEqualTo(1);
        assertThat(client.output()).doesNotContain("Protocol version");
      }
    }
  }

  private ChildProcess serve(String... options) {
    PemFiles files = new Pki(directory).serverFiles(KeyType.RSA);
    List<String> words = new ArrayList<>(List.of("s_server", "-accept", "127.0.0.1:0", "-rev"));
    words.addAll(List.of("-cert", files.chain().toString(), "-key", files.key().toString()));
    words.addAll(List.of(options));
    return jessel(words.toArray(String[]::new));
  }

  private static ChildProcess jessel(String... words) {
    List<String> command =
        new ArrayList<>(
            List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(words));
    return ChildProcess.start(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        Optional.empty(),
        Map.of(),
        command);
  }
}
