// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;

/**
 * ML-KEM by Bouncy Castle's own interface, a {@link KeyGenerator} with parameters of its kind. They
 * are reached by reflection, since Jessel depends on no library.
 */
final class BouncyCastleKem implements Kem {
  private static final String ALGORITHM = "ML-KEM";
  private static final String SPEC_PACKAGE = "org.bouncycastle.jcajce.spec.";
  private static final String SECRET_CLASS = "org.bouncycastle.jcajce.SecretKeyWithEncapsulation";

  /** What the secret is said to be a key for, and its size in bits: the whole of it, no KDF. */
  private static final String KEY_NAME = "TLS";

  private static final int KEY_BITS = 256;

  private final Provider provider;
  private final SpecBuilder generate;
  private final SpecBuilder extract;
  private final Method encapsulation;

  /** The KEM of {@code provider}, if it is a Bouncy Castle that has one. */
  static Optional<Kem> of(Provider provider) {
    try {
      KeyGenerator.getInstance(ALGORITHM, provider);
      return Optional.of(new BouncyCastleKem(provider));
    } catch (GeneralSecurityException | ReflectiveOperationException otherProvider) {
      return Optional.empty();
    }
  }

  private BouncyCastleKem(Provider provider) throws ReflectiveOperationException {
    ClassLoader loader = provider.getClass().getClassLoader();
    this.provider = provider;
    generate = new SpecBuilder(loader, "KEMGenerateSpec", PublicKey.class);
    extract = new SpecBuilder(loader, "KEMExtractSpec", PrivateKey.class, byte[].class);
    encapsulation = Class.forName(SECRET_CLASS, true, loader).getMethod("getEncapsulation");
  }

  @Override
  public Provider provider() {
    return provider;
  }

  @Override
  public Capsule encapsulate(PublicKey key, SecureRandom random) throws GeneralSecurityException {
    try {
      SecretKey secret = run(generate.build(key, KEY_NAME, KEY_BITS), random);
      return new Capsule(secret.getEncoded(), (byte[]) encapsulation.invoke(secret));
    } catch (ReflectiveOperationException failed) {
      throw new ProviderException(ALGORITHM + " failed", failed);
    }
  }

  @Override
  public byte[] decapsulate(PrivateKey key, byte[] ciphertext) throws GeneralSecurityException {
    try {
      return run(extract.build(key, ciphertext, KEY_NAME, KEY_BITS), null).getEncoded();
    } catch (ReflectiveOperationException failed) {
      throw new ProviderException(ALGORITHM + " failed", failed);
    }
  }

  private SecretKey run(AlgorithmParameterSpec spec, SecureRandom random)
      throws GeneralSecurityException {
    KeyGenerator generator = KeyGenerator.getInstance(ALGORITHM, provider);
    generator.init(spec, random);
    return generator.generateKey();
  }

  /** Builds one kind of parameters, always without a KDF on top. */
  private static final class SpecBuilder {
    private final Constructor<?> constructor;
    private final Method withNoKdf;
    private final Method build;

    SpecBuilder(ClassLoader loader, String spec, Class<?>... leading)
        throws ReflectiveOperationException {
      Class<?> builder = Class.forName(SPEC_PACKAGE + spec + "$Builder", true, loader);
      Class<?>[] types = Arrays.copyOf(leading, leading.length + 2);
      types[leading.length] = String.class;
      types[leading.length + 1] = int.class;
      constructor = builder.getConstructor(types);
      withNoKdf = builder.getMethod("withNoKdf");
      build = builder.getMethod("build");
    }

    AlgorithmParameterSpec build(Object... arguments) throws ReflectiveOperationException {
      Object builder = withNoKdf.invoke(constructor.newInstance(arguments));
      return (AlgorithmParameterSpec) build.invoke(builder);
    }
  }
}
