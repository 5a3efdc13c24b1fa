// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.bio.Bio;
import dev.jessel.crypto.Secret;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.x509.PeerCertificate;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Functions of sessions: of the one that a connection has, and of those that an application keeps.
 * A session can be changed until other threads know it.
 *
 * @see <a href="https://docs.openssl.org/master/man3/SSL_get_session/">SSL_get_session(3)</a>
 */
public class LibSslSessions extends LibSslSessionCache {
  /** The most bytes of a session's secret. */
  private static final int MAX_SECRET = 512;

  /** The end of the year 9999. */
  private static final long MAX_TIME = 253_402_300_799L;

  LibSslSessions() {}

  // ---- The session of a connection

  /**
   * The session of a connection, without a reference; null before there is any. In TLS 1.3 nobody
   * can come back to it until a ticket is there, and each ticket has one of its own: see {@link
   * #SSL_CTX_sess_set_new_cb}.
   */
  public static SSL_SESSION SSL_get_session(SSL ssl) {
    return ssl.sessions().current().orElse(null);
  }

  /** As {@link #SSL_get_session}. */
  public static SSL_SESSION SSL_get0_session(SSL ssl) {
    return SSL_get_session(ssl);
  }

  /** As {@link #SSL_get_session}, with a reference for the caller. */
  public static SSL_SESSION SSL_get1_session(SSL ssl) {
    Optional<SSL_SESSION> session = ssl.sessions().current();
    session.ifPresent(SSL_SESSION::addReference);
    return session.orElse(null);
  }

  /**
   * Sets the session that a client tries to come back to, with the handshake that comes next. One
   * that the connection has now and that was not closed by {@link LibSsl#SSL_shutdown} is dropped
   * from the cache of its context.
   *
   * @param session null for none
   * @return 1
   * @see <a href="https://docs.openssl.org/master/man3/SSL_set_session/">SSL_set_session(3)</a>
   */
  public static int SSL_set_session(SSL ssl, SSL_SESSION session) {
    ssl.sessions().use(session);
    return 1;
  }

  /**
   * 1 when the handshake came back to an earlier session; as in libssl also when it used a key from
   * outside in TLS 1.3.
   */
  public static int SSL_session_reused(SSL ssl) {
    boolean outside = ssl.calls().speaksTls13() && ssl.ssl().pskIdentity().isPresent();
    return flag(ssl.ssl().isResumed() || outside);
  }

  /** As {@link #SSL_session_reused}. */
  public static int SSL_cache_hit(SSL ssl) {
    return SSL_session_reused(ssl);
  }

  /** Has a connection come back to another one's session, with its certificates and context. */
  public static int SSL_copy_session_id(SSL t, SSL f) {
    int set = SSL_set_session(t, SSL_get_session(f));
    t.certificatesOf(f);
    byte[] context = f.sessionIdContext().toArray();
    return set & SSL_set_session_id_context(t, context, context.length);
  }

  /** As {@link #SSL_copy_session_id}, of the connections in two chains of BIOs. */
  public static int BIO_ssl_copy_session_id(Bio to, Bio from) {
    SSL target = LibSslBio.BIO_get_ssl(to);
    SSL source = LibSslBio.BIO_get_ssl(from);
    return target == null || source == null ? 0 : SSL_copy_session_id(target, source);
  }

  // ---- Making and freeing

  /** An empty session, to be filled in: it begins now, for 304 seconds. */
  public static SSL_SESSION SSL_SESSION_new() {
    return new SSL_SESSION();
  }

  /** Another session that is the same, with the application's data; it is in no cache. */
  public static SSL_SESSION SSL_SESSION_dup(SSL_SESSION src) {
    return src.copy();
  }

  /** Adds a reference; returns 1. */
  public static int SSL_SESSION_up_ref(SSL_SESSION ses) {
    ses.addReference();
    return 1;
  }

  /** Drops a reference; null does nothing. Memory is the garbage collector's. */
  public static void SSL_SESSION_free(SSL_SESSION session) {
    if (session != null) {
      session.dropReference();
    }
  }

  /** 1 when it has a name to come back with, was not removed, and no connection failed with it. */
  public static int SSL_SESSION_is_resumable(SSL_SESSION s) {
    return flag(s.isResumable());
  }

  // ---- Names

  /** The session's id, whose length goes to element 0 of {@code len}, unless that is null. */
  public static byte[] SSL_SESSION_get_id(SSL_SESSION s, int[] len) {
    return told(s.id, len);
  }

  /** Sets the session's id; 0 for more than 32 bytes. */
  public static int SSL_SESSION_set1_id(SSL_SESSION s, byte[] sid, int sid_len) {
    if (sid_len > SSL_MAX_SSL_SESSION_ID_LENGTH) {
      return flag(Configured.refuseReason(SslReason.SSL_SESSION_ID_TOO_LONG));
    }
    s.id = Bytes.copyOf(sid, 0, sid_len);
    return 1;
  }

  /** What it belongs to, see {@link #SSL_CTX_set_session_id_context}; the length as above. */
  public static byte[] SSL_SESSION_get0_id_context(SSL_SESSION s, int[] len) {
    return told(s.idContext, len);
  }

  /** Sets what it belongs to; 0 for more than 32 bytes. */
  public static int SSL_SESSION_set1_id_context(SSL_SESSION s, byte[] sid_ctx, int sid_ctx_len) {
    if (sid_ctx_len > SSL_MAX_SID_CTX_LENGTH) {
      return flag(Configured.refuseReason(SslReason.SSL_SESSION_ID_CONTEXT_TOO_LONG));
    }
    s.idContext = Bytes.copyOf(sid_ctx, 0, sid_ctx_len);
    return 1;
  }

  private static byte[] told(Bytes bytes, int[] length) {
    if (length != null) {
      length[0] = bytes.length();
    }
    return bytes.toArray();
  }

  // ---- What was agreed

  /** The suite; null for none. */
  public static SSL_CIPHER SSL_SESSION_get0_cipher(SSL_SESSION s) {
    return s.suite().map(SSL_CIPHER::new).orElse(null);
  }

  /** Sets the suite; returns 1. */
  public static int SSL_SESSION_set_cipher(SSL_SESSION s, SSL_CIPHER cipher) {
    s.suite(cipher.suite());
    return 1;
  }

  /** The version's number, {@code TLS1_3_VERSION}; 0 for none. */
  public static int SSL_SESSION_get_protocol_version(SSL_SESSION s) {
    return s.version();
  }

  /** Sets the version; returns 1. */
  public static int SSL_SESSION_set_protocol_version(SSL_SESSION s, int version) {
    s.version(version);
    return 1;
  }

  /** The name that the client asked for; null for none. */
  public static String SSL_SESSION_get0_hostname(SSL_SESSION s) {
    return s.hostName.orElse(null);
  }

  /** Sets the name that the client asked for, null for none; returns 1. */
  public static int SSL_SESSION_set1_hostname(SSL_SESSION s, String hostname) {
    s.hostName = Optional.ofNullable(hostname);
    return 1;
  }

  /**
   * Tells the protocol that was chosen by ALPN.
   *
   * @param alpn element 0 gets its name; null for none
   * @param len element 0 gets the name's length
   */
  public static void SSL_SESSION_get0_alpn_selected(SSL_SESSION s, byte[][] alpn, int[] len) {
    alpn[0] = s.protocol.map(name -> name.getBytes(StandardCharsets.ISO_8859_1)).orElse(null);
    len[0] = s.protocol.map(String::length).orElse(0);
  }

  /** Sets the protocol, null or a length of 0 for none; 0 for more than 255 bytes. */
  public static int SSL_SESSION_set1_alpn_selected(SSL_SESSION s, byte[] alpn, int len) {
    if (len > 255) {
      return 0;
    }
    s.protocol =
        alpn == null || len == 0
            ? Optional.empty()
            : Optional.of(new String(alpn, 0, len, StandardCharsets.ISO_8859_1));
    return 1;
  }

  /** The negotiated fragment length, {@code TLSEXT_max_fragment_length_...}; 255 before. */
  public static int SSL_SESSION_get_max_fragment_length(SSL_SESSION sess) {
    return sess.maxFragment;
  }

  /** The peer's certificate; null for none. */
  public static PeerCertificate SSL_SESSION_get0_peer(SSL_SESSION s) {
    return s.peer().filter(peer -> !peer.isRawPublicKey()).orElse(null);
  }

  /** The key that the peer showed in place of a certificate; null for none. */
  public static PublicKey SSL_SESSION_get0_peer_rpk(SSL_SESSION s) {
    Optional<PeerCertificate> raw = s.peer().filter(PeerCertificate::isRawPublicKey);
    try {
      return raw.isPresent() ? raw.get().publicKey() : null;
    } catch (TlsException e) {
      return null; // of a kind that nobody here understands
    }
  }

  // ---- The secret

  /**
   * Copies the secret: the main secret, or what a ticket of TLS 1.3 stands for. The caller wipes
   * it.
   *
   * @return how many bytes were copied, or with no room how many there are; 0 for no secret
   */
  public static int SSL_SESSION_get_master_key(SSL_SESSION session, byte[] out, int outlen) {
    return session.secret().map(secret -> copied(secret, out, outlen)).orElse(0);
  }

  private static int copied(Secret secret, byte[] out, int room) {
    if (room == 0) {
      return secret.length();
    }
    int count = Math.min(room, secret.length());
    return secret.expose(
        bytes -> {
          System.arraycopy(bytes, 0, out, 0, count);
          return count;
        });
  }

  /** Sets the secret, of which a copy is kept: 1 to 512 bytes. Returns 0 for other lengths. */
  public static int SSL_SESSION_set1_master_key(SSL_SESSION sess, byte[] in, int len) {
    if (len < 1 || len > MAX_SECRET) {
      return 0;
    }
    sess.secret(Secret.take(Arrays.copyOf(in, len)));
    return 1;
  }

  // ---- Time

  /** When it was made, in seconds since 1970. */
  public static long SSL_SESSION_get_time(SSL_SESSION s) {
    return SSL_SESSION_get_time_ex(s);
  }

  /** As {@link #SSL_SESSION_get_time}. */
  public static long SSL_SESSION_get_time_ex(SSL_SESSION s) {
    return s == null ? 0 : s.time().getEpochSecond();
  }

  /**
   * Sets when it was made, in seconds from 1970 to the year 9999: what lies beyond counts as the
   * next that does not. Returns the number that was given.
   */
  public static long SSL_SESSION_set_time(SSL_SESSION s, long t) {
    return SSL_SESSION_set_time_ex(s, t);
  }

  /** As {@link #SSL_SESSION_set_time}. */
  public static long SSL_SESSION_set_time_ex(SSL_SESSION s, long t) {
    if (s == null) {
      return 0;
    }
    s.time(Instant.ofEpochSecond(Math.max(0, Math.min(t, MAX_TIME))));
    return t;
  }

  /** How long it may be used, in seconds. */
  public static long SSL_SESSION_get_timeout(SSL_SESSION s) {
    return s == null ? 0 : s.timeout();
  }

  /** Sets how long it may be used; 0 for less than 0 seconds. */
  public static long SSL_SESSION_set_timeout(SSL_SESSION s, long t) {
    if (s == null || t < 0) {
      return 0;
    }
    s.timeout(t);
    return 1;
  }

  /** Old name of {@link #SSL_SESSION_get_time}. */
  public static long SSL_get_time(SSL_SESSION s) {
    return SSL_SESSION_get_time(s);
  }

  /** Old name of {@link #SSL_SESSION_set_time}. */
  public static long SSL_set_time(SSL_SESSION s, long t) {
    return SSL_SESSION_set_time(s, t);
  }

  /** Old name of {@link #SSL_SESSION_get_timeout}. */
  public static long SSL_get_timeout(SSL_SESSION s) {
    return SSL_SESSION_get_timeout(s);
  }

  /** Old name of {@link #SSL_SESSION_set_timeout}. */
  public static long SSL_set_timeout(SSL_SESSION s, long t) {
    return SSL_SESSION_set_timeout(s, t);
  }

  // ---- Data of the application

  /** A new index for {@link #SSL_SESSION_set_ex_data}. */
  public static int SSL_SESSION_get_ex_new_index() {
    return ExIndex.next();
  }

  /** Keeps something for the application; it is in no file. Returns 1. */
  public static int SSL_SESSION_set_ex_data(SSL_SESSION ss, int idx, Object data) {
    ss.exData(idx, data);
    return 1;
  }

  /** What was kept; null for nothing. */
  public static Object SSL_SESSION_get_ex_data(SSL_SESSION ss, int idx) {
    return ss.exData(idx);
  }

  /** Keeps something for the application; returns 1. */
  public static int SSL_SESSION_set_app_data(SSL_SESSION s, Object data) {
    return SSL_SESSION_set_ex_data(s, 0, data);
  }

  /** What was kept; null for nothing. */
  public static Object SSL_SESSION_get_app_data(SSL_SESSION s) {
    return SSL_SESSION_get_ex_data(s, 0);
  }

  // ---- Files: whoever has a session can come back with it

  /**
   * Writes a session in DER.
   *
   * @param in null gives 0
   * @param pp element 0 gets the bytes, unless it is null
   * @return how many bytes; 0 for a session without version, suite or secret
   * @see <a href="https://docs.openssl.org/master/man3/d2i_SSL_SESSION/">i2d_SSL_SESSION(3)</a>
   */
  public static int i2d_SSL_SESSION(SSL_SESSION in, byte[][] pp) {
    Optional<byte[]> der = SessionFiles.der(in);
    if (pp != null) {
      der.ifPresent(bytes -> pp[0] = bytes);
    }
    return der.map(bytes -> bytes.length).orElse(0);
  }

  /**
   * Reads a session in DER.
   *
   * @param a element 0 gets the session too, unless it is null
   * @param pp the bytes
   * @param length how many of them are the session
   * @return the session; null, with an entry in the error queue, when it is none
   */
  public static SSL_SESSION d2i_SSL_SESSION(SSL_SESSION[] a, byte[] pp, long length) {
    return placed(SessionFiles.ofDer(Arrays.copyOf(pp, (int) length)), a);
  }

  /** As {@link #d2i_SSL_SESSION}; there is one library, and properties mean nothing. */
  public static SSL_SESSION d2i_SSL_SESSION_ex(
      SSL_SESSION[] a, byte[] pp, long length, Object libctx, String propq) {
    return d2i_SSL_SESSION(a, pp, length);
  }

  /** Writes a session in PEM; 1, or 0 as {@link #i2d_SSL_SESSION}. */
  public static int PEM_write_bio_SSL_SESSION(Bio bp, SSL_SESSION x) {
    return flag(SessionFiles.writePem(bp, x));
  }

  /** As {@link #PEM_write_bio_SSL_SESSION}. */
  public static int PEM_write_SSL_SESSION(OutputStream fp, SSL_SESSION x) {
    Bio bio = BIO_new_fp(fp, BIO_NOCLOSE);
    return flag(SessionFiles.writePem(bio, x) && BIO_flush(bio) == 1);
  }

  /**
   * Reads the next session in PEM.
   *
   * @param x element 0 gets the session too, unless it is null
   * @param cb not needed: sessions are not encrypted
   * @return the session; null, with an entry in the error queue, when there is none
   */
  public static SSL_SESSION PEM_read_bio_SSL_SESSION(
      Bio bp, SSL_SESSION[] x, PEM_password_cb cb, Object u) {
    return placed(SessionFiles.readPem(bp), x);
  }

  /** As {@link #PEM_read_bio_SSL_SESSION}. */
  public static SSL_SESSION PEM_read_SSL_SESSION(
      InputStream fp, SSL_SESSION[] x, PEM_password_cb cb, Object u) {
    return PEM_read_bio_SSL_SESSION(BIO_new_fp(fp, BIO_NOCLOSE), x, cb, u);
  }

  private static SSL_SESSION placed(Optional<SSL_SESSION> read, SSL_SESSION[] place) {
    if (place != null) {
      read.ifPresent(session -> place[0] = session);
    }
    return read.orElse(null);
  }

  /**
   * Writes what is known of a session, <em>its secret included</em>; 0 when that fails.
   *
   * @see <a href="https://docs.openssl.org/master/man3/SSL_SESSION_print/">SSL_SESSION_print(3)</a>
   */
  public static int SSL_SESSION_print(Bio fp, SSL_SESSION ses) {
    return flag(ses != null && BIO_puts(fp, SessionText.of(ses)) > 0);
  }

  /** As {@link #SSL_SESSION_print}. */
  public static int SSL_SESSION_print_fp(PrintStream fp, SSL_SESSION ses) {
    if (ses == null) {
      return 0;
    }
    fp.print(SessionText.of(ses));
    return flag(!fp.checkError());
  }

  /** Writes a line for a key log, {@code RSA Session-ID:... Master-Key:...}; 0 without both. */
  public static int SSL_SESSION_print_keylog(Bio bp, SSL_SESSION x) {
    boolean whole = x != null && !x.id.isEmpty() && x.secret().isPresent();
    return flag(whole && BIO_puts(bp, SessionText.keyLogLine(x)) > 0);
  }
}
