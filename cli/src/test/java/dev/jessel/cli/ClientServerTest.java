// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.cli.demo.PemFiles;
import dev.jessel.cli.pcap.PcapngFile;
import dev.jessel.x509.Certificates;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.TlsaMatching;
import dev.jessel.x509.TlsaRecord;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code s_client} and {@code s_server} against each other, in this process. */
class ClientServerTest {
  @TempDir private static Path directory;
  private static PemFiles files;

  private ServerRun server;

  @BeforeAll
  static void makeFiles() throws Exception {
    files = PemFiles.in(directory);
  }

  @AfterEach
  void stopServer() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void theSummaryReadsLikeTheOneThatPeopleKnow() throws Exception {
    int port = serve("-rev", "-naccept", "1");
    Run client = client(port, "hello\n", "-verify_hostname", "localhost");

    assertThat(client.status()).isZero();
    assertThat(client.out())
        .containsSubsequence(
            "CONNECTED(",
            "Certificate chain",
            " 0 s:CN = localhost",
            "   i:CN = Jessel demo CA",
            "Server certificate",
            "-----BEGIN CERTIFICATE-----",
            "subject=CN = localhost",
            "issuer=CN = Jessel demo CA",
            "No client certificate CA names sent",
            "Peer signing digest: SHA256",
            "Peer signature type: ECDSA",
            "Negotiated TLS1.3 group: ",
            "SSL handshake has read ",
            "Verification: OK",
            "Verified peername: localhost",
            "New, TLSv1.3, Cipher is TLS_AES_256_GCM_SHA384",
            "No ALPN negotiated",
            "Verify return code: 0 (ok)");
    assertThat(client.out()).contains("olleh\n");
    assertThat(client.err()).contains("depth=1 CN = Jessel demo CA", "DONE");
    awaitEnd();
  }

  @Test
  void briefIsBrief() throws Exception {
    int port = serve("-rev", "-naccept", "1", "-alpn", "h2,http/1.1");
    Run client = client(port, "abc\n", "-brief", "-alpn", "http/1.1", "-groups", "x25519");

    assertThat(client.out()).isEqualTo("cba\n");
    assertThat(client.err())
        .startsWith("CONNECTION ESTABLISHED")
        .contains(
            "Protocol version: TLSv1.3",
            "Verification: OK",
            "Peer Temp Key: X25519, 253 bits",
            "ALPN protocol: http/1.1");
    awaitEnd();
  }

  @Test
  void aFailedVerificationIsReportedAndFatalOnRequestOnly() throws Exception {
    int port = serve("-rev", "-naccept", "2");
    String[] mismatch = {"-verify_hostname", "other.example", "-brief"};
    Run lenient = client(port, "abc\n", mismatch);
    Run strict = client(port, "abc\n", "-verify_hostname", "other.example", "-verify_return_error");

    assertThat(lenient.status()).isZero();
    assertThat(lenient.err()).contains("Verification error: hostname mismatch");
    assertThat(strict.status()).isEqualTo(1);
    assertThat(strict.err()).contains("verify error:num=62:hostname mismatch");
    awaitEnd();
    assertThat(server.run().err()).contains("alert");
  }

  @Test
  void keysChangeWhileLinesGoBothWays() throws Exception {
    int port = serve("-naccept", "1");
    server.type("from the server\n");
    Run client = client(port, "one\nK\ntwo\nk\nthree\n");

    assertThat(client.err()).contains("KEYUPDATE");
    assertThat(client.out()).contains("from the server\n");
    awaitEnd();
    assertThat(server.run().out()).contains("one\ntwo\nthree\n");
  }

  @Test
  void theStatusPageTellsAboutTheConnection() throws Exception {
    int port = serve("-www", "-naccept", "1");
    Run client = client(port, "GET / HTTP/1.0\r\n\r\n", "-quiet");

    assertThat(client.out())
        .startsWith("HTTP/1.0 200 ok\r\n")
        .contains("New, TLSv1.3, Cipher is TLS_AES_256_GCM_SHA384")
        .contains("no client certificate available")
        .endsWith("</pre></BODY></HTML>\n");
    awaitEnd();
  }

  @Test
  void aServerThatAsksGetsTheClientsCertificate() throws Exception {
    int port = serve("-naccept", "2", "-Verify", "3", "-CAfile", files.authority().toString());
    String certificate = files.certificate().toString();
    Run shown = client(port, "", "-brief", "-cert", certificate, "-key", files.key().toString());
    Run none = client(port, "", "-quiet");

    assertThat(shown.status()).isZero();
    assertThat(none.status()).isEqualTo(1);
    awaitEnd();
    assertThat(server.run().out()).contains("Client certificate", "subject=CN = localhost");
    assertThat(server.run().err()).contains("peer did not return a certificate");
  }

  @Test
  void clientsThatStallOrTalkNonsenseDisturbNobody() throws Exception {
    int port = serve("-rev");
    List<Socket> pests = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      Socket pest = new Socket();
      pest.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      pests.add(pest);
      pest.getOutputStream().write(i % 2 == 0 ? new byte[] {22, 3, 1} : new byte[1000]);
      if (i % 3 == 0) {
        pest.setSoLinger(true, 0);
        pest.close();
      }
    }

    assertThat(client(port, "still here\n", "-brief").out()).isEqualTo("ereh llits\n");
    for (Socket pest : pests) {
      pest.close();
    }
    assertThat(client(port, "and now\n", "-brief").out()).isEqualTo("won dna\n");
  }

  @Test
  void messagesAndStatesAreShown() throws Exception {
    int port = serve("-rev", "-naccept", "1");
    Run client = client(port, "abc\nCLOSE\n", "-quiet", "-msg", "-state");

    assertThat(client.out())
        .containsSubsequence(
            ">>> TLS 1.3, Handshake [length ",
            "], ClientHello",
            "    01 00 ",
            "<<< TLS 1.3, Handshake [length ",
            "], ServerHello",
            ">>> TLS 1.3, Handshake [length ",
            "], Finished");
    assertThat(client.err()).contains("SSL_connect:expect server hello", "SSL_connect:established");
  }

  @Test
  void theLettersOfTheServerEndIt() throws Exception {
    int port = serve();
    assertThat(port).isPositive();
    server.type("Q\n");

    awaitEnd();
    assertThat(server.run().status()).isZero();
  }

  @Test
  void captureAndKeyLogHoldTheSameSecretsInOrder() throws Exception {
    int port = serve("-rev", "-naccept", "1");
    Path capture = directory.resolve("client.pcapng");
    Path keyLog = directory.resolve("client.keys");
    Run client =
        client(
            port,
            "secret\n",
            "-brief",
            "-pcap",
            capture.toString(),
            "-keylogfile",
            keyLog.toString());

    assertThat(client.status()).isZero();
    List<PcapngFile.Block> blocks = PcapngFile.blocks(capture);
    StringBuilder secrets = new StringBuilder();
    blocks.stream().filter(b -> b.type() == 10).map(PcapngFile::secrets).forEach(secrets::append);
    assertThat(secrets.toString().lines().toList())
        .hasSizeGreaterThanOrEqualTo(4)
        .isEqualTo(Files.readAllLines(keyLog).stream().filter(l -> !l.startsWith("#")).toList());
    assertServerHelloComesAfterSecrets(blocks);
    awaitEnd();
  }

  private static void assertServerHelloComesAfterSecrets(List<PcapngFile.Block> blocks) {
    boolean secretsSeen = false;
    for (PcapngFile.Block block : blocks) {
      secretsSeen |= block.type() == 10;
      if (block.type() == 6) {
        byte[] data = PcapngFile.segment(block).data();
        boolean serverHello = data.length > 5 && data[0] == 22 && data[5] == 2;
        assertThat(serverHello && !secretsSeen).isFalse();
      }
    }
    assertThat(secretsSeen).isTrue();
  }

  @Test
  void aRecordOfTheServersKeyStandsForTrust() throws Exception {
    PeerCertificate leaf = Certificates.read(files.certificate()).get(0);
    TlsaRecord record =
        TlsaRecord.about(
            leaf, TlsaRecord.Usage.DANE_EE, TlsaRecord.Selector.SPKI, TlsaMatching.SHA2_256);
    int port = serve("-rev", "-naccept", "2");
    String[] good = {"-dane_tlsa_domain", "localhost", "-dane_tlsa_rrdata", record.toString()};
    Run client = client(port, "abc\n", good);
    assertThat(client.out())
        .contains("Verification: OK", "Verified peername: localhost", "cba")
        .containsPattern("DANE TLSA 3 1 1 \\.\\.\\.[0-9a-f]{24} matched EE certificate at depth 0");
    String other = "3 1 1 " + "00".repeat(32);
    String[] bad = {"-dane_tlsa_domain", "localhost", "-dane_tlsa_rrdata", other, "-brief"};
    assertThat(client(port, "abc\n", bad).err())
        .contains("Verification error: no matching DANE TLSA records");
    awaitEnd();
  }

  private Run client(int port, String typed, String... options) {
    List<String> args = new ArrayList<>(List.of("s_client", "-connect", "localhost:" + port));
    args.addAll(List.of("-CAfile", files.authority().toString()));
    args.addAll(List.of(options));
    byte[] bytes = typed.getBytes(StandardCharsets.US_ASCII);
    return Run.of(new ByteArrayInputStream(bytes), args.toArray(String[]::new));
  }

  /** Starts a server; returns its port. */
  private int serve(String... options) throws Exception {
    server = ServerRun.start(files.certificate(), files.key(), options);
    return server.port();
  }

  private void awaitEnd() throws InterruptedException {
    Run ignored = server.ended();
  }
}
