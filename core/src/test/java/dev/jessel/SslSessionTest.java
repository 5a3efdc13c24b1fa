// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.crypto.Secret;
import dev.jessel.error.SslReason;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.VerifyResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Sessions that an application makes, keeps and reads. */
class SslSessionTest {
  private static final Bytes BYTES = Bytes.of((byte) 1, (byte) 2);
  private static final Instant MADE = Instant.ofEpochSecond(1_000_000_000);

  @Test
  void whatIsBuiltIsSaid() throws Exception {
    SslSession session = built();
    for (SslSession each :
        new SslSession[] {
          session,
          session.toBuilder().build(),
          SslSession.fromDer(session.toDer()),
          SslSession.fromPem(session.toPem())
        }) {
      assertThat(each.version()).isEqualTo(ProtocolVersion.TLS_1_3);
      assertThat(each.cipherSuite()).isEqualTo(CipherSuite.TLS_AES_128_GCM_SHA256);
      assertThat(each.id()).isEqualTo(BYTES);
      assertThat(each.ticket()).isEqualTo(BYTES);
      assertThat(each.hasTicket()).isTrue();
      assertThat(each.ticketAgeAdd()).isEqualTo(3);
      assertThat(each.created()).isEqualTo(MADE);
      assertThat(each.lifetimeSeconds()).isEqualTo(100);
      assertThat(each.idContext()).isEqualTo(BYTES);
      assertThat(each.serverName()).contains("example.com");
      assertThat(each.applicationProtocol()).contains("h2");
      assertThat(each.maxEarlyData()).isEqualTo(0xFFFF_FFFFL);
      assertThat(each.applicationData()).isEqualTo(BYTES);
      assertThat(each.verifyResult()).isEqualTo(VerifyResult.OK);
      assertThat(each.peerChain()).isEmpty();
      assertThat(each.isResumable()).isTrue();
      assertThat(each.secret().equalTo(Secret.zeros(32))).isTrue();
    }
  }

  @Test
  void itsSecretIsItsOwn() {
    Secret secret = Secret.zeros(32);
    SslSession.Builder builder =
        SslSession.builder(ProtocolVersion.TLS_1_3, CipherSuite.TLS_AES_128_GCM_SHA256, secret);
    SslSession session = builder.build();
    secret.destroy();
    session.secret().destroy();
    assertThat(session.secret().equalTo(Secret.zeros(32))).isTrue();
    assertThat(builder.build().secret().equalTo(Secret.zeros(32))).isTrue();
    assertThat(session.toString()).doesNotContain("0000");
  }

  @Test
  void whatIsNoneIsRefused() throws Exception {
    assertThatThrownBy(
            () ->
                SslSession.builder(
                    ProtocolVersion.TLS_1_2, CipherSuite.TLS_AES_128_GCM_SHA256, Secret.zeros(48)))
        .isInstanceOf(IllegalArgumentException.class);
    SslSession.Builder builder = built().toBuilder();
    assertThatThrownBy(() -> builder.id(Bytes.of(new byte[33])))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.lifetimeSeconds(604_801))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.ticket(BYTES, 1L << 32))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SslSession.fromDer(new byte[] {0x30, 0}))
        .isInstanceOfSatisfying(
            SslException.class, e -> assertThat(e.reason()).contains(SslReason.BAD_DATA));
  }

  @Test
  void aTextMayHaveMoreInIt() throws Exception {
    Path fixtures = Path.of(System.getProperty("basedir", "."), "src/test/resources/openssl");
    String certificate = Files.readString(fixtures.resolve("localhost.pem"));
    String text = certificate + built().toPem() + certificate;
    assertThat(SslSession.fromPem(text).serverName()).contains("example.com");
    for (String none : new String[] {"", certificate, "-----BEGIN SSL SESSION PARAMETERS-----\n"}) {
      assertThatThrownBy(() -> SslSession.fromPem(none))
          .isInstanceOfSatisfying(
              SslException.class, e -> assertThat(e.reason()).contains(SslReason.BAD_DATA));
    }
  }

  private static SslSession built() {
    return SslSession.builder(
            ProtocolVersion.TLS_1_3, CipherSuite.TLS_AES_128_GCM_SHA256, Secret.zeros(32))
        .id(BYTES)
        .ticket(BYTES, 3)
        .created(MADE)
        .lifetimeSeconds(100)
        .idContext(BYTES)
        .serverName(Optional.of("example.com"))
        .applicationProtocol(Optional.of("h2"))
        .maxEarlyData(0xFFFF_FFFFL)
        .applicationData(BYTES)
        .build();
  }
}
