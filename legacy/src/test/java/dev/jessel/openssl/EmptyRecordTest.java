// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.dialect.Dialects;
import dev.jessel.wire.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code SSL_write} returns where a record without content goes before each with data. */
class EmptyRecordTest {
  private static final byte[] DATA = Endpoints.DATA;
  private static final int APPLICATION_DATA = 23;

  /** Those where the IV of a record is known before its content is. */
  static Stream<Version> chained() {
    return Stream.of(ProtocolVersion.TLS_1_0, ProtocolVersion.SSL_3_0).map(Version::new);
  }

  @ParameterizedTest
  @MethodSource("chained")
  void aPartialWriteCountsTheRecordWithDataAlone(Version version) {
    Endpoints ends = ends(version);
    SSL_set_mode(ends.client, SSL_MODE_ENABLE_PARTIAL_WRITE);
    assertThat(SSL_write(ends.client, DATA, 40_000)).isEqualTo(16_384);
    List<Integer> records = records(ends);
    assertThat(records).hasSize(2);
    assertThat(records.get(0)).as("no content").isLessThan(64);
    assertThat(records.get(1)).isGreaterThan(16_384);
    assertThat(SSL_read(ends.server, new byte[20_000], 20_000)).isEqualTo(16_384);
    assertThat(SSL_pending(ends.server)).isZero();
  }

  @ParameterizedTest
  @MethodSource("chained")
  void eachRecordOfALongWriteHasOneBeforeIt(Version version) {
    Endpoints ends = ends(version);
    assertThat(SSL_write(ends.client, DATA, 40_000)).isEqualTo(40_000);
    assertThat(records(ends)).hasSize(6);
    assertThat(Endpoints.drain(ends.server)).isEqualTo(40_000);
  }

  @ParameterizedTest
  @MethodSource("chained")
  void aWriteThatBlocksBehindTheEmptyRecordIsRepeated(Version version) {
    Endpoints ends = version.overPair(300, 20_000);
    cbc(ends);
    SSL_CTX_set_options(ends.clientContext, SSL_OP_NO_ENCRYPT_THEN_MAC);
    ends.shake();
    int filler = 0;
    while (BIO_ctrl_get_write_guarantee(ends.clientBio) > 120) {
      assertThat(SSL_write(ends.client, DATA, 1)).isOne();
      filler++;
    }
    assertThat(SSL_write(ends.client, DATA, 200)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_WANT_WRITE);
    int read = Endpoints.drain(ends.server);
    int written = SSL_write(ends.client, DATA, 200);
    while (written < 0) {
      assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_WANT_WRITE);
      read += Endpoints.drain(ends.server);
      written = SSL_write(ends.client, DATA, 200);
    }
    assertThat(written).isEqualTo(200);
    assertThat(read + Endpoints.drain(ends.server)).isEqualTo(filler + 200);
  }

  @ParameterizedTest
  @MethodSource("chained")
  void theOptionLeavesItAway(Version version) {
    Endpoints ends = version.overMemory();
    cbc(ends);
    SSL_CTX_set_options(ends.clientContext, SSL_OP_DONT_INSERT_EMPTY_FRAGMENTS);
    ends.shake();
    assertThat(SSL_write(ends.client, DATA, 100)).isEqualTo(100);
    assertThat(records(ends)).hasSize(1);
    assertThat(Endpoints.drain(ends.server)).isEqualTo(100);
  }

  @Test
  void whereEachRecordHasItsIvThereIsNone() {
    for (ProtocolVersion each : Dialects.versions()) {
      if (each.isAtLeast(ProtocolVersion.TLS_1_1)) {
        Endpoints ends = ends(new Version(each));
        assertThat(SSL_write(ends.client, DATA, 100)).isEqualTo(100);
        assertThat(records(ends)).as(each.name()).hasSize(1);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("chained")
  void noneGoesBeforeNothingNorBeforeTheGoodbye(Version version) {
    Endpoints ends = ends(version);
    assertThat(SSL_write(ends.client, DATA, 0)).isZero();
    assertThat(records(ends)).isEmpty();
    assertThat(SSL_shutdown(ends.client)).isZero();
    assertThat(records(ends)).isEmpty();
    assertThat(SSL_read(ends.server, new byte[10], 10)).isZero();
    assertThat(SSL_get_error(ends.server, 0)).isEqualTo(SSL_ERROR_ZERO_RETURN);
  }

  private static Endpoints ends(Version version) {
    Endpoints ends = version.overMemory();
    cbc(ends);
    return ends.shake();
  }

  private static void cbc(Endpoints ends) {
    SSL_CTX_set_cipher_list(ends.clientContext, "AES128-SHA");
    SSL_CTX_set_cipher_list(ends.serverContext, "AES128-SHA");
    // From TLS 1.2 on the ends have no RSA certificate of their own.
    SSL_CTX_use_certificate_file(
        ends.serverContext, Endpoints.fixture("localhost-rsa.pem"), SSL_FILETYPE_PEM);
    SSL_CTX_use_PrivateKey_file(
        ends.serverContext, Endpoints.fixture("localhost-rsa.key"), SSL_FILETYPE_PEM);
  }

  /** Lengths of the records with application data that wait for the server. */
  private static List<Integer> records(Endpoints ends) {
    byte[] wire = BIO_get_mem_data(ends.clientBio);
    List<Integer> lengths = new ArrayList<>();
    for (int at = 0; at < wire.length; ) {
      int length = (wire[at + 3] & 0xFF) << 8 | wire[at + 4] & 0xFF;
      if (wire[at] == APPLICATION_DATA) {
        lengths.add(length);
      }
      at += 5 + length;
    }
    return lengths;
  }
}
