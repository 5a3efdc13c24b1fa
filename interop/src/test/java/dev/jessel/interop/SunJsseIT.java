// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.interop.jsse.JssePeer;
import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.testkit.KeyType;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The JDK's own TLS from SSLv3 to TLS 1.2, in both directions, and its ClientHello in the format of
 * SSLv2. It runs in a process of its own, in which nothing is disabled.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SunJsseIT {
  private static final String PASSWORD = "changeit";
  private static final List<ProtocolVersion> VERSIONS =
      List.of(
          ProtocolVersion.SSL_3_0,
          ProtocolVersion.TLS_1_0,
          ProtocolVersion.TLS_1_1,
          ProtocolVersion.TLS_1_2);
  private static final List<String> OF_ALL =
      List.of("TLS_RSA_WITH_AES_128_CBC_SHA", "TLS_DHE_RSA_WITH_AES_256_CBC_SHA");
  private static final List<String> OF_OLD =
      List.of(
          "SSL_RSA_WITH_3DES_EDE_CBC_SHA", "SSL_RSA_WITH_RC4_128_SHA", "SSL_RSA_WITH_RC4_128_MD5");
  private static final String OF_CURVES = "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA";

  private ChildProcess jsse;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException, GeneralSecurityException {
    Path properties =
        Files.writeString(
            directory.resolve("security.properties"),
            """
            jdk.tls.disabledAlgorithms=
            jdk.tls.legacyAlgorithms=
            jdk.certpath.disabledAlgorithms=
            """,
            US_ASCII);
    jsse =
        ChildProcess.start(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            Optional.empty(),
            Map.of(),
            List.of(
                "-Djava.security.properties=" + properties,
                "-cp",
                System.getProperty("java.class.path"),
                JssePeer.class.getName(),
                keyStore(directory.resolve("keys.p12")),
                PASSWORD));
    jsse.await("^LISTENS \\d+");
  }

  private static Path keyStore(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    Certificate[] chain = Pki.server(KeyType.RSA).chain().toArray(Certificate[]::new);
    store.setKeyEntry(
        "server", Pki.server(KeyType.RSA).keys().getPrivate(), PASSWORD.toCharArray(), chain);
    store.setCertificateEntry("authority", Pki.factory().authority().certificate());
    try (OutputStream to = Files.newOutputStream(file)) {
      store.store(to, PASSWORD.toCharArray());
    }
    return file;
  }

  @AfterAll
  void stop() {
    jsse.close();
  }

  static List<ProtocolVersion> versions() {
    return VERSIONS;
  }

  static Stream<Arguments> suites() {
    return VERSIONS.stream()
        .flatMap(version -> suitesOf(version).map(suite -> Arguments.of(version, suite)));
  }

  private static Stream<String> suitesOf(ProtocolVersion version) {
    Stream<String> old = version.equals(ProtocolVersion.TLS_1_2) ? Stream.of() : OF_OLD.stream();
    Stream<String> curves =
        version.equals(ProtocolVersion.SSL_3_0) ? Stream.of() : Stream.of(OF_CURVES);
    return Stream.of(OF_ALL.stream(), old, curves).flatMap(names -> names);
  }

  @ParameterizedTest
  @MethodSource("suites")
  void jesselAsClient(ProtocolVersion version, String suite) throws IOException {
    requireSpoken(version);
    int port = Integer.parseInt(jsse.await("^LISTENS (\\d+)"));
    SslContext.Builder context =
        speaking(Pki.clientContext(), version, version).cipherList(ours(suite).openSslName());
    try (Ssl ssl = JesselClient.connect(context, port)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      assertThat(Lines.ask(ssl, "z".repeat(9000))).isEqualTo("z".repeat(9000));
      assertThat(ssl.version()).contains(version);
      assertThat(ssl.cipherSuite()).contains(ours(suite));
    }
  }

  @ParameterizedTest
  @MethodSource("suites")
  void jesselAsServer(ProtocolVersion version, String suite) throws IOException {
    requireSpoken(version);
    SslContext.Builder context =
        speaking(Pki.serverContext(KeyType.RSA), version, version)
            .cipherList(ours(suite).openSslName());
    try (JesselServer server = JesselServer.start(context, Lines::mirror)) {
      ask(server, version.name(), suite, "hello " + version + suite, version);
      Ssl served = server.served();
      assertThat(served.version()).contains(version);
      assertThat(served.cipherSuite()).contains(ours(suite));
    }
  }

  /**
   * The newest version that both have is found, whatever format the hello has. In SSLv3 not with
   * RSA key transport: a JDK that offered more puts a length before the secret, as later versions
   * do.
   */
  @ParameterizedTest
  @MethodSource("versions")
  void aHelloInTheFormatOfSsl2(ProtocolVersion version) throws IOException {
    requireSpoken(version);
    String suite = OF_ALL.get(version.equals(ProtocolVersion.SSL_3_0) ? 1 : 0);
    SslContext.Builder context =
        speaking(Pki.serverContext(KeyType.RSA), ProtocolVersion.SSL_3_0, version)
            .cipherList(ours(suite).openSslName());
    String protocols = "SSLv2Hello," + String.join(",", spokenHere());
    AtomicReference<WireTap> wire = new AtomicReference<>();
    try (JesselServer server = JesselServer.startTapped(context, Lines::mirror, wire::set)) {
      ask(server, protocols, suite, "in an old format " + version, version);
      assertThat(server.served().version()).contains(version);
      // RFC 5246 E.2: a record of SSLv2 begins with a bit that no content type has.
      assertThat(wire.get().firstByteReceived()).isGreaterThanOrEqualTo(0x80);
    }
  }

  private List<String> spokenHere() {
    List<String> theirs = Arrays.asList(jsse.await("^PROTOCOLS (.*)$").split(" ", -1));
    return VERSIONS.stream().map(ProtocolVersion::name).filter(theirs::contains).toList();
  }

  private void ask(
      JesselServer server, String protocols, String suite, String text, ProtocolVersion version)
      throws IOException {
    jsse.send(server.port() + " " + protocols + " " + suite + " " + text);
    String answer = new StringBuilder(text).reverse().toString();
    jsse.await("^ANSWER " + Pattern.quote(answer + " " + version) + "$");
  }

  private void requireSpoken(ProtocolVersion version) {
    Assumptions.assumeTrue(
        spokenHere().contains(version.name()),
        "JDK " + Runtime.version().feature() + " no longer speaks " + version);
  }

  private static CipherSuite ours(String suite) {
    return CipherSuite.named(suite.replaceFirst("^SSL_", "TLS_")).orElseThrow();
  }

  private static SslContext.Builder speaking(
      SslContext.Builder context, ProtocolVersion oldest, ProtocolVersion newest) {
    return context.minVersion(oldest).maxVersion(newest).securityLevel(0);
  }
}
