// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static dev.jessel.openssl.LibSsl.*;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslException;
import dev.jessel.SslSession;
import dev.jessel.SslStatus;
import dev.jessel.bio.Bio;
import dev.jessel.interop.peer.LibsslProgram;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.TestCredential.PemFiles;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.VerifyResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server of libssl and one of ours that have the same ticket keys take each other's tickets. */
class SharedTicketKeysIT {
  private static final int KEYS = 80;

  @TempDir Path directory;
  private Path program;
  private PemFiles files;

  @BeforeEach
  void prepare() {
    program = LibsslProgram.compiled("tickets", "tickets");
    files = new Pki(directory).serverFiles(KeyType.P256);
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 13})
  void theirTicketIsTakenHere(int version) throws Exception {
    SslSession theirs = SslSession.fromPem(run(keys(5), version));
    // Their client does not look at certificates; ours does, and comes back to good ones alone.
    SslSession session = theirs.toBuilder().peer(theirs.peerChain(), VerifyResult.OK).build();
    assertThat(reused(keys(5), version, Optional.of(session))).isTrue();
    assertThat(reused(keys(6), version, Optional.of(session))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 13})
  void ourTicketIsTakenThere(int version) throws Exception {
    Visit visit = new Visit(keys(5), version, Optional.empty());
    Path file = directory.resolve("session.pem");
    Files.writeString(file, visit.session().orElseThrow().toPem());
    assertThat(run(keys(5), version, file)).isEqualTo("reused 1\n");
    assertThat(run(keys(6), version, file)).isEqualTo("reused 0\n");
  }

  private boolean reused(byte[] keys, int version, Optional<SslSession> session)
      throws SslException {
    Visit visit = new Visit(keys, version, session);
    assertThat(visit.isReused()).isEqualTo(visit.client.isResumed());
    return visit.isReused();
  }

  private String run(byte[] keys, int version, Object... more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(program.toAbsolutePath().toString());
    command.add(HexFormat.of().formatHex(keys));
    command.addAll(List.of(files.chain().toString(), files.key().toString()));
    command.add(String.valueOf(version));
    Arrays.stream(more).map(Object::toString).forEach(command::add);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said = new String(process.getInputStream().readAllBytes(), US_ASCII);
    assertThat(process.waitFor()).isZero();
    return said;
  }

  private static byte[] keys(int value) {
    byte[] keys = new byte[KEYS];
    Arrays.fill(keys, (byte) value);
    return keys;
  }

  /** A client of ours at a server of ours. */
  private final class Visit {
    private final Ssl client;
    private final SSL server;

    Visit(byte[] keys, int version, Optional<SslSession> session) throws SslException {
      Bio[] left = new Bio[1];
      Bio[] right = new Bio[1];
      BIO_new_bio_pair(left, 0, right, 0);
      ProtocolVersion spoken = version == 12 ? ProtocolVersion.TLS_1_2 : ProtocolVersion.TLS_1_3;
      client =
          Pki.clientContext()
              .peerName(Optional.empty())
              .minVersion(spoken)
              .maxVersion(spoken)
              .session(session)
              .build()
              .newSsl()
              .bio(left[0], left[0]);
      SSL_CTX context = SSL_CTX_new(TLS_server_method());
      SSL_CTX_use_certificate_chain_file(context, files.chain().toString());
      SSL_CTX_use_PrivateKey_file(context, files.key().toString(), SSL_FILETYPE_PEM);
      SSL_CTX_set_tlsext_ticket_keys(context, keys, KEYS);
      server = SSL_new(context);
      SSL_set_accept_state(server);
      SSL_set_bio(server, right[0], right[0]);
      shake();
    }

    private void shake() throws SslException {
      for (int i = 0; i < 20; i++) {
        boolean one = client.handshake() == SslStatus.DONE;
        boolean two = SSL_do_handshake(server) == 1;
        if (one && two) {
          // The tickets of TLS 1.3 come behind it.
          assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(SslStatus.WANT_READ);
          return;
        }
      }
      throw new AssertionError("no handshake: " + ERR_error_string(ERR_peek_error()));
    }

    Optional<SslSession> session() {
      return client.session();
    }

    boolean isReused() {
      return SSL_session_reused(server) == 1;
    }
  }
}
