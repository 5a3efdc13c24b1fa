// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import static dev.jessel.x509.Fixtures.NOW;
import static dev.jessel.x509.Fixtures.anchors;
import static dev.jessel.x509.Fixtures.certificate;
import static dev.jessel.x509.Fixtures.certificates;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.jessel.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PathValidatorTest {
  private final PathValidator validator = PathValidator.create();

  private PathVerdict validate(String presented, String anchors) throws Exception {
    return validator.validate(certificates(presented), anchors(anchors), Purpose.SERVER, NOW, 100);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/x509/verdicts.csv", delimiter = ';')
  void answersAsOpensslDoes(
      String leaf,
      String untrusted,
      String anchors,
      String year,
      Purpose purpose,
      boolean partialChains,
      int maxDepth,
      int number,
      int depth)
      throws Exception {
    String presented = untrusted == null ? leaf : leaf + " " + untrusted;
    PathVerdict verdict =
        (partialChains ? validator.acceptingPartialChains() : validator)
            .validate(
                certificates(presented),
                anchors(anchors == null ? "" : anchors),
                purpose,
                Instant.parse(year + "-06-01T00:00:00Z"),
                maxDepth);
    assertThat(verdict.result()).isEqualTo(VerifyResult.of(number).orElseThrow());
    assertThat(verdict.depth()).isEqualTo(depth);
    assertThat(verdict.isTrusted()).isEqualTo(number == 0);
    assertThat(verdict.verifiedChain().isEmpty()).isEqualTo(number != 0);
  }

  @Test
  void theVerifiedChainIsInOrderAndEndsAtTheAnchor() throws Exception {
    PathVerdict verdict = validate("server other-root client inter root", "other-root root");
    assertThat(verdict.verifiedChain()).isEqualTo(certificates("server inter root"));
  }

  @Test
  void theTimeThatCountsIsInWholeSeconds() throws Exception {
    Instant last = certificate("root-2030").notAfter();
    List<PeerCertificate> presented = certificates("under-root-2030");
    TrustAnchors anchors = anchors("root-2030");
    assertThat(
            validator
                .validate(presented, anchors, Purpose.SERVER, last.plusMillis(999), 9)
                .result())
        .isEqualTo(VerifyResult.OK);
    assertThat(
            validator.validate(presented, anchors, Purpose.SERVER, last.plusSeconds(1), 9).result())
        .isEqualTo(VerifyResult.CERT_HAS_EXPIRED);
  }

  // OpenSSL goes the first way that it finds and gives up at its end.
  @Test
  void aCrossSignedIntermediateIsFoundWhereTheFirstWayEndsAtAnExpiredRoot() throws Exception {
    PathVerdict verdict = validate("under-cross cross-old cross-new", "old-root-2026 new-root");
    assertThat(verdict.verifiedChain()).isEqualTo(certificates("under-cross cross-new new-root"));
  }

  @Test
  void aCrossSignedIntermediateIsFoundWhereTheFirstWayEndsNowhere() throws Exception {
    PathVerdict verdict = validate("under-cross cross-old cross-new", "new-root");
    assertThat(verdict.verifiedChain()).isEqualTo(certificates("under-cross cross-new new-root"));
  }

  // The JDK cannot read such a certificate; OpenSSL gives this answer in strict mode alone.
  @Test
  void anEmptySubjectWithANonCriticalAlternativeNameIsAVerdict() throws Exception {
    PathVerdict verdict = validate("nameless inter", "root");
    assertThat(verdict)
        .isEqualTo(PathVerdict.rejected(VerifyResult.EMPTY_SUBJECT_SAN_NOT_CRITICAL, 0));
  }

  @Test
  void certificatesThatSignEachOtherInAllWaysDoNotKeepTheSearchBusy() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            assertThat(validate("under-loop loops direct", "root").result())
                .isEqualTo(VerifyResult.UNABLE_TO_GET_ISSUER_CERT_LOCALLY));
  }

  @Test
  void moreCertificatesThanTheLimitAreNotLookedAt() throws Exception {
    List<PeerCertificate> many =
        Collections.nCopies(PathValidator.MAX_PRESENTED + 1, certificate("direct"));
    TrustAnchors root = anchors("root");
    assertThat(validator.validate(many, root, Purpose.SERVER, NOW, 100).result())
        .isEqualTo(VerifyResult.CERT_CHAIN_TOO_LONG);
    assertThat(validator.validate(many.subList(1, 101), root, Purpose.SERVER, NOW, 100).isTrusted())
        .isTrue();
  }

  @Test
  void securityLevelsDecideWhatIsTooWeak() throws Exception {
    List<PeerCertificate> weakKey = certificates("rsa1024 inter");
    List<PeerCertificate> weakHash = certificates("sha1 inter");
    assertThat(resultAt(1, weakKey)).isEqualTo(VerifyResult.OK);
    assertThat(resultAt(2, weakKey)).isEqualTo(VerifyResult.EE_KEY_TOO_SMALL);
    assertThat(resultAt(0, weakHash)).isEqualTo(VerifyResult.OK);
    assertThat(resultAt(1, weakHash)).isEqualTo(VerifyResult.CA_MD_TOO_WEAK);
    assertThat(resultAt(3, certificates("server inter"))).isEqualTo(VerifyResult.OK);
    assertThat(resultAt(4, certificates("server inter"))).isEqualTo(VerifyResult.EE_KEY_TOO_SMALL);
    assertThatThrownBy(() -> validator.withSecurityLevel(6))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private VerifyResult resultAt(int level, List<PeerCertificate> presented) throws Exception {
    return validator
        .withSecurityLevel(level)
        .validate(presented, anchors("root"), Purpose.SERVER, NOW, 100)
        .result();
  }

  @Test
  void aDateThatCannotBeUnderstoodIsNeverValid() throws Exception {
    PeerCertificate odd = replaced(certificate("direct"), "250101000000Z", "25XX01000000Z");
    assertThat(resultOf(odd)).isEqualTo(VerifyResult.ERROR_IN_CERT_NOT_BEFORE_FIELD);
  }

  @Test
  void anExtensionThatIsThereTwiceIsInvalid() throws Exception {
    // 2.5.29.37, extended key usage, becomes a second 2.5.29.17, alternative name.
    PeerCertificate odd =
        replaced(certificate("direct"), "\u0006\u0003U\u001d%", "\u0006\u0003U\u001d\u0011");
    assertThat(resultOf(odd)).isEqualTo(VerifyResult.INVALID_EXTENSION);
  }

  @Test
  void anExtensionThatCannotBeReadIsInvalid() throws Exception {
    // The extended key usage is no longer a sequence of object identifiers.
    PeerCertificate odd =
        replaced(
            certificate("direct"),
            "+\u0006\u0001\u0005\u0005\u0007\u0003\u0001",
            "+\u0006\u0001\u0005\u0005\u0007\u0003\u0081");
    assertThat(odd.extensions().isMalformed()).isTrue();
    assertThat(resultOf(odd)).isEqualTo(VerifyResult.INVALID_EXTENSION);
  }

  // Only the top of a chain is not asked for a signature, so that is where the odd ones go.
  private VerifyResult resultOf(PeerCertificate leaf) throws Exception {
    return validator
        .acceptingPartialChains()
        .validate(List.of(leaf), TrustAnchors.ofRead(List.of(leaf)), Purpose.SERVER, NOW, 1)
        .result();
  }

  /** The same certificate with some text in it replaced by as many other characters. */
  static PeerCertificate replaced(PeerCertificate certificate, String old, String replacement)
      throws Exception {
    String text = new String(certificate.der().toArray(), ISO_8859_1);
    assertThat(text).contains(old);
    return PeerCertificate.parse(Bytes.of(text.replace(old, replacement).getBytes(ISO_8859_1)));
  }

  @Test
  void misuseIsRefused() throws Exception {
    TrustAnchors none = TrustAnchors.none();
    assertThatThrownBy(() -> validator.validate(List.of(), none, Purpose.SERVER, NOW, 1))
        .isInstanceOf(IllegalArgumentException.class);
    List<PeerCertificate> one = certificates("server");
    assertThatThrownBy(() -> validator.validate(one, none, Purpose.SERVER, NOW, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
