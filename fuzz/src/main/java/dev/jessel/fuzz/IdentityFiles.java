// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz;

import dev.jessel.testkit.CertificateFactory;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.TestCredential;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes the files of {@link Identities}. All seeds must be written anew behind it, and what was
 * found by fuzzing may no longer be what it was.
 */
public final class IdentityFiles {
  private IdentityFiles() {}

  /** Writes them to a directory. */
  public static void main(String[] arguments) throws IOException {
    Path directory = Files.createDirectories(Path.of(arguments[0]));
    CertificateFactory authority = CertificateFactory.create();
    write(authority.authority(), directory, Identities.AUTHORITY);
    Files.delete(directory.resolve(Identities.AUTHORITY + ".key"));
    write(authority.localhost(KeyType.P256), directory, "server");
    write(authority.localhost(KeyType.RSA), directory, "rsa-server");
    write(authority.client(KeyType.P256, "client"), directory, "client");
  }

  private static void write(TestCredential credential, Path directory, String name) {
    TestCredential.PemFiles ignored = credential.writeTo(directory, name);
  }
}
