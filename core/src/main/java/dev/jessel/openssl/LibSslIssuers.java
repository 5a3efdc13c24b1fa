// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.wire.Bytes;
import dev.jessel.x509.PeerCertificate;
import java.util.ArrayList;
import java.util.List;

/**
 * Names of issuers: which ones this side takes, and which ones the peer does. A name has the form
 * of {@link LibX509.X509_NAME}, a stack of them that of a list.
 *
 * @see <a href="https://docs.openssl.org/master/man3/SSL_CTX_set0_CA_list/">
 *     SSL_CTX_set0_CA_list(3)</a>
 */
public class LibSslIssuers extends LibSslCertificates {
  LibSslIssuers() {}

  /** Sets the issuers that are named to the peer; null for none. */
  public static void SSL_CTX_set0_CA_list(SSL_CTX ctx, List<X509_NAME> name_list) {
    ctx.issuerNames(false, name_list);
  }

  /** The issuers that were set with {@link #SSL_CTX_set0_CA_list}; null for none. */
  public static List<X509_NAME> SSL_CTX_get0_CA_list(SSL_CTX ctx) {
    return ctx.certificates().issuerNames(false).orElse(null);
  }

  /** Adds a certificate's subject to the issuers that are named to the peer. */
  public static int SSL_CTX_add1_to_CA_list(SSL_CTX ctx, PeerCertificate x) {
    return flag(ctx.addIssuerName(false, x));
  }

  /** Sets the issuers that a server names to its clients, before all others; null for none. */
  public static void SSL_CTX_set_client_CA_list(SSL_CTX ctx, List<X509_NAME> list) {
    ctx.issuerNames(true, list);
  }

  /** Adds a certificate's subject to the issuers that a server names to its clients. */
  public static int SSL_CTX_add_client_CA(SSL_CTX ctx, PeerCertificate cacert) {
    return flag(ctx.addIssuerName(true, cacert));
  }

  /** Sets the issuers that are named to the peer; null for none. */
  public static void SSL_set0_CA_list(SSL ssl, List<X509_NAME> name_list) {
    ssl.issuerNames(false, name_list);
  }

  /** The issuers that were set with {@link #SSL_set0_CA_list}; null for none. */
  public static List<X509_NAME> SSL_get0_CA_list(SSL ssl) {
    return ssl.certificates().issuerNames(false).orElse(null);
  }

  /** Adds a certificate's subject to the issuers that are named to the peer. */
  public static int SSL_add1_to_CA_list(SSL ssl, PeerCertificate x) {
    return flag(ssl.addIssuerName(false, x));
  }

  /** Sets the issuers that a server names to its clients, before all others; null for none. */
  public static void SSL_set_client_CA_list(SSL ssl, List<X509_NAME> list) {
    ssl.issuerNames(true, list);
  }

  /** Adds a certificate's subject to the issuers that a server names to its clients. */
  public static int SSL_add_client_CA(SSL ssl, PeerCertificate cacert) {
    return flag(ssl.addIssuerName(true, cacert));
  }

  /** The issuers that were set with {@link #SSL_CTX_set_client_CA_list}; null for none. */
  public static List<X509_NAME> SSL_CTX_get_client_CA_list(SSL_CTX ctx) {
    return ctx.certificates().issuerNames(true).orElse(null);
  }

  /**
   * On a client, the issuers that the server has named; on a server, those that it names to its
   * clients. Null for none.
   */
  public static List<X509_NAME> SSL_get_client_CA_list(SSL ssl) {
    boolean client = ssl.calls().hasRole() && !ssl.ssl().isServer();
    return client ? SSL_get0_peer_CA_list(ssl) : ssl.certificates().issuerNames(true).orElse(null);
  }

  /** The issuers that the peer has named; null for none. */
  public static List<X509_NAME> SSL_get0_peer_CA_list(SSL ssl) {
    List<Bytes> names = ssl.notes().peerIssuers(ssl.ssl());
    return names.isEmpty() ? null : names.stream().map(X509_NAME::new).toList();
  }

  /** A copy. */
  public static List<X509_NAME> SSL_dup_CA_list(List<X509_NAME> sk) {
    return new ArrayList<>(sk);
  }

  // ---- From files

  /** The subjects of a file's certificates, each once; null when it cannot be read. */
  public static List<X509_NAME> SSL_load_client_CA_file(String file) {
    List<X509_NAME> names = new ArrayList<>();
    return SSL_add_file_cert_subjects_to_stack(names, file) == 1 ? names : null;
  }

  /** As {@link #SSL_load_client_CA_file}; library context and properties have no meaning here. */
  public static List<X509_NAME> SSL_load_client_CA_file_ex(
      String file, Object libctx, String propq) {
    return SSL_load_client_CA_file(file);
  }

  /** Adds the subjects of a file's certificates that are not there yet. */
  public static int SSL_add_file_cert_subjects_to_stack(List<X509_NAME> stack, String file) {
    return flag(CertificateFiles.addSubjects(stack, () -> CertificateFiles.ofFile(file)));
  }

  /** Adds the subjects of the certificates in a directory's files that are not there yet. */
  public static int SSL_add_dir_cert_subjects_to_stack(List<X509_NAME> stack, String dir) {
    return flag(CertificateFiles.addSubjects(stack, () -> CertificateFiles.ofDirectory(dir)));
  }

  /**
   * Adds the subjects of a store's certificates that are not there yet.
   *
   * @param store a file or a directory, as a path or as a URI of the scheme {@code file}
   */
  public static int SSL_add_store_cert_subjects_to_stack(List<X509_NAME> stack, String store) {
    return flag(CertificateFiles.addSubjects(stack, () -> CertificateFiles.ofStore(store)));
  }
}
