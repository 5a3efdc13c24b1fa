// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslFiles;
import dev.jessel.SslVerify;
import dev.jessel.testkit.CertificateFactory;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.Pair;
import dev.jessel.testkit.TestCredential;
import dev.jessel.x509.Credential;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.PemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that change under a server. */
class SslFilesTest {
  private static final CertificateFactory AUTHORITY = CertificateFactory.create();
  private static final CertificateFactory NEXT_AUTHORITY = CertificateFactory.create();
  private static final TestCredential FIRST = AUTHORITY.localhost(KeyType.P256);
  private static final TestCredential SECOND = AUTHORITY.localhost(KeyType.P256);

  @TempDir private Path directory;
  private final List<String> heard = new ArrayList<>();
  private final SslContext context = SslContext.server().build();
  private TestCredential.PemFiles pem;
  private SslFiles files;

  @BeforeEach
  void load() throws IOException {
    pem = FIRST.writeTo(directory, "server");
    files = watch().build();
    files.load();
  }

  private SslFiles.Builder watch() {
    return SslFiles.of(context)
        .credential(pem.chain(), pem.key())
        .listener(
            new SslFiles.Listener() {
              @Override
              public void replaced() {
                heard.add("replaced");
              }

              @Override
              public void kept(Exception why) {
                heard.add(why.getMessage());
              }
            });
  }

  @Test
  void whatIsInTheFilesIsShown() throws SslException {
    assertThat(shown()).isEqualTo(FIRST.credential().leaf());
    assertThat(files.check()).isEqualTo(SslFiles.Outcome.UNCHANGED);
    assertThat(heard).isEmpty();
  }

  @Test
  void changedFilesAreTakenOnce() throws SslException {
    pem = SECOND.writeTo(directory, "server");

    assertThat(shown()).isEqualTo(FIRST.credential().leaf());
    files.run();
    assertThat(shown()).isEqualTo(SECOND.credential().leaf());
    assertThat(files.check()).isEqualTo(SslFiles.Outcome.UNCHANGED);
    assertThat(heard).containsExactly("replaced");
  }

  @Test
  void aFileThatIsWrittenAnewWithTheSameContentIsNoChange() {
    pem = FIRST.writeTo(directory, "server");
    assertThat(files.check()).isEqualTo(SslFiles.Outcome.UNCHANGED);
  }

  @Test
  void aChainBeforeItsKeyWaitsForIt() throws Exception {
    Files.writeString(pem.chain(), SECOND.chainPem());

    assertThat(files.check()).isEqualTo(SslFiles.Outcome.KEPT);
    assertThat(files.check()).isEqualTo(SslFiles.Outcome.KEPT);
    assertThat(shown()).isEqualTo(FIRST.credential().leaf());
    Files.writeString(pem.key(), SECOND.keyPem());
    assertThat(files.check()).isEqualTo(SslFiles.Outcome.REPLACED);
    assertThat(shown()).isEqualTo(SECOND.credential().leaf());
    assertThat(heard)
        .containsExactly(
            pem.key() + ": the private key does not match the certificate", "replaced");
  }

  @Test
  void aFileThatIsGoneIsNamed() throws Exception {
    Files.delete(pem.chain());
    assertThat(files.check()).isEqualTo(SslFiles.Outcome.KEPT);
    assertThat(shown()).isEqualTo(FIRST.credential().leaf());
    assertThat(heard).containsExactly(pem.chain() + ": no such file");
  }

  @Test
  void anExpiredCertificateReplacesNone() throws SslException {
    pem = AUTHORITY.expired(KeyType.P256, "localhost").writeTo(directory, "server");
    assertThat(files.check()).isEqualTo(SslFiles.Outcome.KEPT);
    assertThat(shown()).isEqualTo(FIRST.credential().leaf());
    assertThat(heard).singleElement().asString().contains("the certificate expired on ");
  }

  @Test
  void aCertificateOfTomorrowIsTakenTomorrow() throws SslException {
    Instant now = Instant.now();
    TestCredential tomorrow =
        AUTHORITY
            .request(KeyType.P256)
            .subject("localhost")
            .hosts("localhost")
            .forServers()
            .valid(now.plus(Duration.ofHours(20)), now.plus(Duration.ofDays(9)))
            .issue();
    pem = tomorrow.writeTo(directory, "server");

    assertThat(files.check()).isEqualTo(SslFiles.Outcome.KEPT);
    assertThat(heard).singleElement().asString().contains("the certificate is not valid before ");
    context.replace(b -> b.clock(Clock.offset(Clock.systemUTC(), Duration.ofDays(1))));
    assertThat(files.check()).isEqualTo(SslFiles.Outcome.REPLACED);
  }

  @Test
  void aProgramMayStartWithAnyDates() throws Exception {
    TestCredential expired = AUTHORITY.expired(KeyType.P256, "localhost");
    pem = expired.writeTo(directory, "old");
    watch().build().load();
    assertThat(shown()).isEqualTo(expired.credential().leaf());
  }

  @Test
  void aProgramDoesNotStartWithoutItsFiles() throws Exception {
    Files.writeString(pem.key(), "nothing");
    assertThatThrownBy(() -> files.load())
        .isInstanceOf(PemException.class)
        .hasMessageStartingWith(pem.key().toString());
    assertThat(shown()).isEqualTo(FIRST.credential().leaf());
  }

  @Test
  void trustIsReplacedToo() throws Exception {
    Path anchors = directory.resolve("anchors.pem");
    Files.writeString(anchors, AUTHORITY.authority().chainPem());
    context.replace(b -> b.verify(SslVerify.REQUIRED));
    SslFiles withTrust = watch().trust(anchors).build();
    withTrust.load();
    connect(AUTHORITY);
    assertThatThrownBy(() -> connect(NEXT_AUTHORITY)).isInstanceOf(SslException.class);

    Files.writeString(anchors, NEXT_AUTHORITY.authority().chainPem());
    assertThat(withTrust.check()).isEqualTo(SslFiles.Outcome.REPLACED);

    connect(NEXT_AUTHORITY);
    assertThatThrownBy(() -> connect(AUTHORITY)).isInstanceOf(SslException.class);
  }

  @Test
  void aCredentialMayComeFromAnywhere() throws Exception {
    SslFiles own =
        watch()
            .credential(
                List.of(pem.chain()),
                () -> {
                  throw new IllegalStateException("the token is not there");
                })
            .build();
    assertThat(own.check()).isEqualTo(SslFiles.Outcome.KEPT);
    assertThat(heard).containsExactly("the token is not there");
  }

  private PeerCertificate shown() throws SslException {
    SslContext client =
        SslContext.client().verify(SslVerify.NONE).peerName(Optional.empty()).build();
    try (Pair pair = Pair.of(client, context).connect()) {
      return pair.client().peerCertificates().get(0);
    }
  }

  private void connect(CertificateFactory authority) throws SslException {
    Credential credential = authority.client(KeyType.P256, "client").credential();
    SslContext client =
        SslContext.client()
            .trust(AUTHORITY.trust())
            .peer("localhost")
            .credential(credential)
            .build();
    try (Pair pair = Pair.of(client, context).connect()) {
      assertThat(pair.server().peerCertificates()).isEqualTo(credential.chain());
    }
  }
}
