// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslStatus;
import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.testkit.KeyType;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.VerifyFlag;
import dev.jessel.x509.VerifyParameters;
import dev.jessel.x509.VerifyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** OCSP responses that {@code openssl ocsp} signs, stapled by either side in both versions. */
final class OpenSslStapleIT {
  private static final List<ProtocolVersion> VERSIONS =
      List.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2);

  @TempDir Path directory;
  private Pki pki;

  @BeforeEach
  void makeFiles() {
    pki = new Pki(directory);
  }

  static Stream<Arguments> staples() {
    return VERSIONS.stream()
        .flatMap(v -> Arrays.stream(Staple.values()).map(staple -> Arguments.of(v, staple)));
  }

  @ParameterizedTest
  @MethodSource("staples")
  void whatTheirServerStaplesIsWorthWhatItSays(ProtocolVersion version, Staple staple)
      throws IOException {
    try (ChildProcess server = server(version, staple.signed(pki));
        Ssl ssl = JesselClient.connect(client(version, staple), OpenSsl.port(server))) {
      if (staple.verdict() == VerifyResult.OK) {
        assertThat(ssl.handshake()).isEqualTo(SslStatus.DONE);
      } else {
        assertThatThrownBy(ssl::handshake).isInstanceOf(SslException.class);
        server.await(staple.alert());
      }
      assertThat(ssl.verifyResult()).isEqualTo(staple.verdict());
    }
  }

  @ParameterizedTest
  @MethodSource("staples")
  void theirClientReadsWhatOursStaples(ProtocolVersion version, Staple staple) throws IOException {
    Bytes response = Bytes.of(Files.readAllBytes(staple.signed(pki)));
    SslContext.Builder context = Pki.serverContext().ocspResponse(Optional.of(response));
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = client(version, server)) {
      client.await("OCSP Response Status: successful");
      client.await("Cert Status: " + said(staple));
      client.send("hello").await("^olleh$");
      client.send("Q");
      server.served();
    }
  }

  private static String said(Staple staple) {
    return switch (staple) {
      case REVOKED -> "revoked";
      case UNKNOWN -> "unknown";
      default -> "good";
    };
  }

  private static SslContext.Builder client(ProtocolVersion version, Staple staple) {
    Duration later = staple == Staple.EXPIRED ? Duration.ofHours(1) : Duration.ZERO;
    return Pki.clientContext()
        .minVersion(version)
        .maxVersion(version)
        .clock(Clock.offset(Clock.systemUTC(), later))
        .verifyParameters(VerifyParameters.defaults().with(VerifyFlag.OCSP_RESP_CHECK))
        .statusRequest(true);
  }

  private ChildProcess server(ProtocolVersion version, Path response) {
    return version.equals(ProtocolVersion.TLS_1_3)
        ? OpenSsl.server(pki.serverFiles(KeyType.P256), "-status_file", response)
        : new OlderPeers(pki, version).mirror(KeyType.P256, "-status_file", response);
  }

  private ChildProcess client(ProtocolVersion version, JesselServer server) throws IOException {
    return version.equals(ProtocolVersion.TLS_1_3)
        ? OpenSsl.client(pki, server, "-status")
        : new OlderPeers(pki, version).console(server, "-status");
  }
}
