// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.error.SslReason;
import java.util.Arrays;
import java.util.Optional;

/**
 * The functions that configure contexts and connections by text.
 *
 * @see <a href="https://docs.openssl.org/master/man3/SSL_CONF_cmd/">SSL_CONF_cmd(3)</a>
 */
public class LibSslConf extends LibSslCiphers {
  /** Names are those of command lines. */
  public static final int SSL_CONF_FLAG_CMDLINE = 0x1;

  /** Names are those of configuration files. */
  public static final int SSL_CONF_FLAG_FILE = 0x2;

  /** What concerns clients is known. */
  public static final int SSL_CONF_FLAG_CLIENT = 0x4;

  /** What concerns servers is known. */
  public static final int SSL_CONF_FLAG_SERVER = 0x8;

  /** What goes wrong is put into the error queue. */
  public static final int SSL_CONF_FLAG_SHOW_ERRORS = 0x10;

  /** What concerns certificates is known. */
  public static final int SSL_CONF_FLAG_CERTIFICATE = 0x20;

  /** Without a private key it is looked for in the certificate's file. */
  public static final int SSL_CONF_FLAG_REQUIRE_PRIVATE = 0x40;

  /** The command is unknown. */
  public static final int SSL_CONF_TYPE_UNKNOWN = 0x0;

  /** The command takes a text. */
  public static final int SSL_CONF_TYPE_STRING = 0x1;

  /** The command takes the name of a file. */
  public static final int SSL_CONF_TYPE_FILE = 0x2;

  /** The command takes the name of a directory. */
  public static final int SSL_CONF_TYPE_DIR = 0x3;

  /** The command takes nothing. */
  public static final int SSL_CONF_TYPE_NONE = 0x4;

  /** The command takes the address of a store. */
  public static final int SSL_CONF_TYPE_STORE = 0x5;

  LibSslConf() {}

  /** What is being configured, and how; not thread-safe. */
  public static final class SSL_CONF_CTX extends ConfState {
    SSL_CONF_CTX() {}
  }

  /** Makes one, with no flags and nothing to configure: commands are then only checked. */
  public static SSL_CONF_CTX SSL_CONF_CTX_new() {
    return new SSL_CONF_CTX();
  }

  /** Memory is the garbage collector's. */
  public static void SSL_CONF_CTX_free(SSL_CONF_CTX cctx) {
    // Nothing is held.
  }

  /** Sets flags, {@code SSL_CONF_FLAG_...}; returns all that are set. */
  public static int SSL_CONF_CTX_set_flags(SSL_CONF_CTX cctx, int flags) {
    return cctx.changeFlags(flags, 0);
  }

  /** Takes flags back; returns those that are set. */
  public static int SSL_CONF_CTX_clear_flags(SSL_CONF_CTX cctx, int flags) {
    return cctx.changeFlags(0, flags);
  }

  /** Sets what names must begin with; null for nothing, or a dash on command lines. Returns 1. */
  public static int SSL_CONF_CTX_set1_prefix(SSL_CONF_CTX cctx, String prefix) {
    cctx.prefix(Optional.ofNullable(prefix));
    return 1;
  }

  /** Configures a context from now on; null for none. */
  public static void SSL_CONF_CTX_set_ssl_ctx(SSL_CONF_CTX cctx, SSL_CTX ctx) {
    cctx.target(Optional.ofNullable(ctx));
  }

  /** Configures a connection from now on; null for none. */
  public static void SSL_CONF_CTX_set_ssl(SSL_CONF_CTX cctx, SSL ssl) {
    cctx.target(Optional.ofNullable(ssl));
  }

  /**
   * Ends the configuration: names of authorities are set now, and missing private keys are looked
   * for.
   *
   * @return 1, or 0 when there is still no private key and {@link #SSL_CONF_FLAG_REQUIRE_PRIVATE}
   *     asks for one
   */
  public static int SSL_CONF_CTX_finish(SSL_CONF_CTX cctx) {
    return flag(cctx.finish());
  }

  /**
   * Does one command. Those that are for features not there yet fail, and say so in the error
   * queue.
   *
   * @param value null when there is none
   * @return 2 when the value was used, 1 when the command needs none, 0 when the value is bad, -2
   *     when the command is unknown, -3 when it lacks its value
   */
  public static int SSL_CONF_cmd(SSL_CONF_CTX cctx, String cmd, String value) {
    if (cmd == null) {
      ErrorQueue.current().push(SslReason.INVALID_NULL_CMD_NAME);
      return 0;
    }
    return cctx.run(cmd, value);
  }

  /**
   * Does the first command of a command line.
   *
   * @param pargc how many arguments there are, which is changed; null when their array says it
   * @param pargv its only element is the arguments; those that were used are taken away
   * @return how many were used, 0 when the first is no command, -1 when its value is bad, -3 when
   *     that is missing
   */
  public static int SSL_CONF_cmd_argv(SSL_CONF_CTX cctx, int[] pargc, String[][] pargv) {
    int count = pargc == null ? pargv[0].length : Math.min(pargc[0], pargv[0].length);
    if (count == 0 || pargv[0][0] == null) {
      return 0;
    }
    cctx.changeFlags(SSL_CONF_FLAG_CMDLINE, SSL_CONF_FLAG_FILE);
    int result = SSL_CONF_cmd(cctx, pargv[0][0], count > 1 ? pargv[0][1] : null);
    if (result > 0) {
      pargv[0] = Arrays.copyOfRange(pargv[0], result, pargv[0].length);
      if (pargc != null) {
        pargc[0] -= result;
      }
      return result;
    }
    return result == -2 ? 0 : result == 0 ? -1 : result;
  }

  /** What a command takes, {@code SSL_CONF_TYPE_...}. */
  public static int SSL_CONF_cmd_value_type(SSL_CONF_CTX cctx, String cmd) {
    return cctx.find(cmd).map(ConfCommand::type).orElse(SSL_CONF_TYPE_UNKNOWN);
  }
}
