// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.cli.Console;
import dev.jessel.cli.Run;
import dev.jessel.testkit.CertificateFactory;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.TestCredential;
import dev.jessel.testkit.TestCredential.PemFiles;
import dev.jessel.x509.CertificateChecklist;
import dev.jessel.x509.Certificates;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code jessel verify} and {@code s_server -checkcert}. */
class VerifyCommandTest {
  private static final CertificateFactory AUTHORITY = CertificateFactory.create();
  private static final TestCredential GOOD = AUTHORITY.localhost(KeyType.P256);

  @TempDir private Path directory;

  private String authority() {
    return AUTHORITY.authority().writeTo(directory, "ca").chain().toString();
  }

  private PemFiles good() {
    return GOOD.writeTo(directory, "good");
  }

  @Test
  void aGoodCertificateIsOk() {
    Run run =
        Run.of(
            "verify",
            "-CAfile",
            authority(),
            "-key",
            good().key().toString(),
            "-verify_hostname",
            "localhost",
            good().chain().toString());
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .startsWith(good().chain() + ": CN = localhost\n")
        .containsPattern("(✓|good) key      belongs to the certificate\n")
        .containsPattern("(✓|good) names    localhost, 127.0.0.1, ")
        .containsPattern("(✓|good) path     leads to CN = Jessel test CA\n")
        .endsWith("  OK\n");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void whatIsBadIsCountedAndTheStatusSaysSo() {
    String expired =
        AUTHORITY.expired(KeyType.P256, "localhost").writeTo(directory, "old").chain().toString();
    Run run =
        Run.of(
            "verify",
            "-CAfile",
            authority(),
            "-verify_hostname",
            "other.example",
            expired,
            good().chain().toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern("(✗|BAD ) dates    expired on ")
        .containsPattern("(✗|BAD ) names    not for other.example, but for localhost\n")
        .containsPattern("(✗|BAD ) path     certificate has expired, at depth 0\n")
        .contains("  3 problems\n")
        .endsWith("  1 problem\n");
  }

  @Test
  void aClientsCertificateIsLookedAtWhenAsked() {
    String client =
        AUTHORITY.client(KeyType.P256, "somebody").writeTo(directory, "client").chain().toString();
    assertThat(Run.of("verify", "-no_path", "-purpose", "sslclient", client).status()).isZero();
    assertThat(Run.of("verify", "-no_path", client).status()).isEqualTo(1);
  }

  @Test
  void theTimeMayBeChosen() {
    String chain = good().chain().toString();
    assertThat(Run.of("verify", "-no_path", "-attime", "1000", chain).out())
        .containsPattern("(✗|BAD ) dates    not valid before ");
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    String chain = good().chain().toString();
    assertThat(Run.of("verify", "-purpose", "smime", chain).err())
        .contains("-purpose is sslserver or sslclient");
    assertThat(Run.of("verify", "-auth_level", "6", chain).err()).contains("-auth_level is 0 to 5");
    assertThat(Run.of("verify", good().key().toString()).err())
        .contains("no certificate found, but a private key");
    assertThat(Run.of("verify").status()).isEqualTo(2);
  }

  @Test
  void aServerLooksAtItsOwn() {
    Run run =
        Run.of(
            "s_server",
            "-checkcert",
            "-CAfile",
            authority(),
            "-cert",
            good().chain().toString(),
            "-key",
            good().key().toString());
    assertThat(run.status()).isZero();
    assertThat(run.out()).startsWith(good().chain() + "\n").endsWith("  OK\n");
  }

  @Test
  void aServerFindsThatItsKeyIsAnothers() {
    PemFiles other = AUTHORITY.localhost(KeyType.P256).writeTo(directory, "other");
    Run run =
        Run.of(
            "s_server",
            "-checkcert",
            "-cert",
            good().chain().toString(),
            "-key",
            other.key().toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern("(✗|BAD ) key      the private key does not match the certificate\n");
  }

  @Test
  void terminalsWithoutTicksGetWords() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, true, StandardCharsets.US_ASCII),
            System.err);
    CertificateChecklist list = CertificateChecklist.of(Certificates.read(good().chain())).check();
    assertThat(new ChecklistReport(console, StandardCharsets.US_ASCII).print("x", list)).isZero();
    assertThat(out.toString(StandardCharsets.US_ASCII))
        .startsWith("x\n  good chain    the certificate alone\n");
  }
}
