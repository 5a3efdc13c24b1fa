// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.scenario;

import dev.jessel.testkit.CertificateFactory;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.TestCredential;
import dev.jessel.x509.PeerCertificate;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The certificates that scenarios name, and their files: {@code rsa}, {@code p256} and so on for
 * localhost, the same with {@code client-} before them for clients, {@code stranger} of another
 * authority, {@code expired}, {@code ca}, and {@code other-ca}, who is the stranger's.
 */
public final class Keys {
  private static final KeyType[] TYPES = {
    KeyType.RSA,
    KeyType.RSA_PSS,
    KeyType.P256,
    KeyType.P384,
    KeyType.P521,
    KeyType.ED25519,
    KeyType.ED448
  };

  private final Map<String, TestCredential> all = new LinkedHashMap<>();
  private final Path directory;

  /** Makes them all, and writes their files. */
  public Keys(Path directory) {
    this.directory = directory;
    CertificateFactory ours = CertificateFactory.create();
    CertificateFactory theirs = CertificateFactory.create();
    all.put("ca", ours.authority());
    all.put("other-ca", theirs.authority());
    for (KeyType type : TYPES) {
      String name = type.name().toLowerCase(Locale.ROOT).replace('_', '-');
      all.put(name, ours.localhost(type));
      all.put("client-" + name, ours.client(type, name));
    }
    all.put("stranger", theirs.localhost(KeyType.P256));
    all.put("client-stranger", theirs.client(KeyType.P256, "stranger"));
    all.put("expired", ours.expired(KeyType.P256, "localhost"));
    all.put("wrong-name", ours.server(KeyType.P256, "other.example"));
    all.forEach((name, credential) -> credential.writeTo(directory, name));
  }

  String certificateFile(String name) {
    return file(name, ".crt");
  }

  String keyFile(String name) {
    return file(name, ".key");
  }

  private String file(String name, String end) {
    if (!all.containsKey(name)) {
      throw new IllegalArgumentException("there is no certificate called " + name);
    }
    return directory.resolve(name + end).toString();
  }

  /** What a certificate is called; "none" for null. */
  String nameOf(PeerCertificate certificate) {
    if (certificate == null) {
      return "none";
    }
    byte[] der = certificate.der().toArray();
    return all.entrySet().stream()
        .filter(entry -> Arrays.equals(encoded(entry.getValue()), der))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("unknown");
  }

  private static byte[] encoded(TestCredential credential) {
    try {
      return credential.certificate().getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
