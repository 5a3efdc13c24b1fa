// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A directory whose files are named after the hash of a subject ({@code X509_LOOKUP_hash_dir(3)}):
 * {@code HASH.0} and on for certificates, {@code HASH.r0} and on for revocation lists. Read on
 * demand; each file once. Safe for use by several threads.
 */
final class HashedDirectory {
  /** More files than this for one hash are not looked at. */
  static final int MAX_FILES = 64;

  private interface Source<T> {
    List<T> read(Path file) throws PemException;
  }

  private final Path directory;
  private final Map<Path, List<PeerCertificate>> certificates = new ConcurrentHashMap<>();
  private final Map<Path, List<X509CRL>> lists = new ConcurrentHashMap<>();

  HashedDirectory(Path directory) {
    this.directory = directory;
  }

  /** The certificates of a subject. */
  List<PeerCertificate> certificates(Bytes subject) {
    return find(NameHash.of(subject) + ".", certificates, Certificates::read).stream()
        .filter(found -> CertificateNames.same(found.subjectDer(), subject))
        .toList();
  }

  /** The revocation lists of an issuer. */
  List<X509CRL> lists(Bytes issuer) {
    return RevocationLists.of(
            find(NameHash.of(issuer) + ".r", lists, file -> RevocationLists.ofPemFile(file).all()))
        .issuedBy(issuer);
  }

  // As in OpenSSL, numbers start at 0 and have no gaps. A file that holds nothing of use is passed
  // over, and not remembered: it may be half written.
  private <T> List<T> find(String name, Map<Path, List<T>> known, Source<T> source) {
    List<T> found = new ArrayList<>();
    for (int number = 0; number < MAX_FILES; number++) {
      Path file = directory.resolve(name + number);
      List<T> read = known.get(file);
      if (read == null) {
        if (!Files.isReadable(file)) {
          break;
        }
        read = read(file, source);
        if (!read.isEmpty()) {
          known.put(file, read);
        }
      }
      found.addAll(read);
    }
    return found;
  }

  private static <T> List<T> read(Path file, Source<T> source) {
    try {
      return source.read(file);
    } catch (PemException e) {
      return List.of();
    }
  }
}
