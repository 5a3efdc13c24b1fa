// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignatureSchemeTest {
  @Test
  void eachSchemeSignsTheDigestThatItsNameSays() {
    assertThat(SignatureScheme.ECDSA_SECP384R1_SHA384.digest()).contains("SHA-384");
    assertThat(SignatureScheme.RSA_PSS_RSAE_SHA256.digest()).contains("SHA-256");
    assertThat(SignatureScheme.RSA_PSS_PSS_SHA512.digest()).contains("SHA-512");
    assertThat(SignatureScheme.RSA_PKCS1_SHA1.digest()).contains("SHA-1");
    assertThat(SignatureScheme.ECDSA_SHA224.digest()).contains("SHA-224");
    assertThat(SignatureScheme.ED25519.digest()).isEmpty();
    assertThat(SignatureScheme.MLDSA44.digest()).isEmpty();
    assertThat(SignatureScheme.RSA_PKCS1_MD5_SHA1.digest()).isEmpty();
    assertThat(SignatureScheme.UNNAMED.digest()).isEmpty();
  }
}
