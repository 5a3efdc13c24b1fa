// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import static dev.jessel.x509.Fixtures.NOW;
import static dev.jessel.x509.Fixtures.anchors;
import static dev.jessel.x509.Fixtures.certificates;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevocationListsTest {
  private static final VerifyParameters CHECKED =
      VerifyParameters.defaults().with(VerifyFlag.CRL_CHECK);

  @ParameterizedTest
  @CsvSource({
    "crl-good, crl-root, listed, OK",
    "crl-revoked, crl-root, listed, CERT_REVOKED",
    "crl-revoked, crl-root, expired-2025, CRL_HAS_EXPIRED",
    "crl-good, crl-root, future-2100, CRL_NOT_YET_VALID",
    "crl-good, crl-root, forged, UNABLE_TO_GET_CRL",
    "crl-good, crl-root, nosign, UNABLE_TO_GET_CRL", // another CA's
    "crl-under-nosign, crl-nosign, nosign, KEYUSAGE_NO_CRL_SIGN",
    "crl-revoked, crl-root, for-users, CERT_REVOKED",
    "crl-good, crl-root, for-cas, DIFFERENT_CRL_SCOPE",
    "crl-revoked, crl-root, unnumbered, CERT_REVOKED",
  })
  void aListSaysWhetherALeafIsRevokedIfItMay(
      String leaf, String root, String list, VerifyResult expected) throws Exception {
    RevocationLists lists = RevocationLists.ofPemFile(Fixtures.file(list + ".crl"));
    assertThat(validate(CHECKED, leaf, root, lists).result()).isEqualTo(expected);
  }

  @Test
  void nobodyAsksForListsUnlessTold() throws Exception {
    RevocationLists lists = RevocationLists.ofPemFile(Fixtures.file("listed.crl"));
    VerifyParameters defaults = VerifyParameters.defaults();
    assertThat(validate(defaults, "crl-revoked", "crl-root", lists).isTrusted()).isTrue();
  }

  @Test
  void theWholeChainNeedsListsWhenThatIsAskedFor() throws Exception {
    RevocationLists users = RevocationLists.ofPemFile(Fixtures.file("for-users.crl"));
    VerifyParameters whole = CHECKED.with(VerifyFlag.CRL_CHECK_ALL);
    // Nobody can revoke a root: it is its own list's issuer.
    assertThat(validate(whole, "crl-good", "crl-root", users).isTrusted()).isTrue();
    assertThat(validate(whole, "server inter", "root", users))
        .isEqualTo(PathVerdict.rejected(VerifyResult.UNABLE_TO_GET_CRL, 0));
  }

  @Test
  void aListWithoutANumberBreaksTheStrictRules() throws Exception {
    RevocationLists lists = RevocationLists.ofPemFile(Fixtures.file("unnumbered.crl"));
    VerifyParameters strict = CHECKED.with(VerifyFlag.X509_STRICT);
    assertThat(validate(strict, "crl-good", "crl-root", lists).result())
        .isEqualTo(VerifyResult.UNSUPPORTED_EXTENSION_FEATURE);
  }

  @Test
  void aFileWithoutAListIsRefusedByName(@TempDir Path scratch) throws Exception {
    Path root = Fixtures.file("crl-root.pem");
    Path garbage = Files.writeString(scratch.resolve("garbage.crl"), "garbage");
    assertThatThrownBy(() -> RevocationLists.ofPemFile(root))
        .isInstanceOf(PemException.class)
        .hasMessageContaining("crl-root.pem: no revocation list found");
    assertThatThrownBy(() -> RevocationLists.ofPemFile(garbage))
        .isInstanceOf(PemException.class)
        .hasMessageContaining("garbage.crl: malformed revocation list");
  }

  private static PathVerdict validate(
      VerifyParameters parameters, String presented, String root, RevocationLists lists)
      throws PemException {
    return PathValidator.create()
        .with(parameters)
        .validate(
            PeerEvidence.of(certificates(presented)),
            TrustStore.of(anchors(root)).plus(lists),
            Purpose.SERVER,
            NOW);
  }
}
