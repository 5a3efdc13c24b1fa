// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import static dev.jessel.x509.Fixtures.NOW;
import static dev.jessel.x509.Fixtures.anchors;
import static dev.jessel.x509.Fixtures.certificate;
import static dev.jessel.x509.Fixtures.certificates;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.wire.Bytes;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class VerdictMemoryTest {
  private static final VerifyParameters DEFAULTS = VerifyParameters.defaults();

  @Test
  void aGoodChainIsValidatedOnce() throws Exception {
    TrustStore store = TrustStore.of(anchors("root"));
    PathVerdict first = verdict(store, "server inter", DEFAULTS, NOW);
    assertThat(first.isTrusted()).isTrue();
    assertThat(verdict(store, "server inter", DEFAULTS, NOW)).isSameAs(first);
    assertThat(verdict(store.withoutMemory(), "server inter", DEFAULTS, NOW)).isNotSameAs(first);
  }

  @Test
  void whatIsRememberedHoldsWhileEverythingIsValid() throws Exception {
    TrustStore store = TrustStore.of(anchors("root-2030"));
    Instant last = certificate("root-2030").notAfter();
    PathVerdict first = verdict(store, "under-root-2030", DEFAULTS, NOW);
    assertThat(verdict(store, "under-root-2030", DEFAULTS, last)).isSameAs(first);
    assertThat(verdict(store, "under-root-2030", DEFAULTS, last.plusSeconds(1)).result())
        .isEqualTo(VerifyResult.CERT_HAS_EXPIRED);
    Instant begin = certificate("root-2030").notBefore();
    assertThat(verdict(store, "under-root-2030", DEFAULTS, begin)).isSameAs(first);
    assertThat(verdict(store, "under-root-2030", DEFAULTS, begin.minusSeconds(1)).result())
        .isEqualTo(VerifyResult.CERT_NOT_YET_VALID);
  }

  @Test
  void whatIsRememberedHoldsWhileTheListsThatCountAreCurrent() throws Exception {
    TrustStore store =
        TrustStore.of(anchors("crl-root"))
            .plus(RevocationLists.ofPemFile(Fixtures.file("expired-2025.crl")));
    VerifyParameters listed = DEFAULTS.with(VerifyFlag.CRL_CHECK);
    Instant last = Instant.parse("2025-12-31T00:00:00Z");
    PathVerdict first = verdict(store, "crl-good", listed, last);
    assertThat(first.isTrusted()).isTrue();
    assertThat(verdict(store, "crl-good", listed, last)).isSameAs(first);
    assertThat(verdict(store, "crl-good", listed, last.plusSeconds(1)).result())
        .isEqualTo(VerifyResult.CRL_HAS_EXPIRED);
  }

  @Test
  void anotherQuestionGetsAnotherAnswer() throws Exception {
    TrustStore store = TrustStore.of(anchors("root"));
    assertThat(verdict(store, "server inter", DEFAULTS, NOW).isTrusted()).isTrue();
    VerifyParameters named = DEFAULTS.plusHost(PeerName.parse("elsewhere.example"));
    assertThat(verdict(store, "server inter", named, NOW).result())
        .isEqualTo(VerifyResult.HOSTNAME_MISMATCH);
    VerifyParameters listed = DEFAULTS.with(VerifyFlag.CRL_CHECK);
    assertThat(verdict(store, "server inter", listed, NOW).result())
        .isEqualTo(VerifyResult.UNABLE_TO_GET_CRL);
  }

  @Test
  void whatAPeerAddsToItsChainIsNotKept() throws Exception {
    TrustStore store = TrustStore.of(anchors("root"));
    int size = certificate("inter").der().length();
    int many = VerdictMemory.MAX_PRESENTED_BYTES / size;
    String padded = "server" + " inter".repeat(Math.min(many + 1, 99));
    PathVerdict first = verdict(store, padded, DEFAULTS, NOW);
    assertThat(first.isTrusted()).isTrue();
    assertThat(verdict(store, padded, DEFAULTS, NOW)).isNotSameAs(first);
  }

  @Test
  void anotherStoreRemembersNothing() throws Exception {
    TrustStore store = TrustStore.of(anchors("crl-root"));
    VerifyParameters listed = DEFAULTS.with(VerifyFlag.CRL_CHECK);
    TrustStore good = store.plus(RevocationLists.ofPemFile(Fixtures.file("listed.crl")));
    assertThat(verdict(store, "crl-revoked", DEFAULTS, NOW).isTrusted()).isTrue();
    assertThat(verdict(good, "crl-revoked", listed, NOW).result())
        .isEqualTo(VerifyResult.CERT_REVOKED);
    assertThat(verdict(TrustStore.none(), "crl-revoked", DEFAULTS, NOW).isTrusted()).isFalse();
  }

  @Test
  void theCertificatesOfAGoodChainAreReadOnce() throws Exception {
    TrustStore store = TrustStore.of(anchors("root"));
    PeerCertificate shown = certificate("server");
    assertThat(store.read(shown.der())).isEqualTo(shown).isNotSameAs(shown);
    PathVerdict verdict = verdict(store, "server inter", DEFAULTS, NOW);
    PeerCertificate known = store.read(shown.der());
    assertThat(known).isSameAs(store.read(shown.der())).isSameAs(verdict.verifiedChain().get(0));
    assertThat(known.publicKey()).isSameAs(known.publicKey());
    assertThat(store.withoutMemory().read(shown.der())).isNotSameAs(known);
  }

  @Test
  void theCertificatesOfOtherChainsAreNotKept() throws Exception {
    TrustStore store = TrustStore.of(anchors("crl-root"));
    assertThat(verdict(store, "server inter", DEFAULTS, NOW).isTrusted()).isFalse();
    Bytes der = certificate("server").der();
    assertThat(store.read(der)).isNotSameAs(store.read(der));
  }

  @Test
  void aCallbackIsAskedEachTime() throws Exception {
    TrustStore store = TrustStore.of(anchors("root"));
    int[] asked = new int[1];
    PathValidator validator =
        PathValidator.create()
            .withCallback(
                step -> {
                  asked[0]++;
                  return step.found();
                });
    PeerEvidence evidence = PeerEvidence.of(certificates("server inter"));
    validator.validate(evidence, store, Purpose.SERVER, NOW);
    validator.validate(evidence, store, Purpose.SERVER, NOW);
    assertThat(asked[0]).isEqualTo(6);
  }

  private static PathVerdict verdict(
      TrustStore store, String presented, VerifyParameters parameters, Instant now)
      throws PemException {
    return PathValidator.create()
        .with(parameters)
        .validate(PeerEvidence.of(certificates(presented)), store, Purpose.SERVER, now);
  }
}
