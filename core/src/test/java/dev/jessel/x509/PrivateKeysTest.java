// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import static dev.jessel.x509.Fixtures.PASSWORD;
import static dev.jessel.x509.Fixtures.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateKeysTest {
  private static PrivateKey read(String name) throws PemException {
    return PrivateKeys.read(file(name), PasswordSource.none());
  }

  // Not equals: providers compare encodings, which may hold more than the key.
  private static BigInteger number(PrivateKey key) {
    return key instanceof RSAPrivateKey rsa
        ? rsa.getPrivateExponent()
        : ((ECPrivateKey) key).getS();
  }

  @ParameterizedTest
  @CsvSource({
    "rsa-pkcs1.key, rsa.key",
    "rsa-pkcs1.der, rsa.key",
    "p384-pkcs8.der, p384.key",
    "p384-sec1.key, p384.key",
    "p384-sec1.der, p384.key",
    "p384-params.key, p384.key",
    "server-combined.pem, server.key",
  })
  void plainKeysOfEveryFormAreTheSameKey(String form, String key) throws Exception {
    assertThat(number(read(form))).isEqualTo(number(read(key)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rsa-pkcs1-aes256.key",
        "rsa-pkcs1-des3.key",
        "rsa-pkcs8-aes256.key",
        "rsa-pkcs8-aes192-sha512.key",
        "rsa-pkcs8-des3-sha1.key",
        "rsa-pkcs8-pbes1.key",
        "p384-encrypted.der",
      })
  void encryptedKeysOpenWithThePasswordAndNoOther(String name) throws Exception {
    String plain = name.startsWith("rsa") ? "rsa.key" : "p384.key";
    PrivateKey opened = PrivateKeys.read(file(name), PasswordSource.of(PASSWORD));
    assertThat(number(opened)).isEqualTo(number(read(plain)));
    assertThatThrownBy(() -> PrivateKeys.read(file(name), PasswordSource.of("wrong".toCharArray())))
        .isInstanceOf(PemException.class)
        .hasMessageEndingWith(name + ": wrong password, or the encrypted private key is damaged");
    assertThatThrownBy(() -> read(name))
        .isInstanceOf(PemException.class)
        .hasMessageEndingWith(name + ": the private key is encrypted and no password was given");
  }

  @ParameterizedTest
  @CsvSource({"rsa-pss.key, RSASSA-PSS", "ed25519.key, EdDSA", "ed448.key, EdDSA"})
  void otherAlgorithmsAreRead(String name, String algorithm) throws Exception {
    assertThat(read(name).getAlgorithm()).isEqualTo(algorithm);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mldsa44-both.key", "mldsa44-expanded.key", "mldsa44-seed.key"})
  void mlDsaKeysAreReadWhereSomeProviderKnowsThem(String name) throws Exception {
    assertThat(read(name).getAlgorithm()).startsWith("ML-DSA");
  }

  @Test
  void anEncryptionThatTheJdkLacksIsNamedAsTheCause() {
    assertThatThrownBy(
            () ->
                PrivateKeys.read(file("rsa-pkcs8-scrypt.key"), PasswordSource.of(PASSWORD.clone())))
        .isInstanceOf(PemException.class)
        .hasMessageEndingWith("unsupported encryption of the private key");
  }

  @Test
  void thePasswordIsOverwrittenAfterUse() throws Exception {
    AtomicReference<char[]> given = new AtomicReference<>();
    PasswordSource source =
        () -> {
          given.set(PASSWORD.clone());
          return given.get();
        };
    PrivateKeys.read(file("rsa-pkcs8-aes256.key"), source);
    assertThat(given.get()).containsOnly('\0');
  }

  @Test
  void thePasswordOfAPlainKeyIsNotAskedFor() throws Exception {
    PasswordSource source =
        () -> {
          throw new AssertionError("asked");
        };
    assertThat(PrivateKeys.read(file("rsa.key"), source)).isNotNull();
  }

  @Test
  void aFileWithoutAKeyIsRefused() {
    assertThatThrownBy(() -> read("root.pem"))
        .isInstanceOf(PemException.class)
        .hasMessageEndingWith("root.pem: no private key found, but a certificate");
    assertThatThrownBy(() -> read("rsa.der"))
        .isInstanceOf(PemException.class)
        .hasMessageEndingWith("rsa.der: no private key found, but a certificate");
  }

  @Test
  void aMissingFileIsNamed(@TempDir Path directory) {
    Path missing = directory.resolve("missing.key");
    assertThatThrownBy(() -> PrivateKeys.read(missing, PasswordSource.none()))
        .isInstanceOf(PemException.class)
        .hasMessage(missing + ": no such file");
  }

  @Test
  void aHugeFileIsNotRead(@TempDir Path directory) throws Exception {
    Path huge = directory.resolve("huge.key");
    try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(SourceFile.MAX_SIZE + 1);
    }
    assertThatThrownBy(() -> PrivateKeys.read(huge, PasswordSource.none()))
        .isInstanceOf(PemException.class)
        .hasMessageContaining("larger than");
  }

  @Test
  void damagedKeysAreRefusedAndNotQuoted() throws Exception {
    String pem = Files.readString(file("rsa.key"));
    String secret = pem.lines().skip(3).findFirst().orElseThrow();
    String damaged = pem.replace(secret, "%" + secret.substring(1));
    assertThatThrownBy(() -> parse(damaged))
        .isInstanceOf(PemException.class)
        .hasMessage("test: PRIVATE KEY is not valid base64")
        .hasNoCause();
    String shorter = pem.replace(secret + "\n", "");
    assertThatThrownBy(() -> parse(shorter))
        .isInstanceOf(PemException.class)
        .hasMessageContaining("malformed private key");
  }

  private static PrivateKey parse(String pem) throws PemException {
    return PrivateKeys.parse(
        "test", pem.getBytes(StandardCharsets.ISO_8859_1), PasswordSource.none());
  }
}
