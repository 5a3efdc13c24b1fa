// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import static dev.jessel.x509.Fixtures.certificate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
