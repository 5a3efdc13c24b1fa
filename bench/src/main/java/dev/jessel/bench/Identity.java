// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** The server's ECDSA P-256 certificate, its key, and the CA that issued it. For tests alone. */
final class Identity {
  static final String HOST = "bench.example";

  private Identity() {}

  static X509Certificate authority() {
    return certificate("ca.pem");
  }

  static X509Certificate server() {
    return certificate("server.pem");
  }

  static PrivateKey key() {
    try (InputStream in = open("server.key")) {
      String pem = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
      return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("the benchmark's key is broken", e);
    }
  }

  private static X509Certificate certificate(String name) {
    try (InputStream in = open(name)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("the benchmark's " + name + " is broken", e);
    }
  }

  private static InputStream open(String name) {
    return Identity.class.getResourceAsStream(name);
  }
}
