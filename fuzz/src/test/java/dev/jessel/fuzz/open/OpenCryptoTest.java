// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.crypto.Aead;
import dev.jessel.crypto.AeadAlgorithm;
import dev.jessel.crypto.KeyShare;
import dev.jessel.crypto.Secret;
import dev.jessel.wire.NamedGroup;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import org.junit.jupiter.api.Test;

class OpenCryptoTest {
  private final OpenCrypto crypto = new OpenCrypto();

  @Test
  void aTagIsGoodUnlessItIsSpoilt() throws GeneralSecurityException {
    Aead aead = crypto.aead(AeadAlgorithm.AES_128_GCM, Secret.zeros(16));
    byte[] record = new byte[20];
    record[0] = 7;
    record[19] = 1;
    byte[] text = new byte[4];
    assertThat(aead.open(new byte[12], record, 0, 0, record, 0, 20, text, 0)).isEqualTo(4);
    assertThat(text).containsExactly(7, 0, 0, 0);
    record[19] = OpenCrypto.SPOILT;
    assertThatThrownBy(() -> aead.open(new byte[12], record, 0, 0, record, 0, 20, text, 0))
        .isInstanceOf(AEADBadTagException.class);
  }

  @Test
  void sharesHaveTheSizeOfTheirGroup() throws Exception {
    KeyShare share = crypto.keyExchange(NamedGroup.SECP256R1).generate();
    assertThat(share.publicValue().length()).isEqualTo(65);
    Secret secret =
        crypto.keyExchange(NamedGroup.SECP256R1).encapsulate(share.publicValue()).secret();
    assertThat(share.decapsulate(share.publicValue()).equalTo(secret)).isTrue();
  }

  @Test
  void randomnessBeginsAnew() {
    byte[] one = new byte[8];
    byte[] other = new byte[8];
    crypto.begin();
    crypto.randomBytes(one);
    crypto.begin();
    crypto.randomBytes(other);
    assertThat(other).isEqualTo(one);
  }
}
