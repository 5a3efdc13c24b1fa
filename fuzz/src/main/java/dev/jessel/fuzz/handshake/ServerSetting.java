// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz.handshake;

import dev.jessel.SslContext;
import dev.jessel.SslOption;
import dev.jessel.SslReplayGuard;
import dev.jessel.SslReply;
import dev.jessel.SslVerify;
import dev.jessel.compress.CertificateCodec;
import dev.jessel.fuzz.Choice;
import dev.jessel.fuzz.open.OpenCrypto;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CertificateType;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.VerifyResult;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The servers that fuzzers meet. New ones go to the end: seeds name them by number. */
enum ServerSetting {
  /** As most are. */
  PLAIN(b -> b.alpn("h2", "http/1.1")),
  /** Wants a certificate and takes any. */
  ASKING(ServerSetting::asking),
  /** Takes early data. */
  EARLY(b -> b.maxEarlyData(2000).alpn("h2")),
  /** Has a key from elsewhere. */
  PRE_SHARED(
      b ->
          b.maxEarlyData(2000)
              .options(SslOption.NO_ANTI_REPLAY)
              .externalPskFinder(Optional.of(identity -> SslReply.now(Optional.of(World.psk()))))),
  /** Has its clients say hello twice. */
  RETRYING(b -> b.groups("P-256").options(SslOption.COOKIE_EXCHANGE)),
  /** TLS 1.2 with all its key exchanges, and other handshakes on the same connection. */
  TLS12(b -> old(b.maxVersion(ProtocolVersion.TLS_1_2))),
  /** All versions, the oldest ones too. */
  OLDEST(
      b ->
          old(b.minVersion(ProtocolVersion.SSL_2))
              .cipherList("ALL:COMPLEMENTOFALL:SSLv2")
              .options(SslOption.NO_TICKET)),
  /** Has staples, goes on as somebody else, limits records. */
  CHOOSING(ServerSetting::choosing);

  private static final int MEMORY = 4;

  private final UnaryOperator<SslContext.Builder> settings;
  private final SslContext base;

  ServerSetting(UnaryOperator<SslContext.Builder> settings) {
    this.settings = settings;
    this.base = settings.apply(World.server(World.CRYPTO)).build();
  }

  /** The setting that a byte names; every byte does. */
  static ServerSetting of(int code) {
    return Choice.of(ServerSetting.class, code);
  }

  /** Settings for one run, which remember nothing of others. */
  SslContext.Builder fresh() {
    return forgetful(base.toBuilder());
  }

  /** The same over cryptography of one's own. */
  SslContext.Builder over(OpenCrypto crypto) {
    return forgetful(settings.apply(World.server(crypto)));
  }

  private static SslContext.Builder forgetful(SslContext.Builder builder) {
    return builder.sessionCache(MEMORY).replayGuard(SslReplayGuard.inMemory(MEMORY));
  }

  /** Whether it begins with reading early data. */
  boolean readsEarly() {
    return this == EARLY || this == PRE_SHARED;
  }

  private static SslContext.Builder asking(SslContext.Builder builder) {
    return builder
        .verify(SslVerify.PEER)
        .peerVerifier((chain, verdict) -> SslReply.now(VerifyResult.OK))
        .statusRequest(true)
        .certificateTimestamps(true)
        .certificateCompression(List.of(CertificateCodec.zlib()))
        .serverCertificateTypes(CertificateType.RAW_PUBLIC_KEY, CertificateType.X509)
        .clientCertificateTypes(CertificateType.RAW_PUBLIC_KEY, CertificateType.X509)
        .sessionIdContext(Bytes.of((byte) 1));
  }

  private static SslContext.Builder old(SslContext.Builder builder) {
    return builder
        .securityLevel(0)
        .cipherList("ALL:COMPLEMENTOFALL")
        .verify(SslVerify.PEER)
        .peerVerifier((chain, verdict) -> SslReply.now(VerifyResult.OK))
        .sessionIdContext(Bytes.of((byte) 1))
        .pskFinder(Optional.of(identity -> SslReply.now(Optional.of(World.oldPsk()))))
        .pskIdentityHint(Optional.of("hint"))
        .options(SslOption.ALLOW_CLIENT_RENEGOTIATION);
  }

  private static SslContext.Builder choosing(SslContext.Builder builder) {
    return builder
        .ocspResponse(Optional.of(Bytes.of(new byte[20])))
        .recordSizeLimit(1000)
        .contextSelector(hello -> SslReply.now(World.server(World.CRYPTO).alpn("h2").build()))
        .clientHelloInspector(hello -> SslReply.now(true));
  }
}
