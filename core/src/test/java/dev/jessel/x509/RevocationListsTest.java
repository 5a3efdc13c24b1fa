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
  @ParameterizedTest
  @CsvSource({
    "crl-good, crl-root, listed, OK",
    "crl-revoked, crl-root, listed, CERT_REVOKED",
    "crl-revoked, crl-root, expired-2025, CRL_HAS_EXPIRED",
    "crl-good, crl-root, future-2100, CRL_NOT_YET_VALID",
    "crl-good, crl-root, forged, CRL_SIGNATURE_FAILURE",
    "crl-good, crl-root, nosign, UNABLE_TO_GET_CRL", // another CA's
    "crl-under-nosign, crl-nosign, nosign, KEYUSAGE_NO_CRL_SIGN",
    "crl-revoked, crl-root, for-users, CERT_REVOKED",
    "crl-good, crl-root, for-cas, DIFFERENT_CRL_SCOPE",
    "crl-revoked, crl-root, unnumbered, CERT_REVOKED",
  })
  void aListSaysWhetherALeafIsRevokedIfItMay(
      String leaf, String root, String list, VerifyResult expected) throws Exception {
    RevocationLists lists = RevocationLists.ofPemFile(Fixtures.file(list + ".crl"));
    PathValidator validator = PathValidator.create().withRevocationLists(lists, false);
    assertThat(validate(validator, leaf, root).result()).isEqualTo(expected);
  }

  @Test
  void nobodyAsksForListsUnlessTold() throws Exception {
    assertThat(validate(PathValidator.create(), "crl-revoked", "crl-root").isTrusted()).isTrue();
  }

  @Test
  void theWholeChainNeedsListsWhenThatIsAskedFor() throws Exception {
    RevocationLists users = RevocationLists.ofPemFile(Fixtures.file("for-users.crl"));
    PathVerdict verdict =
        validate(PathValidator.create().withRevocationLists(users, true), "crl-good", "crl-root");
    assertThat(verdict).isEqualTo(PathVerdict.rejected(VerifyResult.DIFFERENT_CRL_SCOPE, 1));
  }

  @Test
  void aListWithoutANumberBreaksTheStrictRules() throws Exception {
    RevocationLists lists = RevocationLists.ofPemFile(Fixtures.file("unnumbered.crl"));
    PathValidator strict = PathValidator.create().strict().withRevocationLists(lists, false);
    assertThat(validate(strict, "crl-good", "crl-root").result())
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

  private static PathVerdict validate(PathValidator validator, String leaf, String root)
      throws PemException {
    return validator.validate(certificates(leaf), anchors(root), Purpose.SERVER, NOW, 100);
  }
}
