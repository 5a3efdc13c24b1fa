// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import static dev.jessel.x509.Fixtures.certificate;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CertificateNameTest {
  /** Else a peer's hundred certificates with long names keep a thread busy for seconds. */
  @Test
  void theCanonicalFormIsMadeOnce() throws Exception {
    CertificateName name = certificate("server").fields().issuerName();
    CertificateName same = certificate("inter").fields().subjectName();
    assertThat(name.canonical()).isSameAs(name.canonical()).isEqualTo(same.canonical());
    assertThat(name.isSame(same)).isTrue();
    assertThat(name.isSame(certificate("root").fields().subjectName())).isFalse();
  }

  @Test
  void hostsAreInLowerCaseByLettersOfAsciiAlone() {
    assertThat(CertificateNames.lowerCase("*.Example.COM")).isEqualTo("*.example.com");
    assertThat(CertificateNames.lowerCase("\u212Aelvin.\u00C9")).isEqualTo("\u212Aelvin.\u00C9");
  }
}
