// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.peer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Locale;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManagerFactory;

/** The servers' certificates and keys, and the CA that issued them. For measuring alone. */
public final class Identity {
  /** The name in the certificates. */
  public static final String HOST = "bench.example";

  private static final String FOLDER = "/dev/jessel/bench/";
  private static final char[] NO_PASSWORD = {};

  private Identity() {}

  /** The CA. */
  public static X509Certificate authority() {
    return certificate("ca");
  }

  /** The server's certificate. */
  public static X509Certificate server(Setup.Key kind) {
    return certificate(file(kind));
  }

  /** The server's key. */
  public static PrivateKey key(Setup.Key kind) {
    String algorithm = kind == Setup.Key.RSA ? "RSA" : "EC";
    String pem = new String(bytes(file(kind) + ".key"), StandardCharsets.US_ASCII);
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    try {
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the benchmark's key is broken", e);
    }
  }

  /** Writes the files of the server and the CA, for programs that read files. */
  public static void write(Path folder) throws IOException {
    for (String name : new String[] {"ca.pem", "ecdsa.pem", "ecdsa.key"}) {
      Files.write(folder.resolve(name), bytes(name));
    }
  }

  /** The JDK's trust managers, with the CA. */
  static TrustManagerFactory trust() throws GeneralSecurityException, IOException {
    return trust(Security.getProvider("SunJSSE"));
  }

  /** Trust managers of a provider, with the CA. */
  static TrustManagerFactory trust(Provider provider) throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    store.setCertificateEntry("ca", authority());
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX", provider);
    factory.init(store);
    return factory;
  }

  /** A key manager with the server's key. */
  static KeyManager[] keys(Setup.Key kind) {
    return new KeyManager[] {new OneKey(kind)};
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  private static String file(Setup.Key kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static X509Certificate certificate(String name) {
    try (InputStream in = open(name + ".pem")) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("the benchmark's " + name + " is broken", e);
    }
  }

  private static byte[] bytes(String name) {
    try (InputStream in = open(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("the benchmark's " + name + " is broken", e);
    }
  }

  private static InputStream open(String name) {
    return Identity.class.getResourceAsStream(FOLDER + name);
  }
}
