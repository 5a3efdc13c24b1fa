// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslFiles;
import dev.jessel.testkit.CertificateFactory;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.Pair;
import dev.jessel.testkit.TestCredential;
import dev.jessel.x509.TrustAnchors;
import dev.jessel.x509.TrustStore;
import dev.jessel.x509.VerifyFlag;
import dev.jessel.x509.VerifyParameters;
import dev.jessel.x509.VerifyResult;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a store stays when its anchors are replaced. */
class ReplacedTrustTest {
  private final CertificateFactory authority = CertificateFactory.create();
  private final CertificateFactory other = CertificateFactory.named("another one");
  private final TestCredential credential = authority.localhost(KeyType.P256);
  private final SslContext server = SslContext.server().credential(credential.credential()).build();
  private final SslContext client =
      SslContext.client()
          .trust(TrustStore.of(authority.trust()).plus(authority.revoking(credential)))
          .verifyParameters(VerifyParameters.defaults().with(VerifyFlag.CRL_CHECK))
          .peer("localhost")
          .build();

  @Test
  void otherAnchorsLeaveRevocationListsInForce() throws Exception {
    assertRefused(VerifyResult.CERT_REVOKED);
    client.replaceTrust(other.trust().plus(authority.trust()));
    assertRefused(VerifyResult.CERT_REVOKED);
    client.replaceTrust(other.trust());
    assertRefused(VerifyResult.UNABLE_TO_GET_ISSUER_CERT_LOCALLY);
  }

  @Test
  void anotherStoreTakesThePlaceOfTheWholeOne() throws Exception {
    client.replaceTrust(TrustStore.of(authority.trust()));
    assertRefused(VerifyResult.UNABLE_TO_GET_CRL);
    client.replaceTrust(TrustStore.of(authority.trust()).plus(authority.revoking()));
    try (Pair pair = Pair.of(client, server).connect()) {
      assertThat(pair.client().verifyResult()).isEqualTo(VerifyResult.OK);
    }
  }

  @Test
  void anchorsInDirectoriesAreReplacedToo(@TempDir Path directory) throws Exception {
    client.replaceTrust(
        TrustStore.none().plusHashedDirectory(hashed(directory)).plus(authority.revoking()));
    Pair.of(client, server).connect().close();
    client.replaceTrust(other.trust());
    assertRefused(VerifyResult.UNABLE_TO_GET_ISSUER_CERT_LOCALLY);
  }

  @Test
  void filesThatChangeLeaveRevocationListsInForce(@TempDir Path directory) throws Exception {
    Path anchors = authority.authority().writeTo(directory, "anchors").chain();
    SslFiles.of(client).trust(anchors).build().load();
    assertRefused(VerifyResult.CERT_REVOKED);
  }

  @Test
  void whereNoStoreWasThereAreTheAnchorsAlone() throws Exception {
    SslContext context = SslContext.client().peer("localhost").build();
    context.replaceTrust(TrustAnchors.none());
    assertRefused(context, VerifyResult.UNABLE_TO_GET_ISSUER_CERT_LOCALLY);
    context.replaceTrust(authority.trust());
    Pair.of(context, server).connect().close();
  }

  private Path hashed(Path directory) throws Exception {
    // The hash of CN=Jessel test CA, as `openssl x509 -subject_hash` has it.
    Files.writeString(directory.resolve("62802487.0"), authority.authority().chainPem());
    return directory;
  }

  private void assertRefused(VerifyResult expected) throws Exception {
    assertRefused(client, expected);
  }

  private void assertRefused(SslContext context, VerifyResult expected) {
    try (Pair pair = Pair.of(context, server)) {
      assertThatThrownBy(pair::connect).isInstanceOf(SslException.class);
      assertThat(pair.client().verifyResult()).isEqualTo(expected);
    }
  }
}
