// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.bio.BioPair;
import dev.jessel.error.SslReason;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.SignatureScheme;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SslContextTest {
  @Test
  void theDefaultSuitesAreTheStrongestFirst() {
    assertThat(SslContext.client().cipherSuites())
        .containsExactly(
            CipherSuite.TLS_AES_256_GCM_SHA384,
            CipherSuite.TLS_CHACHA20_POLY1305_SHA256,
            CipherSuite.TLS_AES_128_GCM_SHA256);
  }

  @Test
  void suitesAreTakenByNameInTheirOrder() {
    assertThat(
            SslContext.client()
                .cipherSuites("TLS_AES_128_GCM_SHA256:?TLS_NONSENSE:TLS_AES_256_GCM_SHA384")
                .cipherSuites())
        .containsExactly(CipherSuite.TLS_AES_128_GCM_SHA256, CipherSuite.TLS_AES_256_GCM_SHA384);
  }

  @Test
  void signatureSchemesAreTakenByEitherName() {
    assertThat(
            SslContext.client()
                .signatureSchemes("ecdsa_secp256r1_sha256:RSA-PSS+SHA256")
                .signatureSchemes())
        .containsExactly(
            SignatureScheme.ECDSA_SECP256R1_SHA256, SignatureScheme.RSA_PSS_RSAE_SHA256);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "TLS_NONSENSE", "TLS_AES_128_GCM_SHA256:", "?TLS_NONSENSE"})
  void listsThatMeanNothingAreRefused(String list) {
    refused(builder -> builder.cipherSuites(list));
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    refused(builder -> builder.maxSendFragment(511));
    refused(builder -> builder.maxSendFragment(16_385));
    refused(builder -> builder.splitSendFragment(0));
    refused(builder -> builder.maxSendFragment(600).splitSendFragment(601));
    refused(builder -> builder.maxFragmentLength(1000));
    refused(builder -> builder.recordSizeLimit(63));
    refused(builder -> builder.recordSizeLimit(16_386));
    refused(builder -> builder.blockPadding(-1, 0));
    refused(builder -> builder.blockPadding(0, 16_385));
    refused(builder -> builder.tickets(17));
    refused(builder -> builder.verifyDepth(-1));
    refused(builder -> builder.alpn(""));
    refused(builder -> builder.alpn("x".repeat(256)));
    refused(builder -> builder.alpn("h\u20ac"));
    refused(
        builder -> builder.alpn(Collections.nCopies(200, "x".repeat(255)).toArray(String[]::new)));
    refused(builder -> builder.clientIssuers(List.of(Bytes.EMPTY)));
    refused(builder -> builder.clientIssuers(List.of(Bytes.of(new byte[40_000]))));
    refused(builder -> builder.groups("nonsense"));
    refused(builder -> builder.peer("not a name"));
  }

  @Test
  void aBuilderThatIsUsedOnDoesNotChangeWhatItBuilt() {
    SslContext.Builder builder = SslContext.client().cipherSuites("TLS_AES_128_GCM_SHA256");
    SslContext built = builder.build();
    builder.cipherSuites("TLS_AES_256_GCM_SHA384");

    assertThat(built.toBuilder().cipherSuites())
        .containsExactly(CipherSuite.TLS_AES_128_GCM_SHA256);
  }

  @Test
  void aConnectionIsConfiguredAloneAndOnlyBeforeItsHandshake() throws SslException {
    SslContext context = SslContext.client().build();
    Ssl ssl = context.newSsl(BioPair.create().left(), "example.com");
    ssl.configure(builder -> builder.cipherSuites("TLS_AES_128_GCM_SHA256"));

    assertThat(context.toBuilder().cipherSuites()).hasSize(3);
    assertThat(ssl.context().toBuilder().cipherSuites()).hasSize(1);
    assertThat(ssl.handshake()).isEqualTo(SslStatus.WANT_READ);
    assertThatThrownBy(() -> ssl.configure(builder -> builder))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aConnectionWithoutARoleOrATransportSaysSo() {
    Ssl without = SslContext.either().build().newSsl();
    misuse(() -> without.handshake(), SslReason.UNINITIALIZED);

    misuse(() -> without.connectState().handshake(), SslReason.BIO_NOT_SET);
    misuse(() -> without.acceptState().handshake(), SslReason.READ_BIO_NOT_SET);
  }

  @Test
  void nothingIsKnownBeforeTheHandshake() {
    Ssl ssl = SslContext.client().build().newSsl(BioPair.create().left(), "example.com");

    assertThat(ssl.isEstablished()).isFalse();
    assertThat(ssl.version()).isEmpty();
    assertThat(ssl.cipherSuite()).isEmpty();
    assertThat(ssl.peerCertificates()).isEmpty();
    assertThat(ssl.pending()).isZero();
    assertThatThrownBy(() -> ssl.exportKeyingMaterial("label", null, 32))
        .isInstanceOf(IllegalStateException.class);
    misuse(ssl::shutdownOutput, SslReason.SHUTDOWN_WHILE_IN_INIT);
    misuse(() -> ssl.updateKeys(true), SslReason.STILL_IN_INIT);
  }

  @Test
  void aClientThatVerifiesMustSayWhoItsPeerIs() throws SslException {
    SslContext context = SslContext.client().build();

    assertThatThrownBy(() -> context.newSsl(BioPair.create().left()).handshake())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("who is the peer?");
    assertThat(context.newSsl(BioPair.create().left(), "example.com").handshake())
        .isEqualTo(SslStatus.WANT_READ);
    assertThat(
            context.toBuilder()
                .peerName(Optional.empty())
                .build()
                .newSsl(BioPair.create().left())
                .handshake())
        .isEqualTo(SslStatus.WANT_READ);
  }

  @Test
  void aReadNeedsRoom() {
    Ssl ssl = SslContext.client().build().newSsl(BioPair.create().left());

    assertThatThrownBy(() -> ssl.read(ByteBuffer.allocate(0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ssl.read(ByteBuffer.allocate(1).asReadOnlyBuffer()))
        .isInstanceOf(ReadOnlyBufferException.class);
  }

  private static void refused(UnaryOperator<SslContext.Builder> setting) {
    assertThatThrownBy(() -> setting.apply(SslContext.client()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("null");
  }

  private static void misuse(ThrowingCallable call, SslReason reason) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SslException.class, e -> assertThat(e.reason()).isEqualTo(Optional.of(reason)));
  }
}
