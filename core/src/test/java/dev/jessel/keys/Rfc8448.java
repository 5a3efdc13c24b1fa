// SPDX-License-Identifier: Apache-2.0
package dev.jessel.keys;

import dev.jessel.crypto.Secret;
import dev.jessel.wire.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** One handshake trace of RFC 8448, by the names that our files give to its octets. */
final class Rfc8448 {
  private final Properties values = new Properties();

  private Rfc8448(String resource) {
    try (InputStream in = Rfc8448.class.getResourceAsStream("/keys/" + resource)) {
      values.load(in);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static Rfc8448 simple() {
    return new Rfc8448("rfc8448-3-simple.properties");
  }

  static Rfc8448 resumed() {
    return new Rfc8448("rfc8448-4-resumed.properties");
  }

  static Rfc8448 retry() {
    return new Rfc8448("rfc8448-5-retry.properties");
  }

  String hex(String name) {
    String value = values.getProperty(name);
    if (value == null) {
      throw new IllegalArgumentException("no octets called " + name);
    }
    return value;
  }

  Bytes bytes(String name) {
    return Bytes.ofHex(hex(name));
  }

  Secret secret(String name) {
    return Secret.take(bytes(name).toArray());
  }
}
