// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import static dev.jessel.x509.Fixtures.NOW;
import static dev.jessel.x509.Fixtures.anchors;
import static dev.jessel.x509.Fixtures.certificates;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Flags, names, policies and revocation lists, against what the system's OpenSSL said of them. */
class VerdictsTest {
  @ParameterizedTest
  @CsvFileSource(resources = "/x509/verdicts-flags.csv", delimiter = ';')
  void flagsHaveTheEffectThatTheyHaveInOpenssl(
      String leaf,
      String untrusted,
      String anchors,
      String lists,
      String flags,
      String asked,
      int number,
      int depth)
      throws Exception {
    PathVerdict verdict =
        PathValidator.create()
            .with(asking(parameters(flags), asked))
            .validate(
                PeerEvidence.of(certificates(untrusted == null ? leaf : leaf + " " + untrusted)),
                TrustStore.of(anchors(anchors)).plus(lists(lists)),
                Purpose.SERVER,
                NOW);
    assertThat(verdict.result()).isEqualTo(VerifyResult.of(number).orElseThrow());
    assertThat(verdict.depth()).isEqualTo(depth);
  }

  private static VerifyParameters parameters(String flags) {
    return VerifyParameters.defaults()
        .with(words(flags).map(VerifyFlag::valueOf).toArray(VerifyFlag[]::new));
  }

  private static VerifyParameters asking(VerifyParameters parameters, String asked) {
    List<String> policies = words(asked).filter(word -> word.startsWith("1.2.3.")).toList();
    List<String> emails = words(asked).filter(word -> word.contains("@")).toList();
    List<PeerName> hosts =
        words(asked)
            .filter(word -> !policies.contains(word) && !emails.contains(word))
            .map(PeerName::parse)
            .toList();
    VerifyParameters named = parameters.withHosts(hosts).withEmails(emails);
    return policies.isEmpty() ? named : named.withPolicies(policies);
  }

  private static RevocationLists lists(String names) throws PemException {
    RevocationLists all = RevocationLists.none();
    for (String name : words(names).toList()) {
      all = all.plus(RevocationLists.ofPemFile(Fixtures.file(name + ".crl")));
    }
    return all;
  }

  private static Stream<String> words(String text) {
    return Optional.ofNullable(text).stream().flatMap(all -> Stream.of(all.split(" ", 0)));
  }
}
