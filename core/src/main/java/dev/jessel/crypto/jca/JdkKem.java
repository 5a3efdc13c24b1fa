// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * ML-KEM by {@code javax.crypto.KEM}. The class is there from JDK 21 on and serves ML-KEM from JDK
 * 24 on; it is reached by reflection, since this code is compiled for Java 17.
 */
final class JdkKem implements Kem {
  private static final String ALGORITHM = "ML-KEM";
  private static final String CLASS_NAME = "javax.crypto.KEM";

  private final Provider provider;
  private final Method getInstance;
  private final Method newEncapsulator;
  private final Method encapsulate;
  private final Method key;
  private final Method encapsulation;
  private final Method newDecapsulator;
  private final Method decapsulate;

  /** The KEM of the first installed provider that has ML-KEM; empty if there is none. */
  static Optional<Kem> find() {
    Provider[] providers = Security.getProviders("KEM." + ALGORITHM);
    if (providers == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new JdkKem(providers[0]));
    } catch (ReflectiveOperationException noKemInThisJdk) {
      return Optional.empty();
    }
  }

  private JdkKem(Provider provider) throws ReflectiveOperationException {
    this.provider = provider;
    Class<?> kem = Class.forName(CLASS_NAME);
    Class<?> encapsulated = Class.forName(CLASS_NAME + "$Encapsulated");
    getInstance = kem.getMethod("getInstance", String.class, Provider.class);
    newEncapsulator = kem.getMethod("newEncapsulator", PublicKey.class, SecureRandom.class);
    encapsulate = Class.forName(CLASS_NAME + "$Encapsulator").getMethod("encapsulate");
    key = encapsulated.getMethod("key");
    encapsulation = encapsulated.getMethod("encapsulation");
    newDecapsulator = kem.getMethod("newDecapsulator", PrivateKey.class);
    decapsulate =
        Class.forName(CLASS_NAME + "$Decapsulator").getMethod("decapsulate", byte[].class);
  }

  @Override
  public Provider provider() {
    return provider;
  }

  @Override
  public Capsule encapsulate(PublicKey peer, SecureRandom random) throws GeneralSecurityException {
    Object encapsulator = call(newEncapsulator, newKem(), peer, random);
    Object encapsulated = call(encapsulate, encapsulator);
    SecretKey secret = (SecretKey) call(key, encapsulated);
    return new Capsule(secret.getEncoded(), (byte[]) call(encapsulation, encapsulated));
  }

  @Override
  public byte[] decapsulate(PrivateKey own, byte[] ciphertext) throws GeneralSecurityException {
    Object decapsulator = call(newDecapsulator, newKem(), own);
    return ((SecretKey) call(decapsulate, decapsulator, (Object) ciphertext)).getEncoded();
  }

  private Object newKem() throws GeneralSecurityException {
    return call(getInstance, null, ALGORITHM, provider);
  }

  private static Object call(Method method, Object target, Object... arguments)
      throws GeneralSecurityException {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof GeneralSecurityException refused) {
        throw refused;
      }
      throw new ProviderException(ALGORITHM + " failed", thrown.getCause());
    } catch (IllegalAccessException notPublic) {
      throw new ProviderException(ALGORITHM + " is out of reach", notPublic);
    }
  }
}
