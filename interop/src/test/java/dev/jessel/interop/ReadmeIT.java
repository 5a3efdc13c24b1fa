// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.bio.Bio;
import dev.jessel.testkit.CertificateFactory;
import dev.jessel.testkit.KeyType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's first program, as printed: compiled and run against a server of ours. */
final class ReadmeIT {
  private static final Path README = Path.of("..", "README.md");
  private static final String ANSWER = "HTTP/1.0 200 OK\r\n\r\nit works\n";

  @TempDir private Path directory;

  private final CertificateFactory certificates = CertificateFactory.create();

  @Test
  void theFirstProgramHasTenLinesAndReadsAPage() throws Exception {
    String program = firstProgram();
    assertThat(statements(program)).isLessThanOrEqualTo(10);

    String output = run(program, certificates.authority().chainPem());

    assertThat(output).isEqualTo(ANSWER);
  }

  @Test
  void theFirstProgramTrustsNobodyElse() throws Exception {
    String stranger = CertificateFactory.create().authority().chainPem();

    String output = run(firstProgram(), stranger);

    assertThat(output).contains("certificate verify failed").doesNotContain("it works");
  }

  private String run(String program, String trusted) throws Exception {
    Path source = Files.writeString(directory.resolve("First.java"), program);
    Path anchors = Files.writeString(directory.resolve("anchors.pem"), trusted);
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      CompletableFuture<Void> server = CompletableFuture.runAsync(() -> serveOne(listener));
      String output = start(source, anchors, listener.socket().getLocalPort());
      server.get(60, TimeUnit.SECONDS);
      return output;
    }
  }

  private String start(Path source, Path anchors, int port) throws Exception {
    Path output = directory.resolve("output");
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            source.toString(),
            "localhost",
            Integer.toString(port));
    java.environment().put("SSL_CERT_FILE", anchors.toString());
    java.redirectErrorStream(true).redirectOutput(output.toFile());
    Process process = java.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(output);
  }

  private void serveOne(ServerSocketChannel listener) {
    SslContext context =
        SslContext.server().credential(certificates.localhost(KeyType.P256).credential()).build();
    try (SocketChannel channel = listener.accept();
        Ssl ssl = context.newSsl(Bio.of(channel))) {
      ssl.read(ByteBuffer.allocate(1000));
      ssl.write(ANSWER.getBytes(StandardCharsets.US_ASCII));
    } catch (SslException e) {
      // A client that does not trust us says so with an alert, and shows it on its own side.
      assertThat(e.reason()).isPresent();
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private static String firstProgram() throws IOException {
    String readme = Files.readString(README);
    int begin = readme.indexOf("```java\n", readme.indexOf("first-program:begin")) + 8;
    return readme.substring(begin, readme.indexOf("```", begin));
  }

  /** Lines that say something: no imports, no blanks, no lone braces. */
  private static long statements(String program) {
    return program
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("import") && !line.equals("}"))
        .count();
  }
}
