// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.DATA;
import static dev.jessel.openssl.Endpoints.drain;
import static dev.jessel.openssl.Endpoints.fixture;
import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.x509.Certificates;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.PemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Acceptance cases about transports that hesitate, damage or repeat, and about large messages. */
class IO_transport_Test {
  private static final int ISSUERS = 200;
  private static final List<String> SUITES =
      List.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_AES_128_CCM_SHA256",
          "TLS_AES_128_CCM_8_SHA256");
  private static final List<String> SUITES_1_2 =
      List.of(
          "ECDHE-ECDSA-AES128-GCM-SHA256",
          "ECDHE-ECDSA-AES256-GCM-SHA384",
          "ECDHE-ECDSA-CHACHA20-POLY1305",
          "ECDHE-ECDSA-AES128-CCM",
          "ECDHE-ECDSA-AES256-CCM8",
          "ECDHE-ECDSA-AES128-SHA",
          "ECDHE-ECDSA-AES128-SHA256",
          "ECDHE-ECDSA-AES256-SHA384");
  private static final List<String> OLD_SUITES =
      List.of("AES128-SHA", "DHE-RSA-AES256-SHA", "CAMELLIA128-SHA", "DES-CBC3-SHA", "RC4-MD5");

  private final byte[] buffer = new byte[20_000];

  // ---- IO-03

  @EveryVersion
  void io03AServerWhoseFlightIsBlockedGoesOnLater(Version version) {
    for (boolean large : new boolean[] {false, true}) {
      for (boolean asksClient : new boolean[] {false, true}) {
        for (boolean byZero : new boolean[] {false, true}) {
          Endpoints ends = version.overMemory();
          certificates(ends, large, asksClient);
          ends.make();
          GateBio gate = GateBio.before(ends.server);
          gate.retriesByZero(byZero);
          handshakeWithBlockedServer(ends, gate);
          exchange(ends);
        }
      }
    }
  }

  private static void handshakeWithBlockedServer(Endpoints ends, GateBio gate) {
    int accepted = -1;
    int connected = -1;
    int blocked = 0;
    for (int i = 0; i < 50 && (accepted < 0 || connected < 0); i++) {
      connected = SSL_connect(ends.client);
      gate.open(0);
      accepted = SSL_accept(ends.server);
      if (SSL_get_error(ends.server, accepted) == SSL_ERROR_WANT_WRITE) {
        blocked++;
        assertThat(accepted).isEqualTo(-1);
        assertThat(SSL_want_write(ends.server)).isTrue();
        assertThat(SSL_accept(ends.server)).as("nothing has changed").isEqualTo(-1);
        assertThat(SSL_get_error(ends.server, -1)).isEqualTo(SSL_ERROR_WANT_WRITE);
      }
      gate.open(1);
      accepted = SSL_accept(ends.server);
    }
    gate.open(Integer.MAX_VALUE);
    assertThat(accepted).isEqualTo(1);
    assertThat(connected).isEqualTo(1);
    assertThat(blocked).isEqualTo(2);
  }

  // ---- IO-04

  @EveryVersion
  void io04BytesThatComeOneByOneMakeTheSameConnection(Version version) {
    for (boolean cuts : new boolean[] {false, true}) {
      Endpoints ends = version.overMemory().make();
      AsyncBio.between(ends, cuts);
      patientHandshake(ends);
      patientExchange(ends.client, ends.server, () -> {});
      patientExchange(ends.server, ends.client, () -> {});
    }
  }

  // ---- IO-09

  @Test
  void io09DataOnBothSidesOfAKeyUpdateIsReadAhead() {
    Endpoints ends = Endpoints.overMemory().version(TLS1_3_VERSION).make();
    SSL_set_read_ahead(ends.server, 1);
    ends.shakeOnly();
    assertThat(SSL_write(ends.client, DATA, 10)).isEqualTo(10);
    assertThat(SSL_key_update(ends.client, SSL_KEY_UPDATE_NOT_REQUESTED)).isEqualTo(1);
    assertThat(SSL_write(ends.client, DATA, 20)).isEqualTo(20);
    assertThat(SSL_read(ends.server, buffer, 100)).isEqualTo(10);
    assertThat(BIO_ctrl_pending(ends.clientBio)).as("all was taken at once").isZero();
    assertThat(SSL_read(ends.server, buffer, 100)).isEqualTo(20);
  }

  // ---- IO-16, IO-17

  @EveryVersion
  void io16OneBitThatIsWrongIsFoundWhateverTheSuite(Version version) {
    int tried = 0;
    for (String suite : suites(version)) {
      Endpoints ends = version.overMemory();
      if (select(version, ends.clientContext, suite)
          && select(version, ends.serverContext, suite)) {
        ends.make();
        SSL_do_handshake(ends.client);
        if (SSL_want_nothing(ends.client)) {
          continue; // no provider has it
        }
        tried++;
        ends.shakeOnly();
        assertThat(SSL_get_cipher_name(ends.client)).isEqualTo(suite);
        assertThat(SSL_write(ends.client, DATA, 100)).isEqualTo(100);
        byte[] record = BIO_get_mem_data(ends.clientBio);
        Endpoints.swallow(ends.clientBio);
        record[record.length - 1] ^= 1;
        BIO_write(ends.clientBio, record, record.length);
        assertThat(SSL_read(ends.server, buffer, 100)).isNegative();
        assertThat(reason()).isEqualTo("decryption failed or bad record mac");
      }
      ERR_clear_error();
    }
    assertThat(tried).isGreaterThanOrEqualTo(3);
  }

  private static List<String> suites(Version version) {
    if (version.is13()) {
      return SUITES;
    }
    return version.equals(Version.TLS_1_2) ? SUITES_1_2 : OLD_SUITES;
  }

  private static boolean select(Version version, SSL_CTX context, String suite) {
    return version.is13()
        ? SSL_CTX_set_ciphersuites(context, suite) == 1
        : SSL_CTX_set_cipher_list(context, suite) == 1;
  }

  @EveryVersion
  void io17APlaintextRecordHasItsBound(Version version) {
    assertThat(firstRecord(version, 16_384)).isNotEqualTo("data length too long");
    assertThat(firstRecord(version, 16_385)).isEqualTo("data length too long");
  }

  private static String firstRecord(Version version, int length) {
    Endpoints ends = version.overMemory().make();
    byte[] record = new byte[5 + length];
    byte[] header = {22, 3, 1, (byte) (length >> 8), (byte) length};
    System.arraycopy(header, 0, record, 0, header.length);
    BIO_write(ends.clientBio, record, record.length);
    assertThat(SSL_accept(ends.server)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.server, -1)).isEqualTo(SSL_ERROR_SSL);
    return reason();
  }

  @EveryVersion
  void io17AnEncryptedRecordHasItsBound(Version version) {
    int bound = 16_384 + (version.is13() ? 256 : 320);
    assertThat(encryptedRecord(version, bound)).isEqualTo("decryption failed or bad record mac");
    assertThat(encryptedRecord(version, bound + 1)).isEqualTo("encrypted length too long");
  }

  private String encryptedRecord(Version version, int length) {
    Endpoints ends = version.overMemory().shake();
    byte[] record = new byte[5 + length];
    int minor = Math.min(version.number(), TLS1_2_VERSION);
    byte[] header = {23, 3, (byte) minor, (byte) (length >> 8), (byte) length};
    System.arraycopy(header, 0, record, 0, header.length);
    BIO_write(ends.clientBio, record, record.length);
    assertThat(SSL_read(ends.server, buffer, 10)).isEqualTo(-1);
    return reason();
  }

  // ---- IO-20, IO-21

  @EveryVersion
  void io20RecordsThatAreFullGoBothWays(Version version) {
    Endpoints ends = version.overMemory().shake();
    for (SSL[] way : new SSL[][] {{ends.client, ends.server}, {ends.server, ends.client}}) {
      for (int i = 0; i < 3; i++) {
        assertThat(SSL_write(way[0], DATA, i, 16_384)).isEqualTo(16_384);
        assertThat(SSL_read(way[1], buffer, 16_384)).isEqualTo(16_384);
        assertThat(Arrays.copyOf(buffer, 16_384))
            .isEqualTo(Arrays.copyOfRange(DATA, i, i + 16_384));
      }
    }
  }

  @EveryVersion
  void io21AVeryLongCertificateChainFillsManyRecords(Version version) {
    for (int ahead = 0; ahead <= 1; ahead++) {
      Endpoints ends = version.overMemory();
      certificates(ends, true, false);
      SSL_CTX_set_read_ahead(ends.clientContext, ahead);
      SSL_CTX_set_read_ahead(ends.serverContext, ahead);
      ends.shake();
      assertThat(SSL_get_peer_cert_chain(ends.client)).hasSize(ISSUERS + 1);
      assertThat(SSL_write(ends.client, DATA, 16_384 + 100)).isEqualTo(16_384 + 100);
      assertThat(drain(ends.server)).isEqualTo(16_384 + 100);
    }
  }

  // ---- IO-22

  @Test
  void io22LongWritesGoThroughBlockCiphers() {
    for (long macInside : new long[] {0, SSL_OP_NO_ENCRYPT_THEN_MAC}) {
      for (String suite :
          List.of(
              "ECDHE-ECDSA-AES128-SHA", "ECDHE-ECDSA-AES128-SHA256", "ECDHE-ECDSA-AES256-SHA384")) {
        Endpoints ends = Endpoints.overMemory().version(TLS1_2_VERSION);
        assertThat(SSL_CTX_set_cipher_list(ends.clientContext, suite)).isEqualTo(1);
        SSL_CTX_set_options(ends.clientContext, macInside);
        ends.shake();
        assertThat(SSL_CIPHER_get_name(SSL_get_current_cipher(ends.client))).isEqualTo(suite);
        assertThat(SSL_write(ends.client, DATA, DATA.length)).isEqualTo(DATA.length);
        assertThat(readAll(ends.server, DATA.length)).isEqualTo(DATA);
        assertThat(SSL_write(ends.server, DATA, DATA.length)).isEqualTo(DATA.length);
        assertThat(readAll(ends.client, DATA.length)).isEqualTo(DATA);
      }
    }
  }

  private static byte[] readAll(SSL from, int length) {
    byte[] got = new byte[length];
    int total = 0;
    int n;
    while (total < length && (n = SSL_read(from, got, total, length - total)) > 0) {
      total += n;
    }
    return Arrays.copyOf(got, total);
  }

  // ---- IO-31

  @EveryVersion
  void io31WhoSpeaksHttpIsToldSo(Version version) {
    for (String verb : List.of("GET", "POST", "HEAD")) {
      Endpoints ends = version.overMemory().make();
      byte[] request = (verb + " / HTTP/1.0\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
      BIO_write(ends.clientBio, request, request.length);
      assertThat(SSL_accept(ends.server)).isEqualTo(-1);
      assertThat(SSL_get_error(ends.server, -1)).isEqualTo(SSL_ERROR_SSL);
      assertThat(reason()).isEqualTo("http request");
    }
  }

  // ---- IO-34

  @EveryVersion
  void io34MuchDataGoesThroughSmallPairs(Version version) {
    for (boolean mutual : new boolean[] {false, true}) {
      for (int size : new int[] {1, 100, 4096}) {
        Endpoints ends = version.overPair(size, size);
        certificates(ends, false, mutual);
        ends.make();
        patientHandshake(ends);
        // SSLv3 has no use for the client's elliptic curve.
        assertThat(SSL_get0_peer_certificate(ends.server) != null)
            .isEqualTo(mutual && version.hasExtensions());
        patientExchange(ends.client, ends.server, () -> {});
        patientExchange(ends.server, ends.client, () -> {});
      }
    }
  }

  // ---- What several need

  static void patientHandshake(Endpoints ends) {
    int client = -1;
    int server = -1;
    for (int i = 0; i < 200_000 && (client < 1 || server < 1); i++) {
      client = SSL_do_handshake(ends.client);
      assertWants(ends.client, client);
      server = SSL_do_handshake(ends.server);
      assertWants(ends.server, server);
      if (client == 1) {
        assertThat(SSL_read(ends.client, new byte[1], 1)).as("tickets need room").isEqualTo(-1);
      }
    }
    assertThat(client).isEqualTo(1);
    assertThat(server).isEqualTo(1);
  }

  /** Writes and reads by turns until all has arrived; something may be done before each call. */
  static void patientExchange(SSL from, SSL to, Runnable between) {
    byte[] sent = Arrays.copyOf(DATA, 3000);
    byte[] got = new byte[sent.length];
    int written = -1;
    int total = 0;
    for (int i = 0; i < 200_000 && (written < 0 || total < got.length); i++) {
      between.run();
      if (written < 0) {
        written = SSL_write(from, sent, sent.length);
        assertWants(from, written);
      }
      between.run();
      int read = SSL_read(to, got, total, got.length - total);
      assertWants(to, read);
      total += Math.max(0, read);
    }
    assertThat(written).isEqualTo(sent.length);
    assertThat(got).isEqualTo(sent);
  }

  private static void assertWants(SSL ssl, int returned) {
    assertThat(SSL_get_error(ssl, returned))
        .isIn(SSL_ERROR_NONE, SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE);
  }

  private void exchange(Endpoints ends) {
    assertThat(SSL_write(ends.client, DATA, 20)).isEqualTo(20);
    assertThat(SSL_read(ends.server, buffer, 100)).isEqualTo(20);
    assertThat(SSL_write(ends.server, DATA, 30)).isEqualTo(30);
    assertThat(SSL_read(ends.client, buffer, 100)).isEqualTo(30);
  }

  private static void certificates(Endpoints ends, boolean large, boolean asksClient) {
    // An old version has a second certificate.
    long certificate = SSL_CERT_SET_FIRST;
    while (large && SSL_CTX_set_current_cert(ends.serverContext, certificate) == 1) {
      for (int i = 0; i < ISSUERS; i++) {
        assertThat(SSL_CTX_add1_chain_cert(ends.serverContext, issuer())).isEqualTo(1);
      }
      certificate = SSL_CERT_SET_NEXT;
    }
    if (asksClient) {
      SSL_CTX_use_certificate_chain_file(ends.clientContext, fixture("client.pem"));
      SSL_CTX_use_PrivateKey_file(ends.clientContext, fixture("client.key"), SSL_FILETYPE_PEM);
      SSL_CTX_set_verify(ends.serverContext, SSL_VERIFY_PEER, (ok, store) -> 1);
    }
  }

  private static PeerCertificate issuer() {
    try {
      return Certificates.read(Path.of(fixture("ca.pem"))).get(0);
    } catch (PemException e) {
      throw new IllegalStateException(e);
    }
  }
}
