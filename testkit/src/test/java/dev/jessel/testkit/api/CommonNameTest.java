// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.x509.HostFlag;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.PeerName;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Common names that count as host names, which they may when somebody insists. */
class CommonNameTest {
  private static final PeerName HOST = PeerName.parse("kelvin.example");

  private static Optional<String> match(String commonName) {
    PeerCertificate leaf =
        Identities.AUTHORITY.request(KeyType.P256).subject(commonName).issue().credential().leaf();
    return HOST.matchedName(leaf, Set.of(HostFlag.ALWAYS_CHECK_SUBJECT));
  }

  @Test
  void theCaseOfLettersDoesNotCount() {
    assertThat(match("KELVIN.example")).contains("KELVIN.example");
  }

  /** U+212A: no host name, which name constraints would pass over, and in lower case a k. */
  @Test
  void aLetterOutsideOfAsciiIsNoneWithin() {
    assertThat(match("\u212Aelvin.example")).isEmpty();
  }
}
