// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.bio.Bio;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** SSL_SESSION_print(3): a session in words. */
class SSL_SESSION_print_Test {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private static String text(Bio bio) {
    byte[] buffer = new byte[20_000];
    return new String(buffer, 0, BIO_read(bio, buffer, buffer.length), StandardCharsets.ISO_8859_1);
  }

  @Test
  void aSessionIsPrintedLineByLine() {
    Returns ends = new Returns(TLS1_3_VERSION);
    SSL_SESSION session = ends.firstVisit();
    SSL_SESSION_set_time(session, 1_600_000_000);
    Bio bio = BIO_new(BIO_s_mem());
    assertThat(SSL_SESSION_print(bio, session)).isEqualTo(1);
    byte[] key = new byte[48];
    assertThat(SSL_SESSION_get_master_key(session, key, 48)).isEqualTo(48);
    assertThat(text(bio).lines().filter(line -> !line.contains(" - ")))
        .containsExactly(
            "SSL-Session:",
            "    Protocol  : TLSv1.3",
            "    Cipher    : " + SSL_CIPHER_get_name(SSL_SESSION_get0_cipher(session)),
            "    Session-ID: " + HEX.formatHex(SSL_SESSION_get_id(session, null)),
            "    Session-ID-ctx: ",
            "    Resumption PSK: " + HEX.formatHex(key),
            "    PSK identity: None",
            "    PSK identity hint: None",
            "    SRP username: None",
            "    TLS session ticket lifetime hint: 7200 (seconds)",
            "    TLS session ticket:",
            "",
            "    Start Time: 1600000000",
            "    Timeout   : 7200 (sec)",
            "    Verify return code: "
                + SSL_get_verify_result(ends.client)
                + " ("
                + X509_verify_cert_error_string(SSL_get_verify_result(ends.client))
                + ")",
            "    Extended master secret: no",
            "    Max Early Data: 0");
  }

  @Test
  void anEmptyOneIsPrintedToo() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertThat(SSL_SESSION_print_fp(stream, SSL_SESSION_new())).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("    Master-Key: \n");
    assertThat(SSL_SESSION_print_fp(stream, null)).isZero();
    assertThat(SSL_SESSION_print(BIO_new(BIO_s_mem()), null)).isZero();
  }

  @Test
  void aKeyLogLineNamesTheSessionAndItsSecret() {
    SSL_SESSION session = SSL_SESSION_new();
    Bio bio = BIO_new(BIO_s_mem());
    assertThat(SSL_SESSION_print_keylog(bio, session)).isZero();
    SSL_SESSION_set1_id(session, new byte[] {(byte) 0xAB}, 1);
    assertThat(SSL_SESSION_print_keylog(bio, session)).isZero();
    SSL_SESSION_set1_master_key(session, new byte[] {(byte) 0xCD, 0x0E}, 2);
    assertThat(SSL_SESSION_print_keylog(bio, session)).isEqualTo(1);
    assertThat(SSL_SESSION_print_keylog(bio, null)).isZero();
    assertThat(text(bio)).isEqualTo("RSA Session-ID:AB Master-Key:CD0E\n");
  }
}
