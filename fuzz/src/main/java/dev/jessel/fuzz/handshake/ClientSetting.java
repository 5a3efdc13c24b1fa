// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz.handshake;

import dev.jessel.SslCallbacks;
import dev.jessel.SslContext;
import dev.jessel.SslOption;
import dev.jessel.SslReply;
import dev.jessel.SslVerify;
import dev.jessel.compress.CertificateCodec;
import dev.jessel.fuzz.Choice;
import dev.jessel.fuzz.Identities;
import dev.jessel.fuzz.open.OpenCrypto;
import dev.jessel.wire.CertificateType;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.x509.VerifyResult;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The clients that fuzzers meet. New ones go to the end: seeds name them by number. */
enum ClientSetting {
  /** As most are. */
  PLAIN(b -> b.alpn("h2", "http/1.1").statusRequest(true)),
  /** Takes any certificate, and all that can come with one. */
  LENIENT(ClientSetting::lenient, b -> b.sessionCache(2)),
  /** Comes back in TLS 1.3. */
  RETURNING(b -> b.alpn("h2"), b -> b.session(Sessions.tls13())),
  /** Has a key from elsewhere. */
  PRE_SHARED(
      b ->
          b.cipherSuites("TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384")
              .externalPskChooser(Optional.of(() -> SslReply.now(List.of(World.psk()))))),
  /** TLS 1.2 with all its key exchanges, and other handshakes on the same connection. */
  TLS12(b -> old(b.maxVersion(ProtocolVersion.TLS_1_2).statusRequest(true))),
  /** Comes back in TLS 1.2. */
  RETURNING_12(ClientSetting::old, b -> b.session(Sessions.tls12())),
  /** All versions, the oldest ones too. */
  OLDEST(b -> old(b.minVersion(ProtocolVersion.SSL_2)).cipherList("ALL:COMPLEMENTOFALL:SSLv2")),
  /** Judges certificates itself, with real signatures. */
  STRICT(b -> b.verify(SslVerify.PEER).recordSizeLimit(4096).maxVersion(ProtocolVersion.TLS_1_3));

  private final UnaryOperator<SslContext.Builder> settings;
  private final UnaryOperator<SslContext.Builder> memory;
  private final SslContext base;

  ClientSetting(UnaryOperator<SslContext.Builder> settings) {
    this(settings, UnaryOperator.identity());
  }

  ClientSetting(
      UnaryOperator<SslContext.Builder> settings, UnaryOperator<SslContext.Builder> memory) {
    this.settings = settings;
    this.memory = memory;
    this.base = settings.apply(World.client(World.CRYPTO)).build();
  }

  /** The setting that a byte names; every byte does. */
  static ClientSetting of(int code) {
    return Choice.of(ClientSetting.class, code);
  }

  /** Settings for one run, which remember nothing of others. */
  SslContext.Builder fresh() {
    return memory.apply(base.toBuilder());
  }

  /** The same over cryptography of one's own. */
  SslContext.Builder over(OpenCrypto crypto) {
    return memory.apply(settings.apply(World.client(crypto)));
  }

  private static SslContext.Builder lenient(SslContext.Builder builder) {
    return builder
        .peerVerifier((chain, verdict) -> SslReply.now(VerifyResult.OK))
        .postHandshakeAuth(true)
        .credential(Identities.CLIENT)
        .statusRequest(true)
        .certificateTimestamps(true)
        .certificateCompression(List.of(CertificateCodec.zlib()))
        .serverCertificateTypes(CertificateType.RAW_PUBLIC_KEY, CertificateType.X509)
        .clientCertificateTypes(CertificateType.RAW_PUBLIC_KEY, CertificateType.X509)
        .delegatedCredentials(SignatureScheme.ED25519, SignatureScheme.ECDSA_SECP256R1_SHA256)
        .requestTickets(1, 1)
        .alpn("h2");
  }

  private static SslContext.Builder old(SslContext.Builder builder) {
    return builder
        .securityLevel(0)
        .cipherList("ALL:COMPLEMENTOFALL")
        .pskChooser(
            Optional.of(
                hint ->
                    SslReply.now(
                        Optional.of(new SslCallbacks.PskIdentity(World.PSK, World.oldPsk())))))
        .options(SslOption.LEGACY_SERVER_CONNECT)
        .credential(Identities.CLIENT);
  }
}
