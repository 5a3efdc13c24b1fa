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

/** The first private key of a PKCS#12 file, with its chain. */
record Pkcs12(PrivateKey privateKey, List<X509Certificate> chain) {

  static Pkcs12 read(Path file, char[] password) throws PemException {
    byte[] content = SourceFile.read(file);
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(content), password);
      for (String alias : Collections.list(store.aliases())) {
        if (store.getKey(alias, password) instanceof PrivateKey key) {
          return new Pkcs12(key, x509(store.getCertificateChain(alias)));
        }
      }
      throw new PemException(file.toString(), "no private key found");
    } catch (PemException e) {
      throw e;
    } catch (IOException e) {
      boolean wrong = e.getCause() instanceof UnrecoverableKeyException;
      throw new PemException(file.toString(), wrong ? "wrong password" : "not a PKCS#12 file", e);
    } catch (UnrecoverableKeyException e) {
      throw new PemException(file.toString(), "wrong password", e);
    } catch (GeneralSecurityException e) {
      throw new PemException(file.toString(), "cannot be decoded", e);
    }
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
