// SPDX-License-Identifier: Apache-2.0
package dev.jessel.dialect;

import dev.jessel.wire.ProtocolVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * The dialects at hand. TLS 1.2 is always there; what is older is there when the module {@code
 * dev.jessel.legacy} is, and cannot be spoken by any setting when it is not.
 */
public final class Dialects {
  private static final List<Dialect> ALL = find();

  private Dialects() {}

  /** The dialect of a version; empty when nobody speaks it. */
  public static Optional<Dialect> of(ProtocolVersion version) {
    for (Dialect dialect : ALL) {
      if (dialect.version().equals(version)) {
        return Optional.of(dialect);
      }
    }
    return Optional.empty();
  }

  /** The versions before TLS 1.3 that can be spoken at all, the newest first. */
  public static List<ProtocolVersion> versions() {
    return ALL.stream().map(Dialect::version).toList();
  }

  private static List<Dialect> find() {
    Stream<Dialect> older =
        ServiceLoader.load(Dialect.class, Dialect.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .filter(dialect -> !dialect.version().isAtLeast(ProtocolVersion.TLS_1_2));
    return Stream.concat(Stream.of(new Tls12()), older)
        .sorted(Comparator.comparing(Dialect::version).reversed())
        .toList();
  }
}
