// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.SslCalls;
import dev.jessel.SslSession;
import dev.jessel.wire.CipherSuite;
import dev.jessel.x509.PeerCertificate;
import java.security.PrivateKey;

/**
 * Types and constants of libssl. The handles have no methods: they are for the functions of {@link
 * LibSsl}.
 */
public class LibSslTypes extends LibX509Store {
  // ---- SSL_get_error

  /** Nothing went wrong. */
  public static final int SSL_ERROR_NONE = 0;

  /** The protocol failed, or the call is not allowed. */
  public static final int SSL_ERROR_SSL = 1;

  /** Call again when the transport can be read. */
  public static final int SSL_ERROR_WANT_READ = 2;

  /** Call again when the transport can be written. */
  public static final int SSL_ERROR_WANT_WRITE = 3;

  /** The certificate callback wants to be called again. */
  public static final int SSL_ERROR_WANT_X509_LOOKUP = 4;

  /** The transport failed. */
  public static final int SSL_ERROR_SYSCALL = 5;

  /** The peer has closed its side. */
  public static final int SSL_ERROR_ZERO_RETURN = 6;

  /** The transport is still connecting. */
  public static final int SSL_ERROR_WANT_CONNECT = 7;

  /** The transport still waits for a connection. */
  public static final int SSL_ERROR_WANT_ACCEPT = 8;

  /** A key that is not at hand is at work. */
  public static final int SSL_ERROR_WANT_ASYNC = 9;

  /** No asynchronous job is free; never returned. */
  public static final int SSL_ERROR_WANT_ASYNC_JOB = 10;

  /** The ClientHello callback wants to be called again. */
  public static final int SSL_ERROR_WANT_CLIENT_HELLO_CB = 11;

  /** The verify callback wants to be called again. */
  public static final int SSL_ERROR_WANT_RETRY_VERIFY = 12;

  // ---- SSL_want

  /** Nothing is waited for. */
  public static final int SSL_NOTHING = 1;

  /** The transport must take bytes. */
  public static final int SSL_WRITING = 2;

  /** The transport must give bytes. */
  public static final int SSL_READING = 3;

  /** A certificate must be chosen. */
  public static final int SSL_X509_LOOKUP = 4;

  /** A key that is not at hand is at work. */
  public static final int SSL_ASYNC_PAUSED = 5;

  /** No asynchronous job is free. */
  public static final int SSL_ASYNC_NO_JOBS = 6;

  /** The ClientHello callback must answer. */
  public static final int SSL_CLIENT_HELLO_CB = 7;

  /** The verify callback must answer. */
  public static final int SSL_RETRY_VERIFY = 8;

  // ---- SSL_set_mode

  /** A write returns after each record. */
  public static final long SSL_MODE_ENABLE_PARTIAL_WRITE = 0x1L;

  /** A write may be repeated from another array. */
  public static final long SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER = 0x2L;

  /** A read goes on behind handshake messages; the default. */
  public static final long SSL_MODE_AUTO_RETRY = 0x4L;

  /** Chains are not completed from the trust store; they never are. */
  public static final long SSL_MODE_NO_AUTO_CHAIN = 0x8L;

  /** Empty buffers are given back; they always are. */
  public static final long SSL_MODE_RELEASE_BUFFERS = 0x10L;

  /** Kept, without effect. */
  public static final long SSL_MODE_SEND_CLIENTHELLO_TIME = 0x20L;

  /** Kept, without effect. */
  public static final long SSL_MODE_SEND_SERVERHELLO_TIME = 0x40L;

  /** Kept, without effect as long as there is one version. */
  public static final long SSL_MODE_SEND_FALLBACK_SCSV = 0x80L;

  /** Kept, without effect. */
  public static final long SSL_MODE_ASYNC = 0x100L;

  // ---- SSL_set_options; those without a word of their own are kept and have no effect in TLS 1.3

  /** Up to TLS 1.2, main secrets are not bound to their handshakes. */
  public static final long SSL_OP_NO_EXTENDED_MASTER_SECRET = 1L << 0;

  /** Plaintext is wiped once it was read; it always is. */
  public static final long SSL_OP_CLEANSE_PLAINTEXT = 1L << 1;

  /** Kept. */
  public static final long SSL_OP_LEGACY_SERVER_CONNECT = 1L << 2;

  /** A transport that ends without close_notify counts as a clean end. Invites truncation. */
  public static final long SSL_OP_IGNORE_UNEXPECTED_EOF = 1L << 7;

  /** Kept. */
  public static final long SSL_OP_ALLOW_CLIENT_RENEGOTIATION = 1L << 8;

  /** Kept. */
  public static final long SSL_OP_DISABLE_TLSEXT_CA_NAMES = 1L << 9;

  /** Kept. */
  public static final long SSL_OP_ALLOW_NO_DHE_KEX = 1L << 10;

  /** Kept. */
  public static final long SSL_OP_DONT_INSERT_EMPTY_FRAGMENTS = 1L << 11;

  /** A server makes each client come back with a cookie. */
  public static final long SSL_OP_COOKIE_EXCHANGE = 1L << 13;

  /** Kept. */
  public static final long SSL_OP_NO_TICKET = 1L << 14;

  /** Kept. */
  public static final long SSL_OP_NO_SESSION_RESUMPTION_ON_RENEGOTIATION = 1L << 16;

  /** Records are not compressed; the default, and never otherwise. */
  public static final long SSL_OP_NO_COMPRESSION = 1L << 17;

  /** The MAC of CBC suites is over the plaintext. */
  public static final long SSL_OP_NO_ENCRYPT_THEN_MAC = 1L << 19;

  /** Dummy records for the sake of middleboxes; the default. */
  public static final long SSL_OP_ENABLE_MIDDLEBOX_COMPAT = 1L << 20;

  /** A client that names ChaCha20 first gets it, though the server's order counts. */
  public static final long SSL_OP_PRIORITIZE_CHACHA = 1L << 21;

  /** A server's order of cipher suites counts. */
  public static final long SSL_OP_CIPHER_SERVER_PREFERENCE = 1L << 22;

  /** Kept. */
  public static final long SSL_OP_NO_ANTI_REPLAY = 1L << 24;

  /** Kept. */
  public static final long SSL_OP_NO_SSLv3 = 1L << 25;

  /** Kept. */
  public static final long SSL_OP_NO_TLSv1 = 1L << 26;

  /** Kept. */
  public static final long SSL_OP_NO_TLSv1_2 = 1L << 27;

  /** Kept. */
  public static final long SSL_OP_NO_TLSv1_1 = 1L << 28;

  /** TLS 1.3 is not offered nor accepted. */
  public static final long SSL_OP_NO_TLSv1_3 = 1L << 29;

  /** Kept. */
  public static final long SSL_OP_NO_RENEGOTIATION = 1L << 30;

  /** Certificates are not sent compressed. */
  public static final long SSL_OP_NO_TX_CERTIFICATE_COMPRESSION = 1L << 32;

  /** The peer is not told that it may compress its certificates. */
  public static final long SSL_OP_NO_RX_CERTIFICATE_COMPRESSION = 1L << 33;

  /** Old name. */
  public static final long SSL_OP_SERVER_PREFERENCE = SSL_OP_CIPHER_SERVER_PREFERENCE;

  /** Bug workarounds of libssl; without effect. */
  public static final long SSL_OP_ALL = 1L << 31 | 1L << 6 | SSL_OP_DONT_INSERT_EMPTY_FRAGMENTS;

  // ---- SSL_set_verify

  /** A client goes on whatever is found; a server does not ask. */
  public static final int SSL_VERIFY_NONE = 0x0;

  /** The peer's certificate must be good. */
  public static final int SSL_VERIFY_PEER = 0x1;

  /** A client must have a certificate. */
  public static final int SSL_VERIFY_FAIL_IF_NO_PEER_CERT = 0x2;

  /** Kept, without effect in TLS 1.3. */
  public static final int SSL_VERIFY_CLIENT_ONCE = 0x4;

  /** Kept, without effect. */
  public static final int SSL_VERIFY_POST_HANDSHAKE = 0x8;

  // ---- Shutdown

  /** We have closed our side. */
  public static final int SSL_SENT_SHUTDOWN = SslCalls.SENT_SHUTDOWN;

  /** The peer has closed its side. */
  public static final int SSL_RECEIVED_SHUTDOWN = SslCalls.RECEIVED_SHUTDOWN;

  // ---- KeyUpdate

  /** None waits. */
  public static final int SSL_KEY_UPDATE_NONE = -1;

  /** We change our keys. */
  public static final int SSL_KEY_UPDATE_NOT_REQUESTED = 0;

  /** We change our keys and the peer shall change its. */
  public static final int SSL_KEY_UPDATE_REQUESTED = 1;

  // ---- Files

  /** PEM. */
  public static final int SSL_FILETYPE_PEM = 1;

  /** DER. */
  public static final int SSL_FILETYPE_ASN1 = 2;

  // ---- Versions

  /** SSL 2.0, spoken where the legacy module is and asked for. */
  public static final int SSL2_VERSION = 0x2;

  /** SSL 3.0, spoken where the legacy module is and asked for. */
  public static final int SSL3_VERSION = 0x300;

  /** TLS 1.0, spoken where the legacy module is and asked for. */
  public static final int TLS1_VERSION = 0x301;

  /** TLS 1.1, spoken where the legacy module is and asked for. */
  public static final int TLS1_1_VERSION = 0x302;

  /** TLS 1.2, not spoken yet. */
  public static final int TLS1_2_VERSION = 0x303;

  /** TLS 1.3. */
  public static final int TLS1_3_VERSION = 0x304;

  // ---- SSL_set_msg_callback: content types

  /** change_cipher_spec. */
  public static final int SSL3_RT_CHANGE_CIPHER_SPEC = 20;

  /** Alert. */
  public static final int SSL3_RT_ALERT = 21;

  /** Handshake message. */
  public static final int SSL3_RT_HANDSHAKE = 22;

  /** Application data. */
  public static final int SSL3_RT_APPLICATION_DATA = 23;

  /** The most content bytes of a record. */
  public static final int SSL3_RT_MAX_PLAIN_LENGTH = 16384;

  // ---- SSL_set_info_callback

  /** The state changed. */
  public static final int SSL_CB_LOOP = 0x01;

  /** A handshake call returns. */
  public static final int SSL_CB_EXIT = 0x02;

  /** While reading. */
  public static final int SSL_CB_READ = 0x04;

  /** While writing. */
  public static final int SSL_CB_WRITE = 0x08;

  /** A handshake begins. */
  public static final int SSL_CB_HANDSHAKE_START = 0x10;

  /** A handshake is over. */
  public static final int SSL_CB_HANDSHAKE_DONE = 0x20;

  /** An alert. */
  public static final int SSL_CB_ALERT = 0x4000;

  /** An alert came; the value is level and number. */
  public static final int SSL_CB_READ_ALERT = SSL_CB_ALERT | SSL_CB_READ;

  /** An alert went; the value is level and number. */
  public static final int SSL_CB_WRITE_ALERT = SSL_CB_ALERT | SSL_CB_WRITE;

  /** On a client. */
  public static final int SSL_ST_CONNECT = 0x1000;

  /** On a server. */
  public static final int SSL_ST_ACCEPT = 0x2000;

  /** Either. */
  public static final int SSL_ST_MASK = SSL_ST_CONNECT | SSL_ST_ACCEPT;

  /** The state changed on a server. */
  public static final int SSL_CB_ACCEPT_LOOP = SSL_ST_ACCEPT | SSL_CB_LOOP;

  /** A handshake call returns on a server. */
  public static final int SSL_CB_ACCEPT_EXIT = SSL_ST_ACCEPT | SSL_CB_EXIT;

  /** The state changed on a client. */
  public static final int SSL_CB_CONNECT_LOOP = SSL_ST_CONNECT | SSL_CB_LOOP;

  /** A handshake call returns on a client. */
  public static final int SSL_CB_CONNECT_EXIT = SSL_ST_CONNECT | SSL_CB_EXIT;

  // ---- Extensions

  /** The callback has chosen. */
  public static final int SSL_TLSEXT_ERR_OK = 0;

  /** Go on without. */
  public static final int SSL_TLSEXT_ERR_ALERT_WARNING = 1;

  /** End the handshake. */
  public static final int SSL_TLSEXT_ERR_ALERT_FATAL = 2;

  /** Go on without. */
  public static final int SSL_TLSEXT_ERR_NOACK = 3;

  /** The only kind of server name. */
  public static final int TLSEXT_NAMETYPE_host_name = 0;

  /** Nothing to choose from. */
  public static final int OPENSSL_NPN_UNSUPPORTED = 0;

  /** A protocol that both have. */
  public static final int OPENSSL_NPN_NEGOTIATED = 1;

  /** No protocol that both have. */
  public static final int OPENSSL_NPN_NO_OVERLAP = 2;

  /** Do not ask. */
  public static final int TLSEXT_max_fragment_length_DISABLED = 0;

  /** 512 bytes. */
  public static final int TLSEXT_max_fragment_length_512 = 1;

  /** 1024 bytes. */
  public static final int TLSEXT_max_fragment_length_1024 = 2;

  /** 2048 bytes. */
  public static final int TLSEXT_max_fragment_length_2048 = 3;

  /** 4096 bytes. */
  public static final int TLSEXT_max_fragment_length_4096 = 4;

  // ---- Handles

  /** Settings for connections, mutable as in C; not thread-safe while it is changed. */
  public static final class SSL_CTX extends ContextState {
    SSL_CTX(SSL_METHOD method) {
      super(method);
    }
  }

  /** A connection. One thread may read while another writes. */
  public static final class SSL extends ConnectionState {
    SSL(SSL_CTX context) {
      super(context);
    }
  }

  /** What two peers may come back to. Not thread-safe while it is changed, as in C. */
  public static final class SSL_SESSION extends SessionState {
    SSL_SESSION() {}

    SSL_SESSION(SslSession session) {
      super(session);
    }
  }

  /** Which ends a context is for. */
  public enum SSL_METHOD {
    /** Either end. */
    TLS,
    /** Clients. */
    TLS_CLIENT,
    /** Servers. */
    TLS_SERVER
  }

  /**
   * A cipher suite.
   *
   * @param suite the suite
   */
  public record SSL_CIPHER(CipherSuite suite) {}

  // ---- Callbacks

  /** Judges the peer's certificates, one after the other. */
  @FunctionalInterface
  public interface SSL_verify_cb {
    /**
     * Judges one certificate.
     *
     * @param preverify_ok 1 when the library finds it good
     * @param x509_ctx more about it
     * @return 1 to go on, 0 to end the handshake
     */
    int verify(int preverify_ok, X509_STORE_CTX x509_ctx);
  }

  /** Judges the peer's certificates in place of the library. */
  @FunctionalInterface
  public interface SSL_cert_verify_cb {
    /**
     * Judges.
     *
     * @param x509_ctx what the peer sent; the error may be set
     * @param arg the argument that was set with the callback
     * @return 1 for good, 0 for bad
     */
    int verify(X509_STORE_CTX x509_ctx, Object arg);
  }

  /** Is told how a handshake goes. Must not read or write. */
  @FunctionalInterface
  public interface SSL_info_cb {
    /**
     * Hears.
     *
     * @param ssl the connection
     * @param where {@code SSL_CB_...} and {@code SSL_ST_...} bits
     * @param ret a call's result, or an alert
     */
    void info(SSL ssl, int where, int ret);
  }

  /** Sees handshake messages, alerts and change_cipher_specs. Must not read or write. */
  @FunctionalInterface
  public interface SSL_msg_cb {
    /**
     * Sees one.
     *
     * @param write_p 1 when we sent it, 0 when the peer did
     * @param version that of the connection; {@code TLS1_3_VERSION} until there is one
     * @param content_type {@code SSL3_RT_...}; 0 with {@code SSL2_VERSION} for a message in the
     *     format of SSLv2
     * @param buf the message; a copy
     * @param ssl the connection
     * @param arg the argument that was set with the callback
     */
    void message(int write_p, int version, int content_type, byte[] buf, SSL ssl, Object arg);
  }

  /** Gets the secrets of connections. Whoever has them reads everything. */
  @FunctionalInterface
  public interface SSL_CTX_keylog_cb {
    /**
     * Gets one.
     *
     * @param ssl the connection
     * @param line a line of the NSS key log format, without its end
     */
    void line(SSL ssl, String line);
  }

  /** The callback goes on. */
  public static final int SSL_CLIENT_HELLO_SUCCESS = 1;

  /** The callback ends the handshake. */
  public static final int SSL_CLIENT_HELLO_ERROR = 0;

  /** The callback wants to be asked again. */
  public static final int SSL_CLIENT_HELLO_RETRY = -1;

  /** Looks at a ClientHello before a server has chosen anything. */
  @FunctionalInterface
  public interface SSL_client_hello_cb_fn {
    /**
     * Looks, by means of {@code SSL_client_hello_get0_...}.
     *
     * @param s the connection
     * @param al element 0 is the alert to send
     * @param arg the argument that was set with the callback
     * @return {@code SSL_CLIENT_HELLO_...}
     */
    int hello(SSL s, int[] al, Object arg);
  }

  /** Sees the extensions that the peer sent. */
  @FunctionalInterface
  public interface SSL_tlsext_debug_cb {
    /**
     * Sees one.
     *
     * @param s the connection
     * @param client_server 1 when the server sent it, 0 when the client did
     * @param type its number
     * @param data its content; a copy
     * @param len the content's length
     * @param arg the argument that was set
     */
    void extension(SSL s, int client_server, int type, byte[] data, int len, Object arg);
  }

  /** Is asked before a certificate is chosen. */
  @FunctionalInterface
  public interface SSL_cert_cb {
    /**
     * May set and clear the connection's certificates.
     *
     * @param ssl the connection
     * @param arg the argument that was set with the callback
     * @return 1 to go on, 0 to end the handshake, less to be asked again later
     */
    int choose(SSL ssl, Object arg);
  }

  /** Is asked for a client's certificate. */
  @FunctionalInterface
  public interface SSL_client_cert_cb {
    /**
     * Answers.
     *
     * @param ssl the connection
     * @param x509 element 0 gets the certificate
     * @param pkey element 0 gets its key
     * @return 1 when there is one, 0 to go on without, less to be asked again later
     */
    int choose(SSL ssl, PeerCertificate[] x509, PrivateKey[] pkey);
  }

  /** Chooses among the application protocols of a client. */
  @FunctionalInterface
  public interface SSL_CTX_alpn_select_cb {
    /**
     * Chooses.
     *
     * @param ssl the connection
     * @param out element 0 gets the name of the chosen protocol
     * @param in the client's names, each behind its length
     * @param arg the argument that was set with the callback
     * @return {@code SSL_TLSEXT_ERR_...}
     */
    int select(SSL ssl, byte[][] out, byte[] in, Object arg);
  }

  /** Says what is sent in an extension of the application's. */
  @FunctionalInterface
  public interface SSL_custom_ext_add_cb_ex {
    /**
     * Says it.
     *
     * @param s the connection
     * @param ext_type the extension
     * @param context the message, {@code SSL_EXT_...}
     * @param out element 0 gets the content; null is an empty one
     * @param x the certificate that it stands beside; null elsewhere
     * @param chainidx its place in the chain
     * @param al element 0 is the alert to send, internal_error unless changed
     * @param add_arg the argument that was set with the callback
     * @return 1 to send it, 0 to leave it out, less to end the handshake
     */
    int add(
        SSL s,
        int ext_type,
        int context,
        byte[][] out,
        PeerCertificate x,
        int chainidx,
        int[] al,
        Object add_arg);
  }

  /** Is told that what the other callback gave is not needed any more. */
  @FunctionalInterface
  public interface SSL_custom_ext_free_cb_ex {
    /** Is told so. */
    void free(SSL s, int ext_type, int context, byte[] out, Object add_arg);
  }

  /** Takes what came in an extension of the application's. */
  @FunctionalInterface
  public interface SSL_custom_ext_parse_cb_ex {
    /**
     * Takes it.
     *
     * @param s the connection
     * @param ext_type the extension
     * @param context the message, {@code SSL_EXT_...}
     * @param in the content
     * @param inlen its length
     * @param x the certificate that it stands beside; null elsewhere
     * @param chainidx its place in the chain
     * @param al element 0 is the alert to send, decode_error unless changed
     * @param parse_arg the argument that was set with the callback
     * @return 1 to go on, 0 or less to end the handshake
     */
    int parse(
        SSL s,
        int ext_type,
        int context,
        byte[] in,
        int inlen,
        PeerCertificate x,
        int chainidx,
        int[] al,
        Object parse_arg);
  }

  /** As {@link SSL_custom_ext_add_cb_ex}, for one role and up to TLS 1.2. */
  @FunctionalInterface
  public interface custom_ext_add_cb {
    /** Says what is sent. */
    int add(SSL s, int ext_type, byte[][] out, int[] al, Object add_arg);
  }

  /** As {@link SSL_custom_ext_free_cb_ex}, for one role and up to TLS 1.2. */
  @FunctionalInterface
  public interface custom_ext_free_cb {
    /** Is told that it is not needed any more. */
    void free(SSL s, int ext_type, byte[] out, Object add_arg);
  }

  /** As {@link SSL_custom_ext_parse_cb_ex}, for one role and up to TLS 1.2. */
  @FunctionalInterface
  public interface custom_ext_parse_cb {
    /** Takes what came. */
    int parse(SSL s, int ext_type, byte[] in, int inlen, int[] al, Object parse_arg);
  }

  /** Says which OCSP response a server sends, and what a client thinks of the one that came. */
  @FunctionalInterface
  public interface SSL_tlsext_status_cb {
    /**
     * Says so. A server calls {@code SSL_set_tlsext_status_ocsp_resp} in it, a client {@code
     * SSL_get_tlsext_status_ocsp_resp}; a client is asked although nothing came.
     *
     * @param ssl the connection
     * @param arg the argument that was set with the callback
     * @return for a server {@code SSL_TLSEXT_ERR_...}; for a client 1 to go on, 0 to refuse, less
     *     when something broke
     */
    int status(SSL ssl, Object arg);
  }

  /** Hears which name a client asks for, and may change the server's context for it. */
  @FunctionalInterface
  public interface SSL_servername_cb {
    /**
     * Hears; {@code SSL_get_servername} tells the name.
     *
     * @param ssl the connection
     * @param al element 0 is the alert to send, unrecognized_name unless changed
     * @param arg the argument that was set with the callback
     * @return {@code SSL_TLSEXT_ERR_...}
     */
    int servername(SSL ssl, int[] al, Object arg);
  }

  /** Gives the password of a private key. */
  @FunctionalInterface
  public interface PEM_password_cb {
    /**
     * Gives it.
     *
     * @param rwflag 0: it is for reading
     * @param userdata what was set with the callback
     * @return the password, which is wiped after use
     */
    char[] password(int rwflag, Object userdata);
  }

  LibSslTypes() {}
}
