// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslOption;
import dev.jessel.SslVerify;
import dev.jessel.error.SslReason;
import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.TestCredential.PemFiles;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.VerifyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What extensions settle in TLS 1.2, with OpenSSL in both directions. */
final class OpenSsl12ExtensionsIT {
  /** An OCSPResponse that says tryLater: the shortest that there is. */
  private static final byte[] TRY_LATER = {0x30, 3, 0x0A, 1, 3};

  @TempDir Path directory;
  private OlderPeers peers;

  @BeforeEach
  void makeFiles() {
    peers = new OlderPeers(new Pki(directory), ProtocolVersion.TLS_1_2);
  }

  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void cbcWithAndWithoutEncryptThenMac(boolean offHere, boolean offThere) throws IOException {
    String list = "AES128-SHA256:@SECLEVEL=0";
    Object[] options =
        offThere ? new Object[] {"-cipher", list, "-no_etm"} : new Object[] {"-cipher", list};
    try (ChildProcess server = peers.mirror(options);
        Ssl ssl = connect(withoutEtm(peers.client().cipherList(list), offHere), server)) {
      assertThat(Lines.ask(ssl, "x".repeat(5000))).isEqualTo("x".repeat(5000));
    }
    SslContext.Builder context = withoutEtm(peers.server().cipherList(list), offHere);
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = peers.console(server, options)) {
      client.send("y".repeat(3000)).await("^y{3000}$");
    }
  }

  private static SslContext.Builder withoutEtm(SslContext.Builder context, boolean off) {
    return off ? context.options(SslOption.NO_ENCRYPT_THEN_MAC) : context;
  }

  @ParameterizedTest
  @ValueSource(strings = {"ECDHE-RSA-AES128-GCM-SHA256", "AES128-SHA", "DHE-PSK-AES256-CBC-SHA"})
  void theMainSecretWithoutItsExtension(String suite) throws IOException {
    String list = suite + ":@SECLEVEL=0";
    SslContext.Builder context =
        peers.client().cipherList(list).options(SslOption.NO_EXTENDED_MASTER_SECRET);
    try (ChildProcess server = peers.mirror("-cipher", list);
        Ssl ssl = connect(context, server)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      assertThat(ssl.hasExtendedMainSecret()).isFalse();
    }
    SslContext.Builder ours =
        peers.server().cipherList(list).options(SslOption.NO_EXTENDED_MASTER_SECRET);
    try (JesselServer server = JesselServer.start(ours, Lines::mirror);
        ChildProcess client = peers.console(server, "-cipher", list)) {
      client.send("hello").await("^olleh$");
      client.await("Extended master secret: no");
      client.endInput();
      assertThat(server.served().hasExtendedMainSecret()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"X25519", "X448", "P-256", "P-384", "P-521"})
  void everyCurve(String group) throws IOException {
    String list = "ECDHE-RSA-AES128-GCM-SHA256";
    try (ChildProcess server = peers.mirror("-cipher", list, "-groups", group);
        Ssl ssl = connect(peers.client().groups("ffdhe2048:" + group), server)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      assertThat(ssl.group()).isEqualTo(NamedGroup.named(group));
    }
    SslContext.Builder context = peers.server().cipherList(list).groups(group);
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = peers.console(server, "-groups", "ffdhe2048:" + group)) {
      client.send("hello").await("^olleh$");
      client.endInput();
      assertThat(server.served().group()).isEqualTo(NamedGroup.named(group));
    }
  }

  @Test
  void noCurveInCommonEndsTheHandshake() throws IOException {
    String list = "ECDHE-RSA-AES128-GCM-SHA256";
    try (ChildProcess server = peers.mirror("-cipher", list, "-groups", "P-384");
        Ssl ssl = connect(peers.client().cipherList(list).groups("X25519"), server)) {
      SslException refusal = catchThrowableOfType(SslException.class, ssl::handshake);
      assertThat(refusal.reason()).contains(SslReason.SSLV3_ALERT_HANDSHAKE_FAILURE);
    }
  }

  @Test
  void theApplicationProtocolIsTheServersChoice() throws IOException {
    try (ChildProcess server = peers.mirror("-alpn", "h2,http/1.1");
        Ssl ssl = connect(peers.client().alpn("spdy/3", "http/1.1", "h2"), server)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      assertThat(ssl.applicationProtocol()).contains("h2");
    }
    SslContext.Builder context = peers.server().alpn("h2", "http/1.1");
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = peers.console(server, "-alpn", "spdy/3,http/1.1")) {
      client.send("hello").await("^olleh$");
      client.await("^ALPN protocol: http/1.1$");
    }
  }

  @Test
  void theServerNameIsToldBothWays() throws IOException {
    PemFiles other = Pki.factory().server(KeyType.RSA, "other.example").writeTo(directory, "other");
    try (ChildProcess server =
            peers.mirror(
                "-servername", "other.example", "-cert2", other.chain(), "-key2", other.key());
        Ssl ssl =
            JesselClient.connect(
                peers.client().cipherList("aRSA"), OpenSsl.port(server), "other.example")) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      assertThat(ssl.peerCertificates().get(0).dnsNames()).containsExactly("other.example");
      assertThat(ssl.verifyResult()).isEqualTo(VerifyResult.OK);
    }
    try (JesselServer server = JesselServer.start(peers.server(), Lines::mirror);
        ChildProcess client = peers.console(server)) {
      client.send("hello").await("^olleh$");
      client.endInput();
      assertThat(server.served().serverName()).contains("localhost");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {512, 1024, 2048, 4096})
  void maximumFragmentLengthHoldsBothWays(int length) throws IOException {
    String line = "x".repeat(6000);
    int slack = 24 + 256; // explicit nonce and tag
    try (ChildProcess server = peers.mirror();
        WireTap tap = new WireTap(JesselClient.bio(OpenSsl.port(server)));
        Ssl ssl = JesselClient.over(peers.client().maxFragmentLength(length), tap)) {
      assertThat(Lines.ask(ssl, line)).isEqualTo(line);
      assertThat(tap.encryptedRecordsReceived()).allMatch(size -> size <= length + slack);
      assertThat(tap.encryptedRecordsSent()).allMatch(size -> size <= length + slack);
    }
    List<WireTap> taps = new CopyOnWriteArrayList<>();
    try (JesselServer server = JesselServer.startTapped(peers.server(), Lines::mirror, taps::add);
        ChildProcess client = peers.console(server, "-maxfraglen", length)) {
      client.send("z".repeat(3500)).await("^z{3500}$");
      client.endInput();
      server.served();
      assertThat(taps.get(0).encryptedRecordsSent())
          .isNotEmpty()
          .allMatch(size -> size <= length + slack);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void exportedKeyingMaterialIsEqual(boolean extended) throws IOException {
    Object[] asks = {"-keymatexport", "EXPERIMENTAL jessel", "-keymatexportlen", "44"};
    SslOption[] off =
        extended ? new SslOption[0] : new SslOption[] {SslOption.NO_EXTENDED_MASTER_SECRET};
    try (ChildProcess server = peers.relay(asks);
        Ssl ssl = connect(peers.client().options(off), server)) {
      Lines.send(ssl, "hello");
      server.await("^hello$");
      byte[] material = ssl.exportKeyingMaterial("EXPERIMENTAL jessel", null, 44);
      assertThat(server.await("Keying material: (\\p{XDigit}+)")).isEqualTo(hex(material));
    }
    CompletableFuture<byte[]> ours = new CompletableFuture<>();
    JesselServer.Talk talk =
        ssl -> {
          ssl.handshake();
          ours.complete(ssl.exportKeyingMaterial("EXPERIMENTAL jessel", null, 44));
          Lines.mirror(ssl);
        };
    try (JesselServer server = JesselServer.start(peers.server().options(off), talk);
        ChildProcess client = peers.console(server, asks)) {
      client.send("hello").await("^olleh$");
      assertThat(client.await("Keying material: (\\p{XDigit}+)")).isEqualTo(hex(ours.join()));
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().withUpperCase().formatHex(bytes);
  }

  @Test
  void theStatusOfTheCertificateIsStapled() throws IOException {
    Path response = Files.write(directory.resolve("response.der"), TRY_LATER);
    try (ChildProcess server = peers.mirror("-status_file", response);
        Ssl ssl = connect(peers.client().statusRequest(true), server)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      assertThat(ssl.ocspResponse()).contains(Bytes.of(TRY_LATER.clone()));
    }
    SslContext.Builder context =
        peers.server().ocspResponse(Optional.of(Bytes.of(TRY_LATER.clone())));
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = peers.console(server, "-status")) {
      client.send("hello").await("^olleh$");
      client.await("OCSP Response Status: trylater");
    }
  }

  @Test
  void keyLogsAreEqual() throws IOException {
    List<String> lines = new CopyOnWriteArrayList<>();
    Path log = directory.resolve("keys.log");
    try (ChildProcess server = peers.mirror("-keylogfile", log);
        Ssl ssl = connect(peers.client().keyLog(lines::add), server)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      assertThat(lines).hasSize(1).allMatch(line -> line.startsWith("CLIENT_RANDOM "));
      assertThat(KeyLogFile.read(log)).containsExactlyElementsOf(lines);
    }
  }

  @Test
  void aClientWithoutCertificateIsRefusedWhereOneMustCome() throws IOException {
    SslContext.Builder context = peers.server().verify(SslVerify.REQUIRED);
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = peers.console(server)) {
      assertThat(server.refused().reason()).contains(SslReason.PEER_DID_NOT_RETURN_A_CERTIFICATE);
      client.await("alert handshake failure");
    }
    try (ChildProcess server = peers.mirror("-Verify", "1", "-CAfile", peers.pki().authority());
        Ssl ssl = connect(peers.client(), server)) {
      SslException refusal = catchThrowableOfType(SslException.class, ssl::handshake);
      assertThat(refusal.reason()).contains(SslReason.SSLV3_ALERT_HANDSHAKE_FAILURE);
    }
  }

  private static Ssl connect(SslContext.Builder context, ChildProcess server) throws IOException {
    return JesselClient.connect(context, OpenSsl.port(server));
  }
}
