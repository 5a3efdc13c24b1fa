// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.error.TlsException;
import dev.jessel.x509.Certificates;
import dev.jessel.x509.PasswordSource;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.PemException;
import dev.jessel.x509.PrivateKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;

/** The files of {@link Endpoints#fixture} as objects. */
final class Fixtures {
  private Fixtures() {}

  static PeerCertificate certificate(String name) {
    try {
      return Certificates.read(Path.of(Endpoints.fixture(name))).get(0);
    } catch (PemException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static PublicKey publicKey(String certificate) {
    try {
      return certificate(certificate).publicKey();
    } catch (TlsException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static PrivateKey key(String name) {
    try {
      return PrivateKeys.read(Path.of(Endpoints.fixture(name)), PasswordSource.none());
    } catch (PemException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static byte[] bytes(String name) {
    try {
      return Files.readAllBytes(Path.of(Endpoints.fixture(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
