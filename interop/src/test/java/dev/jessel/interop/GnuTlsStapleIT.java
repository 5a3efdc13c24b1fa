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
import dev.jessel.x509.VerifyFlag;
import dev.jessel.x509.VerifyParameters;
import dev.jessel.x509.VerifyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OCSP responses that are stapled, with GnuTLS at the other end. */
final class GnuTlsStapleIT {
  private static final String TLS_12 = "NORMAL:-VERS-ALL:+VERS-TLS1.2";

  @TempDir Path directory;
  private Pki pki;

  @BeforeEach
  void makeFiles() {
    pki = new Pki(directory);
  }

  @ParameterizedTest
  @EnumSource(
      value = Staple.class,
      names = {"GOOD", "REVOKED"})
  void whatTheirServerStaplesIsWorthWhatItSays(Staple staple) throws IOException {
    for (String priorities : new String[] {GnuTls.TLS_13, TLS_12}) {
      int port = FreePort.find();
      SslContext.Builder context =
          Pki.clientContext()
              .statusRequest(true)
              .verifyParameters(VerifyParameters.defaults().with(VerifyFlag.OCSP_RESP_CHECK));
      try (ChildProcess server =
              GnuTls.server(
                  port,
                  pki.serverFiles(KeyType.P256),
                  priorities,
                  "--echo",
                  "--ignore-ocsp-response-errors",
                  "--ocsp-response",
                  staple.signed(pki));
          Ssl ssl = JesselClient.connect(context, port)) {
        if (staple == Staple.GOOD) {
          assertThat(ssl.handshake()).isEqualTo(SslStatus.DONE);
        } else {
          assertThatThrownBy(ssl::handshake).isInstanceOf(SslException.class);
          server.await("A TLS fatal alert has been received");
        }
        assertThat(ssl.verifyResult())
            .isEqualTo(staple == Staple.GOOD ? VerifyResult.OK : VerifyResult.CERT_REVOKED);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {GnuTls.TLS_13, TLS_12})
  void theirClientGetsWhatOurServerStaples(String priorities) throws IOException {
    Path saved = directory.resolve("saved.der");
    byte[] response = Files.readAllBytes(Staple.GOOD.signed(pki));
    SslContext.Builder context = Pki.serverContext().ocspResponse(Optional.of(Bytes.of(response)));
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = GnuTls.client(pki, server, priorities, "--save-ocsp", saved)) {
      client.send("hello").await("^olleh$");
      assertThat(Files.readAllBytes(saved)).isEqualTo(response);
      client.endInput();
      server.served();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {GnuTls.TLS_13, TLS_12})
  void theirClientBelievesOurServersResponse(String priorities) throws IOException {
    byte[] response = Files.readAllBytes(Staple.REVOKED.signed(pki));
    SslContext.Builder context = Pki.serverContext().ocspResponse(Optional.of(Bytes.of(response)));
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = GnuTls.client(pki, server, priorities)) {
      client.await("revoked");
      assertThat(client.exitStatus()).isNotZero();
    }
  }
}
