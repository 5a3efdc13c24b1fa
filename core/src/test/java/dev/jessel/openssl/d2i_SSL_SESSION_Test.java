// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.bio.Bio;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** d2i_SSL_SESSION(3), and the functions for PEM: sessions in files. */
class d2i_SSL_SESSION_Test {
  @EveryVersion
  void aSessionSurvivesAFile(Version version) {
    Returns ends = Returns.byName(version);
    SSL_SESSION session = ends.firstVisit();
    byte[][] der = new byte[1][];
    int length = i2d_SSL_SESSION(session, der);
    assertThat(length).isPositive().isEqualTo(i2d_SSL_SESSION(session, null));
    SSL_SESSION[] place = new SSL_SESSION[1];
    SSL_SESSION read = d2i_SSL_SESSION(place, der[0], length);
    assertThat(read).isNotNull().isSameAs(place[0]);
    assertThat(SSL_SESSION_get_id(read, null)).isEqualTo(SSL_SESSION_get_id(session, null));
    assertThat(SSL_SESSION_get_time(read)).isEqualTo(SSL_SESSION_get_time(session));
    assertThat(SSL_SESSION_get0_peer(read)).isEqualTo(SSL_SESSION_get0_peer(session));
    assertThat(SSL_SESSION_is_resumable(read)).isEqualTo(1);
    assertThat(d2i_SSL_SESSION_ex(null, der[0], length, null, null)).isNotNull();
    assertThat(ends.isTaken(read)).isTrue();
  }

  @EveryVersion
  void soDoesAServersSessionWithItsSecret(Version version) {
    Returns ends = Returns.byName(version);
    ends.connect(null);
    SSL_SESSION ofClient = SSL_get1_session(ends.client);
    byte[][] der = new byte[1][];
    int length = i2d_SSL_SESSION(SSL_get_session(ends.server), der);
    ends.close();
    SSL_CTX_flush_sessions(ends.serverContext, 0);
    SSL_CTX_sess_set_get_cb(
        ends.serverContext,
        (ssl, id, idLength, copy) -> {
          copy[0] = 0;
          return d2i_SSL_SESSION(null, der[0], length);
        });
    assertThat(ends.isTaken(ofClient)).isTrue();
  }

  @Test
  void whatIsNoSessionIsRefused() {
    byte[] garbage = {0x30, 0x03, 0x02, 0x01, 0x01};
    assertThat(d2i_SSL_SESSION(null, garbage, garbage.length)).isNull();
    assertThat(ERR_peek_error()).isNotZero();
    ERR_clear_error();
    assertThat(d2i_SSL_SESSION(null, new byte[0], 0)).isNull();
    ERR_clear_error();
    assertThat(i2d_SSL_SESSION(SSL_SESSION_new(), null)).isZero();
    assertThat(i2d_SSL_SESSION(null, null)).isZero();
  }

  @Test
  void pemGoesThroughBiosAndStreams() {
    Returns ends = new Returns(TLS1_3_VERSION);
    SSL_SESSION session = ends.firstVisit();
    Bio bio = BIO_new(BIO_s_mem());
    BIO_puts(bio, "something before\n");
    assertThat(PEM_write_bio_SSL_SESSION(bio, session)).isEqualTo(1);
    BIO_puts(bio, "something behind\n");
    SSL_SESSION[] place = new SSL_SESSION[1];
    SSL_SESSION read = PEM_read_bio_SSL_SESSION(bio, place, null, null);
    assertThat(read).isNotNull().isSameAs(place[0]);
    byte[] rest = new byte[100];
    assertThat(new String(rest, 0, BIO_read(bio, rest, 100), StandardCharsets.US_ASCII))
        .isEqualTo("something behind\n");
    assertThat(PEM_read_bio_SSL_SESSION(bio, null, null, null)).isNull();
    assertThat(Endpoints.reason()).isEqualTo("no start line");

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(PEM_write_SSL_SESSION(out, read)).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.US_ASCII))
        .startsWith("-----BEGIN SSL SESSION PARAMETERS-----\n");
    SSL_SESSION again =
        PEM_read_SSL_SESSION(new ByteArrayInputStream(out.toByteArray()), null, null, null);
    assertThat(Arrays.equals(SSL_SESSION_get_id(again, null), SSL_SESSION_get_id(session, null)))
        .isTrue();
    assertThat(PEM_write_bio_SSL_SESSION(bio, SSL_SESSION_new())).isZero();
    assertThat(PEM_write_SSL_SESSION(out, SSL_SESSION_new())).isZero();
    assertThat(ends.isTaken(again)).isTrue();
  }

  @Test
  void aDamagedPemIsNone() {
    Bio bio = BIO_new(BIO_s_mem());
    BIO_puts(
        bio,
        "-----BEGIN SSL SESSION PARAMETERS-----\nAAAA\n-----END SSL SESSION PARAMETERS-----\n");
    assertThat(PEM_read_bio_SSL_SESSION(bio, null, null, null)).isNull();
    assertThat(ERR_peek_error()).isNotZero();
    ERR_clear_error();
  }
}
