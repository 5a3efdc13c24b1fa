// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import org.junit.jupiter.api.Test;

class UnnamedSchemeTest {
  private static final byte[] SCHEME_NONE = {0, 0, 0, 1, 42};

  @Test
  void aSignatureThatIsNamedCannotBeOfNoScheme() {
    assertThatThrownBy(() -> CertificateVerify.decode(new ByteReader(SCHEME_NONE)))
        .isInstanceOfSatisfying(TlsException.class, UnnamedSchemeTest::isOfTheWrongType);
    assertThatThrownBy(() -> DigitalSignature.decode(new ByteReader(SCHEME_NONE), true))
        .isInstanceOfSatisfying(TlsException.class, UnnamedSchemeTest::isOfTheWrongType);
  }

  private static void isOfTheWrongType(TlsException refused) {
    assertThat(refused.reason()).isEqualTo(SslReason.WRONG_SIGNATURE_TYPE);
  }
}
