// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import static dev.jessel.x509.Fixtures.anchors;
import static dev.jessel.x509.Fixtures.certificate;
import static dev.jessel.x509.Fixtures.certificates;
import static dev.jessel.x509.Fixtures.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.wire.Bytes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses that `openssl ocsp` made, and what they are worth. */
class OcspTest {
  /** Later than the day on which the responses were made. */
  private static final Instant LATER = Instant.parse("2030-06-01T00:00:00Z");

  private static final VerifyParameters CHECKED =
      VerifyParameters.defaults().with(VerifyFlag.OCSP_RESP_CHECK);

  @ParameterizedTest
  @CsvSource({
    // RFC 6960 3.2, 4.2.2.2: about this certificate, by its issuer or who that has named, in time.
    "ocsp-good, ocsp-says-good, OK",
    "ocsp-good, ocsp-by-issuer, OK",
    "ocsp-good, ocsp-by-key, OK",
    "ocsp-revoked, ocsp-says-revoked, CERT_REVOKED",
    "ocsp-good, ocsp-says-unknown, OCSP_CERT_UNKNOWN",
    "ocsp-good, ocsp-says-revoked, OCSP_NO_RESPONSE", // about another one
    "ocsp-good, ocsp-by-impostor, OCSP_SIGNATURE_FAILURE", // one of the CA's, and no responder
    "ocsp-good, ocsp-by-foreigner, OCSP_SIGNATURE_FAILURE", // another CA's responder
    "ocsp-good, ocsp-bare, OCSP_SIGNATURE_FAILURE", // whose certificate did not come along
    "ocsp-good, ocsp-minute, OCSP_HAS_EXPIRED",
    "ocsp-good, ocsp-endless, OCSP_HAS_EXPIRED", // says not when the next one comes
  })
  void aResponseIsWorthWhatItsSignerMaySay(String leaf, String response, VerifyResult expected)
      throws Exception {
    assertThat(verdict(CHECKED, leaf, Optional.of(der(response)), LATER)).isEqualTo(expected);
  }

  @Test
  void aResponseFromTheFutureIsNotValidYet() throws Exception {
    Instant early = Instant.parse("2025-02-01T00:00:00Z");
    assertThat(verdict(CHECKED, "ocsp-good", Optional.of(der("ocsp-says-good")), early))
        .isEqualTo(VerifyResult.OCSP_NOT_YET_VALID);
    VerifyParameters timeless = CHECKED.with(VerifyFlag.NO_CHECK_TIME);
    assertThat(verdict(timeless, "ocsp-good", Optional.of(der("ocsp-says-good")), early))
        .isEqualTo(VerifyResult.OK);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 4, 60, 300, 500})
  void aDamagedResponseIsNone(int place) throws Exception {
    byte[] der = der("ocsp-says-good").toArray();
    der[place] ^= 0x55;
    assertThat(verdict(CHECKED, "ocsp-good", Optional.of(Bytes.of(der)), LATER))
        .isIn(
            VerifyResult.OCSP_RESP_INVALID,
            VerifyResult.OCSP_SIGNATURE_FAILURE,
            VerifyResult.OCSP_NO_RESPONSE);
  }

  @Test
  void responsesThatSayTryLaterSayNothing() throws Exception {
    Bytes tryLater = Bytes.ofHex("30030a0103");
    assertThat(verdict(CHECKED, "ocsp-good", Optional.of(tryLater), LATER))
        .isEqualTo(VerifyResult.OCSP_RESP_INVALID);
  }

  @Test
  void aMissingResponseMattersWhenItIsAskedFor() throws Exception {
    VerifyParameters defaults = VerifyParameters.defaults();
    assertThat(verdict(CHECKED, "ocsp-good", Optional.empty(), LATER))
        .isEqualTo(VerifyResult.OCSP_NO_RESPONSE);
    assertThat(verdict(defaults, "ocsp-good", Optional.empty(), LATER)).isEqualTo(VerifyResult.OK);
  }

  @Test
  void whatIsProvedRevokedIsRefusedAlthoughNobodyAsked() throws Exception {
    VerifyParameters defaults = VerifyParameters.defaults();
    assertThat(verdict(defaults, "ocsp-revoked", Optional.of(der("ocsp-says-revoked")), LATER))
        .isEqualTo(VerifyResult.CERT_REVOKED);
    // One that proves nothing does no harm.
    assertThat(verdict(defaults, "ocsp-good", Optional.of(der("ocsp-by-impostor")), LATER))
        .isEqualTo(VerifyResult.OK);
  }

  @Test
  void whoeverPromisesAResponseMustHaveOneWhenAsked() throws Exception {
    VerifyParameters defaults = VerifyParameters.defaults();
    assertThat(verdict(defaults, "ocsp-staple", Optional.empty(), LATER))
        .isEqualTo(VerifyResult.OCSP_VERIFY_NEEDED);
    assertThat(verdict(defaults, "ocsp-staple", Optional.of(der("ocsp-staple-good")), LATER))
        .isEqualTo(VerifyResult.OK);
    assertThat(verdict(defaults, "ocsp-staple", Optional.of(der("ocsp-says-good")), LATER))
        .isEqualTo(VerifyResult.OCSP_NO_RESPONSE);
    PeerEvidence unasked = PeerEvidence.of(certificates("ocsp-staple"));
    assertThat(verdict(defaults, unasked, store(), LATER)).isEqualTo(VerifyResult.OK);
  }

  @Test
  void aListMayStandInForAResponse() throws Exception {
    TrustStore listed = store().plus(RevocationLists.ofPemFile(file("ocsp-root.crl")));
    VerifyParameters both = CHECKED.with(VerifyFlag.CRL_CHECK);
    PeerEvidence good = PeerEvidence.of(certificates("ocsp-good"), Optional.empty());
    PeerEvidence revoked = PeerEvidence.of(certificates("ocsp-revoked"), Optional.empty());
    assertThat(verdict(both, good, listed, LATER)).isEqualTo(VerifyResult.OK);
    assertThat(verdict(both, revoked, listed, LATER)).isEqualTo(VerifyResult.CERT_REVOKED);
    assertThat(verdict(both, good, store(), LATER)).isEqualTo(VerifyResult.UNABLE_TO_GET_CRL);
  }

  @Test
  void aListDoesNotStandInForAResponseThatWasPromised() throws Exception {
    TrustStore listed = store().plus(RevocationLists.ofPemFile(file("ocsp-root.crl")));
    VerifyParameters lists = VerifyParameters.defaults().with(VerifyFlag.CRL_CHECK);
    PeerEvidence bare = PeerEvidence.of(certificates("ocsp-staple"), Optional.empty());
    PeerEvidence unasked = PeerEvidence.of(certificates("ocsp-staple"));
    assertThat(verdict(lists, bare, listed, LATER)).isEqualTo(VerifyResult.OCSP_VERIFY_NEEDED);
    assertThat(verdict(lists, unasked, listed, LATER)).isEqualTo(VerifyResult.OK);
  }

  @Test
  void nothingIsFetchedUnlessSomebodyIsNamedAndSomethingIsMissing() throws Exception {
    List<String> asked = new ArrayList<>();
    TrustStore store = store().withFetcher(fetcher(asked));
    PeerEvidence shown =
        PeerEvidence.of(certificates("ocsp-good"), Optional.of(der("ocsp-says-good")));
    PeerEvidence nothing = PeerEvidence.of(certificates("ocsp-good"));
    assertThat(verdict(VerifyParameters.defaults(), nothing, store, LATER))
        .isEqualTo(VerifyResult.OK);
    assertThat(verdict(CHECKED, shown, store, LATER)).isEqualTo(VerifyResult.OK);
    assertThat(asked).isEmpty();
    assertThat(verdict(CHECKED, nothing, store, LATER)).isEqualTo(VerifyResult.OK);
    assertThat(asked).containsExactly("http://responder.example/ocsp");
    asked.clear();
    VerifyParameters lists = VerifyParameters.defaults().with(VerifyFlag.CRL_CHECK);
    PeerEvidence revoked = PeerEvidence.of(certificates("ocsp-revoked"));
    assertThat(verdict(lists, revoked, store, LATER)).isEqualTo(VerifyResult.CERT_REVOKED);
    assertThat(asked).containsExactly("http://lists.example/ocsp-root.crl");
  }

  @Test
  void nobodyIsSentAnywhereByACertificateThatNoCaHasSigned() throws Exception {
    List<String> asked = new ArrayList<>();
    TrustStore store = store().withFetcher(fetcher(asked));
    byte[] forged = certificate("ocsp-good").der().toArray();
    forged[forged.length - 1] ^= 1;
    PeerEvidence evidence = PeerEvidence.of(List.of(PeerCertificate.parse(Bytes.of(forged))));
    VerifyParameters lists = VerifyParameters.defaults().with(VerifyFlag.CRL_CHECK);
    assertThat(verdict(CHECKED, evidence, store, LATER)).isNotEqualTo(VerifyResult.OK);
    assertThat(verdict(lists, evidence, store, LATER)).isNotEqualTo(VerifyResult.OK);
    assertThat(asked).isEmpty();
  }

  @Test
  void aPlaceThatCannotBeReachedHasNothing() throws Exception {
    TrustStore store =
        store()
            .withFetcher(
                new RevocationFetcher() {
                  @Override
                  public Bytes list(URI place) throws IOException {
                    throw new IOException("no route");
                  }

                  @Override
                  public Bytes ask(URI responder, Bytes request) throws IOException {
                    throw new IOException("no route");
                  }
                });
    PeerEvidence good = PeerEvidence.of(certificates("ocsp-good"));
    assertThat(verdict(CHECKED, good, store, LATER)).isEqualTo(VerifyResult.OCSP_NO_RESPONSE);
    assertThat(verdict(CHECKED.with(VerifyFlag.CRL_CHECK), good, store, LATER))
        .isEqualTo(VerifyResult.UNABLE_TO_GET_CRL);
  }

  private static RevocationFetcher fetcher(List<String> asked) {
    return new RevocationFetcher() {
      @Override
      public Bytes list(URI place) throws IOException {
        asked.add(place.toString());
        return Bytes.of(Files.readAllBytes(file("ocsp-root.crl")));
      }

      @Override
      public Bytes ask(URI responder, Bytes request) throws IOException {
        asked.add(responder.toString());
        assertThat(request)
            .isEqualTo(OcspRequest.of(certificate("ocsp-good"), certificate("ocsp-root")));
        return der("ocsp-says-good");
      }
    };
  }

  private static VerifyResult verdict(
      VerifyParameters parameters, String leaf, Optional<Bytes> response, Instant now)
      throws IOException {
    return verdict(parameters, PeerEvidence.of(certificates(leaf), response), store(), now);
  }

  private static VerifyResult verdict(
      VerifyParameters parameters, PeerEvidence evidence, TrustStore store, Instant now) {
    return PathValidator.create()
        .with(parameters)
        .validate(evidence, store, Purpose.SERVER, now)
        .result();
  }

  private static TrustStore store() throws PemException {
    return TrustStore.of(anchors("ocsp-root"));
  }

  private static Bytes der(String name) throws IOException {
    return Bytes.of(Files.readAllBytes(file(name + ".der")));
  }
}
