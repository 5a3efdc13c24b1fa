// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/** A client that has been at its server before, and may write early data to it now. */
final class EarlyEndpoints {
  static final int ALLOWED = 1000;

  final Endpoints ends;
  final int[] count = new int[1];
  private final byte[] buffer = new byte[20_000];

  private EarlyEndpoints(Endpoints ends) {
    this.ends = ends;
  }

  /** Over a pair of the default sizes. */
  static EarlyEndpoints overPair() {
    return new EarlyEndpoints(allowing(Endpoints.overPair()));
  }

  /** Over a pair through which the client can write so many bytes at once. */
  static EarlyEndpoints overPair(int clientWrites) {
    return new EarlyEndpoints(allowing(Endpoints.overPair(clientWrites, 0)));
  }

  static Endpoints allowing(Endpoints ends) {
    SSL_CTX_set_max_early_data(ends.serverContext, ALLOWED);
    return ends;
  }

  /** Connects once to get a session; the next connection is ready to come back with it. */
  EarlyEndpoints comeBack() {
    remember(visit());
    return this;
  }

  /** Connects once, and gives the session. */
  SslSessionOf visit() {
    ends.make();
    finish();
    Endpoints.drain(ends.client);
    SslSessionOf session = new SslSessionOf(ends.client);
    forgetTransport();
    return session;
  }

  /** What is on the way gets lost. */
  void forgetTransport() {
    Endpoints.swallow(ends.clientBio);
    Endpoints.swallow(ends.serverBio);
  }

  void remember(SslSessionOf session) {
    ends.make();
    session.set(ends.client);
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
