// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.SslCalls;
import dev.jessel.bio.Bio;
import dev.jessel.error.SslReason;
import dev.jessel.wire.ProtocolVersion;
import java.net.Socket;
import java.nio.channels.ByteChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * libssl's C API, name for name, with the semantics of OpenSSL 4.0. With
 *
 * <pre>{@code
 * import static dev.jessel.openssl.LibSsl.*;
 * }</pre>
 *
 * <p>everything is at hand: functions, types and constants, also those inherited from {@link
 * LibSslRecords}, {@link LibSslContext}, {@link LibSslTypes}, {@link LibX509}, {@link LibBio} and
 * {@link LibErr}.
 *
 * <p>Where C has a pointer and a length, there is an array and a length; an offset may stand
 * between them. Where C gives a value back through a pointer, element 0 of an array gets it; where
 * it gives a stack back, a list is filled. A file descriptor is a socket or a channel. Arguments
 * that cannot be right in any program (null connections, lengths beyond the array) throw unchecked
 * exceptions; all else is a return value, as in C.
 *
 * @see <a href="https://docs.openssl.org/master/man7/ssl/">ssl(7)</a>
 */
public final class LibSsl extends LibSslControl {
  private LibSsl() {}

  // ---- Making and freeing

  /**
   * Makes a connection with the context's settings as they are now.
   *
   * @param ctx the settings; later changes do not reach the connection
   * @return the connection; null without a context
   */
  public static SSL SSL_new(SSL_CTX ctx) {
    if (ctx == null) {
      ErrorQueue.current().push(SslReason.NULL_SSL_CTX);
      return null;
    }
    return new SSL(ctx);
  }

  /** Adds a reference. */
  public static int SSL_up_ref(SSL ssl) {
    ssl.addReference();
    return 1;
  }

  /**
   * Drops a reference; with the last one the BIOs are freed. Nothing is sent: call {@link
   * #SSL_shutdown} first, or nobody can come back to the session.
   */
  public static void SSL_free(SSL ssl) {
    if (ssl == null || !ssl.dropReference()) {
      return;
    }
    ssl.giveUpSession();
    Optional<Bio> reader = ssl.ssl().reader();
    Optional<Bio> writer = ssl.ssl().writer();
    reader.ifPresent(Bio::close);
    writer.filter(bio -> !reader.equals(Optional.of(bio))).ifPresent(Bio::close);
  }

  /** A new connection with the settings of another one, which has no BIOs yet. */
  public static SSL SSL_dup(SSL ssl) {
    SSL copy = new SSL(ssl.context());
    copy.copySettings(ssl);
    return copy;
  }

  /** The context. */
  public static SSL_CTX SSL_get_SSL_CTX(SSL ssl) {
    return ssl.context();
  }

  /** Changes the context: its certificates are used for handshakes that have not begun. */
  public static SSL_CTX SSL_set_SSL_CTX(SSL ssl, SSL_CTX ctx) {
    ssl.switchTo(ctx);
    return ctx;
  }

  // ---- Data of the application

  /** Keeps something for the application. */
  public static int SSL_set_ex_data(SSL ssl, int idx, Object data) {
    ssl.exData(idx, data);
    return 1;
  }

  /** What was kept; null for nothing. */
  public static Object SSL_get_ex_data(SSL ssl, int idx) {
    return ssl.exData(idx);
  }

  /** Keeps something for the application. */
  public static int SSL_set_app_data(SSL ssl, Object data) {
    ssl.exData(0, data);
    return 1;
  }

  /** What was kept; null for nothing. */
  public static Object SSL_get_app_data(SSL ssl) {
    return ssl.exData(0);
  }

  // ---- Transport

  /** Sets the BIOs; the connection frees them. Those that it had are freed. */
  public static void SSL_set_bio(SSL ssl, Bio rbio, Bio wbio) {
    Bio oldReader = SSL_get_rbio(ssl);
    Bio oldWriter = SSL_get_wbio(ssl);
    ssl.ssl().bio(rbio, wbio);
    if (oldReader != null && oldReader != rbio && oldReader != wbio) {
      oldReader.close();
    }
    if (oldWriter != null && oldWriter != oldReader && oldWriter != rbio && oldWriter != wbio) {
      oldWriter.close();
    }
  }

  /** Sets what is read from. */
  public static void SSL_set0_rbio(SSL ssl, Bio rbio) {
    SSL_set_bio(ssl, rbio, SSL_get_wbio(ssl));
  }

  /** Sets what is written to. */
  public static void SSL_set0_wbio(SSL ssl, Bio wbio) {
    SSL_set_bio(ssl, SSL_get_rbio(ssl), wbio);
  }

  /** What is read from; null for nothing. */
  public static Bio SSL_get_rbio(SSL ssl) {
    return ssl.ssl().reader().orElse(null);
  }

  /** What is written to; null for nothing. */
  public static Bio SSL_get_wbio(SSL ssl) {
    return ssl.ssl().writer().orElse(null);
  }

  /** Sets a connected socket as the transport; it stays the caller's to close. */
  public static int SSL_set_fd(SSL ssl, Socket fd) {
    Bio bio = BIO_new_socket(fd, BIO_NOCLOSE);
    return bio == null ? 0 : attach(ssl, bio, fd);
  }

  /** Sets a channel as the transport, blocking or not; it stays the caller's to close. */
  public static int SSL_set_fd(SSL ssl, ByteChannel fd) {
    return attach(ssl, BIO_new_socket(fd, BIO_NOCLOSE), fd);
  }

  /** Sets what is read from; it stays the caller's to close. */
  public static int SSL_set_rfd(SSL ssl, ReadableByteChannel fd) {
    Bio bio = Bio.of(fd, ClosedSink.INSTANCE);
    bio.closesTransport(false);
    SSL_set0_rbio(ssl, bio);
    ssl.readDescriptor = fd;
    return 1;
  }

  /** Sets what is written to; it stays the caller's to close. */
  public static int SSL_set_wfd(SSL ssl, WritableByteChannel fd) {
    Bio bio = Bio.of(ClosedSink.INSTANCE, fd);
    bio.closesTransport(false);
    SSL_set0_wbio(ssl, bio);
    ssl.writeDescriptor = fd;
    return 1;
  }

  /** The socket or channel that is read from; null when none was set. */
  public static Object SSL_get_fd(SSL ssl) {
    return ssl.readDescriptor;
  }

  /** The socket or channel that is read from; null when none was set. */
  public static Object SSL_get_rfd(SSL ssl) {
    return ssl.readDescriptor;
  }

  /** The socket or channel that is written to; null when none was set. */
  public static Object SSL_get_wfd(SSL ssl) {
    return ssl.writeDescriptor;
  }

  // ---- Reading and writing

  /**
   * Writes all bytes, after the handshake if need be. What is not done must be repeated with the
   * same arguments; see {@link #SSL_MODE_ENABLE_PARTIAL_WRITE} and {@link
   * #SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER}.
   *
   * @param ssl the connection
   * @param buf the bytes
   * @param num how many of them
   * @return bytes written; 0 or less when {@link #SSL_get_error} tells why not. 0 bytes give 0
   * @see <a href="https://docs.openssl.org/master/man3/SSL_write/">SSL_write(3)</a>
   */
  public static int SSL_write(SSL ssl, byte[] buf, int num) {
    return SSL_write(ssl, buf, 0, num);
  }

  /** As {@link #SSL_write(SSL, byte[], int)}, from an offset: C's {@code buf + off}. */
  public static int SSL_write(SSL ssl, byte[] buf, int off, int num) {
    checkRange(buf, off, num);
    return ssl.leave(ssl.enter() ? ssl.calls().write(buf, off, num) : -1);
  }

  /** As {@link #SSL_write}, with the count apart: 1 for success, also with 0 bytes, else 0. */
  public static int SSL_write_ex(SSL ssl, byte[] buf, int num, int[] written) {
    return SSL_write_ex(ssl, buf, 0, num, written);
  }

  /** As {@link #SSL_write_ex(SSL, byte[], int, int[])}, from an offset. */
  public static int SSL_write_ex(SSL ssl, byte[] buf, int off, int num, int[] written) {
    int count = SSL_write(ssl, buf, off, num);
    if (count >= 0) {
      written[0] = count;
    }
    return flag(count >= 0);
  }

  /** As {@link #SSL_write_ex}; there are no flags for TLS. */
  public static int SSL_write_ex2(SSL ssl, byte[] buf, int num, long flags, int[] written) {
    boolean first = flags != 0 && ssl.calls().mayWrite();
    if (first) {
      ssl.misused(SslReason.UNSUPPORTED_WRITE_FLAG);
      return 0;
    }
    return SSL_write_ex(ssl, buf, num, written);
  }

  /**
   * Reads the bytes of one record at the most, after the handshake if need be.
   *
   * @param ssl the connection
   * @param buf gets the bytes; unlike in C, what lies behind them, up to {@code num}, may be
   *     overwritten
   * @param num the most bytes to read
   * @return bytes read; 0 or less when {@link #SSL_get_error} tells why not
   * @see <a href="https://docs.openssl.org/master/man3/SSL_read/">SSL_read(3)</a>
   */
  public static int SSL_read(SSL ssl, byte[] buf, int num) {
    return SSL_read(ssl, buf, 0, num);
  }

  /** As {@link #SSL_read(SSL, byte[], int)}, to an offset. */
  public static int SSL_read(SSL ssl, byte[] buf, int off, int num) {
    checkRange(buf, off, num);
    return ssl.leave(ssl.enter() ? ssl.calls().read(buf, off, num) : -1);
  }

  /** As {@link #SSL_read}, with the count apart: 1 when bytes were read, else 0. */
  public static int SSL_read_ex(SSL ssl, byte[] buf, int num, int[] readbytes) {
    return SSL_read_ex(ssl, buf, 0, num, readbytes);
  }

  /** As {@link #SSL_read_ex(SSL, byte[], int, int[])}, to an offset. */
  public static int SSL_read_ex(SSL ssl, byte[] buf, int off, int num, int[] readbytes) {
    return counted(SSL_read(ssl, buf, off, num), readbytes);
  }

  /** As {@link #SSL_read}, but the bytes stay. */
  public static int SSL_peek(SSL ssl, byte[] buf, int num) {
    checkRange(buf, 0, num);
    return ssl.leave(ssl.enter() ? ssl.calls().peek(buf, 0, num) : -1);
  }

  /** As {@link #SSL_peek}, with the count apart: 1 when bytes were read, else 0. */
  public static int SSL_peek_ex(SSL ssl, byte[] buf, int num, int[] readbytes) {
    return counted(SSL_peek(ssl, buf, num), readbytes);
  }

  /** Bytes that are decrypted and not read; a KeyUpdate that waits to go out hides none. */
  public static int SSL_pending(SSL ssl) {
    return ssl.ssl().pending();
  }

  /** 1 when anything that came is held, be it half a record. */
  public static int SSL_has_pending(SSL ssl) {
    return flag(ssl.ssl().hasPending());
  }

  /**
   * Explains what a call returned, {@code SSL_ERROR_...}. To be asked by the thread that made the
   * call, before its next one on the connection.
   *
   * <p>It looks at the failure itself, never at the thread's error queue. Sane where libssl is not:
   * an old system error in the queue cannot turn {@link #SSL_ERROR_SSL} into {@link
   * #SSL_ERROR_SYSCALL}, and what the BIO does between the call and the question changes nothing.
   *
   * @see <a href="https://docs.openssl.org/master/man3/SSL_get_error/">SSL_get_error(3)</a>
   */
  public static int SSL_get_error(SSL ssl, int ret) {
    return ssl.calls().error(ret);
  }

  /** What the last call waits for, {@code SSL_NOTHING}, {@code SSL_READING} and so on. */
  public static int SSL_want(SSL ssl) {
    return Wants.number(ssl.calls().want());
  }

  /** True when {@link #SSL_want} is {@link #SSL_NOTHING}. */
  public static boolean SSL_want_nothing(SSL ssl) {
    return SSL_want(ssl) == SSL_NOTHING;
  }

  /** True when {@link #SSL_want} is {@link #SSL_READING}. */
  public static boolean SSL_want_read(SSL ssl) {
    return SSL_want(ssl) == SSL_READING;
  }

  /** True when {@link #SSL_want} is {@link #SSL_WRITING}. */
  public static boolean SSL_want_write(SSL ssl) {
    return SSL_want(ssl) == SSL_WRITING;
  }

  /** True when {@link #SSL_want} is {@link #SSL_X509_LOOKUP}. */
  public static boolean SSL_want_x509_lookup(SSL ssl) {
    return SSL_want(ssl) == SSL_X509_LOOKUP;
  }

  /** True when {@link #SSL_want} is {@link #SSL_RETRY_VERIFY}. */
  public static boolean SSL_want_retry_verify(SSL ssl) {
    return SSL_want(ssl) == SSL_RETRY_VERIFY;
  }

  /** True when {@link #SSL_want} is {@link #SSL_ASYNC_PAUSED}. */
  public static boolean SSL_want_async(SSL ssl) {
    return SSL_want(ssl) == SSL_ASYNC_PAUSED;
  }

  /** True when {@link #SSL_want} is {@link #SSL_ASYNC_NO_JOBS}. */
  public static boolean SSL_want_async_job(SSL ssl) {
    return SSL_want(ssl) == SSL_ASYNC_NO_JOBS;
  }

  /** True when {@link #SSL_want} is {@link #SSL_CLIENT_HELLO_CB}. */
  public static boolean SSL_want_client_hello_cb(SSL ssl) {
    return SSL_want(ssl) == SSL_CLIENT_HELLO_CB;
  }

  /** 1 when the transport should be watched for bytes to read. */
  public static int SSL_net_read_desired(SSL ssl) {
    return flag(SSL_want_read(ssl));
  }

  /** 1 when the transport should be watched for room to write. */
  public static int SSL_net_write_desired(SSL ssl) {
    return flag(SSL_want_write(ssl));
  }

  // ---- Handshake

  /** Performs the handshake: 1 when it is over, else -1. */
  public static int SSL_do_handshake(SSL ssl) {
    return ssl.leave(ssl.enter() ? ssl.calls().handshake() : -1);
  }

  /** Becomes a client unless a role was chosen, and performs the handshake. */
  public static int SSL_connect(SSL ssl) {
    if (!ssl.calls().hasRole()) {
      SSL_set_connect_state(ssl);
    }
    return SSL_do_handshake(ssl);
  }

  /** Becomes a server unless a role was chosen, and performs the handshake. */
  public static int SSL_accept(SSL ssl) {
    if (!ssl.calls().hasRole()) {
      SSL_set_accept_state(ssl);
    }
    return SSL_do_handshake(ssl);
  }

  /** Becomes a client, from the beginning. */
  public static void SSL_set_connect_state(SSL ssl) {
    ssl.role(false);
  }

  /** Becomes a server, from the beginning. */
  public static void SSL_set_accept_state(SSL ssl) {
    ssl.role(true);
  }

  /**
   * Forgets the connection and keeps role, BIOs and settings, and its session if it was closed: 1,
   * or 0 while another thread is in a call on it.
   */
  public static int SSL_clear(SSL ssl) {
    ssl.renegotiationsTold = 0;
    return ssl.startOver() ? 1 : ssl.leave(0);
  }

  /**
   * 1 while a handshake, or a message queued behind it, has work to do. While early data is read or
   * written this, {@link #SSL_in_before} and {@link #SSL_is_init_finished} are all 0.
   */
  public static int SSL_in_init(SSL ssl) {
    return flag(ssl.calls().isInInit() && !ssl.calls().isInEarlyData());
  }

  /** 1 until something was done for the handshake. */
  public static int SSL_in_before(SSL ssl) {
    return flag(ssl.calls().isBefore());
  }

  /** 1 once the handshake is over and nothing is queued behind it. */
  public static int SSL_is_init_finished(SSL ssl) {
    return flag(!ssl.calls().isInInit());
  }

  /** 1 on a client in its handshake. */
  public static int SSL_in_connect_init(SSL ssl) {
    return flag(SSL_in_init(ssl) == 1 && SSL_is_server(ssl) == 0);
  }

  /** 1 on a server in its handshake. */
  public static int SSL_in_accept_init(SSL ssl) {
    return flag(SSL_in_init(ssl) == 1 && SSL_is_server(ssl) == 1);
  }

  /**
   * Tells how long the peer took to answer: a client's ClientHello, or a server's flight.
   *
   * @param rtt element 0 gets the time in microseconds, the peer's work included
   * @return 1, or 0 while it is not known
   */
  public static int SSL_get_handshake_rtt(SSL ssl, long[] rtt) {
    OptionalLong micros = ssl.notes().roundTrip();
    micros.ifPresent(time -> rtt[0] = time);
    return flag(micros.isPresent());
  }

  /** 1 on a server; before a role is chosen, unless the method is a client's. */
  public static int SSL_is_server(SSL ssl) {
    boolean chosen = ssl.calls().hasRole();
    return chosen ? flag(ssl.ssl().isServer()) : flag(ssl.method() != SSL_METHOD.TLS_CLIENT);
  }

  // ---- Closing

  /**
   * Says goodbye, then waits for the peer to do so.
   *
   * <p>Sane where libssl is not: while a write is to be repeated, libssl loses the record that is
   * sealed of it, or the close_notify. Here the record goes out first, whole, and the close_notify
   * behind it; the rest of what was to be written is not sent. And a close_notify that came during
   * the handshake stays an end, where libssl asks for more to read when it is called again.
   *
   * @return 1 when both have, 0 when only we have, -1 when {@link #SSL_get_error} tells what is
   *     wanted
   * @see <a href="https://docs.openssl.org/master/man3/SSL_shutdown/">SSL_shutdown(3)</a>
   */
  public static int SSL_shutdown(SSL ssl) {
    return ssl.leave(ssl.calls().shutdown());
  }

  /** Sets what {@link #SSL_get_shutdown} says; nothing is sent. */
  public static void SSL_set_shutdown(SSL ssl, int mode) {
    ssl.calls().shutdownState(mode);
  }

  /** {@link #SSL_SENT_SHUTDOWN} and {@link #SSL_RECEIVED_SHUTDOWN}, as far as they are true. */
  public static int SSL_get_shutdown(SSL ssl) {
    return ssl.calls().shutdownState();
  }

  /** Whether {@link #SSL_shutdown} sends nothing and waits for nothing. */
  public static void SSL_set_quiet_shutdown(SSL ssl, int mode) {
    ssl.calls().quietShutdown(mode != 0);
  }

  /** Whether {@link #SSL_shutdown} sends nothing and waits for nothing. */
  public static int SSL_get_quiet_shutdown(SSL ssl) {
    return flag(ssl.calls().isQuietShutdown());
  }

  // ---- Modes and options

  /** Turns modes on, {@code SSL_MODE_...}; returns all that are on. */
  public static long SSL_set_mode(SSL ssl, long mode) {
    return ssl.changeMode(mode, 0);
  }

  /** Turns modes off; returns those that are on. */
  public static long SSL_clear_mode(SSL ssl, long mode) {
    return ssl.changeMode(0, mode);
  }

  /** The modes that are on. */
  public static long SSL_get_mode(SSL ssl) {
    return ssl.mode();
  }

  /** Turns options on, {@code SSL_OP_...}; returns all that are on. */
  public static long SSL_set_options(SSL ssl, long options) {
    return ssl.changeOptions(options, 0);
  }

  /** Turns options off; returns those that are on. */
  public static long SSL_clear_options(SSL ssl, long options) {
    return ssl.changeOptions(0, options);
  }

  /** The options that are on. */
  public static long SSL_get_options(SSL ssl) {
    return ssl.options();
  }

  // ---- Records

  /** Sets the most content bytes of a record that we send, 512 to 16384. */
  public static int SSL_set_max_send_fragment(SSL ssl, long size) {
    return flag(ssl.sendFragment(size));
  }

  /**
   * Sets where data is cut into records, 1 to the most content bytes of a record; a partial write
   * is as long. {@link #SSL_set_max_send_fragment} lowers it.
   */
  public static int SSL_set_split_send_fragment(SSL ssl, long size) {
    return flag(ssl.splitFragment(size));
  }

  /** No cipher works on several records; more than 1 turns {@link #SSL_set_read_ahead} on. */
  public static int SSL_set_max_pipelines(SSL ssl, long pipelines) {
    return flag(ssl.pipelines(pipelines));
  }

  /** Whether more than the next record is taken from the transport. */
  public static void SSL_set_read_ahead(SSL ssl, int yes) {
    ssl.readAhead(yes != 0);
  }

  /** Whether more than the next record is taken from the transport. */
  public static int SSL_get_read_ahead(SSL ssl) {
    return flag(ssl.readAhead());
  }

  /** Taken and without effect: the buffer always holds a record. */
  public static void SSL_set_default_read_buffer_len(SSL ssl, long len) {
    // Nothing is smaller than a record, and nothing needs to be larger.
  }

  /** Has a client ask for shorter records, {@code TLSEXT_max_fragment_length_...}. */
  public static int SSL_set_tlsext_max_fragment_length(SSL ssl, int mode) {
    return flag(ssl.maxFragmentCode(mode));
  }

  /** Pads application data to multiples of a block; 0 and 1 mean no padding. */
  public static int SSL_set_block_padding(SSL ssl, long block_size) {
    return flag(ssl.padding(block_size, block_size));
  }

  /** Pads application data and handshake messages to multiples of a block each. */
  public static int SSL_set_block_padding_ex(SSL ssl, long app_block_size, long hs_block_size) {
    return flag(ssl.padding(app_block_size, hs_block_size));
  }

  /** 1 when no buffer holds anything, so that all are free; they always are then. */
  public static int SSL_free_buffers(SSL ssl) {
    SslCalls calls = ssl.calls();
    return flag(!ssl.ssl().hasPending() && !calls.isWritePending() && !calls.hasUnsentBytes());
  }

  /** Nothing to do: buffers are taken when bytes come. */
  public static int SSL_alloc_buffers(SSL ssl) {
    return 1;
  }

  // ---- Versions

  /** Sets the lowest version, 0 for any; 0 is returned when none would be left. */
  public static int SSL_set_min_proto_version(SSL ssl, int version) {
    return flag(ssl.minVersion(version));
  }

  /** Sets the highest version, 0 for any; 0 is returned when none would be left. */
  public static int SSL_set_max_proto_version(SSL ssl, int version) {
    return flag(ssl.maxVersion(version));
  }

  /** The lowest version; 0 for any. */
  public static int SSL_get_min_proto_version(SSL ssl) {
    return ssl.minVersion();
  }

  /** The highest version; 0 for any. */
  public static int SSL_get_max_proto_version(SSL ssl) {
    return ssl.maxVersion();
  }

  /** The version's number, {@code TLS1_3_VERSION}. */
  public static int SSL_version(SSL ssl) {
    return ssl.ssl().version().map(ProtocolVersion::code).orElse(TLS1_3_VERSION);
  }

  /** The highest version that the client offered. */
  public static int SSL_client_version(SSL ssl) {
    return SSL_version(ssl);
  }

  /** The version's name, such as {@code TLSv1.3}. */
  public static String SSL_get_version(SSL ssl) {
    return ssl.ssl().version().map(ProtocolVersion::name).orElse("TLSv1.3");
  }

  /** 1: this is no datagram TLS. */
  public static int SSL_is_tls(SSL ssl) {
    return 1;
  }

  /** 0: this is no datagram TLS. */
  public static int SSL_is_dtls(SSL ssl) {
    return 0;
  }

  /** 0: this is not QUIC. */
  public static int SSL_is_quic(SSL ssl) {
    return 0;
  }

  /**
   * Changes the method: which ends the connection is for.
   *
   * @return 1, or 0 without a method
   */
  public static int SSL_set_ssl_method(SSL ssl, SSL_METHOD method) {
    if (method == null) {
      ErrorQueue.current().push(SslReason.NULL_SSL_METHOD_PASSED);
      return 0;
    }
    ssl.method(method);
    return 1;
  }

  /** The method, which is that of the context unless it was changed. */
  public static SSL_METHOD SSL_get_ssl_method(SSL ssl) {
    return ssl.method();
  }

  // ---- Tickets and sessions

  /** Sets how many tickets a server sends; more than 16 count as 16. */
  public static int SSL_set_num_tickets(SSL ssl, long num_tickets) {
    return flag(ssl.tickets(num_tickets));
  }

  /** How many tickets a server sends. */
  public static int SSL_get_num_tickets(SSL ssl) {
    return ssl.tickets();
  }

  /**
   * 1 when the main secret is bound to the whole handshake, 0 when not, -1 before that is known.
   */
  public static int SSL_get_extms_support(SSL ssl) {
    if (SSL_is_init_finished(ssl) == 0) {
      return -1;
    }
    return flag(ssl.ssl().hasExtendedMainSecret());
  }

  // ---- KeyUpdate

  /**
   * Changes our keys with the next call of any kind.
   *
   * @param updatetype {@link #SSL_KEY_UPDATE_REQUESTED} has the peer change its keys too
   * @return 1, or 0 when it is not allowed now
   */
  public static int SSL_key_update(SSL ssl, int updatetype) {
    boolean known =
        updatetype == SSL_KEY_UPDATE_REQUESTED || updatetype == SSL_KEY_UPDATE_NOT_REQUESTED;
    if (!known && ssl.calls().speaksTls13()) {
      ssl.misused(SslReason.INVALID_KEY_UPDATE_TYPE);
      return 0;
    }
    return ssl.leave(ssl.calls().keyUpdate(updatetype == SSL_KEY_UPDATE_REQUESTED));
  }

  /** The KeyUpdate that is to be sent, {@code SSL_KEY_UPDATE_...}. */
  public static int SSL_get_key_update_type(SSL ssl) {
    return ssl.calls()
        .keyUpdateWaiting()
        .map(requests -> requests ? SSL_KEY_UPDATE_REQUESTED : SSL_KEY_UPDATE_NOT_REQUESTED)
        .orElse(SSL_KEY_UPDATE_NONE);
  }

  /**
   * Has a full handshake begin with the next call on the connection that reads, writes or performs
   * handshakes, once all that came before is read and no write is pending. A server asks its client
   * for it. Refused in TLS 1.3, which has no renegotiation, and with {@link
   * #SSL_OP_NO_RENEGOTIATION}.
   *
   * @return 1, or 0 when it is refused
   */
  public static int SSL_renegotiate(SSL ssl) {
    return ssl.leave(ssl.calls().renegotiate(false));
  }

  /** As {@link #SSL_renegotiate}, and a client tries to resume the session of the connection. */
  public static int SSL_renegotiate_abbreviated(SSL ssl) {
    return ssl.leave(ssl.calls().renegotiate(true));
  }

  /** 1 from the wish for another handshake to its end. */
  public static int SSL_renegotiate_pending(SSL ssl) {
    return flag(ssl.calls().isRenegotiationPending());
  }

  /** 1 when the peer knows RFC 5746; always 0 in TLS 1.3, which has no renegotiation. */
  public static int SSL_get_secure_renegotiation_support(SSL ssl) {
    return flag(ssl.ssl().isRenegotiationSecure());
  }

  /** Handshakes that this side began or asked for after the first one. */
  public static long SSL_total_renegotiations(SSL ssl) {
    return ssl.calls().renegotiations();
  }

  /** The same, since {@link #SSL_clear_num_renegotiations}. */
  public static long SSL_num_renegotiations(SSL ssl) {
    return ssl.calls().renegotiations() - ssl.renegotiationsTold;
  }

  /** Counts from 0 again, and returns the count so far. */
  public static long SSL_clear_num_renegotiations(SSL ssl) {
    long count = SSL_num_renegotiations(ssl);
    ssl.renegotiationsTold += count;
    return count;
  }

  private static int attach(SSL ssl, Bio bio, Object descriptor) {
    SSL_set_bio(ssl, bio, bio);
    ssl.readDescriptor = descriptor;
    ssl.writeDescriptor = descriptor;
    return 1;
  }

  /** A slip in the arguments shows here; a negative length is the library's to judge. */
  private static void checkRange(byte[] buf, int off, int num) {
    if (num > 0) {
      Objects.checkFromIndexSize(off, num, buf.length);
    }
  }

  private static int counted(int count, int[] counter) {
    if (count > 0) {
      counter[0] = count;
    }
    return flag(count > 0);
  }
}
