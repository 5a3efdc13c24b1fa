// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.demo;

import dev.jessel.x509.PeerCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A server's identity as files.
 *
 * @param authority what to trust
 * @param certificate for localhost
 * @param key of the certificate
 */
public record PemFiles(Path authority, Path certificate, Path key) {
  public static PemFiles in(Path directory) throws Exception {
    DemoIdentity identity = DemoIdentity.create();
    byte[] key = identity.server().privateKey().getEncoded();
    String keyPem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(key)
            + "\n-----END PRIVATE KEY-----\n";
    return new PemFiles(
        Files.writeString(directory.resolve("ca.pem"), pem(identity.authority().certificates())),
        Files.writeString(directory.resolve("server.pem"), pem(identity.server().chain())),
        Files.writeString(directory.resolve("server.key"), keyPem));
  }

  private static String pem(List<PeerCertificate> certificates) {
    return certificates.stream().map(PeerCertificate::pem).collect(Collectors.joining());
  }
}
