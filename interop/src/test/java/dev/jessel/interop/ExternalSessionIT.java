// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslCallbacks.ExternalSession;
import dev.jessel.SslCallbacks.SessionWanted;
import dev.jessel.SslContext;
import dev.jessel.SslReply;
import dev.jessel.SslStatus;
import dev.jessel.bio.Bio;
import dev.jessel.crypto.Secret;
import dev.jessel.interop.peer.LibsslProgram;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.TestCredential.PemFiles;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** EAP-FAST's way to resume (RFC 4851), between libssl and Jessel. */
class ExternalSessionIT {
  private static final Bytes OPAQUE = Bytes.of("opaque".getBytes(US_ASCII));
  private static final int MAIN_SECRET = 48;

  @TempDir Path directory;
  private Path program;
  private final List<SessionWanted> asked = new ArrayList<>();

  @BeforeEach
  void prepare() {
    program = LibsslProgram.compiled("eapfast", "eapfast");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theirClientResumesHereIfItsTicketIsKnown(boolean known) throws Exception {
    SslContext server =
        knowing(Pki.serverContext(), known).maxVersion(ProtocolVersion.TLS_1_2).build();
    Peer peer = new Peer("client");
    Ssl ssl = server.newSsl(peer.bio());
    assertThat(read(ssl)).isEqualTo("hello");
    write(ssl, "world");
    assertThat(peer.said()).isEqualTo("reused %d asked 1 read -1\n".formatted(known ? 1 : 0));
    assertThat(ssl.isResumed()).isEqualTo(known);
    assertThat(asked).hasSize(1);
    assertThat(asked.get(0).ticket()).isEqualTo(OPAQUE);
  }

  /** One that offers TLS 1.3 besides says a session id, which means nothing here. */
  @ParameterizedTest
  @ValueSource(strings = {"1 1.2", "0 1.2", "1 1.3", "0 1.3"})
  void ourClientResumesThereIfItsTicketIsKnown(String how) throws Exception {
    boolean known = how.startsWith("1");
    SslContext client =
        knowing(Pki.clientContext(), true)
            .peerName(Optional.empty())
            .externalTicket(OPAQUE)
            .maxVersion(how.endsWith("2") ? ProtocolVersion.TLS_1_2 : ProtocolVersion.TLS_1_3)
            .build();
    PemFiles files = new Pki(directory).serverFiles(KeyType.P256);
    Peer peer =
        new Peer("server", known ? "1" : "0", files.chain().toString(), files.key().toString());
    Ssl ssl = client.newSsl(peer.bio());
    write(ssl, "hello");
    assertThat(read(ssl)).isEqualTo("world");
    assertThat(peer.said()).isEqualTo("reused %d asked 1 read 6\n".formatted(known ? 1 : 0));
    assertThat(ssl.isResumed()).isEqualTo(known);
    assertThat(asked).hasSize(1);
  }

  private SslContext.Builder knowing(SslContext.Builder settings, boolean known) {
    return settings.externalSessionFinder(
        Optional.of(
            wanted -> {
              asked.add(wanted);
              Bytes randoms = wanted.serverRandom().plus(wanted.clientRandom());
              Secret main = Secret.take(randoms.slice(0, MAIN_SECRET).toArray());
              return SslReply.now(
                  Optional.of(new ExternalSession(main, Optional.empty())).filter(any -> known));
            }));
  }

  private static void write(Ssl ssl, String text) throws IOException {
    ssl.write(text.getBytes(US_ASCII));
  }

  private static String read(Ssl ssl) throws IOException {
    ByteBuffer room = ByteBuffer.allocate(5);
    while (room.hasRemaining()) {
      assertThat(ssl.read(room)).isEqualTo(SslStatus.DONE);
    }
    return new String(room.array(), US_ASCII);
  }

  /** An end of libssl, which speaks through its standard streams. */
  private final class Peer {
    private final Process process;

    Peer(String... how) throws IOException {
      List<String> command = new ArrayList<>();
      command.add(program.toAbsolutePath().toString());
      command.addAll(List.of(how));
      process = new ProcessBuilder(command).start();
    }

    Bio bio() {
      return Bio.of(process.getInputStream(), process.getOutputStream());
    }

    String said() throws IOException, InterruptedException {
      String text = new String(process.getErrorStream().readAllBytes(), US_ASCII);
      assertThat(process.waitFor()).as(text).isZero();
      return text;
    }
  }
}
