// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import static dev.jessel.crypto.jca.KeyExchangeTest.assertIllegal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Encapsulation;
import dev.jessel.crypto.KeyShare;
import dev.jessel.crypto.Signer;
import dev.jessel.crypto.Verifier;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.SignatureScheme;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.SignatureSpi;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bouncy Castle where it is faster than the JDK: what comes out is the same. */
class BouncyCastleTest {
  private final CryptoProvider faster = JcaCryptoProvider.create();
  private final CryptoProvider installed = JcaCryptoProvider.ofInstalled();

  @Test
  void bouncyCastleServesWhatItDoesFasterAndSafely() {
    ProviderChoice choice = new ProviderChoice(withBouncyCastle());

    assertThat(providerOf(choice, JcaService.KEY_AGREEMENT, "X25519")).isEqualTo("BC");
    assertThat(providerOf(choice, JcaService.VERIFICATION, "SHA256withECDSA")).isEqualTo("BC");
  }

  @Test
  void secretKeysOnNistCurvesStayWithTheJdk() {
    ProviderChoice choice = new ProviderChoice(withBouncyCastle());

    assertThat(providerOf(choice, JcaService.KEY_AGREEMENT, "ECDH")).isNotEqualTo("BC");
    assertThat(providerOf(choice, JcaService.KEY_PAIR_GENERATOR, "EC")).isNotEqualTo("BC");
    assertThat(providerOf(choice, JcaService.SIGNATURE, "SHA256withECDSA")).isNotEqualTo("BC");
  }

  @Test
  void whoeverTheApplicationHasPutBeforeTheJdkStaysThere() {
    Provider own = new OwnProvider();
    Security.insertProviderAt(own, 1);
    try {
      ProviderChoice choice = new ProviderChoice(withBouncyCastle());

      assertThat(providerOf(choice, JcaService.VERIFICATION, "SHA256withECDSA"))
          .isEqualTo(own.getName());
      assertThat(providerOf(choice, JcaService.KEY_AGREEMENT, "X25519")).isEqualTo("BC");
    } finally {
      Security.removeProvider(own.getName());
    }
  }

  /** Has one algorithm, by name alone. */
  private static final class OwnProvider extends Provider {
    private static final long serialVersionUID = 1L;

    OwnProvider() {
      super("Own", "1", "for a test");
      put("Signature.SHA256withECDSA", NamedAlone.class.getName());
    }
  }

  /** Can do nothing. */
  public static final class NamedAlone extends SignatureSpi {
    @Override
    protected void engineInitVerify(PublicKey key) {}

    @Override
    protected void engineInitSign(PrivateKey key) {}

    @Override
    protected void engineUpdate(byte b) {}

    @Override
    protected void engineUpdate(byte[] bytes, int offset, int length) {}

    @Override
    protected byte[] engineSign() {
      return new byte[0];
    }

    @Override
    protected boolean engineVerify(byte[] signature) {
      return false;
    }

    @Override
    @Deprecated
    protected void engineSetParameter(String name, Object value) {}

    @Override
    @Deprecated
    protected Object engineGetParameter(String name) {
      return "";
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"X25519", "X448"})
  void bothAgreeWithEachOther(String name) throws Exception {
    NamedGroup group = NamedGroup.named(name).orElseThrow();

    assertThat(sharedIsSame(faster, installed, group)).isTrue();
    assertThat(sharedIsSame(installed, faster, group)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"X25519", "X448"})
  void theJdkRefusesZeroToo(String name) {
    NamedGroup group = NamedGroup.named(name).orElseThrow();
    int length = installed.keyExchange(group).generate().publicValue().length();
    Bytes zero = Bytes.of(new byte[length]);

    assertIllegal(() -> installed.keyExchange(group).encapsulate(zero));
    assertIllegal(() -> faster.keyExchange(group).encapsulate(zero));
  }

  @ParameterizedTest
  @CsvSource({
    "secp256r1, ecdsa_secp256r1_sha256",
    "secp384r1, ecdsa_secp384r1_sha384",
    "secp521r1, ecdsa_secp521r1_sha512"
  })
  void bothCheckSignaturesAlike(String curve, String name) throws Exception {
    SignatureScheme scheme = SignatureScheme.named(name).orElseThrow();
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    KeyPair pair = generator.generateKeyPair();
    byte[] message = {1, 2, 3};
    Signer signer = installed.signer(pair.getPrivate(), scheme);
    Bytes signature = signer.sign(message);
    byte[] damaged = signature.toArray();
    damaged[damaged.length - 1] ^= 1;

    for (CryptoProvider crypto : new CryptoProvider[] {faster, installed}) {
      Verifier verifier = crypto.verifier(pair.getPublic(), scheme);
      assertThat(verifier.verify(message, Bytes.of(damaged))).isFalse();
      assertThat(verifier.verify(message, signature)).isTrue();
    }
  }

  private static ProviderSources withBouncyCastle() {
    return new ProviderSources(List.of(), BouncyCastle::find, FasterProvider.none());
  }

  private static String providerOf(ProviderChoice choice, JcaService service, String algorithm) {
    return choice.find(service, algorithm).orElseThrow().getName();
  }

  private static boolean sharedIsSame(
      CryptoProvider client, CryptoProvider server, NamedGroup group) throws Exception {
    KeyShare share = client.keyExchange(group).generate();
    Encapsulation answer = server.keyExchange(group).encapsulate(share.publicValue());
    return share.decapsulate(answer.publicValue()).equalTo(answer.secret());
  }
}
