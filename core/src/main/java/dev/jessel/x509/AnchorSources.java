// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Where trust anchors are kept on a machine. */
final class AnchorSources {
  private static final Pattern FILE_NAME =
      Pattern.compile(".*\\.(pem|crt|cer)|[0-9a-f]{8}\\.[0-9]+", Pattern.CASE_INSENSITIVE);

  // Debian and Alpine, Fedora and RHEL (two places), openSUSE, the BSDs and macOS.
  private static final List<String> BUNDLES =
      List.of(
          "etc/ssl/certs/ca-certificates.crt",
          "etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
          "etc/pki/tls/certs/ca-bundle.crt",
          "etc/ssl/ca-bundle.pem",
          "etc/ssl/cert.pem",
          "usr/local/etc/ssl/cert.pem");

  private static final String DIRECTORY = "etc/ssl/certs";

  private AnchorSources() {}

  /** What the environment names, else what the well-known places hold; perhaps nothing. */
  static List<PeerCertificate> onMachine(Map<String, String> environment, Path root)
      throws PemException {
    boolean file = !environment.getOrDefault("SSL_CERT_FILE", "").isEmpty();
    boolean directories = !environment.getOrDefault("SSL_CERT_DIR", "").isEmpty();
    if (!file && !directories) {
      return inWellKnownPlaces(root);
    }
    List<PeerCertificate> found = new ArrayList<>();
    found.addAll(file ? fileOnMachine(environment, root) : List.of());
    found.addAll(directories ? directoriesOnMachine(environment, root) : List.of());
    return found;
  }

  /** What {@code SSL_CERT_FILE} names, else a bundle in a well-known place. */
  static List<PeerCertificate> fileOnMachine(Map<String, String> environment, Path root)
      throws PemException {
    String file = environment.getOrDefault("SSL_CERT_FILE", "");
    return file.isEmpty() ? inBundle(root) : Certificates.read(Path.of(file));
  }

  /** What {@code SSL_CERT_DIR} names, else what the well-known directory holds. */
  static List<PeerCertificate> directoriesOnMachine(Map<String, String> environment, Path root)
      throws PemException {
    String named = environment.getOrDefault("SSL_CERT_DIR", "");
    if (named.isEmpty()) {
      Path directory = root.resolve(DIRECTORY);
      return Files.isDirectory(directory) ? inDirectory(directory) : List.of();
    }
    List<PeerCertificate> found = new ArrayList<>();
    for (String directory : named.split(Pattern.quote(File.pathSeparator), -1)) {
      if (!directory.isEmpty()) {
        found.addAll(inDirectory(Path.of(directory)));
      }
    }
    return found;
  }

  private static List<PeerCertificate> inWellKnownPlaces(Path root) throws PemException {
    List<PeerCertificate> bundle = inBundle(root);
    return bundle.isEmpty() ? directoriesOnMachine(Map.of(), root) : bundle;
  }

  private static List<PeerCertificate> inBundle(Path root) throws PemException {
    for (String bundle : BUNDLES) {
      if (Files.isReadable(root.resolve(bundle))) {
        return Certificates.read(root.resolve(bundle));
      }
    }
    return List.of();
  }

  static List<PeerCertificate> inDirectory(Path directory) throws PemException {
    List<PeerCertificate> found = new ArrayList<>();
    for (Path file : files(directory)) {
      found.addAll(inFileIfAny(file));
    }
    return found;
  }

  // Other things may lie in the directory under such a name.
  private static List<PeerCertificate> inFileIfAny(Path file) {
    try {
      return Certificates.read(file);
    } catch (PemException e) {
      return List.of();
    }
  }

  private static List<Path> files(Path directory) throws PemException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        if (FILE_NAME.matcher(entry.getFileName().toString()).matches()
            && Files.isRegularFile(entry)) {
          files.add(entry);
        }
      }
    } catch (IOException e) {
      throw new PemException(directory.toString(), "cannot be listed", e);
    }
    Collections.sort(files);
    return files;
  }

  static List<X509Certificate> inCacerts(Path javaHome) throws PemException {
    Path file = javaHome.resolve("lib").resolve("security").resolve("cacerts");
    try {
      // Without a password: certificates are not encrypted, and the file is as safe as the JDK.
      KeyStore store = KeyStore.getInstance(file.toFile(), (char[]) null);
      List<X509Certificate> found = new ArrayList<>();
      for (String alias : Collections.list(store.aliases())) {
        if (store.getCertificate(alias) instanceof X509Certificate certificate) {
          found.add(certificate);
        }
      }
      return found;
    } catch (IOException | GeneralSecurityException e) {
      throw new PemException(file.toString(), "cannot be read", e);
    }
  }
}
