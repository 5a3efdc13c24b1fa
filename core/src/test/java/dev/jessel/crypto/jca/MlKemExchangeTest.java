// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import static dev.jessel.crypto.jca.KeyExchangeTest.assertIllegal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jessel.crypto.Encapsulation;
import dev.jessel.crypto.KeyExchange;
import dev.jessel.crypto.KeyShare;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.NamedGroup;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class MlKemExchangeTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Map<MlKemParameters, NamedGroup> GROUPS =
      Map.of(
          MlKemParameters.ML_KEM_512, NamedGroup.MLKEM512,
          MlKemParameters.ML_KEM_768, NamedGroup.MLKEM768,
          MlKemParameters.ML_KEM_1024, NamedGroup.MLKEM1024);

  private static final Kem BOUNCY_CASTLE =
      BouncyCastleKem.of(new BouncyCastleProvider()).orElseThrow();

  static Stream<Kem> kems() {
    return Stream.of(JdkKem.find(), Optional.of(BOUNCY_CASTLE)).flatMap(Optional::stream);
  }

  @ParameterizedTest
  @EnumSource(MlKemParameters.class)
  void theJdkAndBouncyCastleUnderstandEachOther(MlKemParameters parameters) throws Exception {
    Optional<Kem> jdk = JdkKem.find();
    assumeTrue(jdk.isPresent(), "no ML-KEM in this JDK");
    KeyExchange one = exchange(parameters, jdk.get());
    KeyExchange other = exchange(parameters, BOUNCY_CASTLE);

    assertAgreed(one, other);
    assertAgreed(other, one);
  }

  @ParameterizedTest
  @MethodSource("kems")
  void aKeyWithACoefficientBeyondTheModulusIsRefused(Kem kem) {
    KeyExchange exchange = exchange(MlKemParameters.ML_KEM_768, kem);
    byte[] key = exchange.generate().publicValue().toArray();
    // FIPS 203 7.2: 12 bits a coefficient, all below 3329
    Arrays.fill(key, 0, 3, (byte) 0xff);

    assertIllegal(() -> exchange.encapsulate(Bytes.of(key)));
  }

  @ParameterizedTest
  @MethodSource("kems")
  void aChangedCiphertextGivesAnotherSecret(Kem kem) throws Exception {
    KeyExchange exchange = exchange(MlKemParameters.ML_KEM_768, kem);
    KeyShare share = exchange.generate();
    Encapsulation answer = exchange.encapsulate(share.publicValue());
    byte[] changed = answer.publicValue().toArray();
    changed[500] ^= 1;

    assertThat(share.decapsulate(Bytes.of(changed)).equalTo(answer.secret())).isFalse();
  }

  private static void assertAgreed(KeyExchange client, KeyExchange server) throws Exception {
    KeyShare share = client.generate();
    Encapsulation answer = server.encapsulate(share.publicValue());
    assertThat(share.decapsulate(answer.publicValue()).equalTo(answer.secret())).isTrue();
  }

  private static KeyExchange exchange(MlKemParameters parameters, Kem kem) {
    return new MlKemExchange(GROUPS.get(parameters), parameters, kem, RANDOM);
  }
}
