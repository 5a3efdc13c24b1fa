// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslStatus;
import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.interop.peer.Peer;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.TestCredential;
import dev.jessel.testkit.TestCredential.PemFiles;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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

  /** What a response says, and what comes of that. */
  enum Staple {
    GOOD("V", VerifyResult.OK, ""),
    REVOKED("R", VerifyResult.CERT_REVOKED, "alert certificate revoked"),
    OF_ANOTHER("V", VerifyResult.OCSP_NO_RESPONSE, "alert certificate unknown"),
    UNKNOWN("", VerifyResult.OCSP_CERT_UNKNOWN, "alert certificate unknown"),
    EXPIRED("V", VerifyResult.OCSP_HAS_EXPIRED, "alert certificate unknown");

    private final String index;
    private final VerifyResult verdict;
    private final String alert;

    Staple(String index, VerifyResult verdict, String alert) {
      this.index = index;
      this.verdict = verdict;
      this.alert = alert;
    }
  }

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
    try (ChildProcess server = server(version, response(staple));
        Ssl ssl = JesselClient.connect(client(version, staple), OpenSsl.port(server))) {
      if (staple.verdict == VerifyResult.OK) {
        assertThat(ssl.handshake()).isEqualTo(SslStatus.DONE);
      } else {
        assertThatThrownBy(ssl::handshake).isInstanceOf(SslException.class);
        server.await(staple.alert);
      }
      assertThat(ssl.verifyResult()).isEqualTo(staple.verdict);
    }
  }

  @ParameterizedTest
  @MethodSource("staples")
  void theirClientReadsWhatOursStaples(ProtocolVersion version, Staple staple) throws IOException {
    Bytes response = Bytes.of(Files.readAllBytes(response(staple)));
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

  /** Has {@code openssl ocsp} sign a response in the authority's name. */
  private Path response(Staple staple) throws IOException {
    TestCredential about =
        staple == Staple.OF_ANOTHER ? Pki.client(KeyType.P256) : Pki.server(KeyType.P256);
    PemFiles authority = Pki.factory().authority().writeTo(directory, "signer");
    PemFiles subject = about.writeTo(directory, "subject");
    Path response = pki.file("response.der");
    List<Object> arguments = new ArrayList<>(List.of("ocsp", "-index", index(staple, about)));
    arguments.addAll(List.of("-CA", authority.chain(), "-issuer", authority.chain()));
    arguments.addAll(List.of("-rsigner", authority.chain(), "-rkey", authority.key()));
    arguments.addAll(List.of("-cert", subject.chain(), "-noverify", "-respout", response));
    arguments.addAll(staple == Staple.EXPIRED ? List.of("-nmin", "1") : List.of("-ndays", "1"));
    try (ChildProcess responder = ChildProcess.start(Peer.OPENSSL, arguments.toArray())) {
      assertThat(responder.exitStatus()).as(responder.toString()).isZero();
    }
    return response;
  }

  /** The database of {@code openssl ca} with one certificate, or none. */
  private Path index(Staple staple, TestCredential about) throws IOException {
    String serial = about.certificate().getSerialNumber().toString(16).toUpperCase(Locale.ROOT);
    String line =
        String.join(
            "\t",
            staple.index,
            "400101000000Z",
            staple == Staple.REVOKED ? "250101000000Z" : "",
            serial.length() % 2 == 0 ? serial : "0" + serial,
            "unknown",
            "/CN=localhost\n");
    return pki.write("index.txt", (staple.index.isEmpty() ? "" : line).getBytes(US_ASCII));
  }
}
