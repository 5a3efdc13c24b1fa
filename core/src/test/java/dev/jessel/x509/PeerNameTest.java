// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import static dev.jessel.x509.Fixtures.certificate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The certificate names example.com, *.wild.example.com, *.com, f*.example.net and two addresses.
 */
class PeerNameTest {
  @ParameterizedTest
  @CsvSource({
    "example.com, example.com",
    "EXAMPLE.Com, example.com",
    "example.com., example.com",
    "a.wild.example.com, *.wild.example.com",
    "xn--bcher-kva.wild.example.com, *.wild.example.com",
    "192.0.2.1, 192.0.2.1",
    "2001:db8::1, 2001:db8::1",
    "[2001:db8::1], [2001:db8::1]",
    "2001:0DB8:0:0:0:0:0:1, 2001:0DB8:0:0:0:0:0:1",
  })
  void namesMatch(String host, String matched) throws Exception {
    PeerName name = PeerName.parse(host);
    assertThat(name.matchedName(certificate("server"))).contains(matched);
    assertThat(name.verify(certificate("server"))).isEqualTo(VerifyResult.OK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "www.example.com",
        "wild.example.com",
        "a.b.wild.example.com",
        "other.com", // "*.com" is nobody's
        "foo.example.net", // a wildcard is a whole label
        "server.example.com", // the common name does not count
        "localhost",
      })
  void otherNamesDoNot(String host) throws Exception {
    assertThat(PeerName.parse(host).verify(certificate("server")))
        .isEqualTo(VerifyResult.HOSTNAME_MISMATCH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.2", "::1", "2001:db8::2"})
  void otherAddressesDoNot(String host) throws Exception {
    PeerName name = PeerName.parse(host);
    assertThat(name.isAddress()).isTrue();
    assertThat(name.verify(certificate("server"))).isEqualTo(VerifyResult.IP_ADDRESS_MISMATCH);
  }

  @Test
  void aCertificateWithoutAlternativeNamesMatchesNothing() throws Exception {
    assertThat(PeerName.parse("plain").matches(certificate("no-extensions"))).isFalse();
  }

  @Test
  void aNameWithAnEmbeddedNulIsAnotherName() throws Exception {
    PeerCertificate odd =
        PathValidatorTest.replaced(certificate("direct"), "example.com", "example\u0000com");
    assertThat(PeerName.parse("example").matches(odd)).isFalse();
    assertThat(PeerName.parse("example.com").matches(odd)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "a..b",
        ".example.com",
        "example.com..",
        "*.example.com",
        "a b",
        "host:443",
        "256.0.0.1",
        "1.2.3",
        "010.0.0.1",
        "[192.0.2.1]",
        "[example.com]",
        "fe80::1%eth0",
        "1::2::3",
        "example.com/",
      })
  void whatIsNeitherNameNorAddressIsRefused(String host) {
    assertThatThrownBy(() -> PeerName.parse(host)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void lengthsAreThoseOfTheDns() {
    String label = "a".repeat(63);
    String longest = String.join(".", label, label, label, "a".repeat(61));
    assertThat(PeerName.parse(longest).isAddress()).isFalse();
    assertThatThrownBy(() -> PeerName.parse(longest + "a"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PeerName.parse(label + "a.com"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "b\u00fccher.wild.example.com, xn--bcher-kva.wild.example.com",
    "B\u00dcCHER.Wild.Example.COM, xn--bcher-kva.wild.example.com",
    "bu\u0308cher.wild.example.com, xn--bcher-kva.wild.example.com", // two characters, one letter
    "b\u00fccher\u3002wild\u3002example\u3002com, xn--bcher-kva.wild.example.com",
    "b\u00fccher.wild.example.com., xn--bcher-kva.wild.example.com",
  })
  void lettersAreMadeALabels(String host, String ascii) throws Exception {
    PeerName name = PeerName.parse(host);
    assertThat(name).isEqualTo(PeerName.parse(ascii)).hasToString(ascii);
    assertThat(name.matchedName(certificate("server"))).contains("*.wild.example.com");
  }

  @Test
  void lettersThatLookAlikeAreAnotherName() throws Exception {
    PeerName cyrillic = PeerName.parse("ex\u0430mple.com");
    assertThat(cyrillic).hasToString("xn--exmple-4nf.com");
    assertThat(cyrillic.matches(certificate("server"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u3002example.com",
        "b\u00fc cher.example",
        "\u00fc\u3002\u3002com",
        "a\u202eb.example"
      })
  void lettersThatMakeNoNameAreRefused(String host) {
    assertThatThrownBy(() -> PeerName.parse(host)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void lettersCountAsWhatTheyAreInTheDns() {
    String longest = "\u00fc".repeat(29); // xn-- and 59 more
    assertThat(PeerName.parse(longest + ".com").toString().indexOf('.')).isLessThan(64);
    assertThatThrownBy(() -> PeerName.parse("\u00fc".repeat(63) + "a.com"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "server.example.com, '', ",
    "server.example.com, ALWAYS_CHECK_SUBJECT, server.example.com",
    "server.example.com, ALWAYS_CHECK_SUBJECT NEVER_CHECK_SUBJECT, ",
    "a.wild.example.com, NO_WILDCARDS, ",
    "example.com, NO_WILDCARDS, example.com",
    "a.wild.example.com, NO_PARTIAL_WILDCARDS, *.wild.example.com",
    "foo.example.net, '', ",
    "a.b.wild.example.com, MULTI_LABEL_WILDCARDS, *.wild.example.com",
    "wild.example.com, MULTI_LABEL_WILDCARDS, ",
    "a.b.wild.example.com, MULTI_LABEL_WILDCARDS NO_WILDCARDS, ",
    ".wild.example.com, '', *.wild.example.com",
    ".wild.example.com, SINGLE_LABEL_SUBDOMAINS, *.wild.example.com",
    ".example.com, '', *.wild.example.com",
    ".example.com, SINGLE_LABEL_SUBDOMAINS, ",
    ".elsewhere.example, '', ",
  })
  void flagsBendTheRules(String host, String flags, String matched) throws Exception {
    PeerName name = host.startsWith(".") ? PeerName.under(host.substring(1)) : PeerName.parse(host);
    Set<HostFlag> set =
        Stream.of(flags.split(" ", 0))
            .filter(flag -> !flag.isEmpty())
            .map(HostFlag::valueOf)
            .collect(Collectors.toSet());
    assertThat(name.matchedName(certificate("server"), set))
        .isEqualTo(Optional.ofNullable(matched));
    assertThat(HostFlag.of(HostFlag.mask(set))).isEqualTo(set);
  }
}
