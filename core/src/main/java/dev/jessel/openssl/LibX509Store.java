// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.PemException;
import dev.jessel.x509.RevocationLists;
import dev.jessel.x509.TrustAnchors;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509CRL;
import java.util.List;
import java.util.Optional;

/**
 * Stores: whom one trusts, and which certificates are revoked. A store is live: what is added to it
 * counts for the next handshake of everybody who uses it. A revocation list ({@code X509_CRL}) is
 * one of the JDK's.
 *
 * @see <a href="https://docs.openssl.org/master/man3/X509_STORE_add_cert/">
 *     X509_STORE_add_cert(3)</a>
 */
public class LibX509Store extends LibX509Param {
  /** Has the last word about each certificate. */
  @FunctionalInterface
  public interface X509_STORE_CTX_verify_cb {
    /** Says 1 to go on, 0 to refuse; {@code ok} is 1 when nothing was found. */
    int verify(int ok, X509_STORE_CTX ctx);
  }

  /** A store. */
  public static final class X509_STORE extends StoreState {
    X509_STORE() {}
  }

  LibX509Store() {}

  /** A new store that trusts nobody. */
  public static X509_STORE X509_STORE_new() {
    return new X509_STORE();
  }

  /** Nothing to do: memory is the garbage collector's. */
  public static void X509_STORE_free(X509_STORE xs) {
    // Kept for programs that call it.
  }

  /** Nothing to do but to say so: references are the garbage collector's. */
  public static int X509_STORE_up_ref(X509_STORE xs) {
    return 1;
  }

  /** Trusts a certificate; once is enough. */
  public static int X509_STORE_add_cert(X509_STORE xs, PeerCertificate x) {
    try {
      xs.add(TrustAnchors.of(List.of(x.toX509())));
      return 1;
    } catch (CertificateException e) {
      Configured.refuse(ErrorCode.LIB_X509, ErrorCode.ASN1_LIB, e.getMessage());
      return 0;
    }
  }

  /** Adds a revocation list, which counts when {@link #X509_V_FLAG_CRL_CHECK} is on. */
  public static int X509_STORE_add_crl(X509_STORE xs, X509CRL x) {
    xs.add(RevocationLists.of(List.of(x)));
    return 1;
  }

  /** Trusts the certificates of a file, and adds the revocation lists that stand there. */
  public static int X509_STORE_load_file(X509_STORE xs, String file) {
    boolean certificates = false;
    try {
      xs.add(CertificateFiles.ofFile(file));
      certificates = true;
    } catch (PemException e) {
      // There may be lists alone.
    }
    try {
      xs.add(RevocationLists.ofPemFile(Configured.path(file)));
      return 1;
    } catch (PemException e) {
      return certificates
              || Configured.refuse(ErrorCode.LIB_X509, ErrorCode.SYS_LIB, e.getMessage())
          ? 1
          : 0;
    }
  }

  /** Looks in a directory for whom is needed, by the hash names of {@code openssl rehash}. */
  public static int X509_STORE_load_path(X509_STORE xs, String path) {
    try {
      Path directory = Configured.path(path);
      xs.change(held -> held.plusHashedDirectory(directory));
      return 1;
    } catch (PemException e) {
      Configured.refuse(ErrorCode.LIB_X509, ErrorCode.SYS_LIB, e.getMessage());
      return 0;
    }
  }

  /** Both of the above; null for none. */
  public static int X509_STORE_load_locations(X509_STORE xs, String file, String path) {
    boolean given = file != null || path != null;
    return given
            && (file == null || X509_STORE_load_file(xs, file) == 1)
            && (path == null || X509_STORE_load_path(xs, path) == 1)
        ? 1
        : 0;
  }

  /** Trusts the certificates of a file or a directory, as a path or as a URI. */
  public static int X509_STORE_load_store(X509_STORE xs, String uri) {
    return xs.addFrom(() -> CertificateFiles.ofStore(uri)) ? 1 : 0;
  }

  /** Trusts whom the system trusts. */
  public static int X509_STORE_set_default_paths(X509_STORE xs) {
    return xs.addFrom(TrustAnchors::system) ? 1 : 0;
  }

  /** The certificates that are trusted, without those that are looked for on demand. */
  public static List<PeerCertificate> X509_STORE_get1_all_certs(X509_STORE xs) {
    return xs.trust().anchors().certificates();
  }

  /** Turns flags of the store's parameters on. */
  public static int X509_STORE_set_flags(X509_STORE xs, long flags) {
    return X509_VERIFY_PARAM_set_flags(xs.parameters(), flags);
  }

  /** Sets the most intermediate certificates. */
  public static int X509_STORE_set_depth(X509_STORE xs, int depth) {
    xs.parameters().depth(depth);
    return 1;
  }

  /** Sets what the peer is, {@code X509_PURPOSE_SSL_...}. */
  public static int X509_STORE_set_purpose(X509_STORE xs, int purpose) {
    return X509_VERIFY_PARAM_set_purpose(xs.parameters(), purpose);
  }

  /** Sets what anchors must be trusted for. */
  public static int X509_STORE_set_trust(X509_STORE xs, int trust) {
    return X509_VERIFY_PARAM_set_trust(xs.parameters(), trust);
  }

  /** Takes over parameters. */
  public static int X509_STORE_set1_param(X509_STORE xs, X509_VERIFY_PARAM pm) {
    xs.parameters().copyFrom(pm);
    return 1;
  }

  /** The parameters, which are live; what a connection's own say comes first. */
  public static X509_VERIFY_PARAM X509_STORE_get0_param(X509_STORE xs) {
    return xs.parameters();
  }

  /** Sets who has the last word where the connection has nobody; null for nobody. */
  public static void X509_STORE_set_verify_cb(X509_STORE xs, X509_STORE_CTX_verify_cb verify_cb) {
    xs.callback(Optional.ofNullable(verify_cb));
  }

  /** Who has the last word; null for nobody. */
  public static X509_STORE_CTX_verify_cb X509_STORE_get_verify_cb(X509_STORE xs) {
    return xs.callback().orElse(null);
  }
}
