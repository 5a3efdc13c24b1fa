// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.bio.Bio;
import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.interop.peer.Peer;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.TestCredential.PemFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions of {@code LibSsl} in files, with {@code openssl sess_id} at the other end. */
final class LibSslSessionsIT {
  @TempDir Path directory;
  private final SSL_CTX clientContext = SSL_CTX_new(TLS_client_method());
  private final SSL_CTX serverContext = SSL_CTX_new(TLS_server_method());
  private SSL client;
  private SSL server;

  @ParameterizedTest
  @ValueSource(ints = {TLS1_2_VERSION, TLS1_3_VERSION})
  void opensslReadsOurSessionsAndWeItsAndBothSayTheSameOfThem(int version) throws IOException {
    PemFiles files = new Pki(directory).serverFiles(KeyType.P256);
    SSL_CTX_use_certificate_chain_file(serverContext, files.chain().toString());
    SSL_CTX_use_PrivateKey_file(serverContext, files.key().toString(), SSL_FILETYPE_PEM);
    SSL_CTX_set_min_proto_version(clientContext, version);
    SSL_CTX_set_max_proto_version(clientContext, version);
    connect(null);
    SSL_SESSION ours = SSL_get1_session(client);
    SSL_set_shutdown(client, SSL_SENT_SHUTDOWN);

    Path file = directory.resolve("ours.pem");
    try (OutputStream out = Files.newOutputStream(file)) {
      assertThat(PEM_write_SSL_SESSION(out, ours)).isEqualTo(1);
    }
    assertThat(openssl("-in", file, "-text", "-noout")).isEqualTo(text(ours));
    Path theirs = directory.resolve("theirs.pem");
    assertThat(openssl("-in", file, "-out", theirs)).isEmpty();
    try (InputStream in = Files.newInputStream(theirs)) {
      SSL_SESSION read = PEM_read_SSL_SESSION(in, null, null, null);
      assertThat(text(read)).isEqualTo(text(ours));
      connect(read);
    }
    assertThat(SSL_session_reused(client)).isEqualTo(1);
  }

  private void connect(SSL_SESSION session) {
    Bio[] left = new Bio[1];
    Bio[] right = new Bio[1];
    BIO_new_bio_pair(left, 0, right, 0);
    client = SSL_new(clientContext);
    server = SSL_new(serverContext);
    SSL_set_bio(client, left[0], left[0]);
    SSL_set_bio(server, right[0], right[0]);
    SSL_set_session(client, session);
    for (int i = 0; i < 5; i++) {
      SSL_connect(client);
      SSL_accept(server);
    }
    assertThat(SSL_read(client, new byte[1], 1)).as("tickets alone").isEqualTo(-1);
    assertThat(SSL_is_init_finished(server)).isEqualTo(1);
  }

  private static String text(SSL_SESSION session) {
    Bio bio = BIO_new(BIO_s_mem());
    assertThat(SSL_SESSION_print(bio, session)).isEqualTo(1);
    byte[] bytes = new byte[100_000];
    return new String(bytes, 0, BIO_read(bio, bytes, bytes.length), StandardCharsets.ISO_8859_1);
  }

  private static String openssl(Object... options) {
    Object[] arguments = new Object[options.length + 1];
    arguments[0] = "sess_id";
    System.arraycopy(options, 0, arguments, 1, options.length);
    try (ChildProcess process = ChildProcess.start(Peer.OPENSSL, arguments)) {
      assertThat(process.exitStatus()).as(process.output()).isZero();
      return process.output();
    }
  }
}
