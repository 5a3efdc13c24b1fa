// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.SslCalls;
import java.util.Objects;
import java.util.Optional;

/**
 * Data before the end of the handshake (0-RTT). It may have been recorded, and come again: take
 * nothing as early data that must not be done twice.
 *
 * <p>Sane where libssl is not: a client that wants to write more than its session allows is told
 * {@code too much early data} and lives on, and a server that performs the handshake or reads in
 * the ordinary way while early data is unread is told that this is no call for now; libssl ends
 * both connections. Early data that a client writes while its own read waits for the server's
 * flight goes out at once, and as early data. Where the server takes none a client's read completes
 * the handshake, and no more is written. A client's goodbye ends its early data and the handshake
 * first.
 *
 * <p>As in libssl a client that has written early data can read the server's answer and write more.
 * One that only reads does not complete the handshake, which the server may wait for.
 *
 * @see <a
 *     href="https://docs.openssl.org/master/man3/SSL_read_early_data/">SSL_read_early_data(3)</a>
 */
public class LibSslEarlyData extends LibSslStatus {
  /** Nothing was read; {@link LibSsl#SSL_get_error} tells why. */
  public static final int SSL_READ_EARLY_DATA_ERROR = 0;

  /** Early data was read. */
  public static final int SSL_READ_EARLY_DATA_SUCCESS = 1;

  /** There is no more early data, or never was any. */
  public static final int SSL_READ_EARLY_DATA_FINISH = 2;

  /** None was offered. */
  public static final int SSL_EARLY_DATA_NOT_SENT = 0;

  /** Nobody read it, or not as far as is known yet. */
  public static final int SSL_EARLY_DATA_REJECTED = 1;

  /** The server takes it. */
  public static final int SSL_EARLY_DATA_ACCEPTED = 2;

  LibSslEarlyData() {}

  // ---- Reading and writing

  /**
   * Writes early data: a client with a session that allows it, before all other calls; a server
   * once it has begun to read early data, to a client that it knows nothing of yet.
   *
   * @param buf the bytes
   * @param num how many of them
   * @param written element 0 gets how many were written, which is all
   * @return 1, or 0 when {@link LibSsl#SSL_get_error} tells why not
   */
  public static int SSL_write_early_data(SSL s, byte[] buf, int num, int[] written) {
    return SSL_write_early_data(s, buf, 0, num, written);
  }

  /** As {@link #SSL_write_early_data(SSL, byte[], int, int[])}, from an offset. */
  public static int SSL_write_early_data(SSL s, byte[] buf, int off, int num, int[] written) {
    Objects.checkFromIndexSize(off, num, buf.length);
    SslCalls calls = s.calls();
    if (!calls.hasRole() && LibSsl.SSL_is_server(s) == 0) {
      LibSsl.SSL_set_connect_state(s);
    }
    boolean done = s.enter() && calls.writeEarlyData(buf, off, num) == 1;
    if (done) {
      written[0] = num;
    }
    s.leave(flag(done));
    return flag(done);
  }

  /**
   * Reads early data on a server, which begins with this and goes on until {@link
   * #SSL_READ_EARLY_DATA_FINISH}; after that it must not be called again.
   *
   * @param buf gets the bytes
   * @param num the most bytes to read
   * @param readbytes element 0 gets how many were read
   * @return {@code SSL_READ_EARLY_DATA_...}
   */
  public static int SSL_read_early_data(SSL s, byte[] buf, int num, int[] readbytes) {
    return SSL_read_early_data(s, buf, 0, num, readbytes);
  }

  /** As {@link #SSL_read_early_data(SSL, byte[], int, int[])}, to an offset. */
  public static int SSL_read_early_data(SSL s, byte[] buf, int off, int num, int[] readbytes) {
    Objects.checkFromIndexSize(off, num, buf.length);
    SslCalls calls = s.calls();
    if (!calls.hasRole() && LibSsl.SSL_is_server(s) == 1) {
      LibSsl.SSL_set_accept_state(s);
    }
    int count = s.enter() ? calls.readEarlyData(buf, off, num) : -1;
    s.leave(count < 0 ? 0 : 1);
    if (count < 0) {
      return SSL_READ_EARLY_DATA_ERROR;
    }
    readbytes[0] = count;
    return count > 0 ? SSL_READ_EARLY_DATA_SUCCESS : SSL_READ_EARLY_DATA_FINISH;
  }

  /**
   * What became of early data, {@code SSL_EARLY_DATA_...}. A client's counts as rejected from its
   * ClientHello until the server has said that it takes it.
   */
  public static int SSL_get_early_data_status(SSL s) {
    int known = s.ssl().earlyData().code();
    boolean open = known == SSL_EARLY_DATA_NOT_SENT && s.calls().offersEarlyData();
    return open ? SSL_EARLY_DATA_REJECTED : known;
  }

  /**
   * Makes keying material from what is known with a ClientHello that tells of early data.
   *
   * @param out gets it
   * @param olen how many bytes
   * @param label what it is for
   * @param context what it is bound to; may be empty
   * @return 1, or 0 when there is no early data
   */
  public static int SSL_export_keying_material_early(
      SSL s, byte[] out, int olen, String label, byte[] context) {
    try {
      byte[] made = s.ssl().exportEarlyKeyingMaterial(label, context, olen);
      System.arraycopy(made, 0, out, 0, olen);
      return 1;
    } catch (IllegalStateException | IllegalArgumentException e) {
      return 0;
    }
  }

  // ---- How much

  /**
   * Sets how much early data a server's tickets allow from now on. Returns 1.
   *
   * @param max_early_data 0 to 2^32 - 1 bytes; 0, none, is the default
   */
  public static int SSL_CTX_set_max_early_data(SSL_CTX ctx, long max_early_data) {
    ctx.maxEarlyData(max_early_data);
    return 1;
  }

  /** How much early data a server's tickets allow. */
  public static long SSL_CTX_get_max_early_data(SSL_CTX ctx) {
    return ctx.maxEarlyData();
  }

  /** As {@link #SSL_CTX_set_max_early_data}, for one connection. */
  public static int SSL_set_max_early_data(SSL s, long max_early_data) {
    s.maxEarlyData(max_early_data);
    return 1;
  }

  /** As {@link #SSL_CTX_get_max_early_data}, of one connection. */
  public static long SSL_get_max_early_data(SSL s) {
    return s.maxEarlyData();
  }

  /**
   * Sets how much early data a server takes, or passes over where it takes none, whatever its
   * tickets allow. Returns 1.
   *
   * @param recv_max_early_data 0 to 2^32 - 1 bytes; the default is 16384
   */
  public static int SSL_CTX_set_recv_max_early_data(SSL_CTX ctx, long recv_max_early_data) {
    ctx.maxEarlyDataTaken(recv_max_early_data);
    return 1;
  }

  /** How much early data a server takes. */
  public static long SSL_CTX_get_recv_max_early_data(SSL_CTX ctx) {
    return ctx.maxEarlyDataTaken();
  }

  /** As {@link #SSL_CTX_set_recv_max_early_data}, for one connection. */
  public static int SSL_set_recv_max_early_data(SSL s, long recv_max_early_data) {
    s.maxEarlyDataTaken(recv_max_early_data);
    return 1;
  }

  /** As {@link #SSL_CTX_get_recv_max_early_data}, of one connection. */
  public static long SSL_get_recv_max_early_data(SSL s) {
    return s.maxEarlyDataTaken();
  }

  /** How much early data a session allows; 0 for none. */
  public static long SSL_SESSION_get_max_early_data(SSL_SESSION s) {
    return s.maxEarlyData;
  }

  /** Sets how much early data a session allows, 0 to 2^32 - 1 bytes. Returns 1. */
  public static int SSL_SESSION_set_max_early_data(SSL_SESSION s, long max_early_data) {
    s.maxEarlyData = max_early_data;
    return 1;
  }

  // ---- Whether at all

  /** Decides whether a server takes early data. */
  @FunctionalInterface
  public interface SSL_allow_early_data_cb_fn {
    /**
     * Decides, once all but a replay has been looked at.
     *
     * @param s the connection
     * @param arg what was set with the callback
     * @return 1 to take it, 0 to go on without
     */
    int allow(SSL s, Object arg);
  }

  /** Sets who decides whether early data is taken; null for nobody. */
  public static void SSL_CTX_set_allow_early_data_cb(
      SSL_CTX ctx, SSL_allow_early_data_cb_fn cb, Object arg) {
    ctx.allowEarlyData(Optional.ofNullable(cb), arg);
  }

  /** As {@link #SSL_CTX_set_allow_early_data_cb}, for one connection. */
  public static void SSL_set_allow_early_data_cb(SSL s, SSL_allow_early_data_cb_fn cb, Object arg) {
    s.allowEarlyData(Optional.ofNullable(cb), arg);
  }
}
