// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Encapsulation;
import dev.jessel.crypto.KeyShare;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.SignatureScheme;
import java.lang.reflect.Proxy;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.Security;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAPrivateKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A provider on the class path that may be faster than the JDK's. Times are made up. */
class FasterProviderTest {
  private static final String GCM = "AES/GCM/NoPadding";

  private final Borrowed other = new Borrowed("Other");
  private final List<Provider> measured = new ArrayList<>();

  private long nanos(Trial.Round round, Provider worker, long ofOther)
      throws GeneralSecurityException {
    round.run();
    measured.add(worker);
    return ProviderChoice.isOne(worker, other) ? ofOther : 100_000_000;
  }

  private FasterProvider fast() {
    return new FasterProvider(() -> Optional.of(other), (r, worker) -> nanos(r, worker, 1_000_000));
  }

  private FasterProvider slow() {
    return new FasterProvider(
        () -> Optional.of(other), (r, worker) -> nanos(r, worker, 100_000_001));
  }

  private static ProviderChoice choice(FasterProvider faster) {
    return new ProviderChoice(new ProviderSources(List.of(), Optional::empty, faster));
  }

  private static CryptoProvider crypto(FasterProvider faster) {
    return JcaCryptoProvider.create(
        new SecureRandom(), new ProviderSources(List.of(), Optional::empty, faster));
  }

  @ParameterizedTest
  @CsvSource({
    "DIGEST, SHA-256",
    "DIGEST, SHA-384",
    "MAC, HmacSHA256",
    "MAC, HmacSHA384",
    "CIPHER, AES/GCM/NoPadding",
    "CIPHER, ChaCha20-Poly1305",
    "SIGNATURE, SHA256withECDSA",
    "SIGNATURE, SHA384withECDSA",
    "SIGNATURE, Ed25519",
    "SIGNATURE, RSASSA-PSS",
    "SIGNATURE, SHA256withRSA",
    "VERIFICATION, SHA256withECDSA",
    "VERIFICATION, RSASSA-PSS"
  })
  void whoIsFasterServes(JcaService service, String algorithm) {
    assertThat(choice(fast()).require(service, algorithm)).isSameAs(other);
    assertThat(choice(slow()).require(service, algorithm)).isNotSameAs(other);
    assertThat(choice(FasterProvider.none()).require(service, algorithm)).isNotSameAs(other);
  }

  @Test
  void bothHalvesOfAKeyExchangeGoToTheSame() {
    ExchangeForm form = ExchangeForm.of(NistCurve.P_256);

    assertThat(exchange(choice(fast()), form)).isEqualTo(ExchangeProviders.both(other));
    assertThat(exchange(choice(slow()), form).generator()).isNotSameAs(other);
    assertThat(exchange(choice(slow()), form).agreement()).isNotSameAs(other);
  }

  @Test
  void whoHasOneHalfOfAKeyExchangeGetsNone() {
    other.without("KeyAgreement");

    ExchangeProviders found = exchange(choice(fast()), ExchangeForm.of(NistCurve.P_384));

    assertThat(found.generator()).isNotSameAs(other);
    assertThat(found.agreement()).isNotSameAs(other);
  }

  @Test
  void eachCurveIsAnAlgorithmOfItsOwn() {
    ProviderChoice choice = choice(fast());
    for (NistCurve curve : NistCurve.values()) {
      measured.clear();
      assertThat(exchange(choice, ExchangeForm.of(curve)).generator()).isSameAs(other);
      assertThat(measured).as(curve.name()).isNotEmpty();
    }
  }

  private static ExchangeProviders exchange(ProviderChoice choice, ExchangeForm form) {
    NistCurve curve = NistCurve.valueOf(form.group());
    return choice.exchange(form, given -> EcGroup.of(curve, given));
  }

  @Test
  void whatIsNoAlgorithmOfHandshakesStaysWhereItIs() {
    assertThat(choice(fast()).require(JcaService.DIGEST, "MD5")).isNotSameAs(other);
    assertThat(measured).isEmpty();
  }

  @Test
  void theProcessIsAskedOnce() {
    FasterProvider faster = fast();
    Provider first = choice(faster).require(JcaService.CIPHER, GCM);
    int before = measured.size();

    assertThat(choice(faster).require(JcaService.CIPHER, GCM)).isSameAs(first);
    assertThat(choice(faster.withoutRandomness()).require(JcaService.CIPHER, GCM)).isSameAs(first);
    assertThat(measured).hasSize(before);
  }

  @Test
  void toAskWhatIsSupportedMeasuresNothing() {
    CryptoProvider crypto = crypto(fast());

    assertThat(crypto.supports(NamedGroup.SECP256R1)).isTrue();
    assertThat(crypto.supports(SignatureScheme.ECDSA_SECP256R1_SHA256)).isTrue();
    assertThat(crypto.supports(CipherSuite.TLS_AES_128_GCM_SHA256)).isTrue();
    assertThat(measured).isEmpty();
  }

  @Test
  void anUnhealthyOneIsNotThere() {
    FasterProvider unwell = new FasterProvider(Optional::empty, (r, worker) -> nanos(r, worker, 1));

    assertThat(choice(unwell).require(JcaService.CIPHER, GCM)).isNotSameAs(other);
    assertThat(measured).isEmpty();
  }

  @Test
  void whoBreaksDownInTheTrialStaysOut() {
    FasterProvider breaking =
        new FasterProvider(
            () -> Optional.of(other),
            (round, worker) -> {
              if (ProviderChoice.isOne(worker, other)) {
                throw new ProviderException("out of order");
              }
              return 1;
            });

    assertThat(choice(breaking).require(JcaService.CIPHER, GCM)).isNotSameAs(other);
  }

  @ParameterizedTest
  @CsvSource({
    "DIGEST, MessageDigest, SHA-384, SHA-512/256",
    "MAC, Mac, HmacSHA256, HmacSHA512/256",
    "SIGNATURE, Signature, SHA256withECDSA, SHA512withECDSA",
    "VERIFICATION, Signature, SHA256withRSA, SHA384withRSA"
  })
  void whoComputesSomethingElseStaysOut(
      JcaService service, String type, String algorithm, String as) {
    other.passingOff(type, algorithm, as);

    assertThat(choice(fast()).require(service, algorithm)).isNotSameAs(other);
    assertThat(measured).isEmpty();
  }

  @Test
  void whoeverTheApplicationHasPutBeforeTheJdkStaysThere() {
    Borrowed own = new Borrowed("Own");
    Security.insertProviderAt(own, 1);
    try {
      ProviderChoice choice = choice(fast());

      assertThat(choice.require(JcaService.DIGEST, "SHA-256")).isSameAs(own);
      assertThat(exchange(choice, ExchangeForm.of(NistCurve.P_256)).generator()).isSameAs(own);
      assertThat(measured).isEmpty();
    } finally {
      Security.removeProvider(own.getName());
    }
  }

  @Test
  void whoIsGivenServesWithoutATrial() {
    ProviderChoice choice = new ProviderChoice(ProviderSources.given(List.of(other)));

    assertThat(choice.require(JcaService.DIGEST, "SHA-256")).isSameAs(other);
    assertThat(exchange(choice, ExchangeForm.of(NistCurve.P_256)))
        .isEqualTo(ExchangeProviders.both(other));
    other.without("Mac");
    assertThat(choice.require(JcaService.MAC, "HmacSHA256")).isNotSameAs(other);
  }

  @Test
  void aJvmCanBeToldToLookForNothing() {
    ProviderSources told = ProviderSources.found(Optional.of("installed"));

    assertThat(told.gapFiller().get()).isEmpty();
    assertThat(told.faster()).isNotSameAs(FasterProvider.ofProcess());
    assertThat(ProviderSources.found(Optional.empty()).faster())
        .isSameAs(FasterProvider.ofProcess());
  }

  @Test
  void withRandomnessOfItsOwnAnApplicationKeepsTheJdkWhereItIsDrawn() {
    ProviderChoice choice = choice(fast().withoutRandomness());

    assertThat(choice.require(JcaService.SIGNATURE, "SHA256withECDSA")).isNotSameAs(other);
    assertThat(exchange(choice, ExchangeForm.of(NistCurve.P_256)).generator()).isNotSameAs(other);
    assertThat(choice.require(JcaService.VERIFICATION, "SHA256withECDSA")).isSameAs(other);
    assertThat(choice.require(JcaService.CIPHER, GCM)).isSameAs(other);
  }

  @Test
  void keysAreSharedWithThoseWhoUseTheJdk() throws Exception {
    CryptoProvider here = crypto(fast());
    CryptoProvider there = JcaCryptoProvider.ofInstalled();

    KeyShare share = here.keyExchange(NamedGroup.SECP256R1).generate();
    Encapsulation answer = there.keyExchange(NamedGroup.SECP256R1).encapsulate(share.publicValue());

    assertThat(share.decapsulate(answer.publicValue()).equalTo(answer.secret())).isTrue();
  }

  @Test
  void aKeyOfUnknownOriginStaysWithWhoTakesItNow() throws Exception {
    SchemeForm form = SchemeForm.of(SignatureScheme.ECDSA_SECP256R1_SHA256).orElseThrow();
    KeyPair pair = onP256();
    JcaSignatures signatures = new JcaSignatures(choice(fast()), new SecureRandom());

    assertThat(signatures.signing(pair.getPrivate(), form).getProvider()).isSameAs(other);
    assertThat(signatures.signing(elsewhere(pair.getPrivate()), form).getProvider())
        .isNotSameAs(other);
    assertThat(signatures.verifying(pair.getPublic(), form).getProvider()).isSameAs(other);
  }

  private static KeyPair onP256() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  /** A key that could be read, and whose owner would not see what it signs then. */
  private static PrivateKey elsewhere(PrivateKey key) {
    return (PrivateKey)
        Proxy.newProxyInstance(
            key.getClass().getClassLoader(),
            new Class<?>[] {ECPrivateKey.class},
            (proxy, method, arguments) -> method.invoke(key, arguments));
  }

  @Test
  void aKeyOfASizeThatNotAllTakeStaysWithTheJdk() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    KeyPair small = generator.generateKeyPair();

    assertThat(OrdinaryKey.is(small.getPublic())).isFalse();
    assertThat(OrdinaryKey.mayGoTo(other, small.getPrivate())).isFalse();
  }

  @Test
  void anRsaKeyThatCannotBeBlindedStaysWithTheJdk() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    RSAPrivateKey whole = (RSAPrivateKey) generator.generateKeyPair().getPrivate();
    RSAPrivateKeySpec numbers =
        new RSAPrivateKeySpec(whole.getModulus(), whole.getPrivateExponent());

    assertThat(OrdinaryKey.mayGoTo(other, whole)).isTrue();
    assertThat(OrdinaryKey.mayGoTo(other, KeyFactory.getInstance("RSA").generatePrivate(numbers)))
        .isFalse();
  }

  @Test
  void manyThreadsMeasureOnce() {
    ProviderChoice choice = choice(fast());
    List<Provider> found =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(i -> choice.require(JcaService.DIGEST, "SHA-256"))
            .distinct()
            .toList();

    assertThat(found).containsExactly(other);
    assertThat(measured.stream().filter(p -> ProviderChoice.isOne(p, other)).count())
        .isLessThan(10);
  }

  @Test
  void theRsaKeyOfTheTrialIsOne() throws Exception {
    KeyPair pair = TrialKeys.of("RSASSA-PSS").orElseThrow().pair();

    assertThat(((RSAKey) pair.getPublic()).getModulus().bitLength()).isEqualTo(2048);
    assertThat(OrdinaryKey.is(pair.getPrivate())).isTrue();
  }
}
