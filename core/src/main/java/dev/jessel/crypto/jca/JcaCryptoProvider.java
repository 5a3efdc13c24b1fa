// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import dev.jessel.crypto.Aead;
import dev.jessel.crypto.AeadAlgorithm;
import dev.jessel.crypto.BulkCipher;
import dev.jessel.crypto.CbcCipher;
import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.DhParameters;
import dev.jessel.crypto.Hash;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.Hmac;
import dev.jessel.crypto.KeyExchange;
import dev.jessel.crypto.MacAlgorithm;
import dev.jessel.crypto.RsaKeyTransport;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.Signer;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.crypto.Verifier;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;

/**
 * All cryptography from the JDK's security providers, and from two others where they are on the
 * class path, installed or not:
 *
 * <ul>
 *   <li>Bouncy Castle, where the JDK has a gap or takes several times as long: X25519, X448 and the
 *       checking of ECDSA signatures;
 *   <li>the Amazon Corretto Crypto Provider, if it passes its own tests, for each algorithm in
 *       which it computes what the JDK does and takes clearly less time: at most five sixths. That
 *       is measured once in a process, when the algorithm is first used, for some hundredths of a
 *       second.
 * </ul>
 *
 * <p>A provider that was installed before those of the JDK stays before all others. Private keys go
 * to another provider than the usual one only if the JDK made them of an encoding: keys in tokens
 * stay there. {@link #ofInstalled} and {@link #of} look for nothing, and neither does {@link
 * #create()} in a JVM that was started with {@code -Ddev.jessel.crypto.providers=installed}.
 *
 * <p>Providers are looked up at the first use of an algorithm, so one object should serve many
 * connections; providers that are installed later go unseen. Thread-safe.
 */
public final class JcaCryptoProvider implements CryptoProvider {
  private static final String SOURCES_PROPERTY = "dev.jessel.crypto.providers";

  private final ProviderChoice providers;
  private final Map<AeadAlgorithm, AeadCiphers> aeads = new ConcurrentHashMap<>();
  private final SecureRandom random;
  private final KeyExchanges exchanges;
  private final JcaSignatures signatures;
  private final RsaKeyTransport keyTransport;

  private JcaCryptoProvider(SecureRandom random, ProviderSources sources) {
    this.providers = new ProviderChoice(sources);
    this.random = random;
    this.exchanges = new KeyExchanges(providers, random);
    this.signatures = new JcaSignatures(providers, random);
    this.keyTransport = new JcaRsaKeyTransport(random);
  }

  /** A provider with the JDK's default source of randomness. */
  public static JcaCryptoProvider create() {
    return create(new SecureRandom(), found());
  }

  /**
   * A provider with a source of randomness of the caller's. Amazon's provider, which has its own,
   * makes no key pairs and no signatures here.
   *
   * @param random must be safe for use by many threads, as those of the JDK are
   */
  public static JcaCryptoProvider create(SecureRandom random) {
    return create(random, found().forOwnRandomness());
  }

  /** A provider with what is installed in the JVM, and no more: nothing is looked for or timed. */
  public static JcaCryptoProvider ofInstalled() {
    return create(new SecureRandom(), ProviderSources.installed());
  }

  /**
   * A provider that asks the given ones for whatever they have, and the installed ones for the
   * rest. Nothing else is looked for, nothing is timed. Private keys that a given one refuses, as
   * those of tokens, go to who takes them.
   *
   * @param first security providers, the preferred one first; they need not be installed
   */
  public static JcaCryptoProvider of(Provider... first) {
    return create(new SecureRandom(), ProviderSources.given(List.of(first)));
  }

  static JcaCryptoProvider create(SecureRandom random, ProviderSources sources) {
    return new JcaCryptoProvider(random, sources);
  }

  private static ProviderSources found() {
    return ProviderSources.found(Optional.ofNullable(System.getProperty(SOURCES_PROPERTY)));
  }

  @Override
  public boolean supports(CipherSuite suite) {
    return SuiteParameters.of(suite)
        .filter(SuiteParameters::isTls13)
        .filter(this::supports)
        .isPresent();
  }

  @Override
  public boolean supports(SuiteParameters suite) {
    return supportsCipher(suite)
        && supportsMac(suite.mac())
        && providers.has(JcaService.DIGEST, suite.hash().jcaName())
        && providers.has(JcaService.MAC, suite.hash().macName());
  }

  private boolean supportsCipher(SuiteParameters suite) {
    return switch (suite.cipher().kind()) {
      case AEAD ->
          suite
              .cipher()
              .aead()
              .filter(aead -> hasCipher(CipherForm.of(aead).transformation()))
              .isPresent();
      case BLOCK -> CbcForm.of(suite.cipher()).filter(cbc -> hasCipher(cbc.name())).isPresent();
      case STREAM -> false;
      case NULL -> true;
    };
  }

  private boolean hasCipher(String transformation) {
    return providers.has(JcaService.CIPHER, transformation);
  }

  private boolean supportsMac(MacAlgorithm mac) {
    return mac == MacAlgorithm.AEAD || providers.has(JcaService.MAC, mac.jcaName());
  }

  @Override
  public boolean supports(NamedGroup group) {
    return exchanges.has(group);
  }

  @Override
  public boolean supports(SignatureScheme scheme) {
    return SchemeForm.of(scheme).filter(this::supports).isPresent();
  }

  private boolean supports(SchemeForm form) {
    return providers.has(JcaService.SIGNATURE, form.algorithm());
  }

  @Override
  public Hash hash(HashAlgorithm algorithm) {
    String name = algorithm.jcaName();
    Provider provider = providers.require(JcaService.DIGEST, name);
    try {
      return new JcaHash(MessageDigest.getInstance(name, provider));
    } catch (GeneralSecurityException failed) {
      throw broken(name, failed);
    }
  }

  @Override
  public Hmac hmac(HashAlgorithm algorithm, Secret key) {
    String name = algorithm.macName();
    Provider provider = providers.require(JcaService.MAC, name);
    try {
      return new JcaHmac(Mac.getInstance(name, provider), key);
    } catch (GeneralSecurityException failed) {
      throw broken(name, failed);
    }
  }

  @Override
  public Aead aead(AeadAlgorithm algorithm, Secret key) {
    requireLength(algorithm, algorithm.keyLength(), key);
    AeadCiphers ciphers = aeads.computeIfAbsent(algorithm, this::ciphers);
    return key.expose(bytes -> newAead(ciphers, bytes));
  }

  private AeadCiphers ciphers(AeadAlgorithm algorithm) {
    CipherForm form = CipherForm.of(algorithm);
    return AeadCiphers.of(form, providers.require(JcaService.CIPHER, form.transformation()));
  }

  private static Aead newAead(AeadCiphers ciphers, byte[] key) {
    try {
      return new JcaAead(ciphers, key);
    } catch (GeneralSecurityException failed) {
      throw broken(ciphers.name(), failed);
    }
  }

  @Override
  public CbcCipher cbc(BulkCipher cipher, Secret key) {
    CbcForm form =
        CbcForm.of(cipher)
            .orElseThrow(() -> new IllegalArgumentException("no provider has " + cipher));
    requireLength(cipher, cipher.keyLength(), key);
    Provider provider = providers.require(JcaService.CIPHER, form.name());
    return key.expose(bytes -> new JcaCbcCipher(form, provider, bytes));
  }

  private static void requireLength(Enum<?> algorithm, int length, Secret key) {
    if (key.length() != length) {
      throw new IllegalArgumentException(
          algorithm + " has keys of " + length + " bytes, not " + key.length());
    }
  }

  @Override
  public KeyExchange keyExchange(NamedGroup group) {
    Optional<? extends KeyExchange> found = exchanges.find(group);
    if (found.isEmpty()) {
      throw new IllegalArgumentException("no provider has " + group);
    }
    return found.get();
  }

  @Override
  public KeyExchange keyExchange(DhParameters parameters) throws TlsException {
    return exchanges.of(parameters);
  }

  @Override
  public Optional<DhParameters> dhParameters(NamedGroup group) {
    return FfdhePrime.of(group).map(FfdhePrime::parameters);
  }

  @Override
  public RsaKeyTransport rsaKeyTransport() {
    return keyTransport;
  }

  @Override
  public Signer signer(PrivateKey key, SignatureScheme scheme, ProtocolVersion version)
      throws InvalidKeyException {
    SchemeForm form = form(scheme);
    if (!form.fits(key, version)) {
      throw new InvalidKeyException("the key cannot sign in " + scheme);
    }
    return new JcaSigner(scheme, signatures.signing(key, form));
  }

  @Override
  public Verifier verifier(PublicKey key, SignatureScheme scheme, ProtocolVersion version)
      throws TlsException {
    SchemeForm form = form(scheme);
    if (!form.fits(key, version)) {
      throw new TlsException(
          SslReason.WRONG_SIGNATURE_TYPE, scheme + " with a key of " + key.getAlgorithm());
    }
    try {
      return new JcaVerifier(form, key, signatures.verifying(key, form));
    } catch (InvalidKeyException refused) {
      throw new TlsException(SslReason.WRONG_SIGNATURE_TYPE, "key refused for " + scheme, refused);
    }
  }

  private SchemeForm form(SignatureScheme scheme) {
    return SchemeForm.of(scheme)
        .filter(this::supports)
        .orElseThrow(() -> new IllegalArgumentException("no provider has " + scheme));
  }

  @Override
  public List<SignatureScheme> schemesFor(PrivateKey key, ProtocolVersion version) {
    return schemes(key, version);
  }

  @Override
  public List<SignatureScheme> schemesFor(PublicKey key, ProtocolVersion version) {
    return schemes(key, version);
  }

  private List<SignatureScheme> schemes(Key key, ProtocolVersion version) {
    List<SignatureScheme> schemes = new ArrayList<>();
    for (SchemeForm form : SchemeForm.ALL) {
      if (form.isAllowedIn(version) && form.fits(key, version) && supports(form)) {
        schemes.add(form.scheme());
      }
    }
    return List.copyOf(schemes);
  }

  @Override
  public void randomBytes(byte[] destination) {
    random.nextBytes(destination);
  }

  @Override
  public SecureRandom random() {
    return random;
  }

  private static ProviderException broken(String algorithm, GeneralSecurityException cause) {
    return new ProviderException(algorithm + " has become unavailable", cause);
  }
}
