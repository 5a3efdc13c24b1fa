// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz;

import dev.jessel.compress.CertificateCodec;
import dev.jessel.wire.Bytes;
import dev.jessel.x509.PeerCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Certificates and their kin: the targets' own, and those that the tests of core use. */
final class CertificateSeeds {
  private static final Path FIXTURES = Path.of("core", "src", "test", "resources", "x509");

  private CertificateSeeds() {}

  static Map<String, byte[]> all() {
    Map<String, byte[]> seeds = new TreeMap<>();
    for (String name : List.of("server", "rsa-server", "client", Identities.AUTHORITY)) {
      PeerCertificate certificate = Identities.certificates(name).get(0);
      add(seeds, name, CertificateTarget.Form.PEER, certificate.der().toArray());
      add(seeds, name + "-anchor", CertificateTarget.Form.ANCHOR, certificate.der().toArray());
    }
    add(seeds, "raw-key", CertificateTarget.Form.RAW_KEY, Identities.SERVER.spki().toArray());
    byte[] message = Identities.file("server.crt");
    byte[] compressed = CertificateCodec.zlib().compress(message);
    add(seeds, "compressed", CertificateTarget.Form.COMPRESSED, compressed);
    addFixtures(seeds);
    return seeds;
  }

  private static void addFixtures(Map<String, byte[]> seeds) {
    for (String name :
        List.of("names.pem", "constrained-inter.pem", "policy-leaf.pem", "pss-signed.pem")) {
      add(seeds, name, CertificateTarget.Form.FILE, fixture(name));
    }
    for (String name :
        List.of("ed25519.key", "p384-sec1.key", "p384-encrypted.der", "p384-pkcs8.der")) {
      add(seeds, name, CertificateTarget.Form.KEY, fixture(name));
    }
    for (String name : List.of("listed.crl", "for-cas.crl")) {
      add(seeds, name, CertificateTarget.Form.CRL, fixture(name));
    }
    for (String name : List.of("ocsp-says-good.der", "ocsp-by-key.der")) {
      add(seeds, name, CertificateTarget.Form.OCSP, fixture(name));
    }
  }

  private static byte[] fixture(String name) {
    try {
      return Files.readAllBytes(FIXTURES.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("seeds are written from the project's directory", e);
    }
  }

  private static void add(
      Map<String, byte[]> seeds, String name, CertificateTarget.Form form, byte[] content) {
    seeds.put(name, Bytes.of(Choice.code(form)).plus(Bytes.of(content)).toArray());
  }
}
