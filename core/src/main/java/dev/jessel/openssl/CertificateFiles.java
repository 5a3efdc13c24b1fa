// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.openssl.LibX509.X509_NAME;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.PemException;
import dev.jessel.x509.TrustAnchors;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Certificates from files, directories, and what libcrypto calls stores. */
final class CertificateFiles {
  private CertificateFiles() {}

  /** Where certificates come from. */
  interface Source {
    TrustAnchors read() throws PemException;
  }

  static TrustAnchors ofFile(String file) throws PemException {
    return TrustAnchors.ofPemFile(Configured.path(file));
  }

  static TrustAnchors ofDirectory(String directory) throws PemException {
    return TrustAnchors.ofDirectory(Configured.path(directory));
  }

  /** A file or a directory, as a path or as a URI. */
  static TrustAnchors ofStore(String store) throws PemException {
    Path path = store.startsWith("file:") ? fromUri(store) : Configured.path(store);
    return Files.isDirectory(path) ? TrustAnchors.ofDirectory(path) : TrustAnchors.ofPemFile(path);
  }

  /** Adds those subjects that are not there yet; false when the source cannot be read. */
  static boolean addSubjects(List<X509_NAME> names, Source source) {
    try {
      source.read().certificates().stream()
          .map(PeerCertificate::subjectDer)
          .map(X509_NAME::new)
          .filter(name -> !names.contains(name))
          .distinct()
          .toList()
          .forEach(names::add);
      return true;
    } catch (PemException e) {
      return Configured.refuse(ErrorCode.LIB_X509, ErrorCode.SYS_LIB, e.getMessage());
    }
  }

  private static Path fromUri(String uri) throws PemException {
    try {
      return Path.of(URI.create(uri));
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      throw new PemException(uri, "not the URI of a file", e);
    }
  }
}
