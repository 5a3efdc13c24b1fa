// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.bio.Bio;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ByteChannel;

/**
 * BIOs on sockets: connected, to be connected, and listening. Where C has the number of a socket,
 * there is a channel or a {@link Socket}.
 *
 * @see <a href="https://docs.openssl.org/master/man3/BIO_s_connect/">BIO_s_connect(3)</a>
 */
public class LibBioSocket extends LibBioKinds {
  LibBioSocket() {}

  // ---- Kinds

  /** A connected socket; set it with {@link #BIO_set_fd}. */
  public static BIO_METHOD BIO_s_socket() {
    return BioKinds.SOCKET;
  }

  /** As {@link #BIO_s_socket}: Java tells no difference. */
  public static BIO_METHOD BIO_s_fd() {
    return BioKinds.DESCRIPTOR;
  }

  /** A connection that is made with the first read or write, or {@link #BIO_do_connect}. */
  public static BIO_METHOD BIO_s_connect() {
    return BioKinds.CONNECT;
  }

  /** A listening socket: the first {@link #BIO_do_accept} binds it, the next ones wait. */
  public static BIO_METHOD BIO_s_accept() {
    return BioKinds.ACCEPT;
  }

  // ---- Connected sockets

  /** Makes a BIO on a connected socket; null when the socket cannot be used. */
  public static Bio BIO_new_socket(Socket sock, int close_flag) {
    try {
      return closing(SocketControl.on(sock), close_flag);
    } catch (IOException e) {
      ErrorQueue.current().push(ErrorCode.LIB_BIO, BIO_R_UNINITIALIZED, e.toString());
      return null;
    }
  }

  /** Makes a BIO on a channel, blocking or not. */
  public static Bio BIO_new_socket(ByteChannel channel, int close_flag) {
    return closing(Bio.of(channel), close_flag);
  }

  /** As {@link #BIO_new_socket(ByteChannel, int)}. */
  public static Bio BIO_new_fd(ByteChannel fd, int close_flag) {
    return BIO_new_socket(fd, close_flag);
  }

  /** Sets the socket of a BIO of {@link #BIO_s_socket}. */
  public static long BIO_set_fd(Bio b, Socket fd, int c) {
    return BIO_ctrl(b, BIO_C_SET_FD, c, fd);
  }

  /** Sets the channel of a BIO of {@link #BIO_s_socket}. */
  public static long BIO_set_fd(Bio b, ByteChannel fd, int c) {
    return BIO_ctrl(b, BIO_C_SET_FD, c, fd);
  }

  /**
   * The channel or socket of a BIO, or of the first behind it that has one.
   *
   * @param c element 0 gets it, too; may be null
   * @return null when there is none
   */
  public static Object BIO_get_fd(Bio b, Object[] c) {
    Object[] out = c == null ? new Object[1] : c;
    return BIO_ctrl(b, BIO_C_GET_FD, 0, out) <= 0 ? null : out[0];
  }

  /** Says whether calls wait; for a listening BIO, those of the connections that it accepts. */
  public static long BIO_set_nbio(Bio b, int n) {
    return BIO_ctrl(b, BIO_C_SET_NBIO, n, null);
  }

  /** Makes a socket with a channel, or a channel, wait or not; 0 when it cannot do that. */
  public static int BIO_socket_nbio(Object fd, int mode) {
    return SocketControl.blocking(fd, mode == 0);
  }

  /** Sends small pieces at once; 0 when that cannot be set. */
  public static int BIO_set_tcp_ndelay(Object sock, int turn_on) {
    return SocketControl.noDelay(sock, turn_on != 0);
  }

  /** Closes a socket or channel. */
  public static int BIO_closesocket(Object sock) {
    return SocketControl.close(sock);
  }

  /** 1: there is nothing to prepare. */
  public static int BIO_sock_init() {
    return 1;
  }

  // ---- Connections to make

  /** Makes a BIO that connects to {@code host:port}; null when that is malformed. */
  public static Bio BIO_new_connect(String name) {
    Bio bio = BIO_new(BIO_s_connect());
    return BIO_set_conn_hostname(bio, name) > 0 ? bio : null;
  }

  /** Sets the host to connect to, and the port if there is one behind a colon. */
  public static long BIO_set_conn_hostname(Bio b, String name) {
    return BIO_ctrl(b, BIO_C_SET_CONNECT, 0, name);
  }

  /** Sets the port to connect to: a number, or a name such as https. */
  public static long BIO_set_conn_port(Bio b, String port) {
    return BIO_ctrl(b, BIO_C_SET_CONNECT, 1, port);
  }

  /** Sets the address to connect to. */
  public static long BIO_set_conn_address(Bio b, InetSocketAddress addr) {
    return BIO_ctrl(b, BIO_C_SET_CONNECT, 2, addr);
  }

  /** Sets which addresses are tried, {@code BIO_FAMILY_...}. */
  public static long BIO_set_conn_ip_family(Bio b, int f) {
    return BIO_int_ctrl(b, BIO_C_SET_CONNECT, 3, f);
  }

  /** Sets how to connect: {@link #BIO_SOCK_NONBLOCK} and {@link #BIO_SOCK_NODELAY}. */
  public static long BIO_set_conn_mode(Bio b, long n) {
    return BIO_ctrl(b, BIO_C_SET_CONNECT_MODE, n, null);
  }

  /** The host, or null. */
  public static String BIO_get_conn_hostname(Bio b) {
    return (String) BIO_ptr_ctrl(b, BIO_C_GET_CONNECT, 0);
  }

  /** The port, or null. */
  public static String BIO_get_conn_port(Bio b) {
    return (String) BIO_ptr_ctrl(b, BIO_C_GET_CONNECT, 1);
  }

  /** The address that it connected to, or null. */
  public static InetSocketAddress BIO_get_conn_address(Bio b) {
    return (InetSocketAddress) BIO_ptr_ctrl(b, BIO_C_GET_CONNECT, 2);
  }

  /** Which addresses are tried. */
  public static long BIO_get_conn_ip_family(Bio b) {
    return BIO_ctrl(b, BIO_C_GET_CONNECT, 3, null);
  }

  /** How to connect. */
  public static long BIO_get_conn_mode(Bio b) {
    return BIO_ctrl(b, BIO_C_GET_CONNECT, 4, null);
  }

  // ---- Listening sockets

  /** Makes a BIO that listens on {@code port} or {@code address:port}; null when malformed. */
  public static Bio BIO_new_accept(String host_port) {
    Bio bio = BIO_new(BIO_s_accept());
    return BIO_set_accept_name(bio, host_port) > 0 ? bio : null;
  }

  /** Sets where to listen: {@code port} or {@code address:port}. */
  public static long BIO_set_accept_name(Bio b, String name) {
    return BIO_ctrl(b, BIO_C_SET_ACCEPT, 0, name);
  }

  /** Sets the port to listen on. */
  public static long BIO_set_accept_port(Bio b, String port) {
    return BIO_ctrl(b, BIO_C_SET_ACCEPT, 1, port);
  }

  /** Says whether {@link #BIO_do_accept} waits. */
  public static long BIO_set_nbio_accept(Bio b, int n) {
    return BIO_ctrl(b, BIO_C_SET_ACCEPT, 2, n == 0 ? null : Boolean.TRUE);
  }

  /** Sets a chain of which each connection gets a copy in front; null for none. */
  public static long BIO_set_accept_bios(Bio b, Bio bio) {
    return BIO_ctrl(b, BIO_C_SET_ACCEPT, 3, bio);
  }

  /** Sets which kind of address to listen on, {@code BIO_FAMILY_...}. */
  public static long BIO_set_accept_ip_family(Bio b, int f) {
    return BIO_int_ctrl(b, BIO_C_SET_ACCEPT, 4, f);
  }

  /** Which kind of address to listen on. */
  public static long BIO_get_accept_ip_family(Bio b) {
    return BIO_ctrl(b, BIO_C_GET_ACCEPT, 4, null);
  }

  /** The address that it listens on, once bound; else null. */
  public static String BIO_get_accept_name(Bio b) {
    return (String) BIO_ptr_ctrl(b, BIO_C_GET_ACCEPT, 0);
  }

  /** The port that it listens on, once bound; else null. */
  public static String BIO_get_accept_port(Bio b) {
    return (String) BIO_ptr_ctrl(b, BIO_C_GET_ACCEPT, 1);
  }

  /** The address of the last peer, or null. */
  public static String BIO_get_peer_name(Bio b) {
    return (String) BIO_ptr_ctrl(b, BIO_C_GET_ACCEPT, 2);
  }

  /** The port of the last peer, or null. */
  public static String BIO_get_peer_port(Bio b) {
    return (String) BIO_ptr_ctrl(b, BIO_C_GET_ACCEPT, 3);
  }

  /** Sets how to bind, {@code BIO_BIND_...}. */
  public static long BIO_set_bind_mode(Bio b, long mode) {
    return BIO_ctrl(b, BIO_C_SET_BIND_MODE, mode, null);
  }

  /** How to bind. */
  public static long BIO_get_bind_mode(Bio b) {
    return BIO_ctrl(b, BIO_C_GET_BIND_MODE, 0, null);
  }
}
