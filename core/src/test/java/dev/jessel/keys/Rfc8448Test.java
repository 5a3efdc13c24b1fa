// SPDX-License-Identifier: Apache-2.0
package dev.jessel.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.jessel.crypto.Aead;
import dev.jessel.crypto.AeadAlgorithm;
import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.crypto.jca.JcaCryptoProvider;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.SignatureScheme;
import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The whole key schedule against the traces of RFC 8448. */
class Rfc8448Test {
  private static final HashAlgorithm SHA_256 = HashAlgorithm.SHA_256;
  private static final SuiteParameters SUITE =
      SuiteParameters.of(CipherSuite.TLS_AES_128_GCM_SHA256).orElseThrow();

  private final CryptoProvider crypto = JcaCryptoProvider.create();
  private final Transcript transcript = new Transcript(crypto);

  // RFC 9846 7.1: the secrets from one stage to the next.
  @Test
  void aFullHandshakeGivesTheSecretsOfTheTrace() {
    Rfc8448 trace = Rfc8448.simple();
    transcript.add(trace.bytes("clientHello"));
    transcript.selectHash(SHA_256);
    transcript.add(trace.bytes("serverHello"));
    assertThat(transcript.hash()).isEqualTo(trace.bytes("helloHash").toArray());

    HandshakeSecrets handshake =
        EarlySecrets.withoutPsk(crypto, SHA_256)
            .handshake(trace.secret("sharedSecret"), transcript.hash());
    assertThat(hex(handshake.clientTraffic().secret()))
        .isEqualTo(trace.hex("clientHandshakeTraffic"));
    assertThat(hex(handshake.serverTraffic().secret()))
        .isEqualTo(trace.hex("serverHandshakeTraffic"));

    add(trace, "encryptedExtensions", "certificate", "certificateVerify");
    assertThat(finished(handshake, handshake.serverTraffic()))
        .isEqualTo(trace.bytes("serverFinished"));

    add(trace, "serverFinished");
    MainSecrets main = handshake.main();
    TrafficSecrets traffic = main.traffic(transcript.hash());
    assertThat(hex(traffic.client().secret())).isEqualTo(trace.hex("clientApplicationTraffic"));
    assertThat(hex(traffic.server().secret())).isEqualTo(trace.hex("serverApplicationTraffic"));
    assertThat(hex(traffic.exporter().secret())).isEqualTo(trace.hex("exporterSecret"));
    assertThat(finished(handshake, handshake.clientTraffic()))
        .isEqualTo(trace.bytes("clientFinished"));

    add(trace, "clientFinished");
    Secret resumption = main.resumptionMain(transcript.hash());
    assertThat(hex(resumption)).isEqualTo(trace.hex("resumptionSecret"));
    Secret psk =
        new Hkdf(crypto, SHA_256).resumptionPsk(resumption, trace.bytes("ticketNonce").toArray());
    assertThat(hex(psk)).isEqualTo(trace.hex("resumptionPsk"));
  }

  // RFC 9846 4.3.11.2, 7.1: the binder, and the secrets below a pre-shared key.
  @Test
  void aResumedHandshakeGivesTheSecretsOfTheTrace() {
    Rfc8448 trace = Rfc8448.resumed();
    byte[] binderHash = transcript.hashWith(SHA_256, trace.bytes("clientHelloWithoutBinders"));
    assertThat(binderHash).isEqualTo(trace.bytes("binderHash").toArray());
    EarlySecrets early = EarlySecrets.withPsk(crypto, SHA_256, trace.secret("psk"));
    assertThat(early.resumptionBinder(binderHash)).isEqualTo(trace.bytes("binder"));

    transcript.add(trace.bytes("clientHelloWithoutBinders").plus(trace.bytes("binders")));
    transcript.selectHash(SHA_256);
    Secret earlyTraffic = early.clientTraffic(transcript.hash()).secret();
    assertThat(hex(earlyTraffic)).isEqualTo(trace.hex("clientEarlyTraffic"));
    assertThat(hex(early.exporter(transcript.hash()).secret()))
        .isEqualTo(trace.hex("earlyExporterSecret"));
    assertKeys(trace, "early", earlyTraffic);

    add(trace, "serverHello");
    HandshakeSecrets handshake = early.handshake(trace.secret("sharedSecret"), transcript.hash());
    assertThat(hex(handshake.clientTraffic().secret()))
        .isEqualTo(trace.hex("clientHandshakeTraffic"));
    assertThat(hex(handshake.serverTraffic().secret()))
        .isEqualTo(trace.hex("serverHandshakeTraffic"));

    add(trace, "encryptedExtensions");
    assertThat(finished(handshake, handshake.serverTraffic()))
        .isEqualTo(trace.bytes("serverFinished"));
    add(trace, "serverFinished");
    MainSecrets main = handshake.main();
    TrafficSecrets traffic = main.traffic(transcript.hash());
    assertThat(hex(traffic.client().secret())).isEqualTo(trace.hex("clientApplicationTraffic"));
    assertThat(hex(traffic.server().secret())).isEqualTo(trace.hex("serverApplicationTraffic"));
    assertThat(hex(traffic.exporter().secret())).isEqualTo(trace.hex("exporterSecret"));

    add(trace, "endOfEarlyData");
    assertThat(finished(handshake, handshake.clientTraffic()))
        .isEqualTo(trace.bytes("clientFinished"));
    add(trace, "clientFinished");
    assertThat(hex(main.resumptionMain(transcript.hash())))
        .isEqualTo(trace.hex("resumptionSecret"));
  }

  // RFC 9846 4.1: what the transcript holds for a ClientHello that was answered so.
  @Test
  void aHelloRetryRequestPutsAHashInThePlaceOfTheFirstHello() {
    Rfc8448 trace = Rfc8448.retry();
    add(trace, "clientHello1");
    transcript.selectHash(SHA_256);
    transcript.replaceWithMessageHash();
    add(trace, "helloRetryRequest", "clientHello2", "serverHello");
    assertThat(transcript.hash()).isEqualTo(trace.bytes("helloHash").toArray());

    HandshakeSecrets handshake =
        EarlySecrets.withoutPsk(crypto, SHA_256)
            .handshake(trace.secret("sharedSecret"), transcript.hash());
    assertThat(hex(handshake.clientTraffic().secret()))
        .isEqualTo(trace.hex("clientHandshakeTraffic"));
    assertThat(hex(handshake.serverTraffic().secret()))
        .isEqualTo(trace.hex("serverHandshakeTraffic"));
  }

  // RFC 9846 7.3: keys and IVs out of traffic secrets.
  @Test
  void trafficSecretsGiveTheRecordKeysOfTheTrace() {
    Rfc8448 trace = Rfc8448.simple();

    assertKeys(trace, "serverHandshake", trace.secret("serverHandshakeTraffic"));
    assertKeys(trace, "clientHandshake", trace.secret("clientHandshakeTraffic"));
    assertKeys(trace, "serverApplication", trace.secret("serverApplicationTraffic"));
    assertKeys(trace, "clientApplication", trace.secret("clientApplicationTraffic"));
  }

  @Test
  void theFirstApplicationRecordComesOutAsInTheTrace() throws Exception {
    Rfc8448 trace = Rfc8448.simple();
    TrafficKeys keys =
        TrafficSecret.of(crypto, SUITE, trace.secret("clientApplicationTraffic")).keys(SUITE);
    Aead aead = crypto.aead(AeadAlgorithm.AES_128_GCM, keys.key());
    byte[] expected = trace.bytes("clientDataRecord").toArray();
    byte[] data = trace.bytes("clientData").toArray();
    byte[] record = new byte[expected.length];
    System.arraycopy(expected, 0, record, 0, 5);
    byte[] type = {23};

    // Sequence number 0, so the nonce is the IV itself.
    byte[] nonce = keys.iv().toArray();
    int sealed = aead.seal(nonce, record, 0, 5, data, 0, data.length, type, 0, 1, record, 5);

    assertThat(sealed).isEqualTo(expected.length - 5);
    assertThat(record).isEqualTo(expected);
  }

  @Test
  void theServersCertificateVerifyOfTheTraceIsValid() throws Exception {
    Rfc8448 trace = Rfc8448.simple();
    add(trace, "clientHello", "serverHello", "encryptedExtensions", "certificate");
    transcript.selectHash(SHA_256);
    byte[] message = trace.bytes("certificateVerify").toArray();
    Bytes signature = Bytes.copyOf(message, 8, message.length - 8);
    PublicKey key = keyInCertificateMessage(trace.bytes("certificate").toArray());

    assertThat(
            crypto
                .verifier(key, SignatureScheme.RSA_PSS_RSAE_SHA256)
                .verify(CertificateVerifyContent.server(transcript.hash()), signature))
        .isTrue();
    assertThat(
            crypto
                .verifier(key, SignatureScheme.RSA_PSS_RSAE_SHA256)
                .verify(CertificateVerifyContent.client(transcript.hash()), signature))
        .isFalse();
  }

  @Test
  void aStageIsGoneWhenTheNextOneIsThere() {
    Rfc8448 trace = Rfc8448.simple();
    byte[] hash = trace.bytes("helloHash").toArray();
    Secret shared = trace.secret("sharedSecret");
    EarlySecrets early = EarlySecrets.withoutPsk(crypto, SHA_256);

    HandshakeSecrets handshake = early.handshake(shared, hash);
    assertThat(shared.isDestroyed()).isTrue();
    assertThatIllegalStateException().isThrownBy(() -> early.clientTraffic(hash));

    MainSecrets main = handshake.main();
    assertThatIllegalStateException().isThrownBy(handshake::main);

    main.resumptionMain(hash);
    assertThatIllegalStateException().isThrownBy(() -> main.traffic(hash));

    handshake.destroy();
    assertThat(handshake.clientTraffic().secret().isDestroyed()).isTrue();
    assertThat(handshake.serverTraffic().secret().isDestroyed()).isTrue();
  }

  @Test
  void aPskOutlivesTheHandshakeThatUsedIt() {
    Secret psk = Rfc8448.resumed().secret("psk");

    EarlySecrets.withPsk(crypto, SHA_256, psk).handshakeWithoutKeyExchange(new byte[32]).destroy();

    assertThat(psk.isDestroyed()).isFalse();
  }

  private void add(Rfc8448 trace, String... messages) {
    for (String message : messages) {
      transcript.add(trace.bytes(message));
    }
  }

  private Bytes finished(HandshakeSecrets handshake, TrafficSecret traffic) {
    Bytes header = Bytes.of((byte) 20, (byte) 0, (byte) 0, (byte) 32);
    return header.plus(handshake.finishedMac(traffic, transcript.hash()));
  }

  private void assertKeys(Rfc8448 trace, String name, Secret traffic) {
    TrafficKeys keys = TrafficSecret.of(crypto, SUITE, traffic).keys(SUITE);
    assertThat(hex(keys.key())).isEqualTo(trace.hex(name + "Key"));
    assertThat(keys.iv().hex()).isEqualTo(trace.hex(name + "Iv"));
  }

  private static PublicKey keyInCertificateMessage(byte[] message) throws Exception {
    int certificate = 4 + 1 + 3 + 3;
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(
            new ByteArrayInputStream(message, certificate, message.length - certificate))
        .getPublicKey();
  }

  private static String hex(Secret secret) {
    return secret.expose(HexFormat.of()::formatHex);
  }
}
