// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import static dev.jessel.x509.Fixtures.PASSWORD;
import static dev.jessel.x509.Fixtures.certificate;
import static dev.jessel.x509.Fixtures.certificates;
import static dev.jessel.x509.Fixtures.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.wire.Bytes;
import dev.jessel.wire.SignatureScheme;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialTest {
  @ParameterizedTest
  @ValueSource(strings = {"rsa", "rsa-pss", "p384", "ed25519", "ed448", "server"})
  void aKeyAndItsCertificateBelongTogether(String name) throws Exception {
    Credential credential = Credential.ofPem(file(name + ".pem"), file(name + ".key"));
    assertThat(credential.leaf()).isEqualTo(certificate(name));
    assertThat(credential.publicKey()).isEqualTo(certificate(name).publicKey());
    assertThat(credential.privateKey()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mldsa44-both.key", "mldsa44-expanded.key", "mldsa44-seed.key"})
  void mlDsaWorksWhereSomeProviderKnowsIt(String key) throws Exception {
    assertThat(Credential.ofPem(file("mldsa44.pem"), file(key)).toString())
        .isEqualTo("Credential[CN = mldsa44]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa", "rsa-pss", "p384", "ed25519", "ed448", "mldsa44"})
  void aKeyOfAnotherCertificateIsRefused(String name) {
    assertThatThrownBy(() -> Credential.ofPem(file(name + ".pem"), file("server.key")))
        .isInstanceOf(PemException.class)
        .hasMessageEndingWith("server.key: the private key does not match the certificate");
  }

  @Test
  void anotherKeyOfTheSameAlgorithmIsRefused() {
    assertThatThrownBy(() -> Credential.ofPem(file("client.pem"), file("server.key")))
        .isInstanceOf(PemException.class)
        .hasMessageEndingWith("server.key: the private key does not match the certificate");
  }

  @Test
  void chainAndKeyMayBeInOneFile() throws Exception {
    Credential credential =
        Credential.ofPem(file("server-combined.pem"), file("server-combined.pem"));
    assertThat(credential.chain()).isEqualTo(certificates("server inter"));
  }

  @Test
  void encryptedKeysNeedThePassword() throws Exception {
    assertThat(
            Credential.ofPem(
                    file("rsa.pem"), file("rsa-pkcs8-aes256.key"), PasswordSource.of(PASSWORD))
                .leaf())
        .isEqualTo(certificate("rsa"));
    assertThatThrownBy(() -> Credential.ofPem(file("rsa.pem"), file("rsa-pkcs8-aes256.key")))
        .isInstanceOf(PemException.class);
  }

  @Test
  void derFilesDoAsWell() throws Exception {
    assertThat(Credential.ofPem(file("rsa.der"), file("rsa-pkcs1.der")).leaf())
        .isEqualTo(certificate("rsa"));
  }

  @Test
  void pkcs12HoldsBoth() throws Exception {
    Credential credential = Credential.ofPkcs12(file("server.p12"), PASSWORD);
    assertThat(credential.chain()).isEqualTo(certificates("server inter"));
    assertThat(credential.privateKey())
        .isEqualTo(PrivateKeys.read(file("server.key"), PasswordSource.none()));
  }

  @Test
  void pkcs12ProblemsAreNamed() {
    assertThatThrownBy(() -> Credential.ofPkcs12(file("rsa.p12"), "wrong".toCharArray()))
        .isInstanceOf(PemException.class)
        .hasMessageEndingWith("rsa.p12: wrong password");
    assertThatThrownBy(() -> Credential.ofPkcs12(file("nokey.p12"), PASSWORD))
        .isInstanceOf(PemException.class)
        .hasMessageEndingWith("nokey.p12: no private key found");
    assertThatThrownBy(() -> Credential.ofPkcs12(file("rsa.pem"), PASSWORD))
        .isInstanceOf(PemException.class)
        .hasMessageEndingWith("rsa.pem: not a PKCS#12 file");
  }

  @Test
  void objectsOfTheJdkDoAsWell() throws Exception {
    PrivateKey key = PrivateKeys.read(file("server.key"), PasswordSource.none());
    List<X509Certificate> chain =
        List.of(certificate("server").toX509(), certificate("inter").toX509());
    assertThat(Credential.of(key, chain).chain()).isEqualTo(certificates("server inter"));
    assertThatThrownBy(() -> Credential.of(key, chain.subList(1, 2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Credential.of(key, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void printingTellsTheSubjectAlone() throws Exception {
    assertThat(Credential.ofPem(file("rsa.pem"), file("rsa.key")))
        .hasToString("Credential[CN = rsa]");
  }

  @Test
  void whatGoesWithAChainIsBuiltInOneGo() throws Exception {
    Bytes staple = Bytes.of((byte) 0x30, (byte) 0);
    List<Bytes> scts = List.of(Bytes.of((byte) 1));
    Credential credential =
        Credential.builder()
            .certificates(certificates("server inter"))
            .key(PrivateKeys.read(file("server.key"), PasswordSource.none()))
            .ocspResponse(staple)
            .scts(scts)
            .schemes(SignatureScheme.ECDSA_SECP256R1_SHA256)
            .mustMatchIssuer(true)
            .build();
    for (Credential same : List.of(credential, credential.toBuilder().build())) {
      assertThat(same.chain()).isEqualTo(certificates("server inter"));
      assertThat(same.spki()).isEqualTo(certificate("server").spki());
      assertThat(same.ocspResponse()).contains(staple);
      assertThat(same.scts()).isEqualTo(scts);
      assertThat(same.schemes()).containsExactly(SignatureScheme.ECDSA_SECP256R1_SHA256);
      assertThat(same.mustMatchIssuer()).isTrue();
      assertThat(same.isRawPublicKey()).isFalse();
    }
    Credential fresh = credential.withOcspResponse(Optional.empty());
    assertThat(fresh.ocspResponse()).isEmpty();
    assertThat(fresh.scts()).isEqualTo(scts);
  }

  @Test
  void aBuilderRefusesWhatIsNotWhole() throws Exception {
    PrivateKey key = PrivateKeys.read(file("server.key"), PasswordSource.none());
    assertThatThrownBy(() -> Credential.builder().key(key).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("neither a certificate nor a raw public key");
    assertThatThrownBy(() -> Credential.builder().certificates(certificates("server")).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no private key");
    assertThatThrownBy(
            () -> Credential.builder().certificates(certificates("rsa")).key(key).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("the private key does not match the certificate");
  }

  @Test
  void aRawPublicKeyNeedsNoCertificate() throws Exception {
    PublicKey publicKey = certificate("server").publicKey();
    Credential credential =
        Credential.builder()
            .rawPublicKey(publicKey)
            .key(PrivateKeys.read(file("server.key"), PasswordSource.none()))
            .build();
    assertThat(credential.isRawPublicKey()).isTrue();
    assertThat(credential.chain()).isEmpty();
    assertThat(credential.spki()).isEqualTo(certificate("server").spki());
    assertThat(credential).hasToString("Credential[raw EC key]");
    assertThatThrownBy(credential::leaf).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aKeyMayBeElsewhere() throws Exception {
    Credential credential =
        Credential.builder().certificates(certificates("server")).keyElsewhere().build();
    assertThat(credential.privateKey().getAlgorithm()).isEqualTo("EC");
    assertThat(credential.privateKey().getEncoded()).isNull();
    assertThat(credential.privateKey().getFormat()).isNull();
    assertThat(credential.toBuilder().build().leaf()).isEqualTo(certificate("server"));
  }
}
