// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import static dev.jessel.crypto.jca.KeyExchangeTest.assertIllegal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.crypto.KeyExchange;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.NamedGroup;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.util.Map;
import javax.crypto.spec.DHPrivateKeySpec;
import org.bouncycastle.crypto.agreement.DHStandardGroups;
import org.bouncycastle.crypto.params.DHParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FfdheGroupTest {
  private static final Map<FfdhePrime, DHParameters> INDEPENDENT =
      Map.of(
          FfdhePrime.FFDHE_2048, DHStandardGroups.rfc7919_ffdhe2048,
          FfdhePrime.FFDHE_3072, DHStandardGroups.rfc7919_ffdhe3072,
          FfdhePrime.FFDHE_4096, DHStandardGroups.rfc7919_ffdhe4096,
          FfdhePrime.FFDHE_6144, DHStandardGroups.rfc7919_ffdhe6144,
          FfdhePrime.FFDHE_8192, DHStandardGroups.rfc7919_ffdhe8192);

  private final BigInteger prime = FfdhePrime.FFDHE_2048.value();
  private final KeyExchange exchange = JcaCryptoProvider.create().keyExchange(NamedGroup.FFDHE2048);

  @ParameterizedTest
  @EnumSource(FfdhePrime.class)
  void thePrimesAreThoseThatBouncyCastleHas(FfdhePrime named) {
    assertThat(named.value()).isEqualTo(INDEPENDENT.get(named).getP());
    assertThat(named.value().bitLength()).isEqualTo(named.bits());
    assertThat(INDEPENDENT.get(named).getG()).isEqualTo(BigInteger.TWO);
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    assertRefused(BigInteger.ZERO);
    assertRefused(BigInteger.ONE);
    assertRefused(prime.subtract(BigInteger.ONE));
    assertRefused(prime);
    assertRefused(prime.add(BigInteger.TWO));
    assertRefused(BigInteger.TWO.pow(2048).subtract(BigInteger.ONE));
  }

  @Test
  void theSecretKeepsItsLeadingZeros() throws Exception {
    FfdheGroup group =
        FfdheGroup.of(FfdhePrime.FFDHE_2048, new ProviderChoice(ProviderSources.installed()));
    PrivateKey one =
        KeyFactory.getInstance("DH")
            .generatePrivate(new DHPrivateKeySpec(BigInteger.ONE, prime, BigInteger.TWO));
    byte[] peer = FixedLength.bigEndian(BigInteger.TEN, 256);

    assertThat(group.agree(one, group.decode(peer))).isEqualTo(peer);
  }

  private void assertRefused(BigInteger y) {
    Bytes value = Bytes.of(FixedLength.bigEndian(y, 256));
    assertIllegal(() -> exchange.encapsulate(value));
    assertIllegal(() -> exchange.generate().decapsulate(value));
  }
}
