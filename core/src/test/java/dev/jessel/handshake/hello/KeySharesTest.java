// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.hello;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.jca.JcaCryptoProvider;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.extension.KeyShareEntry;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeySharesTest {
  private static final NamedGroup HYBRID = NamedGroup.X25519MLKEM768;
  private static final NamedGroup PART = NamedGroup.X25519;
  private static final int PART_LENGTH = 32;

  private final CryptoProvider crypto = JcaCryptoProvider.create();

  @Test
  void aHybridAndItsPartShareAKeyPairInEitherOrder() {
    for (List<NamedGroup> order : List.of(List.of(HYBRID, PART), List.of(PART, HYBRID))) {
      KeyShares shares = KeyShares.generate(crypto, order);

      assertThat(shares.extension().shares().stream().map(KeyShareEntry::group))
          .containsExactlyElementsOf(order);
      Bytes hybrid = shares.of(HYBRID).orElseThrow().publicValue();
      // draft-ietf-tls-ecdhe-mlkem 4.1: X25519 comes last
      assertThat(hybrid.slice(hybrid.length() - PART_LENGTH, PART_LENGTH))
          .isEqualTo(shares.of(PART).orElseThrow().publicValue());
    }
  }

  @Test
  void groupsThatHaveNothingInCommonHaveKeyPairsOfTheirOwn() {
    KeyShares shares = KeyShares.generate(crypto, List.of(NamedGroup.SECP256R1, HYBRID));

    assertThat(shares.of(NamedGroup.SECP256R1)).isPresent();
    assertThat(shares.of(HYBRID)).isPresent();
    assertThat(shares.of(PART)).isEmpty();
  }
}
