// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import static dev.jessel.x509.Fixtures.certificate;
import static dev.jessel.x509.Fixtures.certificates;
import static dev.jessel.x509.Fixtures.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustAnchorsTest {
  @TempDir Path directory;

  private void copy(String fixture, String target) throws Exception {
    Path path = directory.resolve(target);
    Files.createDirectories(path.getParent());
    Files.copy(file(fixture), path);
  }

  @Test
  void allCertificatesOfAFileAreAnchors() throws Exception {
    assertThat(TrustAnchors.ofPemFile(file("server-chain.pem")).certificates())
        .isEqualTo(certificates("server inter"));
  }

  @Test
  void certificatesWithTrustSettingsAreRead() throws Exception {
    assertThat(TrustAnchors.ofPemFile(file("root-trusted.pem")).certificates())
        .containsExactly(certificate("root"));
  }

  @Test
  void unusableFilesAreNamed() throws Exception {
    assertThatThrownBy(() -> TrustAnchors.ofPemFile(file("rsa.key")))
        .isInstanceOf(PemException.class)
        .hasMessageEndingWith("rsa.key: no certificate found, but a private key");
    Path cut = directory.resolve("cut.pem");
    Files.writeString(cut, Files.readString(file("root.pem")).substring(0, 200));
    assertThatThrownBy(() -> TrustAnchors.ofPemFile(cut))
        .isInstanceOf(PemException.class)
        .hasMessage(cut + ": CERTIFICATE has no END line");
  }

  @Test
  void directoriesAreReadByFileName() throws Exception {
    copy("root.pem", "root.pem");
    copy("other-root.pem", "other.CRT");
    copy("new-root.pem", "0123abcd.0");
    copy("rsa.der", "rsa.cer");
    copy("rsa.key", "key.pem");
    copy("usage-root.pem", "notes.txt");
    assertThat(TrustAnchors.ofDirectory(directory).certificates())
        .containsExactlyInAnyOrderElementsOf(certificates("root other-root new-root rsa"));
    assertThatThrownBy(() -> TrustAnchors.ofDirectory(directory.resolve("none")))
        .isInstanceOf(PemException.class)
        .hasMessageEndingWith("none: cannot be listed");
  }

  @Test
  void theEnvironmentDecidesWhatTheMachineTrusts() throws Exception {
    copy("root.pem", "one/root.pem");
    copy("other-root.pem", "two/other.pem");
    copy("new-root.pem", "etc/ssl/certs/ca-certificates.crt");
    String directories = directory.resolve("one") + File.pathSeparator + directory.resolve("two");
    Map<String, String> environment =
        Map.of("SSL_CERT_DIR", directories, "SSL_CERT_FILE", file("usage-root.pem").toString());
    assertThat(AnchorSources.onMachine(environment, directory))
        .isEqualTo(certificates("usage-root root other-root"));
  }

  @Test
  void withoutEnvironmentTheWellKnownPlacesCount() throws Exception {
    assertThat(AnchorSources.onMachine(Map.of(), directory)).isEmpty();
    copy("root.pem", "etc/ssl/certs/root.pem");
    assertThat(AnchorSources.onMachine(Map.of(), directory)).isEqualTo(certificates("root"));
    copy("new-root.pem", "etc/pki/tls/certs/ca-bundle.crt");
    assertThat(AnchorSources.onMachine(Map.of(), directory)).isEqualTo(certificates("new-root"));
  }

  @Test
  void whatTheEnvironmentNamesMustExist() {
    Map<String, String> environment = Map.of("SSL_CERT_FILE", directory + "/missing.pem");
    assertThatThrownBy(() -> AnchorSources.onMachine(environment, directory))
        .isInstanceOf(PemException.class);
  }

  @Test
  void theJdkHasAnchors() throws Exception {
    assertThat(TrustAnchors.jdk().certificates()).isNotEmpty();
    assertThat(TrustAnchors.system().isEmpty()).isFalse();
  }

  @Test
  void unionsHoldEachAnchorOnce() throws Exception {
    TrustAnchors root = TrustAnchors.ofPemFile(file("root.pem"));
    TrustAnchors both = root.plus(TrustAnchors.of(List.of(certificate("other-root").toX509())));
    assertThat(both.plus(root).certificates()).isEqualTo(certificates("root other-root"));
    assertThat(both).hasToString("TrustAnchors[2]");
    assertThat(TrustAnchors.none().isEmpty()).isTrue();
  }
}
