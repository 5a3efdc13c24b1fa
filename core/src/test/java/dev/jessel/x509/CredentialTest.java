// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import static dev.jessel.x509.Fixtures.PASSWORD;
import static dev.jessel.x509.Fixtures.certificate;
import static dev.jessel.x509.Fixtures.certificates;
import static dev.jessel.x509.Fixtures.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
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
}
