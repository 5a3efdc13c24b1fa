// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import static dev.jessel.x509.Fixtures.PASSWORD;
import static dev.jessel.x509.Fixtures.certificates;
import static dev.jessel.x509.Fixtures.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people give in place of what is wanted, and what they are told. */
class LoadingMistakesTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "rsa-request.pem; no certificate found, but a certificate request",
        "rsa-request.der; no certificate found, but a certificate request",
        "rsa-public.pem; no certificate found, but a public key",
        "rsa-public.der; no certificate found, but a public key",
        "rsa.key; no certificate found, but a private key",
        "rsa-pkcs1.der; no certificate found, but a private key",
        "p384-pkcs8.der; no certificate found, but a private key",
        "rsa.p12; no certificate found, but a PKCS#12 key store",
        "server.jks; no certificate found, but a Java key store",
        "for-users.crl; no certificate found, but a revocation list",
        "make-crls.sh; no certificate found",
      })
  void whatIsGivenInPlaceOfACertificateIsNamed(String name, String problem) {
    assertThatThrownBy(() -> Certificates.read(file(name)))
        .isInstanceOf(PemException.class)
        .hasMessage(file(name) + ": " + problem);
  }

  @ParameterizedTest
  @CsvSource({
    "rsa-request.pem, but a certificate request",
    "rsa-public.pem, but a public key",
    "rsa-public.der, but a public key",
    "rsa.pem, but a certificate",
    "rsa.der, but a certificate",
    "rsa-request.der, but a certificate request",
    "rsa.p12, but a PKCS#12 key store",
    "server.jks, but a Java key store",
    "for-users.crl, but a revocation list",
  })
  void whatIsGivenInPlaceOfAKeyIsNamed(String name, String what) {
    assertThatThrownBy(() -> PrivateKeys.read(file(name), PasswordSource.none()))
        .isInstanceOf(PemException.class)
        .hasMessage(file(name) + ": no private key found, " + what);
  }

  @Test
  void aKeyInOpenSshsFormatIsNamed() throws Exception {
    Path key =
        written("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n");
    assertThatThrownBy(() -> PrivateKeys.read(key, PasswordSource.none()))
        .hasMessage(key + ": no private key found, but a key in OpenSSH's own format");
  }

  @Test
  void anEmptyFileIsNamed() throws Exception {
    Path empty = written("");
    assertThatThrownBy(() -> Certificates.read(empty)).hasMessage(empty + ": the file is empty");
  }

  @Test
  void aDirectoryIsNoFile() {
    assertThatThrownBy(() -> Certificates.read(directory))
        .hasMessage(directory + ": a directory, not a file");
  }

  @Test
  void aFileThatMayNotBeReadIsNamed() throws Exception {
    Path closed = written("x");
    Assumptions.assumeTrue(closed.toFile().setReadable(false), "no permissions here");
    Assumptions.assumeFalse(Files.isReadable(closed), "root reads everything");
    assertThatThrownBy(() -> Certificates.read(closed))
        .hasMessage(closed + ": no permission to read it");
  }

  @Test
  void halfAFileIsNamed() throws Exception {
    String whole = Files.readString(file("rsa.pem"));
    Path half = written(whole.substring(0, whole.length() / 2));
    assertThatThrownBy(() -> Certificates.read(half))
        .hasMessage(half + ": CERTIFICATE has no END line");
  }

  @Test
  void aChainThatBeginsWithTheWrongCertificateIsFoundOut() throws Exception {
    Path chain =
        written(Files.readString(file("inter.pem")) + Files.readString(file("server.pem")));
    assertThatThrownBy(() -> Credential.ofPem(chain, file("server.key")))
        .hasMessage(
            file("server.key")
                + ": the private key does not match the certificate,"
                + " but number 2 of the chain, which must be the first");
  }

  @Test
  void derInPlaceOfPemIsTakenAsItIs() throws Exception {
    assertThat(Credential.ofPem(file("rsa.der"), file("rsa-pkcs1.der")).leaf())
        .isEqualTo(Fixtures.certificate("rsa"));
  }

  @Test
  void anyKeyStoreIsTaken() throws Exception {
    for (String name : List.of("server.jks", "server.p12")) {
      assertThat(Credential.ofKeyStore(file(name), PASSWORD).chain())
          .isEqualTo(certificates("server inter"));
      assertThatThrownBy(() -> Credential.ofKeyStore(file(name), "wrong".toCharArray()))
          .hasMessage(file(name) + ": wrong password");
    }
  }

  @Test
  void aKeyStoreGivesTheKeyThatIsAskedFor() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file("server.p12"))) {
      store.load(in, PASSWORD);
    }
    String alias = Collections.list(store.aliases()).get(0);
    assertThat(Credential.ofKeyStore(store, alias, PASSWORD).chain())
        .isEqualTo(certificates("server inter"));
    assertThatThrownBy(() -> Credential.ofKeyStore(store, "other", PASSWORD))
        .hasMessage("PKCS12 key store: no private key found under other");
  }

  @Test
  void aChainIsCompletedFromAPool() throws Exception {
    List<PeerCertificate> pool = certificates("root client-inter inter second-inter rsa");
    assertThat(completed("server", pool).chain()).isEqualTo(certificates("server inter"));
    assertThat(completed("server", List.of()).chain()).isEqualTo(certificates("server"));
  }

  @Test
  void aChainIsPutInOrder() throws Exception {
    assertThat(completed("server root rsa inter", List.of()).chain())
        .isEqualTo(certificates("server inter"));
  }

  private static Credential completed(String chain, List<PeerCertificate> pool) throws Exception {
    return Credential.builder()
        .certificates(new ArrayList<>(certificates(chain)))
        .key(PrivateKeys.read(file("server.key"), PasswordSource.none()))
        .completeFrom(pool)
        .build();
  }

  private Path written(String text) throws Exception {
    return Files.writeString(directory.resolve("file.pem"), text);
  }
}
