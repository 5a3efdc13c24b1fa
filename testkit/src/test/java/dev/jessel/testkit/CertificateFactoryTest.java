// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.x509.Credential;
import dev.jessel.x509.PathValidator;
import dev.jessel.x509.PathVerdict;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.Purpose;
import dev.jessel.x509.VerifyResult;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CertificateFactoryTest {
  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void aCertificateOfEveryTypeGoesThroughItsFiles(KeyType type) throws Exception {
    TestCredential made = CertificateFactory.create().localhost(type);

    TestCredential.PemFiles files = made.writeTo(directory, "server");
    Credential read = Credential.ofPem(files.chain(), files.key());

    assertThat(read.leaf().dnsNames()).containsExactly("localhost");
    assertThat(read.leaf().ipAddresses()).hasSize(2);
    assertThat(made.credential().leaf().der()).isEqualTo(read.leaf().der());
  }

  @ParameterizedTest
  @EnumSource
  void anAuthorityOfEveryTypeIsFollowedFromTheLeafOverAnIntermediate(KeyType type) {
    CertificateFactory root = CertificateFactory.withAuthority(type);

    TestCredential leaf = root.intermediate(KeyType.P256).localhost(KeyType.P256);

    assertThat(leaf.chain()).hasSize(2);
    // The JDK's path validation knows ML-DSA from 24 on.
    boolean known = !type.isPostQuantum() || Runtime.version().feature() >= 24;
    assertThat(verdict(root, leaf, Purpose.SERVER))
        .isEqualTo(known ? VerifyResult.OK : VerifyResult.UNSUPPORTED_SIGNATURE_ALGORITHM);
  }

  @Test
  void aClientIsNoServerAndTheExpiredHasExpired() {
    CertificateFactory root = CertificateFactory.create();
    TestCredential client = root.client(KeyType.P256, "somebody");
    TestCredential old = root.expired(KeyType.P256, "localhost");

    assertThat(verdict(root, client, Purpose.CLIENT)).isEqualTo(VerifyResult.OK);
    assertThat(verdict(root, client, Purpose.SERVER)).isEqualTo(VerifyResult.INVALID_PURPOSE);
    assertThat(verdict(root, old, Purpose.SERVER)).isEqualTo(VerifyResult.CERT_HAS_EXPIRED);
  }

  private static VerifyResult verdict(
      CertificateFactory root, TestCredential leaf, Purpose purpose) {
    List<PeerCertificate> presented = leaf.credential().chain();
    PathVerdict verdict =
        PathValidator.create().validate(presented, root.trust(), purpose, Instant.now(), 10);
    return verdict.result();
  }
}
