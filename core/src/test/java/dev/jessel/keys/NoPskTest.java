// SPDX-License-Identifier: Apache-2.0
package dev.jessel.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.jca.JcaCryptoProvider;
import dev.jessel.wire.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoPskTest {
  @ParameterizedTest
  @EnumSource(names = {"SHA_256", "SHA_384"})
  void isWhatComesOfZeros(HashAlgorithm hash) {
    Hkdf hkdf = new Hkdf(JcaCryptoProvider.create(), hash);
    Secret zeros = Secret.zeros(hash.length());
    Secret early = hkdf.extract(zeros, zeros);
    Secret derived = hkdf.deriveSecret(early, "derived", hkdf.emptyHash());

    NoPsk known = NoPsk.with(hash).orElseThrow();
    Bytes expectedEarly = early.expose(Bytes::of);
    Bytes expectedSalt = derived.expose(Bytes::of);
    assertThat(known.early()).isEqualTo(expectedEarly);
    assertThat(known.derived()).isEqualTo(expectedSalt);
  }

  @Test
  void isAnotherSecretEachTimeSinceStagesAreDestroyed() {
    NoPsk known = NoPsk.with(HashAlgorithm.SHA_256).orElseThrow();
    known.salt().destroy();
    Bytes again = known.salt().expose(Bytes::of);
    assertThat(again).isEqualTo(known.derived());
  }

  @Test
  void isNotKnownOfHashesThatNoSuiteHas() {
    assertThat(NoPsk.with(HashAlgorithm.SHA_512)).isEmpty();
  }
}
