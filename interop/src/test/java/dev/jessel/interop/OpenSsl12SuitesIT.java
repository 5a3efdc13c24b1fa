// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.crypto.Authentication;
import dev.jessel.crypto.BulkCipher;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.interop.peer.Peer;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every suite of TLS 1.2 that the system's OpenSSL has and Jessel has, in both directions: all
 * kinds of key exchange and authentication, and all ciphers, those without encryption among them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OpenSsl12SuitesIT {
  private static final String ALL = "ALL:COMPLEMENTOFALL:@SECLEVEL=0";

  /** Certificates of DSA keys are nowhere in Jessel. */
  private static final String NEVER = ".*_DSS_.*";

  private Tls12Peers peers;
  private ChildProcess openssl;
  private JesselServer jessel;
  private List<String> suites;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    peers = new Tls12Peers(new Pki(directory));
    suites = offered().filter(name -> !name.matches(NEVER)).toList();
    openssl = peers.mirror("-cipher", ALL);
    jessel = JesselServer.start(peers.server().cipherList(ALL), Lines::mirror);
  }

  @AfterAll
  void stop() throws IOException {
    openssl.close();
    jessel.close();
  }

  private static Stream<String> offered() {
    try (ChildProcess list =
        ChildProcess.start(
            Peer.OPENSSL, "ciphers", "-s", "-tls1_2", "-psk", "-stdname", "-v", ALL)) {
      assertThat(list.exitStatus()).isZero();
      return Arrays.stream(list.output().split("\n", -1))
          .filter(line -> line.startsWith("TLS_"))
          .map(line -> line.substring(0, line.indexOf(' ')))
          .toList()
          .stream();
    }
  }

  List<String> suites() {
    return suites;
  }

  @Test
  void thereAreSuitesOfEveryKind() {
    assertThat(suites).hasSizeGreaterThan(100);
    List<SuiteParameters> all =
        suites.stream().flatMap(s -> SuiteParameters.of(known(s).get()).stream()).toList();
    assertThat(all)
        .extracting(SuiteParameters::authentication)
        .contains(
            Authentication.RSA, Authentication.ECDSA, Authentication.PSK, Authentication.NONE);
    assertThat(all)
        .extracting(SuiteParameters::cipher)
        .contains(BulkCipher.NULL, BulkCipher.ARIA_256_GCM, BulkCipher.CAMELLIA_256_CBC);
  }

  private static Optional<CipherSuite> known(String name) {
    return CipherSuite.named(name);
  }

  @ParameterizedTest
  @MethodSource("suites")
  void jesselAsClient(String suite) throws IOException {
    SslContext.Builder context = peers.client().cipherList(suite + ":@SECLEVEL=0");
    try (Ssl ssl = JesselClient.connect(context, OpenSsl.port(openssl))) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      assertThat(Lines.ask(ssl, "z".repeat(9000))).isEqualTo("z".repeat(9000));
      assertThat(ssl.version()).contains(ProtocolVersion.TLS_1_2);
      assertThat(ssl.cipherSuite().orElseThrow().name()).isEqualTo(suite);
    }
  }

  @ParameterizedTest
  @MethodSource("suites")
  void jesselAsServer(String suite) throws IOException {
    String name = known(suite).orElseThrow().openSslName();
    try (ChildProcess client = peers.console(jessel, "-cipher", name + ":@SECLEVEL=0")) {
      client.send("hello").await("^olleh$");
      client.send("z".repeat(4000)).await("^z{4000}$");
      client.endInput();
      Ssl served = jessel.served();
      assertThat(served.version()).contains(ProtocolVersion.TLS_1_2);
      assertThat(served.cipherSuite().orElseThrow().name()).isEqualTo(suite);
    }
  }
}
