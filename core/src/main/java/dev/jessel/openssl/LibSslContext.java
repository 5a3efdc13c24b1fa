// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.error.SslReason;

/**
 * The functions of contexts. Setters return 1, or 0 with an entry in the error queue.
 *
 * @see <a href="https://docs.openssl.org/master/man3/SSL_CTX_new/">SSL_CTX_new(3)</a>
 */
public class LibSslContext extends LibSslConf {
  LibSslContext() {}

  // ---- Methods

  /** For either end; each connection is told which it is. */
  public static SSL_METHOD TLS_method() {
    return SSL_METHOD.TLS;
  }

  /** For clients. */
  public static SSL_METHOD TLS_client_method() {
    return SSL_METHOD.TLS_CLIENT;
  }

  /** For servers. */
  public static SSL_METHOD TLS_server_method() {
    return SSL_METHOD.TLS_SERVER;
  }

  /** The method of a context. */
  public static SSL_METHOD SSL_CTX_get_ssl_method(SSL_CTX ctx) {
    return ctx.method();
  }

  /** Changes the method of a context, for connections to come. */
  public static int SSL_CTX_set_ssl_version(SSL_CTX ctx, SSL_METHOD meth) {
    if (meth == null) {
      ErrorQueue.current().push(SslReason.NULL_SSL_METHOD_PASSED);
      return 0;
    }
    ctx.method(meth);
    return 1;
  }

  // ---- Making and freeing

  /**
   * Makes a context: nothing is trusted, no peer is verified.
   *
   * @param method which ends it is for
   * @return the context; null when the method is
   */
  public static SSL_CTX SSL_CTX_new(SSL_METHOD method) {
    if (method == null) {
      ErrorQueue.current().push(SslReason.NULL_SSL_METHOD_PASSED);
      return null;
    }
    return new SSL_CTX(method);
  }

  /** As {@link #SSL_CTX_new}; library context and properties have no meaning here. */
  public static SSL_CTX SSL_CTX_new_ex(Object libctx, String propq, SSL_METHOD method) {
    return SSL_CTX_new(method);
  }

  /** Adds a reference; memory is the garbage collector's. */
  public static int SSL_CTX_up_ref(SSL_CTX ctx) {
    if (ctx != null) {
      ctx.addReference();
    }
    return flag(ctx != null);
  }

  /**
   * Drops a reference; connections have one each. With the last one the context's sessions go.
   * Memory is the garbage collector's.
   */
  public static void SSL_CTX_free(SSL_CTX ctx) {
    if (ctx != null) {
      ctx.dropReference();
    }
  }

  /** 1 for a context of servers. */
  public static int SSL_CTX_is_server(SSL_CTX ctx) {
    return flag(ctx.method() != SSL_METHOD.TLS_CLIENT);
  }

  /** Nothing to do: the library needs no start. */
  public static int OPENSSL_init_ssl(long opts, Object settings) {
    return 1;
  }

  /** Nothing to do: the library needs no start. */
  public static int SSL_library_init() {
    return 1;
  }

  /** Nothing to do: texts are always there. */
  public static void SSL_load_error_strings() {
    // Kept for programs that call it.
  }

  /** A new index for {@link #SSL_CTX_set_ex_data}. */
  public static int SSL_CTX_get_ex_new_index() {
    return ExIndex.next();
  }

  /** A new index for {@code SSL_set_ex_data}. */
  public static int SSL_get_ex_new_index() {
    return ExIndex.next();
  }

  // ---- Data of the application

  /** Keeps something for the application. */
  public static int SSL_CTX_set_ex_data(SSL_CTX ctx, int idx, Object data) {
    ctx.exData(idx, data);
    return 1;
  }

  /** What was kept; null for nothing. */
  public static Object SSL_CTX_get_ex_data(SSL_CTX ctx, int idx) {
    return ctx.exData(idx);
  }

  /** Keeps something for the application. */
  public static int SSL_CTX_set_app_data(SSL_CTX ctx, Object data) {
    ctx.exData(0, data);
    return 1;
  }

  /** What was kept; null for nothing. */
  public static Object SSL_CTX_get_app_data(SSL_CTX ctx) {
    return ctx.exData(0);
  }

  // ---- Closing

  /** Whether {@code SSL_shutdown} sends nothing and waits for nothing. */
  public static void SSL_CTX_set_quiet_shutdown(SSL_CTX ctx, int mode) {
    ctx.quietShutdown = mode != 0;
  }

  /** Whether {@code SSL_shutdown} sends nothing and waits for nothing. */
  public static int SSL_CTX_get_quiet_shutdown(SSL_CTX ctx) {
    return flag(ctx.quietShutdown);
  }

  // ---- Modes and options

  /** Turns modes on, {@code SSL_MODE_...}; returns all that are on. */
  public static long SSL_CTX_set_mode(SSL_CTX ctx, long mode) {
    return ctx.changeMode(mode, 0);
  }

  /** Turns modes off; returns those that are on. */
  public static long SSL_CTX_clear_mode(SSL_CTX ctx, long mode) {
    return ctx.changeMode(0, mode);
  }

  /** The modes that are on. */
  public static long SSL_CTX_get_mode(SSL_CTX ctx) {
    return ctx.mode();
  }

  /** Turns options on, {@code SSL_OP_...}; returns all that are on. */
  public static long SSL_CTX_set_options(SSL_CTX ctx, long options) {
    return ctx.changeOptions(options, 0);
  }

  /** Turns options off; returns those that are on. */
  public static long SSL_CTX_clear_options(SSL_CTX ctx, long options) {
    return ctx.changeOptions(0, options);
  }

  /** The options that are on. */
  public static long SSL_CTX_get_options(SSL_CTX ctx) {
    return ctx.options();
  }

  // ---- Records

  /** Sets the most content bytes of a record that we send, 512 to 16384. */
  public static int SSL_CTX_set_max_send_fragment(SSL_CTX ctx, long size) {
    return flag(ctx.sendFragment(size));
  }

  /**
   * Sets where data is cut into records, 1 to the most content bytes of a record; a partial write
   * is as long. {@link #SSL_CTX_set_max_send_fragment} lowers it.
   */
  public static int SSL_CTX_set_split_send_fragment(SSL_CTX ctx, long size) {
    return flag(ctx.splitFragment(size));
  }

  /** No cipher works on several records; more than 1 turns {@link #SSL_CTX_set_read_ahead} on. */
  public static int SSL_CTX_set_max_pipelines(SSL_CTX ctx, long pipelines) {
    return flag(ctx.pipelines(pipelines));
  }

  /** Whether more than the next record is taken from the transport. */
  public static void SSL_CTX_set_read_ahead(SSL_CTX ctx, int yes) {
    ctx.readAhead(yes != 0);
  }

  /** Whether more than the next record is taken from the transport. */
  public static int SSL_CTX_get_read_ahead(SSL_CTX ctx) {
    return flag(ctx.readAhead());
  }

  /** As {@link #SSL_CTX_set_read_ahead}. */
  public static void SSL_CTX_set_default_read_ahead(SSL_CTX ctx, int yes) {
    SSL_CTX_set_read_ahead(ctx, yes);
  }

  /** As {@link #SSL_CTX_get_read_ahead}. */
  public static int SSL_CTX_get_default_read_ahead(SSL_CTX ctx) {
    return SSL_CTX_get_read_ahead(ctx);
  }

  /** Taken and without effect: the buffer always holds a record. */
  public static void SSL_CTX_set_default_read_buffer_len(SSL_CTX ctx, long len) {
    // Nothing is smaller than a record, and nothing needs to be larger.
  }

  /** Has a client ask for shorter records, {@code TLSEXT_max_fragment_length_...}. */
  public static int SSL_CTX_set_tlsext_max_fragment_length(SSL_CTX ctx, int mode) {
    return flag(ctx.maxFragmentCode(mode));
  }

  /** Pads application data to multiples of a block; 0 and 1 mean no padding. */
  public static int SSL_CTX_set_block_padding(SSL_CTX ctx, long block_size) {
    return flag(ctx.padding(block_size, block_size));
  }

  /** Pads application data and handshake messages to multiples of a block each. */
  public static int SSL_CTX_set_block_padding_ex(
      SSL_CTX ctx, long app_block_size, long hs_block_size) {
    return flag(ctx.padding(app_block_size, hs_block_size));
  }

  // ---- Versions

  /** Sets the lowest version, 0 for any; 0 is returned when none would be left. */
  public static int SSL_CTX_set_min_proto_version(SSL_CTX ctx, int version) {
    return flag(ctx.minVersion(version));
  }

  /** Sets the highest version, 0 for any; 0 is returned when none would be left. */
  public static int SSL_CTX_set_max_proto_version(SSL_CTX ctx, int version) {
    return flag(ctx.maxVersion(version));
  }

  /** The lowest version; 0 for any. */
  public static int SSL_CTX_get_min_proto_version(SSL_CTX ctx) {
    return ctx.minVersion();
  }

  /** The highest version; 0 for any. */
  public static int SSL_CTX_get_max_proto_version(SSL_CTX ctx) {
    return ctx.maxVersion();
  }

  // ---- Tickets

  /** Sets how many tickets a server sends; more than 16 count as 16. */
  public static int SSL_CTX_set_num_tickets(SSL_CTX ctx, long num_tickets) {
    return flag(ctx.tickets(num_tickets));
  }

  /** How many tickets a server sends. */
  public static int SSL_CTX_get_num_tickets(SSL_CTX ctx) {
    return ctx.tickets();
  }
}
