// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.counts;

import dev.jessel.crypto.Aead;
import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Hash;
import dev.jessel.crypto.Hmac;
import dev.jessel.crypto.KeyExchange;
import dev.jessel.crypto.Signer;
import dev.jessel.crypto.Verifier;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Cryptography that is asked for nothing without being counted: type and method are the name. */
final class CountingCrypto {
  private static final List<Class<?>> COUNTED =
      List.of(Aead.class, Hash.class, Hmac.class, KeyExchange.class, Signer.class, Verifier.class);

  private final Map<String, Integer> calls = new HashMap<>();
  private final CryptoProvider crypto;
  private BiConsumer<String, Object[]> listener = (name, arguments) -> {};

  CountingCrypto(CryptoProvider honest) {
    crypto = counting(CryptoProvider.class, honest);
  }

  CryptoProvider crypto() {
    return crypto;
  }

  /** Is told of each call with its arguments. */
  void listener(BiConsumer<String, Object[]> wanted) {
    listener = wanted;
  }

  /** How often a method was called, as {@code Aead.seal}. */
  int calls(String name) {
    return calls.getOrDefault(name, 0);
  }

  private <T> T counting(Class<T> type, T honest) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> call(type, honest, method, arguments)));
  }

  private Object call(Class<?> type, Object honest, Method method, Object[] arguments)
      throws Throwable {
    String name = type.getSimpleName() + "." + method.getName();
    calls.merge(name, 1, Integer::sum);
    listener.accept(name, arguments);
    try {
      return counted(method.getReturnType(), method.invoke(honest, unwrapped(arguments)));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private Object counted(Class<?> type, Object result) {
    Optional<Class<?>> counts = COUNTED.stream().filter(type::equals).findFirst();
    return counts.isPresent() ? countingAs(counts.get(), result) : result;
  }

  private <T> Object countingAs(Class<T> type, Object honest) {
    return counting(type, type.cast(honest));
  }

  private static Object[] unwrapped(Object[] arguments) {
    return arguments == null ? new Object[0] : arguments;
  }
}
