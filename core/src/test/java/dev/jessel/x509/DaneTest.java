// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import static dev.jessel.x509.Fixtures.NOW;
import static dev.jessel.x509.Fixtures.anchors;
import static dev.jessel.x509.Fixtures.certificate;
import static dev.jessel.x509.Fixtures.certificates;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paths that TLSA records decide on. */
class DaneTest {
  private static final PeerName HOST = PeerName.parse("example.com");
  private static final TlsaMatching[] MATCHINGS = {
    TlsaMatching.FULL, TlsaMatching.SHA2_256, TlsaMatching.SHA2_512
  };

  /** A record about a certificate, such as "3 1 1 server". */
  static TlsaRecord record(String text) throws Exception {
    String[] fields = text.split(" ", -1);
    return TlsaRecord.about(
        certificate(fields[3]),
        one(TlsaRecord.Usage.values(), fields[0], TlsaRecord.Usage::code),
        one(TlsaRecord.Selector.values(), fields[1], TlsaRecord.Selector::code),
        one(MATCHINGS, fields[2], TlsaMatching::type));
  }

  private static <T> T one(T[] of, String number, ToIntFunction<T> code) {
    return Arrays.stream(of)
        .filter(some -> code.applyAsInt(some) == Integer.parseInt(number))
        .findFirst()
        .orElseThrow();
  }

  static DaneRecords records(String texts) throws Exception {
    List<TlsaRecord> all = new ArrayList<>();
    for (String text : texts.split(", ", -1)) {
      all.add(record(text));
    }
    return DaneRecords.of(all.toArray(TlsaRecord[]::new));
  }

  private static PathValidator asking(DaneRecords records) {
    return asking(records, HOST);
  }

  private static PathValidator asking(DaneRecords records, PeerName host) {
    VerifyParameters parameters = VerifyParameters.defaults().withHosts(List.of(host));
    return PathValidator.create().with(parameters).with(records);
  }

  private static PathVerdict judge(PathValidator validator, String presented, String anchors)
      throws Exception {
    PeerEvidence evidence = PeerEvidence.of(certificates(presented));
    return validator.validate(evidence, TrustStore.of(anchors(anchors)), Purpose.SERVER, NOW);
  }

  private static PathVerdict judge(String records, String presented, String anchors)
      throws Exception {
    return judge(asking(records(records)), presented, anchors);
  }

  // Where there are several, the record of the match comes first.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "3 0 0 server; server; ''; 0; server",
        "3 1 0 server; server; ''; 0; server",
        "3 1 1 server; server inter root; ''; 0; server",
        "3 0 2 server; server; ''; 0; server",
        "3 1 1 selfsigned; selfsigned; ''; 0; selfsigned",
        "3 1 1 expired-2021; expired-2021; ''; 0; expired-2021",
        "3 1 1 server, 1 1 1 server; server; ''; 0; server",
        "2 0 1 root; server inter root; ''; 2; server inter root",
        "2 1 2 inter; server inter; ''; 1; server inter",
        "2 1 1 inter, 2 1 1 root; server inter root; ''; 1; server inter",
        "2 0 0 root; server inter; ''; 2; server inter root",
        "2 1 1 root, 3 1 1 direct; server inter root; ''; 2; server inter root",
        "2 1 1 root, 0 1 1 direct; server inter root; root; 2; server inter root",
        "1 1 1 server; server inter; root; 0; server inter root",
        "0 1 1 inter; server inter; root; 1; server inter root",
        "0 1 1 root; server inter; root; 2; server inter root",
        "0 0 0 inter; server; root; 1; server inter root",
      })
  void aMatchingRecordDecides(
      String records, String presented, String anchors, int depth, String chain) throws Exception {
    PathVerdict verdict = judge(records, presented, anchors);
    assertThat(verdict.result()).isEqualTo(VerifyResult.OK);
    assertThat(verdict.verifiedChain()).isEqualTo(certificates(chain));
    assertThat(verdict.peerName()).contains("example.com");
    DaneMatch match = verdict.daneMatch().orElseThrow();
    assertThat(match.record()).isEqualTo(record(records.split(", ", -1)[0]));
    assertThat(match.depth()).isEqualTo(depth);
    assertThat(match.certificate()).contains(certificates(chain).get(depth));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "3 1 1 direct; server inter; root; 65; 0",
        "3 1 1 root; server inter root; root; 65; 0",
        "1 1 1 direct; server inter; root; 65; 0",
        "2 1 1 server; server inter root; root; 65; 2",
        "2 1 1 other-root; server inter; root; 65; 1",
        "2 1 1 root; server inter; root; 65; 1",
        "0 1 1 other-root; server inter; root; 65; 2",
        "0 1 1 server; server inter; root; 65; 2",
        "1 1 1 server; server inter; ''; 20; 1",
        "0 1 1 root; server inter root; ''; 19; 2",
        "0 1 1 root; server inter; ''; 20; 1",
        "2 1 1 inter; expired-2021 inter; ''; 10; 0",
        "2 1 1 other-root; bad-signature other-root; ''; 65; 0",
        "3 1 1 names; names; ''; 62; 0",
      })
  void withoutAMatchThePeerIsRefused(
      String records, String presented, String anchors, int number, int depth) throws Exception {
    PathVerdict verdict = judge(records, presented, anchors);
    assertThat(verdict.result().number()).isEqualTo(number);
    assertThat(verdict.depth()).isEqualTo(depth);
    assertThat(verdict.daneMatch()).isEmpty();
  }

  @Test
  void theKeyOfAnAnchorNeedsNoCertificateOfIt() throws Exception {
    PathVerdict verdict = judge("2 1 0 root", "server inter", "");
    assertThat(verdict.result()).isEqualTo(VerifyResult.OK);
    assertThat(verdict.verifiedChain()).isEqualTo(certificates("server inter"));
    DaneMatch match = verdict.daneMatch().orElseThrow();
    assertThat(match.depth()).isEqualTo(1);
    assertThat(match.certificate()).isEmpty();
    assertThat(match.record().key()).contains(certificate("root").publicKey());
    assertThat(judge("2 1 0 root", "direct", "").verifiedChain()).isEqualTo(certificates("direct"));
    assertThat(judge("2 1 0 root, 0 1 1 direct", "server inter", "root").daneMatch())
        .isEqualTo(verdict.daneMatch());
    assertThat(judge("2 1 0 other-root", "server inter", "").result())
        .isEqualTo(VerifyResult.DANE_NO_MATCH);
  }

  // Full(0) and a digest are no alternatives to each other, two digests are (RFC 7671 9).
  @Test
  void aWeakDigestDoesNotCountBesideAStrongOne() throws Exception {
    assertThat(judge("3 1 1 server, 3 1 2 direct", "server", "").result())
        .isEqualTo(VerifyResult.DANE_NO_MATCH);
    assertThat(judge("3 1 2 server, 3 1 1 direct", "server", "").isTrusted()).isTrue();
    assertThat(judge("3 0 1 server, 3 1 2 direct", "server", "").isTrusted()).isTrue();
    assertThat(judge("3 1 0 server, 3 1 2 direct", "server", "").isTrusted()).isTrue();
    assertThat(judge("2 1 1 root, 3 1 2 direct", "server inter root", "").isTrusted()).isTrue();
  }

  @Test
  void namesCountForALeafThatMatchesUnlessTheyShallNot() throws Exception {
    DaneRecords records = records("3 1 1 names");
    assertThat(judge(asking(records), "names", "").result())
        .isEqualTo(VerifyResult.HOSTNAME_MISMATCH);
    assertThat(judge(asking(records.withoutNameChecks()), "names", "").isTrusted()).isTrue();
    DaneRecords anchor = records("2 1 1 root").withoutNameChecks();
    PeerName other = PeerName.parse("other.example");
    assertThat(judge(asking(anchor, other), "server inter root", "").result())
        .isEqualTo(VerifyResult.HOSTNAME_MISMATCH);
    assertThat(records.needsNoName()).isFalse();
    assertThat(records.withoutNameChecks().needsNoName()).isTrue();
    assertThat(anchor.needsNoName()).isFalse();
  }

  @Test
  void aMatchingLeafNeedsAStrongKey() throws Exception {
    assertThat(judge("3 1 1 rsa1024", "rsa1024", "").result())
        .isEqualTo(VerifyResult.EE_KEY_TOO_SMALL);
  }

  @Test
  void aRawPublicKeyMustBeStrongToo() throws Exception {
    PeerCertificate key = PeerCertificate.ofRawPublicKey(certificate("rsa1024").spki());
    PathValidator validator = asking(records("3 1 1 rsa1024"));
    assertThat(validator.judgeKey(key).orElseThrow().result())
        .isEqualTo(VerifyResult.EE_KEY_TOO_SMALL);
    assertThat(validator.withSecurityLevel(1).judgeKey(key).orElseThrow().isTrusted()).isTrue();
  }

  // Nobody has chosen the certificate that such a key has signed: it is no anchor.
  @ParameterizedTest
  @CsvSource({
    "2 1 0 rsa1024-inter, under-rsa1024-inter, 67, 1",
    "2 1 0 inter, sha1, 68, 0",
  })
  void theKeyOfAnAnchorAndItsSignatureMustBeStrong(
      String records, String presented, int number, int level) throws Exception {
    PathVerdict verdict = judge(records, presented, "");
    assertThat(verdict.result().number()).isEqualTo(number);
    assertThat(verdict.depth()).isZero();
    assertThat(judge(asking(records(records)).withSecurityLevel(level), presented, "").isTrusted())
        .isTrue();
  }

  @Test
  void aRawPublicKeyMatchesARecordAboutIt() throws Exception {
    PeerCertificate key = PeerCertificate.ofRawPublicKey(certificate("server").spki());
    assertThat(asking(records("3 1 1 server")).judgeKey(key).orElseThrow().isTrusted()).isTrue();
    for (String other : List.of("3 1 1 direct", "3 0 1 server", "1 1 1 server", "2 1 0 server")) {
      assertThat(asking(records(other)).judgeKey(key).orElseThrow().result())
          .isEqualTo(VerifyResult.DANE_NO_MATCH);
    }
    assertThat(asking(DaneRecords.none()).judgeKey(key)).isEmpty();
  }

  @Test
  void aCallbackIsToldAndMayOverlookThatNothingMatches() throws Exception {
    List<VerifyCallback.Step> steps = new ArrayList<>();
    PathValidator overlooking =
        asking(records("3 1 1 direct"))
            .withCallback(
                step -> {
                  steps.add(step);
                  return VerifyResult.OK;
                });
    PathVerdict verdict = judge(overlooking, "server", "");
    assertThat(verdict.isTrusted()).isTrue();
    assertThat(verdict.daneMatch()).isEmpty();
    assertThat(steps)
        .extracting(VerifyCallback.Step::found)
        .containsExactly(VerifyResult.DANE_NO_MATCH);
  }

  @Test
  void whatWasGoodWithoutRecordsOrWithOthersIsNotRemembered() throws Exception {
    TrustStore store = TrustStore.of(anchors("root"));
    PeerEvidence evidence = PeerEvidence.of(certificates("server inter"));
    for (DaneRecords good : List.of(DaneRecords.none(), records("1 1 1 server"))) {
      assertThat(asking(good).validate(evidence, store, Purpose.SERVER, NOW).isTrusted()).isTrue();
    }
    assertThat(
            asking(records("1 1 1 direct")).validate(evidence, store, Purpose.SERVER, NOW).result())
        .isEqualTo(VerifyResult.DANE_NO_MATCH);
  }

  @Test
  void localTrustIsNotNeededWhereNoRecordAsksForIt() throws Exception {
    assertThat(records("2 1 1 root, 3 1 1 server").needsTrust()).isFalse();
    assertThat(records("2 1 1 root, 0 1 1 root").needsTrust()).isTrue();
    assertThat(DaneRecords.none().needsTrust()).isTrue();
    assertThat(DaneRecords.of()).isEqualTo(DaneRecords.none());
  }
}
