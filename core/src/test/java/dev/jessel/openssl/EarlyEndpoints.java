// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.jessel.SslSession;
import dev.jessel.crypto.Secret;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import java.util.Arrays;
import java.util.Optional;

/** A client that may write early data to its server. */
final class EarlyEndpoints {
  static final int ALLOWED = 2000;
  static final byte[] IDENTITY = "Identity".getBytes(ISO_8859_1);

  private static final int LONGEST_HASH = 48;

  final Endpoints ends;
  final int[] count = new int[1];
  final Way way;
  private final byte[] buffer = new byte[20_000];

  /** What lets the client do so. */
  enum Way {
    /** The session of an earlier connection. */
    TICKET,
    /** The same, where both read ahead and the client names its server. */
    TICKET_READ_AHEAD,
    /** A key from outside. */
    PSK
  }

  private EarlyEndpoints(Endpoints ends, Way way) {
    this.ends = ends;
    this.way = way;
    SSL_CTX_set_max_early_data(ends.serverContext, ALLOWED);
  }

  /** Over a pair of the default sizes. */
  static EarlyEndpoints overPair() {
    return new EarlyEndpoints(Endpoints.overPair(), Way.TICKET);
  }

  /** Over a pair through which the client can write so many bytes at once. */
  static EarlyEndpoints overPair(int clientWrites) {
    return new EarlyEndpoints(Endpoints.overPair(clientWrites, 0), Way.TICKET);
  }

  /** Ready to write, for one reason or another. */
  static EarlyEndpoints ready(Way way) {
    return prepared(way).comeBack();
  }

  /** The same, over memory that a test can look into. */
  static EarlyEndpoints readyOverMemory(Way way) {
    return prepared(way, Endpoints.overMemory()).comeBack();
  }

  /** The same, before anything is connected. */
  static EarlyEndpoints prepared(Way way) {
    return prepared(way, Endpoints.overPair());
  }

  private static EarlyEndpoints prepared(Way way, Endpoints over) {
    EarlyEndpoints made = new EarlyEndpoints(over, way);
    if (way == Way.TICKET_READ_AHEAD) {
      SSL_CTX_set_read_ahead(made.ends.clientContext, 1);
      SSL_CTX_set_read_ahead(made.ends.serverContext, 1);
    }
    return made;
  }

  /** A key that both have; early data may be as long as with a ticket. */
  static SslSession.Builder key(CipherSuite suite) {
    byte[] secret = new byte[LONGEST_HASH];
    Arrays.fill(secret, (byte) 7);
    return SslSession.builder(ProtocolVersion.TLS_1_3, suite, Secret.take(secret))
        .maxEarlyData(ALLOWED);
  }

  /** Sets the key that the client offers, and the one that the server knows. */
  void keys(SslSession offered, SslSession known) {
    SSL_set_psk_use_session_callback(
        ends.client,
        (ssl, md, id, sess) -> {
          id[0] = IDENTITY;
          sess[0] = new SSL_SESSION(offered);
          return 1;
        });
    SSL_set_psk_find_session_callback(
        ends.server,
        (ssl, identity, length, sess) -> {
          sess[0] = Arrays.equals(identity, IDENTITY) ? new SSL_SESSION(known) : null;
          return 1;
        });
  }

  /** Gets what is needed; the next connection is ready to write. */
  EarlyEndpoints comeBack() {
    if (way == Way.PSK) {
      ends.make();
      SslSession key = key(CipherSuite.TLS_AES_256_GCM_SHA384).build();
      keys(key, key);
    } else {
      remember(visit());
    }
    return this;
  }

  private void make() {
    ends.make();
    if (way == Way.TICKET_READ_AHEAD) {
      SSL_set_tlsext_host_name(ends.client, "localhost");
    }
  }

  /** Connects once, and gives the session. */
  Optional<SslSession> visit() {
    make();
    finish();
    Endpoints.drain(ends.client);
    Optional<SslSession> session = ends.client.ssl().session();
    forgetTransport();
    return session;
  }

  /** What is on the way gets lost. */
  void forgetTransport() {
    Endpoints.swallow(ends.clientBio);
    Endpoints.swallow(ends.serverBio);
  }

  /** Another connection, which comes back with a session. */
  void remember(Optional<SslSession> session) {
    make();
    ends.client.change(builder -> builder.session(session));
  }

  SSL client() {
    return ends.client;
  }

  SSL server() {
    return ends.server;
  }

  /** Writes early data. */
  int write(SSL from, String text) {
    count[0] = -1;
    byte[] bytes = text.getBytes(ISO_8859_1);
    return SSL_write_early_data(from, bytes, bytes.length, count);
  }

  /** Writes in the ordinary way. */
  int writeLate(SSL from, String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    return SSL_write(from, bytes, bytes.length);
  }

  /** Reads early data: {@code success: text}, {@code finish} or {@code error: number}. */
  String readEarly() {
    return readEarly(buffer.length);
  }

  String readEarly(int most) {
    count[0] = -1;
    int returned = SSL_read_early_data(server(), buffer, most, count);
    return switch (returned) {
      case SSL_READ_EARLY_DATA_SUCCESS -> "success: " + text();
      case SSL_READ_EARLY_DATA_FINISH -> "finish";
      default -> "error: " + SSL_get_error(server(), returned);
    };
  }

  /** Reads in the ordinary way. */
  String read(SSL from) {
    int returned = SSL_read_ex(from, buffer, buffer.length, count);
    return returned == 1 ? text() : "error: " + SSL_get_error(from, returned);
  }

  private String text() {
    return new String(Arrays.copyOf(buffer, count[0]), ISO_8859_1);
  }

  /** Ends the handshake on both sides. */
  void finish() {
    for (int i = 0; i < 100; i++) {
      int one = SSL_do_handshake(client());
      int two = SSL_do_handshake(server());
      if (one == 1 && two == 1) {
        ERR_clear_error();
        return;
      }
    }
    throw new IllegalStateException("no handshake: " + Endpoints.reason());
  }
}
