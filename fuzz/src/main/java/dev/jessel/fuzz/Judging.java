// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz;

import dev.jessel.wire.Bytes;
import dev.jessel.x509.PathValidator;
import dev.jessel.x509.PathVerdict;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.PeerEvidence;
import dev.jessel.x509.PeerName;
import dev.jessel.x509.Purpose;
import dev.jessel.x509.RevocationLists;
import dev.jessel.x509.TrustAnchors;
import dev.jessel.x509.TrustStore;
import dev.jessel.x509.VerifyFlag;
import dev.jessel.x509.VerifyParameters;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Optional;

/** Paths with one certificate, list or response from the fuzzer in them. A verdict always comes. */
final class Judging {
  private static final PeerCertificate LEAF = Identities.SERVER.leaf();
  private static final PeerCertificate AUTHORITY =
      Identities.certificates(Identities.AUTHORITY).get(0);
  private static final TrustAnchors TRUST = Identities.trust();
  private static final VerifyParameters NAMED =
      VerifyParameters.defaults().withHosts(List.of(PeerName.parse("localhost")));

  private Judging() {}

  /** A peer that shows it. */
  static void peer(PeerCertificate certificate) {
    judge(NAMED, evidence(certificate, AUTHORITY), TrustStore.of(TRUST));
    judge(
        NAMED.with(VerifyFlag.X509_STRICT, VerifyFlag.POLICY_CHECK, VerifyFlag.EXPLICIT_POLICY),
        evidence(certificate, LEAF, certificate),
        TrustStore.of(TRUST));
  }

  /** One who trusts it. */
  static void anchor(PeerCertificate certificate) {
    TrustStore store;
    try {
      store = TrustStore.of(TrustAnchors.of(List.of(certificate.toX509())));
    } catch (CertificateException stricter) {
      return;
    }
    judge(NAMED, evidence(LEAF, certificate), store);
    judge(NAMED.with(VerifyFlag.PARTIAL_CHAIN), evidence(certificate), store);
  }

  /** One who has these lists. */
  static void lists(RevocationLists lists) {
    judge(
        NAMED.with(VerifyFlag.CRL_CHECK, VerifyFlag.CRL_CHECK_ALL),
        evidence(LEAF, AUTHORITY),
        TrustStore.of(TRUST).plus(lists));
  }

  /** A peer that staples it. */
  static void staple(Bytes response) {
    judge(
        NAMED.with(VerifyFlag.OCSP_RESP_CHECK),
        PeerEvidence.of(List.of(LEAF, AUTHORITY), Optional.of(response)),
        TrustStore.of(TRUST));
  }

  private static PeerEvidence evidence(PeerCertificate... presented) {
    return PeerEvidence.of(List.of(presented));
  }

  private static void judge(VerifyParameters parameters, PeerEvidence evidence, TrustStore store) {
    PathVerdict verdict =
        PathValidator.create()
            .with(parameters)
            .validate(evidence, store.withoutMemory(), Purpose.SERVER, Identities.now());
    Promises.check(
        verdict.isTrusted() != verdict.verifiedChain().isEmpty(), "trusted without a chain");
  }
}
