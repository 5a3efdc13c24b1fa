// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.SslExtension;
import dev.jessel.error.SslReason;
import dev.jessel.openssl.CustomExtensionEntry.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Extensions that the application speaks by itself. Timestamps (extension 18) are the library's
 * here, as a credential's {@code scts}.
 *
 * @see <a href="https://docs.openssl.org/master/man3/SSL_extension_supported/">
 *     SSL_extension_supported(3)</a>
 */
public class LibSslCustomExtensions extends LibSslTickets {
  /** TLS, not DTLS. */
  public static final int SSL_EXT_TLS_ONLY = 0x0001;

  /** DTLS, which is not spoken here. */
  public static final int SSL_EXT_DTLS_ONLY = 0x0002;

  /** As {@link #SSL_EXT_TLS_ONLY} here. */
  public static final int SSL_EXT_TLS_IMPLEMENTATION_ONLY = 0x0004;

  /** In SSLv3 too, which has no extensions here. */
  public static final int SSL_EXT_SSL3_ALLOWED = 0x0008;

  /** Up to TLS 1.2 alone. */
  public static final int SSL_EXT_TLS1_2_AND_BELOW_ONLY = 0x0010;

  /** In TLS 1.3 alone. */
  public static final int SSL_EXT_TLS1_3_ONLY = 0x0020;

  /** Not in a session that is resumed. */
  public static final int SSL_EXT_IGNORE_ON_RESUMPTION = 0x0040;

  /** In the ClientHello. */
  public static final int SSL_EXT_CLIENT_HELLO = 0x0080;

  /** In the ServerHello up to TLS 1.2. */
  public static final int SSL_EXT_TLS1_2_SERVER_HELLO = 0x0100;

  /** In the ServerHello of TLS 1.3. */
  public static final int SSL_EXT_TLS1_3_SERVER_HELLO = 0x0200;

  /** In EncryptedExtensions. */
  public static final int SSL_EXT_TLS1_3_ENCRYPTED_EXTENSIONS = 0x0400;

  /** In a HelloRetryRequest. */
  public static final int SSL_EXT_TLS1_3_HELLO_RETRY_REQUEST = 0x0800;

  /** Beside certificates. */
  public static final int SSL_EXT_TLS1_3_CERTIFICATE = 0x1000;

  /** In NewSessionTicket. */
  public static final int SSL_EXT_TLS1_3_NEW_SESSION_TICKET = 0x2000;

  /** In the CertificateRequest. */
  public static final int SSL_EXT_TLS1_3_CERTIFICATE_REQUEST = 0x4000;

  /** The first form of server information: an extension up to TLS 1.2. */
  public static final int SSL_SERVERINFOV1 = 1;

  /** The second form, which says where each extension stands. */
  public static final int SSL_SERVERINFOV2 = 2;

  private static final int OLD =
      SSL_EXT_TLS1_2_AND_BELOW_ONLY
          | SSL_EXT_CLIENT_HELLO
          | SSL_EXT_TLS1_2_SERVER_HELLO
          | SSL_EXT_IGNORE_ON_RESUMPTION;

  LibSslCustomExtensions() {}

  /** 1 for an extension that the library handles by itself. */
  public static int SSL_extension_supported(int ext_type) {
    return flag(isType(ext_type) && SslExtension.isSupported(ext_type));
  }

  /**
   * Has the application speak an extension, as client and as server.
   *
   * @param context where it may stand and when, {@code SSL_EXT_...}
   * @return 0 for one that the library speaks, one that is there, and callbacks that make no sense
   */
  public static int SSL_CTX_add_custom_ext(
      SSL_CTX ctx,
      int ext_type,
      int context,
      SSL_custom_ext_add_cb_ex add_cb,
      SSL_custom_ext_free_cb_ex free_cb,
      Object add_arg,
      SSL_custom_ext_parse_cb_ex parse_cb,
      Object parse_arg) {
    return add(ctx, Role.BOTH, ext_type, context, add_cb, free_cb, add_arg, parse_cb, parse_arg);
  }

  /** As {@link #SSL_CTX_add_custom_ext}, for clients up to TLS 1.2. */
  public static int SSL_CTX_add_client_custom_ext(
      SSL_CTX ctx,
      int ext_type,
      custom_ext_add_cb add_cb,
      custom_ext_free_cb free_cb,
      Object add_arg,
      custom_ext_parse_cb parse_cb,
      Object parse_arg) {
    return add(
        ctx,
        Role.CLIENT,
        ext_type,
        OLD,
        newer(add_cb),
        newer(free_cb),
        add_arg,
        newer(parse_cb),
        parse_arg);
  }

  /** As {@link #SSL_CTX_add_custom_ext}, for servers up to TLS 1.2. */
  public static int SSL_CTX_add_server_custom_ext(
      SSL_CTX ctx,
      int ext_type,
      custom_ext_add_cb add_cb,
      custom_ext_free_cb free_cb,
      Object add_arg,
      custom_ext_parse_cb parse_cb,
      Object parse_arg) {
    return add(
        ctx,
        Role.SERVER,
        ext_type,
        OLD,
        newer(add_cb),
        newer(free_cb),
        add_arg,
        newer(parse_cb),
        parse_arg);
  }

  /** 1 when the application speaks an extension as a client. */
  public static int SSL_CTX_has_client_custom_ext(SSL_CTX ctx, int ext_type) {
    return flag(
        ctx.customExtensions().stream()
            .anyMatch(entry -> entry.type() == ext_type && entry.role().is(false)));
  }

  /** Has a server answer extensions with what stands in bytes of the first form. */
  public static int SSL_CTX_use_serverinfo(SSL_CTX ctx, byte[] serverinfo, int serverinfo_length) {
    return SSL_CTX_use_serverinfo_ex(ctx, SSL_SERVERINFOV1, serverinfo, serverinfo_length);
  }

  /** Has a server answer extensions with what stands in bytes of either form. */
  public static int SSL_CTX_use_serverinfo_ex(
      SSL_CTX ctx, int version, byte[] serverinfo, int serverinfo_length) {
    return serverInfo(ctx, ServerInfo.of(version, Arrays.copyOf(serverinfo, serverinfo_length)));
  }

  /** Has a server answer extensions with what stands in a PEM file, of either form. */
  public static int SSL_CTX_use_serverinfo_file(SSL_CTX ctx, String file) {
    return serverInfo(ctx, ServerInfo.ofFile(file));
  }

  private static int serverInfo(SSL_CTX ctx, Optional<List<ServerInfo>> read) {
    if (read.isEmpty() || read.get().isEmpty()) {
      return flag(Configured.refuseReason(SslReason.INVALID_SERVERINFO_DATA));
    }
    if (ctx.credentials().certificate().isEmpty()) {
      return flag(Configured.refuseReason(SslReason.NO_CERTIFICATE_ASSIGNED));
    }
    for (ServerInfo info : read.get()) {
      int context = info.context().orElse(OLD);
      if (add(ctx, Role.SERVER, info.type(), context, info::add, null, null, info::parse, null)
          == 0) {
        return 0;
      }
    }
    return 1;
  }

  private static int add(
      SSL_CTX ctx,
      Role role,
      int type,
      int context,
      SSL_custom_ext_add_cb_ex add,
      SSL_custom_ext_free_cb_ex free,
      Object addArgument,
      SSL_custom_ext_parse_cb_ex parse,
      Object parseArgument) {
    boolean sane = isType(type) && !SslExtension.isSupported(type) && (add != null || free == null);
    return flag(
        sane
            && ctx.customExtension(
                new CustomExtensionEntry(
                    role,
                    type,
                    context,
                    Optional.ofNullable(add),
                    Optional.ofNullable(free),
                    addArgument,
                    Optional.ofNullable(parse),
                    parseArgument)));
  }

  private static boolean isType(int number) {
    return number >= 0 && number <= 0xFFFF;
  }

  private static SSL_custom_ext_add_cb_ex newer(custom_ext_add_cb old) {
    return old == null
        ? null
        : (s, type, context, out, x, index, al, arg) -> old.add(s, type, out, al, arg);
  }

  private static SSL_custom_ext_free_cb_ex newer(custom_ext_free_cb old) {
    return old == null ? null : (s, type, context, out, arg) -> old.free(s, type, out, arg);
  }

  private static SSL_custom_ext_parse_cb_ex newer(custom_ext_parse_cb old) {
    return old == null
        ? null
        : (s, type, context, in, length, x, index, al, arg) ->
            old.parse(s, type, in, length, al, arg);
  }
}
