// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import static dev.jessel.x509.Fixtures.NOW;
import static dev.jessel.x509.Fixtures.anchors;
import static dev.jessel.x509.Fixtures.certificates;
import static dev.jessel.x509.Fixtures.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.x509.CertificateChecklist.Item;
import dev.jessel.x509.CertificateChecklist.Mark;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateChecklistTest {
  @Test
  void aGoodCertificateHasNothingAgainstIt() throws Exception {
    CertificateChecklist list =
        of("server inter")
            .key(key("server.key"))
            .trust(anchors("root"))
            .name(PeerName.parse("example.com"))
            .check();
    assertThat(list.isGood()).isTrue();
    assertThat(list.items()).allMatch(item -> item.mark() == Mark.GOOD);
    assertThat(list.items())
        .extracting(Item::what)
        .containsExactly("key", "chain", "dates", "names", "purpose", "strength", "path");
    assertThat(list.items()).extracting(Item::finding).contains("leads to " + root());
  }

  private static String root() throws PemException {
    return Fixtures.certificate("root").subject();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "expired-2021; dates; expired on 2021-01-01T00:00:00Z",
        "future-2100; dates; not valid before 2100-01-01T00:00:00Z",
        "rsa1024; strength; the key is too weak for security level 2",
        "sha1; strength; the signature is too weak for security level 2",
        "client; purpose; its extended key usage does not name serverAuth",
        "inter; purpose; the certificate of a CA, not of a server",
        "no-extensions; names;"
            + " no subject alternative name: clients look for hosts nowhere else",
        "rsa inter; chain; number 2, C = US, O = Jessel Test, CN = Intermediate,"
            + " did not issue number 1: CN = rsa should stand there",
        "bad-signature inter; chain; number 1 is not signed with the key of the next one",
      })
  void eachMistakeIsNamed(String chain, String what, String finding) throws Exception {
    CertificateChecklist list = of(chain).check();
    assertThat(list.isGood()).isFalse();
    assertThat(list.items()).contains(new Item(Mark.BAD, what, finding));
  }

  @Test
  void anotherKeyIsNamed() throws Exception {
    assertBad(
        of("server").key(key("rsa.key")).check(),
        "key",
        "the private key does not match the certificate");
  }

  @Test
  void anotherNameIsNamed() throws Exception {
    CertificateChecklist list = of("rsa").name(PeerName.parse("other.example")).check();
    assertThat(list.items())
        .filteredOn(item -> item.what().equals("names"))
        .singleElement()
        .matches(item -> item.mark() == Mark.BAD)
        .matches(item -> item.finding().startsWith("not for other.example, but for "));
  }

  @Test
  void aMissingIntermediateIsFoundOnTheWay() throws Exception {
    assertBad(
        of("server").trust(anchors("root")).check(),
        "path",
        "unable to get local issuer certificate, at depth 0");
    assertThat(
            of("server").untrusted(certificates("inter")).trust(anchors("root")).check().isGood())
        .isTrue();
  }

  @Test
  void anEndThatIsNearIsNoted() throws Exception {
    Instant end = Fixtures.certificate("root-2030").notAfter();
    CertificateChecklist list =
        CertificateChecklist.of(certificates("root-2030")).at(end.minusSeconds(86_400)).check();
    assertThat(list.items())
        .contains(
            new Item(Mark.NOTE, "dates", "valid until " + end + ", 1 days from now"),
            new Item(Mark.NOTE, "chain", "self-signed: peers must know this very certificate"));
  }

  @Test
  void aRootInTheChainIsNoted() throws Exception {
    assertThat(of("server inter root").check().items())
        .contains(
            new Item(Mark.NOTE, "chain", "the root is in it, which peers have or do not trust"));
  }

  @Test
  void aClientsCertificateIsLookedAtAsOne() throws Exception {
    assertThat(of("client inter").purpose(Purpose.CLIENT).check().isGood()).isTrue();
    assertBad(
        of("server inter").purpose(Purpose.CLIENT).check(),
        "purpose",
        "its extended key usage does not name clientAuth");
  }

  private static void assertBad(CertificateChecklist list, String what, String finding) {
    assertThat(list.isGood()).isFalse();
    assertThat(list.items()).contains(new Item(Mark.BAD, what, finding));
  }

  private static CertificateChecklist.Builder of(String chain) throws PemException {
    List<PeerCertificate> certificates = certificates(chain);
    return CertificateChecklist.of(certificates).at(NOW);
  }

  private static PrivateKey key(String name) throws PemException {
    return PrivateKeys.read(file(name), PasswordSource.none());
  }
}
