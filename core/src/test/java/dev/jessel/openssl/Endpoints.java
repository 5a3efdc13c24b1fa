// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;

import dev.jessel.bio.Bio;
import java.nio.file.Path;

/** A client and a server in one process, as libssl's own tests have them. */
final class Endpoints {
  static final byte[] DATA = data(200_000);

  final SSL_CTX clientContext = SSL_CTX_new(TLS_client_method());
  final SSL_CTX serverContext = SSL_CTX_new(TLS_server_method());
  final Bio clientBio;
  final Bio serverBio;
  private final Bio clientSource;
  private final Bio serverSource;
  SSL client;
  SSL server;

  private Endpoints(Bio clientSource, Bio clientBio, Bio serverSource, Bio serverBio) {
    ERR_clear_error();
    this.clientSource = clientSource;
    this.clientBio = clientBio;
    this.serverSource = serverSource;
    this.serverBio = serverBio;
    SSL_CTX_use_certificate_chain_file(serverContext, fixture("localhost.pem"));
    SSL_CTX_use_PrivateKey_file(serverContext, fixture("localhost.key"), SSL_FILETYPE_PEM);
  }

  /** Over a pair; the sizes are what each side can write before the other must read. */
  static Endpoints overPair(int clientWrites, int serverWrites) {
    Bio[] left = new Bio[1];
    Bio[] right = new Bio[1];
    BIO_new_bio_pair(left, clientWrites, right, serverWrites);
    return new Endpoints(left[0], left[0], right[0], right[0]);
  }

  /** Over a pair of the default sizes. */
  static Endpoints overPair() {
    return overPair(0, 0);
  }

  /** Over memory that grows. */
  static Endpoints overMemory() {
    Bio toServer = BIO_new(BIO_s_mem());
    Bio toClient = BIO_new(BIO_s_mem());
    return new Endpoints(toClient, toServer, toServer, toClient);
  }

  /** Both speak this version and no other, {@code TLS1_3_VERSION}; an old one is asked for. */
  Endpoints version(int version) {
    speak(clientContext, version);
    speak(serverContext, version);
    if (version < TLS1_2_VERSION) {
      // SSLv3 has no elliptic curves.
      SSL_CTX_use_certificate_chain_file(serverContext, fixture("localhost-rsa.pem"));
      SSL_CTX_use_PrivateKey_file(serverContext, fixture("localhost-rsa.key"), SSL_FILETYPE_PEM);
    }
    return this;
  }

  static void speak(SSL_CTX context, int version) {
    if (version < TLS1_2_VERSION) {
      SSL_CTX_set_security_level(context, 0);
    }
    SSL_CTX_set_min_proto_version(context, version);
    SSL_CTX_set_max_proto_version(context, version);
  }

  /** Makes the connections, with the contexts as they are now. */
  Endpoints make() {
    client = SSL_new(clientContext);
    server = SSL_new(serverContext);
    SSL_set_connect_state(client);
    SSL_set_accept_state(server);
    SSL_set_bio(client, clientSource, clientBio);
    SSL_set_bio(server, serverSource, serverBio);
    return this;
  }

  /** Makes the connections and performs the handshake; the tickets are read. */
  Endpoints shake() {
    return make().shakeOnly();
  }

  Endpoints shakeOnly() {
    for (int i = 0; i < 200; i++) {
      int one = SSL_do_handshake(client);
      int two = SSL_do_handshake(server);
      if (one == 1 && two == 1) {
        drain(client);
        ERR_clear_error();
        return this;
      }
    }
    throw new IllegalStateException("no handshake: " + ERR_error_string(ERR_peek_error()));
  }

  /** Reads until nothing comes; returns the number of bytes. */
  static int drain(SSL ssl) {
    byte[] bytes = new byte[20_000];
    int total = 0;
    for (int n = SSL_read(ssl, bytes, bytes.length);
        n > 0;
        n = SSL_read(ssl, bytes, bytes.length)) {
      total += n;
    }
    return total;
  }

  /** Takes and forgets what is on the way to a side. */
  static int swallow(Bio bio) {
    byte[] bytes = new byte[20_000];
    int total = 0;
    for (int n = BIO_read(bio, bytes, bytes.length);
        n > 0;
        n = BIO_read(bio, bytes, bytes.length)) {
      total += n;
    }
    ERR_clear_error();
    return total;
  }

  static String fixture(String name) {
    // Whichever module runs the test: the files are core's.
    return Path.of(System.getProperty("basedir", "."), "../core/src/test/resources/openssl", name)
        .toString();
  }

  /** The reason of the oldest error, which is taken with all others; "-" for none. */
  static String reason() {
    long code = ERR_peek_error();
    ERR_clear_error();
    return code == 0 ? "-" : String.valueOf(ERR_reason_error_string(code));
  }

  private static byte[] data(int length) {
    byte[] data = new byte[length];
    for (int i = 0; i < length; i++) {
      data[i] = (byte) (i * 7);
    }
    return data;
  }
}
