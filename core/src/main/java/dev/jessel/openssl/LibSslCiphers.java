// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.SslContext;
import dev.jessel.cipher.CipherList;
import dev.jessel.cipher.SuiteDescription;
import dev.jessel.cipher.SuiteGrade;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The functions of cipher suites and security levels.
 *
 * @see <a
 *     href="https://docs.openssl.org/master/man3/SSL_CTX_set_cipher_list/">SSL_CTX_set_cipher_list(3)</a>
 */
public class LibSslCiphers extends LibSslBio {
  private static final String NONE = "(NONE)";

  LibSslCiphers() {}

  // ---- Lists

  /**
   * Sets the suites up to TLS 1.2 in the language of {@link CipherList}.
   *
   * @return 1; 0 when nothing is left of the list or it makes no sense, and then the old list stays
   *     (libssl forgets it)
   */
  public static int SSL_CTX_set_cipher_list(SSL_CTX ctx, String str) {
    return flag(ctx.tryChange(builder -> builder.cipherList(str)));
  }

  /** As {@link #SSL_CTX_set_cipher_list}, for one connection. */
  public static int SSL_set_cipher_list(SSL ssl, String str) {
    return flag(ssl.tryChange(builder -> builder.cipherList(str)));
  }

  /**
   * Sets the suites of TLS 1.3, names between colons, the best first. Names that are unknown are
   * ignored, as long as another is left; an empty text means none.
   */
  public static int SSL_CTX_set_ciphersuites(SSL_CTX ctx, String str) {
    return flag(ctx.cipherSuites(str));
  }

  /** As {@link #SSL_CTX_set_ciphersuites}, for one connection. */
  public static int SSL_set_ciphersuites(SSL ssl, String str) {
    return flag(ssl.cipherSuites(str));
  }

  /** What the word DEFAULT stands for in a list. */
  public static String OSSL_default_cipher_list() {
    return CipherList.DEFAULT_LIST;
  }

  /** The suites of TLS 1.3 unless others are set. */
  public static String OSSL_default_ciphersuites() {
    return "TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256";
  }

  /** All suites as set, those of TLS 1.3 first, be they allowed and supported or not. */
  public static List<SSL_CIPHER> SSL_CTX_get_ciphers(SSL_CTX ctx) {
    return ctx == null ? null : all(ctx.settings());
  }

  /** All suites as set, those of TLS 1.3 first, be they allowed and supported or not. */
  public static List<SSL_CIPHER> SSL_get_ciphers(SSL ssl) {
    return ssl == null ? null : all(ssl.settings());
  }

  /** The suites that a handshake would use now; null when there is none. */
  public static List<SSL_CIPHER> SSL_get1_supported_ciphers(SSL ssl) {
    List<SSL_CIPHER> supported =
        ciphers(ssl.settings().toBuilder().supportedCipherSuites().stream());
    return supported.isEmpty() ? null : supported;
  }

  /** The name of one of {@link #SSL_get_ciphers}; null beyond the last. */
  public static String SSL_get_cipher_list(SSL ssl, int n) {
    List<SSL_CIPHER> all = ssl == null ? List.of() : SSL_get_ciphers(ssl);
    return n < 0 || n >= all.size() ? null : SSL_CIPHER_get_name(all.get(n));
  }

  /** For a server, the suites that the client offered and that have a name; null before. */
  public static List<SSL_CIPHER> SSL_get_client_ciphers(SSL ssl) {
    List<CipherSuite> offered = ssl.ssl().isServer() ? ssl.ssl().offeredCipherSuites() : List.of();
    return offered.isEmpty() ? null : ciphers(offered.stream().filter(LibSslCiphers::isSuite));
  }

  /**
   * For a server, the names of the suites that both sides have, in the client's order, with colons
   * between.
   *
   * @param size of the buffer in C: the names end where the next does not fit into it, with a final
   *     zero
   * @return null for a client, before the handshake, and when {@code size} is less than 2
   */
  public static String SSL_get_shared_ciphers(SSL ssl, int size) {
    List<SSL_CIPHER> theirs = SSL_get_client_ciphers(ssl);
    if (theirs == null || size < 2) {
      return null;
    }
    List<SSL_CIPHER> ours = SSL_get_ciphers(ssl);
    StringBuilder shared = new StringBuilder();
    for (SSL_CIPHER cipher : theirs.stream().filter(ours::contains).toList()) {
      String name = (shared.length() == 0 ? "" : ":") + SSL_CIPHER_get_name(cipher);
      if (shared.length() + name.length() >= size) {
        break;
      }
      shared.append(name);
    }
    return shared.length() == 0 ? null : shared.toString();
  }

  private static List<SSL_CIPHER> all(SslContext settings) {
    SslContext.Builder builder = settings.toBuilder();
    return ciphers(
        Stream.concat(builder.cipherSuites().stream(), builder.olderCipherSuites().stream()));
  }

  private static List<SSL_CIPHER> ciphers(Stream<CipherSuite> suites) {
    return suites.map(SSL_CIPHER::new).collect(Collectors.toList());
  }

  private static boolean isSuite(CipherSuite suite) {
    return SuiteParameters.of(suite).isPresent();
  }

  // ---- The suite of a connection

  /** The suite in use; null before. */
  public static SSL_CIPHER SSL_get_current_cipher(SSL ssl) {
    return ssl.ssl().cipherSuite().map(SSL_CIPHER::new).orElse(null);
  }

  /** The suite that is, or will be, in use; null before it is negotiated. */
  public static SSL_CIPHER SSL_get_pending_cipher(SSL ssl) {
    return SSL_get_current_cipher(ssl);
  }

  /** The name of the suite in use; "(NONE)" before. */
  public static String SSL_get_cipher_name(SSL ssl) {
    return SSL_CIPHER_get_name(SSL_get_current_cipher(ssl));
  }

  /** As {@link #SSL_get_cipher_name}. */
  public static String SSL_get_cipher(SSL ssl) {
    return SSL_get_cipher_name(ssl);
  }

  /** The strength of the suite in use, as {@link #SSL_CIPHER_get_bits}; 0 before. */
  public static int SSL_get_cipher_bits(SSL ssl, int[] np) {
    return SSL_CIPHER_get_bits(SSL_get_current_cipher(ssl), np);
  }

  /** The version that the suite in use is for; "(NONE)" before. */
  public static String SSL_get_cipher_version(SSL ssl) {
    return SSL_CIPHER_get_version(SSL_get_current_cipher(ssl));
  }

  // ---- What is known about a suite

  /** The suite's name as OpenSSL says it; "(NONE)" for none. */
  public static String SSL_CIPHER_get_name(SSL_CIPHER cipher) {
    return cipher == null ? NONE : cipher.suite().openSslName();
  }

  /** The suite's name as IANA says it; "(NONE)" for none. */
  public static String SSL_CIPHER_standard_name(SSL_CIPHER cipher) {
    return cipher == null ? NONE : cipher.suite().name();
  }

  /** OpenSSL's name for IANA's; "(NONE)" when nothing has that name. */
  public static String OPENSSL_cipher_name(String stdname) {
    return Optional.ofNullable(stdname)
        .flatMap(CipherSuite::named)
        .filter(suite -> suite.name().equals(stdname))
        .map(CipherSuite::openSslName)
        .orElse(NONE);
  }

  /** The suite's number behind OpenSSL's own prefix. */
  public static long SSL_CIPHER_get_id(SSL_CIPHER cipher) {
    return 0x03000000L | cipher.suite().code();
  }

  /** The suite's number. */
  public static int SSL_CIPHER_get_protocol_id(SSL_CIPHER cipher) {
    return cipher.suite().code();
  }

  /**
   * Finds a suite by its number.
   *
   * @param ptr two bytes, as they are sent
   * @return null when the number is no suite's
   */
  public static SSL_CIPHER SSL_CIPHER_find(SSL ssl, byte[] ptr) {
    CipherSuite suite = new CipherSuite((ptr[0] & 0xFF) << 8 | ptr[1] & 0xFF);
    return isSuite(suite) ? new SSL_CIPHER(suite) : null;
  }

  /** The oldest version that may have the suite; "TLSv1.0", unlike elsewhere, for TLS 1.0. */
  public static String SSL_CIPHER_get_version(SSL_CIPHER cipher) {
    return of(cipher, SuiteParameters::minimumVersion)
        .map(version -> version.equals(ProtocolVersion.TLS_1_0) ? "TLSv1.0" : version.name())
        .orElse(NONE);
  }

  /**
   * What the encryption is worth in bits, 0 for none.
   *
   * @param alg_bits its first element, if there is one, gets the bits of the key
   */
  public static int SSL_CIPHER_get_bits(SSL_CIPHER cipher, int[] alg_bits) {
    Optional<SuiteGrade> grade = of(cipher, SuiteGrade::of);
    if (alg_bits != null && alg_bits.length > 0 && cipher != null) {
      alg_bits[0] = grade.map(SuiteGrade::algorithmBits).orElse(0);
    }
    return grade.map(SuiteGrade::strengthBits).orElse(0);
  }

  /** 1 when the encryption protects from changes as well. */
  public static int SSL_CIPHER_is_aead(SSL_CIPHER cipher) {
    return flag(of(cipher, SuiteParameters::isAead).orElse(false));
  }

  /** A line with all parts of a suite and a line end. */
  public static String SSL_CIPHER_description(SSL_CIPHER cipher) {
    return of(cipher, SuiteDescription::of).map(words -> words.line() + "\n").orElse(null);
  }

  /** {@code NID_...} of the encryption; 0 for none. */
  public static int SSL_CIPHER_get_cipher_nid(SSL_CIPHER cipher) {
    return of(cipher, SuiteNids::cipher).orElse(0);
  }

  /** {@code NID_...} of the hash in the MAC; 0 when the encryption needs none. */
  public static int SSL_CIPHER_get_digest_nid(SSL_CIPHER cipher) {
    return of(cipher, SuiteNids::digest).orElse(0);
  }

  /** {@code NID_kx_...}; {@code NID_kx_any} for TLS 1.3. */
  public static int SSL_CIPHER_get_kx_nid(SSL_CIPHER cipher) {
    return of(cipher, SuiteNids::keyExchange).orElse(0);
  }

  /** {@code NID_auth_...}; {@code NID_auth_any} for TLS 1.3. */
  public static int SSL_CIPHER_get_auth_nid(SSL_CIPHER cipher) {
    return of(cipher, SuiteNids::authentication).orElse(0);
  }

  /** The name of the hash of the handshake, "SHA384" for example; null for none. */
  public static String SSL_CIPHER_get_handshake_digest(SSL_CIPHER cipher) {
    return of(cipher, SuiteNids::handshakeDigest).orElse(null);
  }

  private static <T> Optional<T> of(SSL_CIPHER cipher, Function<SuiteParameters, T> what) {
    return Optional.ofNullable(cipher)
        .map(SSL_CIPHER::suite)
        .flatMap(SuiteParameters::of)
        .map(what);
  }

  // ---- Security levels

  /**
   * Judges what may be negotiated, in place of the level.
   *
   * @see <a
   *     href="https://docs.openssl.org/master/man3/SSL_CTX_set_security_level/">SSL_CTX_set_security_level(3)</a>
   */
  @FunctionalInterface
  public interface SSL_security_cb {
    /**
     * Judges one thing.
     *
     * @param s the connection; null when it is about a context
     * @param ctx the context; null when it is about a connection
     * @param op what it is about, {@code SSL_SECOP_...}
     * @param bits how strong it is
     * @param nid the version's number, for {@code SSL_SECOP_VERSION}; else 0
     * @param other an {@code SSL_CIPHER}, or the two bytes of a group or signature algorithm
     * @param ex what was set as extra data
     * @return 1 to allow it, 0 to forbid it
     */
    int allow(SSL s, SSL_CTX ctx, int op, int bits, int nid, Object other, Object ex);
  }

  /** Sets the security level; what is outside 0 to 5 counts as the nearest of them. */
  public static void SSL_CTX_set_security_level(SSL_CTX ctx, int level) {
    ctx.securityLevel(level);
  }

  /** Sets the security level; what is outside 0 to 5 counts as the nearest of them. */
  public static void SSL_set_security_level(SSL ssl, int level) {
    ssl.securityLevel(level);
  }

  /** The security level; 2 unless set. */
  public static int SSL_CTX_get_security_level(SSL_CTX ctx) {
    return ctx.settings().toBuilder().securityLevel();
  }

  /** The security level; 2 unless set. */
  public static int SSL_get_security_level(SSL ssl) {
    return ssl.settings().toBuilder().securityLevel();
  }

  /**
   * Has the application judge suites, groups and signature algorithms; the level goes on judging
   * certificates. Null for nobody.
   */
  public static void SSL_CTX_set_security_callback(SSL_CTX ctx, SSL_security_cb cb) {
    ctx.securityCallback(Optional.ofNullable(cb));
  }

  /** As {@link #SSL_CTX_set_security_callback}, for one connection. */
  public static void SSL_set_security_callback(SSL ssl, SSL_security_cb cb) {
    ssl.securityCallback(Optional.ofNullable(cb));
  }

  /** Who judges; null for the level. */
  public static SSL_security_cb SSL_CTX_get_security_callback(SSL_CTX ctx) {
    return ctx.securityCallback().orElse(null);
  }

  /** Who judges; null for the level. */
  public static SSL_security_cb SSL_get_security_callback(SSL ssl) {
    return ssl.securityCallback().orElse(null);
  }

  /** Sets what the callback is told besides. */
  public static void SSL_CTX_set0_security_ex_data(SSL_CTX ctx, Object ex) {
    ctx.securityArgument = ex;
  }

  /** Sets what the callback is told besides. */
  public static void SSL_set0_security_ex_data(SSL ssl, Object ex) {
    ssl.securityArgument = ex;
  }

  /** What the callback is told besides. */
  public static Object SSL_CTX_get0_security_ex_data(SSL_CTX ctx) {
    return ctx.securityArgument;
  }

  /** What the callback is told besides. */
  public static Object SSL_get0_security_ex_data(SSL ssl) {
    return ssl.securityArgument;
  }

  static int flag(boolean yes) {
    return yes ? 1 : 0;
  }
}
