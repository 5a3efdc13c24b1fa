// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import static dev.jessel.x509.Fixtures.certificate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.SignatureScheme;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerCertificateTest {
  @Test
  void fieldsAreThoseOfTheCertificate() throws Exception {
    PeerCertificate server = certificate("server");
    assertThat(server.subject()).isEqualTo("C = US, O = Jessel Test, CN = server.example.com");
    assertThat(server.issuer()).isEqualTo("C = US, O = Jessel Test, CN = Intermediate");
    assertThat(server.commonName()).contains("server.example.com");
    assertThat(server.dnsNames())
        .containsExactly("example.com", "*.wild.example.com", "*.com", "f*.example.net");
    assertThat(server.ipAddresses())
        .containsExactly(Bytes.ofHex("c0000201"), Bytes.ofHex("20010db8000000000000000000000001"));
    assertThat(server.notBefore()).isEqualTo(Instant.parse("2025-01-01T00:00:00Z"));
    assertThat(server.notAfter()).isEqualTo(Instant.parse("2124-01-01T00:00:00Z"));
    assertThat(server.signatureAlgorithm()).isEqualTo("1.2.840.10045.4.3.2");
    assertThat(server.isSelfIssued()).isFalse();
    assertThat(certificate("root").isSelfIssued()).isTrue();
  }

  @Test
  void agreesWithTheJdk() throws Exception {
    PeerCertificate server = certificate("server");
    var jdk = server.toX509();
    assertThat(server.serial()).isEqualTo(jdk.getSerialNumber());
    assertThat(server.subjectDer()).isEqualTo(Bytes.of(jdk.getSubjectX500Principal().getEncoded()));
    assertThat(server.issuerDer()).isEqualTo(Bytes.of(jdk.getIssuerX500Principal().getEncoded()));
    assertThat(server.spki()).isEqualTo(Bytes.of(jdk.getPublicKey().getEncoded()));
    assertThat(server.publicKey()).isEqualTo(jdk.getPublicKey());
    assertThat(server.notAfter()).isEqualTo(jdk.getNotAfter().toInstant());
  }

  // The expected text is what `openssl x509 -noout -subject -nameopt oneline` prints.
  @Test
  void namesArePrintedAsOpensslPrintsThem() throws Exception {
    assertThat(certificate("names").subject())
        .isEqualTo(
            "C = DE, O = \"M\\C3\\BCller, S\\C3\\B6hne\", OU = \"#hash\","
                + " CN = a\\\"b\\\\c + UID = 1=2, emailAddress = x@example.com");
    assertThat(certificate("nameless").subject()).isEmpty();
    assertThat(certificate("nameless").commonName()).isEmpty();
    assertThat(certificate("nameless").dnsNames()).containsExactly("example.com");
  }

  @ParameterizedTest
  @CsvSource({
    "server, ecdsa_secp256r1_sha256",
    "rsa, rsa_pkcs1_sha256",
    "sha1, ecdsa_sha1",
    "pss-signed, rsa_pss_rsae_sha256",
    "ed25519, ed25519",
    "ed448, ed448",
    "mldsa44, mldsa44",
  })
  void signatureAlgorithmsHaveTheNamesOfTls(String name, String scheme) throws Exception {
    assertThat(certificate(name).signatureScheme()).isEqualTo(SignatureScheme.named(scheme));
  }

  @ParameterizedTest
  @CsvSource({
    "rsa, RSA",
    "rsa-pss, RSASSA-PSS",
    "p384, EC",
    "ed25519, EdDSA",
    "ed448, EdDSA",
  })
  void publicKeysOfAllAlgorithmsAreRead(String name, String algorithm) throws Exception {
    assertThat(certificate(name).publicKey().getAlgorithm()).isEqualTo(algorithm);
  }

  @Test
  void mlDsaKeysAreReadWhereSomeProviderKnowsThem() throws Exception {
    assertThat(certificate("mldsa44").publicKey().getAlgorithm()).startsWith("ML-DSA");
  }

  @Test
  void aKeyOfAnUnknownAlgorithmIsReportedAsSuch() throws Exception {
    // 1.3.101.112 becomes 1.3.101.110: X25519, which does not sign.
    PeerCertificate odd = PathValidatorTest.replaced(certificate("ed25519"), "+ep", "+en");
    assertThatThrownBy(odd::publicKey)
        .isInstanceOfSatisfying(
            TlsException.class, e -> assertThat(e.reason()).isEqualTo(SslReason.UNKNOWN_PKEY_TYPE));
  }

  @Test
  void keyUsageDecidesWhoMaySign() throws Exception {
    assertThat(certificate("server").mayDigitallySign()).isTrue();
    assertThat(certificate("no-extensions").mayDigitallySign()).isTrue();
    assertThat(certificate("only-cert-sign").mayDigitallySign()).isFalse();
  }

  @Test
  void anUnreadableDateMakesTheCertificateNeverValid() throws Exception {
    PeerCertificate odd =
        PathValidatorTest.replaced(certificate("server"), "250101000000Z", "25XX01000000Z");
    assertThat(odd.notBefore()).isEqualTo(Instant.MAX);
    PeerCertificate end =
        PathValidatorTest.replaced(certificate("server"), "21240101000000Z", "21241301000000Z");
    assertThat(end.notAfter()).isEqualTo(Instant.MIN);
  }

  @Test
  void pemComesBackAsItWas() throws Exception {
    assertThat(certificate("server").pem())
        .isEqualTo(Files.readString(Fixtures.file("server.pem")));
  }

  @Test
  void certificatesAreEqualWhenTheirBytesAre() throws Exception {
    assertThat(certificate("server"))
        .isEqualTo(certificate("server-chain"))
        .hasSameHashCodeAs(certificate("server-chain"))
        .isNotEqualTo(certificate("client"));
  }

  @Test
  void everyTruncationIsABadCertificate() throws Exception {
    Bytes der = certificate("server").der();
    for (int length = 0; length < der.length(); length++) {
      Bytes cut = der.slice(0, length);
      assertThatThrownBy(() -> PeerCertificate.parse(cut))
          .isInstanceOfSatisfying(
              TlsException.class, e -> assertThat(e.reason()).isEqualTo(SslReason.BAD_CERTIFICATE));
    }
  }

  @Test
  void aByteAfterTheCertificateIsRefused() throws Exception {
    Bytes longer = certificate("server").der().plus(Bytes.of((byte) 0));
    assertThatThrownBy(() -> PeerCertificate.parse(longer)).isInstanceOf(TlsException.class);
  }

  @Test
  void noDamageLeadsToAnythingButATlsException() throws Exception {
    byte[] der = certificate("server").der().toArray();
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 5_000; i++) {
      byte[] damaged = der.clone();
      for (int change = random.nextInt(3); change >= 0; change--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        readAll(PeerCertificate.parse(Bytes.of(damaged)));
      } catch (TlsException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(250, 4_750);
  }

  private static void readAll(PeerCertificate certificate) throws TlsException {
    assertThat(certificate.subject()).isNotNull();
    assertThat(certificate.issuer()).isNotNull();
    assertThat(certificate.commonName()).isNotNull();
    assertThat(certificate.isSelfIssued()).isIn(true, false);
    assertThat(PeerName.parse("example.com").matches(certificate)).isIn(true, false);
    assertThat(certificate.publicKey()).isNotNull();
  }
}
