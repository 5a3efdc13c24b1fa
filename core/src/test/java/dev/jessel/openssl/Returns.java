// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;

import dev.jessel.bio.Bio;
import java.nio.charset.StandardCharsets;

/** Two contexts whose connections come back to each other. */
final class Returns {
  private static final byte[] CONTEXT = "here".getBytes(StandardCharsets.US_ASCII);

  final SSL_CTX clientContext = SSL_CTX_new(TLS_client_method());
  final SSL_CTX serverContext = SSL_CTX_new(TLS_server_method());
  SSL client;
  SSL server;

  Returns(int version) {
    ERR_clear_error();
    boolean old = version < TLS1_2_VERSION;
    SSL_CTX_use_certificate_chain_file(
        serverContext, Endpoints.fixture(old ? "localhost-rsa.pem" : "localhost.pem"));
    SSL_CTX_use_PrivateKey_file(
        serverContext,
        Endpoints.fixture(old ? "localhost-rsa.key" : "localhost.key"),
        SSL_FILETYPE_PEM);
    SSL_CTX_set_session_id_context(serverContext, CONTEXT, CONTEXT.length);
    Endpoints.speak(clientContext, version);
    Endpoints.speak(serverContext, version);
    SSL_CTX_set_session_cache_mode(clientContext, SSL_SESS_CACHE_CLIENT);
  }

  /** Of TLS 1.3, whose tickets hold nothing, or of an older version without tickets. */
  static Returns byName(Version version) {
    Returns ends = new Returns(version.number());
    SSL_CTX_set_options(ends.serverContext, SSL_OP_NO_TICKET);
    return ends;
  }

  /** Connections that have not begun; the client would like to come back. */
  Returns make(SSL_SESSION session) {
    Bio[] left = new Bio[1];
    Bio[] right = new Bio[1];
    BIO_new_bio_pair(left, 0, right, 0);
    client = SSL_new(clientContext);
    server = SSL_new(serverContext);
    SSL_set_bio(client, left[0], left[0]);
    SSL_set_bio(server, right[0], right[0]);
    SSL_set_connect_state(client);
    SSL_set_accept_state(server);
    if (session != null) {
      SSL_set_session(client, session);
    }
    return this;
  }

  /** As {@link #make}, with the handshake done and tickets read. */
  Returns connect(SSL_SESSION session) {
    make(session);
    if (!shake()) {
      throw new IllegalStateException("no handshake: " + ERR_error_string(ERR_peek_error()));
    }
    ERR_clear_error();
    return this;
  }

  /** False when the handshake failed. */
  boolean shake() {
    for (int i = 0; i < 50; i++) {
      int one = SSL_do_handshake(client);
      int two = SSL_do_handshake(server);
      if (one == 1 && two == 1) {
        Endpoints.drain(client);
        Endpoints.drain(server);
        return true;
      }
    }
    return false;
  }

  /** Whether the client that would like to come back is taken. */
  boolean isTaken(SSL_SESSION session) {
    connect(session);
    boolean taken = SSL_session_reused(client) == 1;
    if (taken != (SSL_session_reused(server) == 1)) {
      throw new IllegalStateException("the two ends do not agree");
    }
    close();
    return taken;
  }

  /** Closes and frees both ends in good order. */
  void close() {
    SSL_shutdown(client);
    SSL_shutdown(server);
    SSL_shutdown(client);
    free();
  }

  /** Frees both ends. */
  void free() {
    SSL_free(client);
    SSL_free(server);
    ERR_clear_error();
  }

  /** The client's session of a first visit, with a reference. */
  SSL_SESSION firstVisit() {
    connect(null);
    SSL_SESSION session = SSL_get1_session(client);
    close();
    return session;
  }
}
