// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import static dev.jessel.x509.Fixtures.NOW;
import static dev.jessel.x509.Fixtures.anchors;
import static dev.jessel.x509.Fixtures.certificate;
import static dev.jessel.x509.Fixtures.certificates;
import static dev.jessel.x509.Fixtures.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustStoreTest {
  /** What {@code openssl x509 -subject_hash} says of them. */
  private static final String ROOT = "20c22ff0";

  private static final String CRL_ROOT = "e3e35a73";

  private static final VerifyParameters LISTED =
      VerifyParameters.defaults().with(VerifyFlag.CRL_CHECK);

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "root, 20c22ff0",
    "inter, 320147cf",
    "server, 2168ca88",
    "crl-root, e3e35a73",
    "names, 11e2c0d1", // letters beyond ASCII, and two attributes in one set
  })
  void hashesAreOpenssls(String name, String hash) throws Exception {
    assertThat(NameHash.of(certificate(name).subjectDer())).isEqualTo(hash);
  }

  @Test
  void nothingIsTrustedByAnEmptyStore() throws Exception {
    assertThat(verdict(TrustStore.none()))
        .isEqualTo(VerifyResult.UNABLE_TO_GET_ISSUER_CERT_LOCALLY);
    assertThat(TrustStore.none().anchors().isEmpty()).isTrue();
    assertThat(TrustStore.none().revocationLists().all()).isEmpty();
    assertThat(TrustStore.none().fetcher()).isEmpty();
  }

  @Test
  void whatIsAddedIsThereBesideWhatWas() throws Exception {
    TrustStore first = TrustStore.of(anchors("other-root"));
    TrustStore both = first.plus(anchors("root"));
    assertThat(verdict(first)).isEqualTo(VerifyResult.UNABLE_TO_GET_ISSUER_CERT_LOCALLY);
    assertThat(verdict(both)).isEqualTo(VerifyResult.OK);
    assertThat(both.anchors().certificates()).isEqualTo(certificates("other-root root"));
    assertThat(first.anchors().certificates()).isEqualTo(certificates("other-root"));
  }

  @Test
  void otherAnchorsTakeThePlaceOfAllButLeaveLists() throws Exception {
    hashed("root", ROOT + ".0");
    TrustStore store =
        TrustStore.of(anchors("other-root")).plus(list("listed")).plusHashedDirectory(directory);
    assertThat(verdict(store)).isEqualTo(VerifyResult.OK);
    TrustStore others = store.withAnchors(anchors("crl-root"));
    assertThat(others.anchors().certificates()).isEqualTo(certificates("crl-root"));
    assertThat(verdict(others)).isEqualTo(VerifyResult.UNABLE_TO_GET_ISSUER_CERT_LOCALLY);
    assertThat(verdict(others, "crl-revoked", LISTED)).isEqualTo(VerifyResult.CERT_REVOKED);
  }

  @Test
  void aDirectoryIsLookedAtByTheHashOfTheName() throws Exception {
    TrustStore store = TrustStore.none().plusHashedDirectory(directory);
    assertThat(verdict(store)).isEqualTo(VerifyResult.UNABLE_TO_GET_ISSUER_CERT_LOCALLY);
    hashed("root", "root.pem");
    hashed("root", ROOT + ".1"); // numbers have no gaps
    assertThat(verdict(store)).isEqualTo(VerifyResult.UNABLE_TO_GET_ISSUER_CERT_LOCALLY);
    hashed("other-root", ROOT + ".0"); // not the one that the name says
    assertThat(verdict(store)).isEqualTo(VerifyResult.OK);
    Files.delete(directory.resolve(ROOT + ".1"));
    assertThat(verdict(store)).as("what was found stays trusted").isEqualTo(VerifyResult.OK);
  }

  @Test
  void aFileThatIsHalfWrittenIsReadWhenItIsWhole() throws Exception {
    TrustStore store = TrustStore.none().plusHashedDirectory(directory);
    Path written = directory.resolve(ROOT + ".0");
    Files.writeString(written, Files.readString(file("root.pem")).substring(0, 200));
    assertThat(verdict(store)).isEqualTo(VerifyResult.UNABLE_TO_GET_ISSUER_CERT_LOCALLY);
    Files.writeString(written, Files.readString(file("root.pem")));
    assertThat(verdict(store)).isEqualTo(VerifyResult.OK);
  }

  @Test
  void aDirectoryNeedNotExist() throws Exception {
    TrustStore store = TrustStore.none().plusHashedDirectory(directory.resolve("nowhere"));
    assertThat(verdict(store)).isEqualTo(VerifyResult.UNABLE_TO_GET_ISSUER_CERT_LOCALLY);
  }

  @Test
  void listsAreFoundInDirectoriesToo() throws Exception {
    TrustStore store = TrustStore.of(anchors("crl-root")).plusHashedDirectory(directory);
    assertThat(verdict(store, "crl-good", LISTED)).isEqualTo(VerifyResult.UNABLE_TO_GET_CRL);
    Files.copy(file("expired-2025.crl"), directory.resolve(CRL_ROOT + ".r0"));
    assertThat(verdict(store, "crl-good", LISTED)).isEqualTo(VerifyResult.CRL_HAS_EXPIRED);
    Files.copy(file("listed.crl"), directory.resolve(CRL_ROOT + ".r1"));
    assertThat(verdict(store, "crl-good", LISTED)).isEqualTo(VerifyResult.OK);
    assertThat(verdict(store, "crl-revoked", LISTED)).isEqualTo(VerifyResult.CERT_REVOKED);
  }

  private void hashed(String fixture, String name) throws Exception {
    Files.copy(file(fixture + ".pem"), directory.resolve(name));
  }

  private static RevocationLists list(String name) throws PemException {
    return RevocationLists.ofPemFile(file(name + ".crl"));
  }

  private static VerifyResult verdict(TrustStore store) throws PemException {
    return verdict(store, "server inter", VerifyParameters.defaults());
  }

  private static VerifyResult verdict(
      TrustStore store, String presented, VerifyParameters parameters) throws PemException {
    return PathValidator.create()
        .with(parameters)
        .validate(PeerEvidence.of(certificates(presented)), store, Purpose.SERVER, NOW)
        .result();
  }
}
