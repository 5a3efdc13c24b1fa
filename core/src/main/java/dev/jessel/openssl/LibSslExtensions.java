// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.error.SslReason;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ExtensionType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What travels in the hellos: server names, application protocols, and the ClientHello itself.
 *
 * @see <a href="https://docs.openssl.org/master/man3/SSL_CTX_set_alpn_select_cb/">
 *     SSL_CTX_set_alpn_select_cb(3)</a>
 * @see <a href="https://docs.openssl.org/master/man3/SSL_CTX_set_client_hello_cb/">
 *     SSL_CTX_set_client_hello_cb(3)</a>
 */
public class LibSslExtensions extends LibSslVerify {
  private static final int SUITE_LENGTH = 2;
  private static final Set<Integer> SIGNALS = Set.of(0x00FF, 0x5600);

  LibSslExtensions() {}

  // ---- Application protocols

  /** Sets a client's protocols, each behind its length. Returns 0 for success, unlike others. */
  public static int SSL_CTX_set_alpn_protos(SSL_CTX ctx, byte[] protos, int protos_len) {
    return ctx.protocols(Arrays.copyOf(protos, protos_len)) ? 0 : 1;
  }

  /** A client's protocols as they were set. */
  public static byte[] SSL_CTX_get0_alpn_protos(SSL_CTX ctx) {
    return ctx.protocols();
  }

  /** Has a server choose among the client's protocols; without it, it ignores them. */
  public static void SSL_CTX_set_alpn_select_cb(
      SSL_CTX ctx, SSL_CTX_alpn_select_cb cb, Object arg) {
    ctx.alpnCallback = Optional.ofNullable(cb);
    ctx.alpnArgument = arg;
  }

  // ---- Server names

  /** Sets who hears which name a client asks for; null for nobody. Returns 1. */
  public static int SSL_CTX_set_tlsext_servername_callback(SSL_CTX ctx, SSL_servername_cb cb) {
    ctx.servernameCallback = Optional.ofNullable(cb);
    return 1;
  }

  /** Sets what the callback is told. Returns 1. */
  public static int SSL_CTX_set_tlsext_servername_arg(SSL_CTX ctx, Object arg) {
    ctx.servernameArgument = arg;
    return 1;
  }

  // ---- Connections

  /** Sets the name that a client asks for (SNI); null for none. */
  public static int SSL_set_tlsext_host_name(SSL ssl, String name) {
    if (name == null) {
      return flag(ssl.hostName.isEmpty());
    }
    boolean taken = ssl.tryChange(builder -> builder.serverName(name));
    ssl.hostName = taken ? Optional.of(name) : ssl.hostName;
    return flag(taken);
  }

  /** The name that the client asked for, or will; null for none. */
  public static String SSL_get_servername(SSL ssl, int type) {
    Optional<String> name = ssl.ssl().serverName().or(() -> ssl.hostName);
    return type == TLSEXT_NAMETYPE_host_name ? name.orElse(null) : null;
  }

  /** {@link #TLSEXT_NAMETYPE_host_name} when the client asked for a name, else -1. */
  public static int SSL_get_servername_type(SSL ssl) {
    return SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name) == null
        ? -1
        : TLSEXT_NAMETYPE_host_name;
  }

  /** Sets a client's protocols, each behind its length. Returns 0 for success, unlike others. */
  public static int SSL_set_alpn_protos(SSL ssl, byte[] protos, int protos_len) {
    return ssl.protocols(Arrays.copyOf(protos, protos_len)) ? 0 : 1;
  }

  /** The protocol that was chosen; null for none. */
  public static byte[] SSL_get0_alpn_selected(SSL ssl) {
    return ssl.ssl()
        .applicationProtocol()
        .map(name -> name.getBytes(StandardCharsets.ISO_8859_1))
        .orElse(null);
  }

  /** A client's protocols as they were set. */
  public static byte[] SSL_get0_alpn_protos(SSL ssl) {
    return ssl.protocols();
  }

  /**
   * Chooses the server's best protocol that the client has.
   *
   * @param out element 0 gets it; without an overlap, the client's first
   * @return {@link #OPENSSL_NPN_NEGOTIATED} or {@link #OPENSSL_NPN_NO_OVERLAP}
   */
  public static int SSL_select_next_proto(byte[][] out, byte[] server, byte[] client) {
    List<String> theirs = Configured.names(client).orElse(List.of());
    Optional<String> both =
        Configured.names(server).orElse(List.of()).stream().filter(theirs::contains).findFirst();
    out[0] =
        both.or(() -> theirs.stream().findFirst())
            .map(name -> name.getBytes(StandardCharsets.ISO_8859_1))
            .orElse(null);
    return both.isPresent() ? OPENSSL_NPN_NEGOTIATED : OPENSSL_NPN_NO_OVERLAP;
  }

  // ---- The ClientHello

  /**
   * Sets who looks at each ClientHello before a server has chosen anything; null for nobody.
   *
   * @param arg what it is told
   */
  public static void SSL_CTX_set_client_hello_cb(SSL_CTX c, SSL_client_hello_cb_fn f, Object arg) {
    c.helloCallback = Optional.ofNullable(f);
    c.helloArgument = arg;
  }

  /**
   * 1 for a ClientHello in the format of SSL 2, which the legacy module takes; it has no fields.
   */
  public static int SSL_client_hello_isv2(SSL s) {
    return flag(s.notes().isSsl2Hello());
  }

  /** The version in the ClientHello's first field; 0 before it. */
  public static int SSL_client_hello_get0_legacy_version(SSL s) {
    return s.notes().clientHello().map(ClientHelloBytes::version).orElse(0);
  }

  /** Gets the ClientHello's random; returns its length, 0 before it. */
  public static int SSL_client_hello_get0_random(SSL s, byte[][] out) {
    return field(s, ClientHelloBytes::random, out);
  }

  /** Gets the ClientHello's session id; returns its length. */
  public static int SSL_client_hello_get0_session_id(SSL s, byte[][] out) {
    return field(s, ClientHelloBytes::sessionId, out);
  }

  /** Gets the ClientHello's suites, two bytes each; returns the length. */
  public static int SSL_client_hello_get0_ciphers(SSL s, byte[][] out) {
    return field(s, ClientHelloBytes::cipherSuites, out);
  }

  /** Gets the ClientHello's compression methods, one byte each; returns the length. */
  public static int SSL_client_hello_get0_compression_methods(SSL s, byte[][] out) {
    return field(s, ClientHelloBytes::compressionMethods, out);
  }

  /**
   * Gets the types of those extensions of the ClientHello that the library knows.
   *
   * @param out element 0 gets them, in the ClientHello's order
   * @param outlen element 0 gets how many
   * @return 1, or 0 before the ClientHello
   */
  public static int SSL_client_hello_get1_extensions_present(SSL s, int[][] out, int[] outlen) {
    Optional<int[]> types = s.notes().clientHello().map(LibSslExtensions::knownTypes);
    types.ifPresent(
        known -> {
          out[0] = known;
          outlen[0] = known.length;
        });
    return flag(types.isPresent());
  }

  /**
   * As {@link #SSL_client_hello_get1_extensions_present}, into an array of the caller's.
   *
   * @param exts gets the types; null to be told how many there are
   * @param num_exts element 0 says how many fit, and gets how many there are
   * @return 1, or 0 before the ClientHello and when they do not fit
   */
  public static int SSL_client_hello_get_extension_order(SSL s, int[] exts, int[] num_exts) {
    Optional<int[]> types = s.notes().clientHello().map(LibSslExtensions::knownTypes);
    boolean fits = types.isPresent() && (exts == null || types.get().length <= num_exts[0]);
    if (fits) {
      num_exts[0] = types.get().length;
      System.arraycopy(types.get(), 0, exts == null ? types.get() : exts, 0, num_exts[0]);
    }
    return flag(fits);
  }

  /**
   * Gets an extension of the ClientHello, known or not.
   *
   * @param out element 0 gets its content
   * @param outlen element 0 gets the content's length
   * @return 1, or 0 when it is not there
   */
  public static int SSL_client_hello_get0_ext(SSL s, int type, byte[][] out, int[] outlen) {
    Optional<Bytes> body =
        s.notes().clientHello().flatMap(hello -> Optional.ofNullable(hello.extensions().get(type)));
    body.ifPresent(
        bytes -> {
          out[0] = bytes.toArray();
          outlen[0] = bytes.length();
        });
    return flag(body.isPresent());
  }

  /** Gets the suites as the client sent them; without an array, how long one is. */
  public static int SSL_get0_raw_cipherlist(SSL s, byte[][] plst) {
    return plst == null ? SUITE_LENGTH : SSL_client_hello_get0_ciphers(s, plst);
  }

  /**
   * Reads a list of suites.
   *
   * @param isv2format 0: the form of SSL 2 is not taken
   * @param sk gets those that are suites
   * @param scsvs gets those that only signal something
   */
  public static int SSL_bytes_to_cipher_list(
      SSL s, byte[] bytes, int len, int isv2format, List<SSL_CIPHER> sk, List<SSL_CIPHER> scsvs) {
    if (len == 0 || len % SUITE_LENGTH != 0 || isv2format != 0) {
      return flag(Configured.refuseReason(SslReason.ERROR_IN_RECEIVED_CIPHER_LIST));
    }
    for (int at = 0; at < len; at += SUITE_LENGTH) {
      int code = (bytes[at] & 0xFF) << Byte.SIZE | bytes[at + 1] & 0xFF;
      CipherSuite suite = new CipherSuite(code);
      if (SIGNALS.contains(code)) {
        scsvs.add(new SSL_CIPHER(suite));
      } else if (CipherSuite.named(suite.name()).isPresent()) {
        sk.add(new SSL_CIPHER(suite));
      }
    }
    return 1;
  }

  // ---- Extensions of all kinds

  /** Sets who sees the extensions that the peer sends; null for nobody. Returns 1. */
  public static int SSL_set_tlsext_debug_callback(SSL ssl, SSL_tlsext_debug_cb cb) {
    ssl.extensionCallback = Optional.ofNullable(cb);
    return 1;
  }

  /** Sets what that callback is told. Returns 1. */
  public static int SSL_set_tlsext_debug_arg(SSL ssl, Object arg) {
    ssl.extensionArgument = arg;
    return 1;
  }

  private static int field(SSL s, Function<ClientHelloBytes, Bytes> which, byte[][] out) {
    Optional<Bytes> bytes = s.notes().clientHello().map(which);
    if (out != null) {
      bytes.ifPresent(found -> out[0] = found.toArray());
    }
    return bytes.map(Bytes::length).orElse(0);
  }

  private static int[] knownTypes(ClientHelloBytes hello) {
    return hello.extensions().keySet().stream()
        .filter(code -> ExtensionType.named(new ExtensionType(code).name()).isPresent())
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
