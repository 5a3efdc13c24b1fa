// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A private key of a key store (PKCS#12, JKS, or whatever a provider has) with its chain. */
record KeyStoreFile(PrivateKey privateKey, List<X509Certificate> chain) {

  /** The first key of a file. */
  static KeyStoreFile read(Path file, char[] password) throws PemException {
    KeyStore store = load(file.toString(), SourceFile.read(file), password);
    return in(file.toString(), store, Optional.empty(), password);
  }

  /** The key of an alias, or without one the first. */
  static KeyStoreFile in(String source, KeyStore store, Optional<String> wanted, char[] password)
      throws PemException {
    try {
      List<String> aliases =
          wanted.isPresent() ? List.of(wanted.get()) : Collections.list(store.aliases());
      for (String alias : aliases) {
        if (store.getKey(alias, password) instanceof PrivateKey key) {
          return new KeyStoreFile(key, x509(store.getCertificateChain(alias)));
        }
      }
      throw new PemException(
          source, "no private key found" + wanted.map(alias -> " under " + alias).orElse(""));
    } catch (UnrecoverableKeyException e) {
      throw new PemException(source, "wrong password", e);
    } catch (GeneralSecurityException e) {
      throw new PemException(source, "cannot be decoded", e);
    }
  }

  private static KeyStore load(String source, byte[] content, char[] password) throws PemException {
    String type = type(content);
    try {
      KeyStore store = KeyStore.getInstance(type);
      store.load(new ByteArrayInputStream(content), password);
      return store;
    } catch (IOException e) {
      boolean wrong = e.getCause() instanceof UnrecoverableKeyException;
      String problem = wrong ? "wrong password" : "not a " + name(type);
      throw new PemException(source, problem, e);
    } catch (GeneralSecurityException e) {
      throw new PemException(source, "cannot be decoded", e);
    }
  }

  private static String type(byte[] content) {
    if (FileKind.isJks(content)) {
      return "JKS";
    }
    return FileKind.isJceks(content) ? "JCEKS" : "PKCS12";
  }

  private static String name(String type) {
    return type.equals("PKCS12") ? "PKCS#12 file" : type + " file";
  }

  private static List<X509Certificate> x509(Certificate[] chain) {
    List<X509Certificate> certificates = new ArrayList<>();
    if (chain != null) {
      for (Certificate certificate : chain) {
        certificates.add((X509Certificate) certificate);
      }
    }
    return List.copyOf(certificates);
  }
}
