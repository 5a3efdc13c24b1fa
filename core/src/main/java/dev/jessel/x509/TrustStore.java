// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that paths are judged by: anchors, revocation lists, and where more of both is looked for on
 * demand. What OpenSSL calls an {@code X509_STORE}, as one value that never changes: who wants
 * another one replaces it whole. Safe for use by several threads.
 *
 * @see <a href="https://docs.openssl.org/master/man3/X509_STORE_add_cert/">
 *     X509_STORE_add_cert(3)</a>
 */
public final class TrustStore {
  private static final TrustStore NONE =
      new TrustStore(
          TrustAnchors.none(), RevocationLists.none(), List.of(), Optional.empty(), true);

  private final TrustAnchors anchors;
  private final RevocationLists lists;
  private final List<HashedDirectory> directories;
  private final Optional<RevocationFetcher> fetcher;
  private final Optional<VerdictMemory> memory;

  private TrustStore(
      TrustAnchors anchors,
      RevocationLists lists,
      List<HashedDirectory> directories,
      Optional<RevocationFetcher> fetcher,
      boolean remembers) {
    this.anchors = anchors;
    this.lists = lists;
    this.directories = List.copyOf(directories);
    this.fetcher = fetcher;
    this.memory = remembers ? Optional.of(new VerdictMemory()) : Optional.empty();
  }

  /**
   * A store with nothing in it: no path is trusted.
   *
   * @return the empty store
   */
  public static TrustStore none() {
    return NONE;
  }

  /**
   * A store with anchors alone.
   *
   * @param anchors where paths must end
   * @return the store
   */
  public static TrustStore of(TrustAnchors anchors) {
    return NONE.plus(anchors);
  }

  /**
   * This store with more anchors.
   *
   * @param more added
   * @return another store
   */
  public TrustStore plus(TrustAnchors more) {
    TrustAnchors all = anchors.isEmpty() ? more : anchors.plus(more);
    return new TrustStore(all, lists, directories, fetcher, memory.isPresent());
  }

  /**
   * This store with other anchors: those that it has, and those in directories, are trusted no
   * more. Its revocation lists and its fetcher stay.
   *
   * @param others in place of all anchors
   * @return another store, without directories
   */
  public TrustStore withAnchors(TrustAnchors others) {
    return new TrustStore(others, lists, List.of(), fetcher, memory.isPresent());
  }

  /**
   * This store with more revocation lists. They count when {@link VerifyFlag#CRL_CHECK} is on.
   *
   * @param more added
   * @return another store
   */
  public TrustStore plus(RevocationLists more) {
    return new TrustStore(anchors, lists.plus(more), directories, fetcher, memory.isPresent());
  }

  /**
   * This store with a directory in which issuers and their revocation lists are looked for when one
   * is needed, by the hash names that {@code openssl rehash} makes. What was found stays trusted; a
   * file that comes later is found then.
   *
   * @param directory need not exist yet
   * @return another store
   */
  public TrustStore plusHashedDirectory(Path directory) {
    List<HashedDirectory> more = new ArrayList<>(directories);
    more.add(new HashedDirectory(directory));
    return new TrustStore(anchors, lists, more, fetcher, memory.isPresent());
  }

  /**
   * This store with somebody who fetches revocation lists and OCSP responses that are missing.
   * Without one, which is the default, nothing is ever fetched.
   *
   * @param who asked while a handshake waits
   * @return another store
   */
  public TrustStore withFetcher(RevocationFetcher who) {
    return new TrustStore(anchors, lists, directories, Optional.of(who), memory.isPresent());
  }

  /**
   * This store, but it does not remember which chains were good. Any other one does, for a bounded
   * number of chains, while their certificates and the revocation lists that count are valid; not
   * with directories, a fetcher, OCSP responses or a {@link VerifyCallback}.
   *
   * @return another store
   */
  public TrustStore withoutMemory() {
    return new TrustStore(anchors, lists, directories, fetcher, false);
  }

  /**
   * The anchors that are at hand, without those in directories.
   *
   * @return where paths must end
   */
  public TrustAnchors anchors() {
    return anchors;
  }

  /**
   * The revocation lists that are at hand, without those in directories.
   *
   * @return all lists
   */
  public RevocationLists revocationLists() {
    return lists;
  }

  /**
   * Who fetches what is missing.
   *
   * @return empty for nobody
   */
  public Optional<RevocationFetcher> fetcher() {
    return fetcher;
  }

  /**
   * Reads a certificate that a peer has sent, or finds it in memory: those of chains that were good
   * are read once. The peer, which will show it again, decides nothing by that.
   *
   * @param der one X.509 certificate and nothing after it
   * @return the certificate
   * @throws TlsException {@link dev.jessel.error.SslReason#BAD_CERTIFICATE} if it is not one
   */
  public PeerCertificate read(Bytes der) throws TlsException {
    Optional<PeerCertificate> known = memory.flatMap(remembers -> remembers.certificate(der));
    return known.isPresent() ? known.get() : PeerCertificate.parse(der);
  }

  /** What it remembers; empty when it shall not. */
  Optional<VerdictMemory> memory() {
    return memory;
  }

  /** Whether what it holds can change behind one's back. */
  boolean looksElsewhere() {
    return !directories.isEmpty() || fetcher.isPresent();
  }

  /** Those that bear the name of whoever issued a certificate. */
  List<PeerCertificate> namedAsIssuerOf(PeerCertificate certificate) {
    List<PeerCertificate> held = anchors.namedAsIssuerOf(certificate);
    if (directories.isEmpty()) {
      return held;
    }
    Set<PeerCertificate> all = new LinkedHashSet<>(held);
    directories.forEach(one -> all.addAll(one.certificates(certificate.issuerDer())));
    return List.copyOf(all);
  }

  boolean contains(PeerCertificate certificate) {
    return anchors.contains(certificate)
        || directories.stream()
            .anyMatch(one -> one.certificates(certificate.subjectDer()).contains(certificate));
  }

  /** The lists of whoever issued a certificate. */
  List<X509CRL> listsFor(PeerCertificate certificate) {
    List<X509CRL> held = lists.issuedBy(certificate.issuerDer());
    if (directories.isEmpty()) {
      return held;
    }
    List<X509CRL> all = new ArrayList<>(held);
    directories.forEach(one -> all.addAll(one.lists(certificate.issuerDer())));
    return all;
  }

  /** How much it holds. */
  @Override
  public String toString() {
    return "TrustStore[" + anchors + ", " + lists + ", " + directories.size() + " directories]";
  }
}
