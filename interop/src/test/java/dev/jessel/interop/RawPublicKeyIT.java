// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslVerify;
import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.interop.peer.Peer;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.TestCredential;
import dev.jessel.wire.CertificateType;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.Credential;
import dev.jessel.x509.VerifyResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Raw public keys (RFC 7250) with GnuTLS, at both ends, in both directions. */
final class RawPublicKeyIT {
  private static final CertificateType RAW = CertificateType.RAW_PUBLIC_KEY;
  private static final TestCredential OURS = Pki.server(KeyType.P256);
  private static final TestCredential THEIRS = Pki.client(KeyType.P256);

  @TempDir Path directory;
  private Pki pki;

  @BeforeEach
  void makeFiles() {
    pki = new Pki(directory);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.3", "1.2"})
  void aServerOnJesselAndItsClientShowTheirKeys(String version) throws IOException {
    SslContext.Builder context =
        both(SslContext.server().verify(SslVerify.REQUIRED), version).credential(raw(OURS));
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client =
            ChildProcess.start(
                Peer.GNUTLS_CLIENT.program(),
                Optional.empty(),
                Map.of(),
                client(server, version))) {
      client.send("hello").await("^olleh$");
      client.endInput();
      Ssl ssl = server.served();
      assertThat(ssl.peerRawPublicKey()).contains(THEIRS.keys().getPublic());
      assertThat(ssl.verifyResult()).isEqualTo(VerifyResult.OK);
      assertThat(ssl.serverCertificateType()).isEqualTo(RAW);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.3", "1.2"})
  void aClientOnJesselAndItsServerShowTheirKeys(String version) throws IOException {
    int port = FreePort.find();
    List<Object> arguments = new ArrayList<>(List.of("-p", port, "--echo", "-r"));
    arguments.addAll(rawKey(version));
    try (ChildProcess server =
        ChildProcess.start(Peer.GNUTLS_SERVER.program(), Optional.empty(), Map.of(), arguments)) {
      server.await("listening on .*done$");
      SslContext.Builder context =
          both(SslContext.client().peerName(Optional.empty()), version).credential(raw(OURS));
      try (Ssl ssl = JesselClient.connect(context, port)) {
        assertThat(Lines.ask(ssl, "hello")).isEqualTo("hello");
        assertThat(ssl.peerRawPublicKey()).contains(THEIRS.keys().getPublic());
        assertThat(ssl.clientCertificateType()).isEqualTo(RAW);
        assertThat(ssl.credential()).isPresent();
      }
    }
  }

  private static Credential raw(TestCredential of) {
    return Credential.builder()
        .rawPublicKey(of.keys().getPublic())
        .key(of.keys().getPrivate())
        .build();
  }

  private static SslContext.Builder both(SslContext.Builder builder, String version) {
    ProtocolVersion only =
        version.equals("1.3") ? ProtocolVersion.TLS_1_3 : ProtocolVersion.TLS_1_2;
    return builder
        .minVersion(only)
        .maxVersion(only)
        .clientCertificateTypes(RAW)
        .serverCertificateTypes(RAW)
        .expectedRawPublicKeys(List.of(THEIRS.keys().getPublic()));
  }

  private List<Object> client(JesselServer server, String version) throws IOException {
    List<Object> arguments = new ArrayList<>(List.of("-p", server.port()));
    arguments.addAll(rawKey(version));
    // It knows no way to be told the key that it shall expect, but to ask its user.
    arguments.addAll(List.of("--insecure", "--sni-hostname", "localhost", "127.0.0.1"));
    return arguments;
  }

  private List<Object> rawKey(String version) throws IOException {
    String priorities =
        "NORMAL:-VERS-ALL:+VERS-TLS" + version + ":-CTYPE-ALL:+CTYPE-CLI-RAWPK:+CTYPE-SRV-RAWPK";
    String key =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(THEIRS.keys().getPublic().getEncoded())
            + "\n-----END PUBLIC KEY-----\n";
    Path publicKey = pki.write("raw.pub", key.getBytes(StandardCharsets.US_ASCII));
    Path privateKey = pki.clientFiles(KeyType.P256).key();
    return List.of(
        "--priority", priorities, "--rawpkkeyfile", privateKey, "--rawpkfile", publicKey);
  }
}
