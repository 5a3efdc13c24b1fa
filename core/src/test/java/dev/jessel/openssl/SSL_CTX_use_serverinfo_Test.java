// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SSL_CTX_use_serverinfo(3): answers to extensions, from bytes and files. */
class SSL_CTX_use_serverinfo_Test {
  private static final byte[] FIRST = {(byte) 0xFE, 0x5A, 0, 2, 7, 8};

  /** The context 0x1D0 of the second form: ClientHello, and the ServerHello of TLS 1.2. */
  private static final String FILE =
      """
      text between
      -----BEGIN SERVERINFO FOR one-----
      /loAAgcI
      -----END SERVERINFO FOR one-----
      -----BEGIN SERVERINFOV2 FOR two-----
      AAABgP5bAAEJ
      -----END SERVERINFOV2 FOR two-----
      """;

  @TempDir Path directory;

  @Test
  void bytesOfTheFirstForm() {
    Endpoints ends = Endpoints.overPair().version(TLS1_2_VERSION);
    assertThat(SSL_CTX_use_serverinfo(ends.serverContext, FIRST, FIRST.length)).isEqualTo(1);
    assertThat(answers(ends, 0xFE5A)).containsExactly("[7, 8]");
    // Again is once too often.
    assertThat(SSL_CTX_use_serverinfo(ends.serverContext, FIRST, FIRST.length)).isZero();
  }

  @Test
  void aFileOfBothForms() throws IOException {
    Path file = Files.writeString(directory.resolve("info.pem"), FILE);
    Endpoints ends = Endpoints.overPair().version(TLS1_2_VERSION);
    assertThat(SSL_CTX_use_serverinfo_file(ends.serverContext, file.toString())).isEqualTo(1);
    assertThat(answers(ends, 0xFE5A, 0xFE5B)).containsExactlyInAnyOrder("[7, 8]", "[9]");
  }

  @Test
  void whatCannotBeReadIsRefused() throws IOException {
    SSL_CTX ctx = Endpoints.overPair().serverContext;
    assertThat(SSL_CTX_use_serverinfo(ctx, FIRST, FIRST.length - 1)).isZero();
    assertThat(reason()).isEqualTo("invalid serverinfo data");
    assertThat(SSL_CTX_use_serverinfo_ex(ctx, 3, FIRST, FIRST.length)).isZero();
    assertThat(SSL_CTX_use_serverinfo(ctx, FIRST, 0)).isZero();
    assertThat(SSL_CTX_use_serverinfo_file(ctx, directory.resolve("none").toString())).isZero();
    Path empty = Files.writeString(directory.resolve("empty.pem"), "nothing");
    assertThat(SSL_CTX_use_serverinfo_file(ctx, empty.toString())).isZero();
  }

  @Test
  void itBelongsToACertificate() {
    ERR_clear_error();
    SSL_CTX without = SSL_CTX_new(TLS_server_method());
    assertThat(SSL_CTX_use_serverinfo(without, FIRST, FIRST.length)).isZero();
    assertThat(reason()).isEqualTo("no certificate assigned");
  }

  private static List<String> answers(Endpoints ends, int... types) {
    List<String> heard = new ArrayList<>();
    for (int type : types) {
      SSL_CTX_add_client_custom_ext(
          ends.clientContext,
          type,
          null,
          null,
          null,
          (s, which, in, length, al, arg) -> heard.add(Arrays.toString(in)) ? 1 : 0,
          null);
    }
    ends.shake();
    return heard;
  }
}
