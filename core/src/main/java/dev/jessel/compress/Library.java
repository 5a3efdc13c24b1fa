// SPDX-License-Identifier: Apache-2.0
package dev.jessel.compress;

import static java.lang.invoke.MethodType.methodType;

import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/**
 * The classes of a library that nothing here is compiled against. They are looked up when a codec
 * is made and never again; a library that is not there, or is of another shape, ends the lookup.
 *
 * @param loader where they are looked for
 */
record Library(ClassLoader loader) {
  // Public members of exported packages, whichever module reads which.
  private static final MethodHandles.Lookup PUBLIC = MethodHandles.publicLookup();

  Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName(name, false, loader);
  }

  MethodHandle function(String type, String name, Class<?> result, Class<?>... parameters)
      throws ReflectiveOperationException {
    return PUBLIC.findStatic(type(type), name, methodType(result, parameters));
  }

  /** A constructor of a stream that decompresses another one. */
  MethodHandle stream(String type) throws ReflectiveOperationException {
    return PUBLIC
        .findConstructor(type(type), methodType(void.class, InputStream.class))
        .asType(methodType(InputStream.class, InputStream.class));
  }

  /** A setter of a stream that takes a number and may return the stream. */
  MethodHandle setter(String type, String name) throws ReflectiveOperationException {
    Class<?> stream = type(type);
    return PUBLIC
        .findVirtual(stream, name, methodType(stream, int.class))
        .asType(methodType(void.class, InputStream.class, int.class));
  }
}
