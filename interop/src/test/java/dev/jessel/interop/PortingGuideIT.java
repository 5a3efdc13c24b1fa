// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.testkit.CertificateFactory;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.TestCredential.PemFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs of docs/porting-from-c.md, as printed: compiled, and run against OpenSSL. */
final class PortingGuideIT {
  private static final Path PAGE = Path.of("..", "docs", "porting-from-c.md");
  private static final Pattern PROGRAM =
      Pattern.compile("<!-- program: (\\S+) -->\n```\\w+\n(.*?)```", Pattern.DOTALL);

  /** A machine may have other things to do than to start a JVM. */
  private static final int PATIENCE_SECONDS = 60;

  @TempDir private Path directory;

  private final Map<String, Path> programs = new TreeMap<>();
  private Pki pki;
  private PemFiles files;

  @BeforeEach
  void writePrograms() throws IOException {
    pki = new Pki(directory);
    files = pki.serverFiles(KeyType.P256);
    Matcher found = PROGRAM.matcher(Files.readString(PAGE));
    while (found.find()) {
      Path path = directory.resolve(found.group(1));
      programs.put(found.group(1), Files.writeString(path, found.group(2)));
    }
  }

  @Test
  void noProgramIsLeftOutHere() {
    assertThat(programs.keySet())
        .containsExactlyInAnyOrder(
            "echo-loop.c",
            "EchoLoop.java",
            "EchoLoopIdiom.java",
            "client.c",
            "Client.java",
            "ClientIdiom.java",
            "pair-server.c",
            "PairServer.java",
            "PairServerIdiom.java");
  }

  @ParameterizedTest
  @ValueSource(strings = {"echo-loop.c", "client.c", "pair-server.c"})
  void whatIsThereInCIsGoodC(String name) throws IOException {
    Path compiler = Path.of("/usr/bin/cc");
    Path empty = directory.resolve("empty.c");
    Files.writeString(empty, "#include <openssl/ssl.h>\nint nothing;\n");
    Assumptions.assumeTrue(
        Files.isExecutable(compiler) && compile(compiler, empty).exitStatus() == 0,
        "no C compiler, or no headers of OpenSSL: apt-get install gcc libssl-dev");

    ChildProcess compiled = compile(compiler, programs.get(name));

    assertThat(compiled.exitStatus()).as(compiled::toString).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"EchoLoop.java", "EchoLoopIdiom.java"})
  void theEventLoopServesSeveralAtOnce(String name) {
    try (ChildProcess server = java(name, files.chain(), files.key())) {
      int port = Integer.parseInt(server.await("^port (\\d+)$"));
      try (ChildProcess first = OpenSsl.client(pki, port);
          ChildProcess second = OpenSsl.client(pki, port)) {
        first.send("one").await("^one$");
        second.send("two").await("^two$");
        first.send("three").await("^three$");
        first.send("Q");
        assertThat(first.exitStatus()).isZero();
        second.send("four").await("^four$");
        second.send("Q");
        assertThat(second.exitStatus()).isZero();
      }
      try (ChildProcess third = OpenSsl.client(pki, port)) {
        third.send("five").await("^five$");
      }
      assertThat(server.output()).doesNotContain("Exception");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Client.java", "ClientIdiom.java"})
  void theClientReadsAPageOfWhomItTrusts(String name) {
    try (ChildProcess server = OpenSsl.server(files, "-www")) {
      Object port = OpenSsl.port(server);
      try (ChildProcess client = java(name, "localhost", port, pki.authority())) {
        assertThat(client.exitStatus(PATIENCE_SECONDS)).as(client::toString).isZero();
        assertThat(client.output()).startsWith("HTTP/1.0 200 ok");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Client.java", "ClientIdiom.java"})
  void theClientRefusesAStranger(String name) throws IOException {
    String stranger = CertificateFactory.create().authority().chainPem();
    Path anchors = Files.writeString(directory.resolve("stranger.pem"), stranger);
    try (ChildProcess server = OpenSsl.server(files, "-www")) {
      Object port = OpenSsl.port(server);
      try (ChildProcess client = java(name, "localhost", port, anchors)) {
        assertThat(client.exitStatus(PATIENCE_SECONDS)).isNotZero();
        assertThat(client.output()).contains("certificate verify failed").doesNotContain("HTTP");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PairServer.java", "PairServerIdiom.java"})
  void theServerOverAPairGreetsItsVisitor(String name) {
    try (ChildProcess server = java(name, files.chain(), files.key())) {
      int port = Integer.parseInt(server.await("^port (\\d+)$"));
      try (ChildProcess client = OpenSsl.client(pki, port)) {
        client.send("world").await("^hello, world$");
        assertThat(client.exitStatus()).isZero();
      }
      assertThat(server.exitStatus(PATIENCE_SECONDS)).as(server::toString).isZero();
    }
  }

  private static ChildProcess compile(Path compiler, Path source) {
    return ChildProcess.start(
        compiler,
        Optional.empty(),
        Map.of(),
        List.of("-std=c99", "-D_DEFAULT_SOURCE", "-Wall", "-Werror", "-fsyntax-only", source));
  }

  /** Compiles a program and starts it. */
  private ChildProcess java(String name, Object... arguments) {
    String path = System.getProperty("java.class.path");
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-Xlint:all",
                "-cp",
                path,
                "-d",
                directory.toString(),
                programs.get(name).toString());
    assertThat(failed).isZero();
    List<Object> all = new ArrayList<>();
    all.addAll(List.of("-cp", directory + File.pathSeparator + path));
    all.add(name.replace(".java", ""));
    all.addAll(Arrays.asList(arguments));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return ChildProcess.start(java, Optional.empty(), Map.of(), all);
  }
}
