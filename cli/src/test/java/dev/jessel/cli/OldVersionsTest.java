// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.testkit.CertificateFactory;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.TestCredential.PemFiles;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The options that choose versions, {@code -legacy} before all, and what is told of old ones. */
class OldVersionsTest {
  private static final String WARNING = "WARNING: -legacy allows";

  @TempDir private static Path directory;
  private static PemFiles files;

  @BeforeAll
  static void makeFiles() {
    files = CertificateFactory.create().localhost(KeyType.RSA).writeTo(directory, "server");
  }

  @ParameterizedTest
  @CsvSource({
    "-tls1_3, TLSv1.3",
    "-tls1_2, TLSv1.2",
    "-no_tls1_3, TLSv1.2",
    "-legacy -tls1_1, TLSv1.1",
    "-legacy -tls1, TLSv1",
    "-legacy -ssl3, SSLv3",
    "-legacy -no_tls1_3 -no_tls1_2, TLSv1.1",
    "-legacy -no_tls1_3 -no_tls1_2 -no_tls1_1, TLSv1",
    "-legacy -no_tls1_3 -no_tls1_2 -no_tls1_1 -no_tls1, SSLv3",
    "-legacy, TLSv1.3"
  })
  void aClientSpeaksWhatItIsTold(String options, String version) throws Exception {
    try (ServerRun server = serve("-legacy", "-rev", "-naccept", "1")) {
      Run client = client(server, "hello\n", options + " -brief");
      assertThat(client.status()).as(client.err()).isZero();
      assertThat(client.out()).isEqualTo("olleh\n");
      assertThat(client.err()).contains("Protocol version: " + version + System.lineSeparator());
      assertThat(client.err().contains(WARNING)).isEqualTo(options.contains("-legacy"));
      assertThat(server.ended().err()).contains(WARNING);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-tls1_3, TLSv1.3",
    "-tls1_2, TLSv1.2",
    "-no_tls1_3, TLSv1.2",
    "-legacy -ssl3, SSLv3",
    "-legacy -no_tls1_3 -no_tls1_2 -no_tls1_1, TLSv1"
  })
  void aServerSpeaksWhatItIsTold(String options, String version) throws Exception {
    String[] words = (options + " -rev -naccept 1").split(" ", -1);
    try (ServerRun server = serve(words)) {
      Run client = client(server, "hello\n", "-legacy -brief");
      assertThat(client.out()).as(client.err()).isEqualTo("olleh\n");
      assertThat(client.err()).contains("Protocol version: " + version + System.lineSeparator());
      assertThat(server.ended().status()).isZero();
    }
  }

  @Test
  void twoOfUsSpeakSsl2() throws Exception {
    try (ServerRun server = serve("-legacy", "-ssl2", "-rev", "-naccept", "1")) {
      Run client = client(server, "hello\n", "-legacy -ssl2 -brief");
      assertThat(client.out()).as(client.err()).isEqualTo("olleh\n");
      assertThat(client.err()).contains("Protocol version: SSLv2" + System.lineSeparator());
      assertThat(server.ended().status()).isZero();
    }
  }

  /** The module is there, the level is 0, and still nothing old is spoken. */
  @ParameterizedTest
  @ValueSource(strings = {"-tls1_1", "-tls1", "-ssl3"})
  void withoutTheSwitchAServerSpeaksNothingOld(String old) throws Exception {
    try (ServerRun server = serve("-cipher", "ALL:@SECLEVEL=0", "-rev", "-naccept", "1")) {
      Run client = client(server, "hello\n", "-legacy " + old);
      assertThat(client.status()).isEqualTo(1);
      assertThat(client.err()).contains("protocol version");
      assertThat(server.ended().err()).contains("unsupported protocol").doesNotContain(WARNING);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-legacy -tls1_1", "-legacy -tls1", "-legacy -ssl3"})
  void withoutTheSwitchAClientSpeaksNothingOld(String old) throws Exception {
    String[] words = (old + " -rev -naccept 1").split(" ", -1);
    try (ServerRun server = serve(words)) {
      Run client = client(server, "hello\n", "-cipher ALL:@SECLEVEL=0");
      assertThat(client.status()).isEqualTo(1);
      assertThat(client.out()).doesNotContain("olleh");
      assertThat(server.ended().err()).contains("unsupported protocol");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-tls1_1, TLSv1.1 is broken; add -legacy",
    "-tls1, TLSv1 is broken; add -legacy",
    "-ssl3, SSLv3 is broken; add -legacy",
    "-ssl2, SSLv2 is broken; add -legacy",
    "-tls1_2 -tls1_3, -tls1_3 and -tls1_2 do not go together",
    "-legacy -ssl3 -tls1, -tls1 and -ssl3 do not go together",
    "-tls1_2 -no_tls1_3, -tls1_2 and -no_tls1_3 do not go together",
    "-no_tls1_3 -no_tls1_2, leave no version to speak",
    "-legacy -no_tls1_3 -no_tls1_2 -no_tls1_1 -no_tls1 -no_ssl3, leave no version to speak"
  })
  void whatCannotBeSpokenIsRefusedWithOneLine(String options, String reason) {
    for (String command : List.of("s_client", "s_server")) {
      List<String> words = new ArrayList<>(List.of(command));
      words.addAll(Arrays.asList(options.split(" ", -1)));
      words.addAll(List.of("-cert", files.chain().toString(), "-key", files.key().toString()));
      Run run = Run.of(words.toArray(String[]::new));
      assertThat(run.status()).isEqualTo(1);
      assertThat(run.errorLines()).hasSize(1);
      assertThat(run.errorLines().get(0)).startsWith("jessel " + command + ": ").contains(reason);
    }
  }

  @Test
  void theSummaryOfAnOldConnectionReadsLikeTheOneThatPeopleKnow() throws Exception {
    try (ServerRun server = serve("-legacy", "-rev", "-naccept", "1")) {
      Run client = client(server, "hello\n", "-legacy -tls1 -msg");
      assertThat(client.out())
          .containsSubsequence(
              "CONNECTED(",
              ">>> TLS 1.0, Handshake [length ",
              "], ClientHello",
              "Certificate chain",
              "Peer signing digest: MD5-SHA1",
              "Peer signature type: RSA",
              "New, TLSv1, Cipher is ECDHE-RSA-AES256-SHA",
              "Secure Renegotiation IS supported")
          .doesNotContain("TLS1.3", "TLSv1.3");
      assertThat(server.ended().out())
          .contains("Shared ciphers:ECDHE-", "Secure Renegotiation IS supported");
    }
  }

  @Test
  void namedSuitesAreTakenWhenTheyAreOld() throws Exception {
    try (ServerRun server =
        serve("-legacy", "-cipher", "RC4-MD5:DES-CBC3-SHA", "-rev", "-naccept", "3")) {
      Run triple = client(server, "hello\n", "-legacy -ssl3 -cipher DES-CBC3-SHA -brief");
      Run rc4 = client(server, "hello\n", "-legacy -tls1 -cipher RC4-MD5 -brief");
      Run none = client(server, "hello\n", "-legacy -tls1 -brief");
      assertThat(triple.err()).contains("Ciphersuite: DES-CBC3-SHA");
      assertThat(rc4.err()).contains("Ciphersuite: RC4-MD5");
      assertThat(rc4.out()).isEqualTo("olleh\n");
      assertThat(none.status()).isEqualTo(1);
      assertThat(server.ended().err()).contains("no shared cipher");
    }
  }

  @Test
  void aLetterThatTheVersionDoesNotHaveHarmsNothing() throws Exception {
    try (ServerRun server = serve("-naccept", "2")) {
      Run older = client(server, "one\nk\ntwo\n", "-tls1_2");
      Run newer = client(server, "three\nR\nfour\n", "-tls1_3");
      assertThat(older.err()).contains("KEYUPDATE", "wrong ssl version");
      assertThat(newer.err()).contains("RENEGOTIATING", "wrong ssl version");
      assertThat(server.ended().out()).contains("one\ntwo\n", "three\nfour\n");
    }
  }

  @Test
  void aClientRenegotiatesWhereItMay() throws Exception {
    try (ServerRun server = serve("-client_renegotiation", "-naccept", "1", "-state")) {
      Run client = client(server, "one\nR\ntwo\nR\nthree\n", "-tls1_2 -state");
      assertThat(client.status()).as(client.err()).isZero();
      assertThat(client.err().split("SSL_connect:expect server finished12", -1)).hasSize(4);
      assertThat(server.ended().out()).contains("one\ntwo\nthree\n");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-client_renegotiation -no_renegotiation, ''",
    "'', ''",
    "-client_renegotiation, -no_renegotiation"
  })
  void orDoesNot(String ofServer, String ofClient) throws Exception {
    String[] words = (ofServer + " -naccept 1").strip().split(" ", -1);
    try (ServerRun server = serve(words)) {
      Run client = client(server, "one\nR\n", ("-tls1_2 " + ofClient).strip());
      assertThat(client.err()).contains("RENEGOTIATING", "no renegotiation");
      assertThat(server.ended().out()).contains("one\n");
    }
  }

  private static ServerRun serve(String... options) throws Exception {
    return ServerRun.start(files.chain(), files.key(), options);
  }

  private static Run client(ServerRun server, String typed, String options) throws Exception {
    List<String> args =
        new ArrayList<>(List.of("s_client", "-connect", "127.0.0.1:" + server.port()));
    args.addAll(Arrays.asList(options.split(" ", -1)));
    byte[] bytes = typed.getBytes(StandardCharsets.US_ASCII);
    return Run.of(new ByteArrayInputStream(bytes), args.toArray(String[]::new));
  }
}
