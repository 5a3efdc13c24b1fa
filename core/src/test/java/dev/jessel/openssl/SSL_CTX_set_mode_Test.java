// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.DATA;
import static dev.jessel.openssl.Endpoints.drain;
import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * SSL_CTX_set_mode(3) and SSL_CTX_set_options(3): masks, defaults, what a connection takes over.
 */
class SSL_CTX_set_mode_Test {
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochSecond(0x6512_3456), ZoneOffset.UTC);
  private static final byte[] NOW = {0x65, 0x12, 0x34, 0x56};

  @Test
  void autoRetryIsOnByDefault() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    assertThat(SSL_CTX_get_mode(context)).isEqualTo(SSL_MODE_AUTO_RETRY);
    assertThat(SSL_get_mode(SSL_new(context))).isEqualTo(SSL_MODE_AUTO_RETRY);
  }

  @Test
  void settersReturnAllThatIsOn() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    assertThat(SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE)).isEqualTo(5);
    assertThat(SSL_CTX_clear_mode(context, SSL_MODE_AUTO_RETRY)).isEqualTo(1);
    assertThat(SSL_CTX_set_mode(context, SSL_MODE_ASYNC)).isEqualTo(0x101);
  }

  @Test
  void aConnectionTakesOverWhatTheContextHasThen() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE);
    SSL before = SSL_new(context);
    SSL_CTX_clear_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE);
    assertThat(SSL_get_mode(before)).isEqualTo(5);
    assertThat(SSL_get_mode(SSL_new(context))).isEqualTo(4);
  }

  @EveryVersion
  void randomsBeginWithTheTimeWhenThatWasAskedFor(Version version) {
    Endpoints ends = version.overMemory();
    ends.clientContext.change(builder -> builder.clock(CLOCK));
    ends.serverContext.change(builder -> builder.clock(CLOCK));
    SSL_CTX_set_mode(ends.clientContext, SSL_MODE_SEND_CLIENTHELLO_TIME);
    SSL_CTX_set_mode(ends.serverContext, SSL_MODE_SEND_CLIENTHELLO_TIME);
    ends.shake();
    assertThat(clientRandom(ends)).startsWith(NOW);
    assertThat(Arrays.copyOf(serverRandom(ends), 4)).as("its own mode counts").isNotEqualTo(NOW);

    SSL_CTX_set_mode(ends.serverContext, SSL_MODE_SEND_SERVERHELLO_TIME);
    SSL_CTX_clear_mode(ends.clientContext, SSL_MODE_SEND_CLIENTHELLO_TIME);
    ends.shake();
    assertThat(serverRandom(ends)).startsWith(NOW);
    assertThat(Arrays.copyOf(clientRandom(ends), 4)).isNotEqualTo(NOW);
  }

  private static byte[] clientRandom(Endpoints ends) {
    byte[] random = new byte[32];
    assertThat(SSL_get_client_random(ends.server, random, 32)).isEqualTo(32);
    return random;
  }

  private static byte[] serverRandom(Endpoints ends) {
    byte[] random = new byte[32];
    assertThat(SSL_get_server_random(ends.client, random, 32)).isEqualTo(32);
    return random;
  }

  @EveryVersion
  void aModeOfTheContextWorksInTheConnection(Version version) {
    Endpoints ends = version.overMemory();
    SSL_CTX_set_mode(ends.clientContext, SSL_MODE_ENABLE_PARTIAL_WRITE);
    ends.shake();
    SSL_CTX_clear_mode(ends.clientContext, SSL_MODE_ENABLE_PARTIAL_WRITE);
    assertThat(SSL_write(ends.client, DATA, 40_000)).isEqualTo(16_384);
  }

  @EveryVersion
  void aModeMayChangeAtAnyTime(Version version) {
    Endpoints ends = version.overMemory().shake();
    assertThat(SSL_write(ends.client, DATA, 40_000)).isEqualTo(40_000);
    SSL_set_mode(ends.client, SSL_MODE_ENABLE_PARTIAL_WRITE);
    assertThat(SSL_write(ends.client, DATA, 40_000)).isEqualTo(16_384);
    SSL_clear_mode(ends.client, SSL_MODE_ENABLE_PARTIAL_WRITE);
    assertThat(SSL_write(ends.client, DATA, 40_000)).isEqualTo(40_000);
    assertThat(drain(ends.server)).isEqualTo(96_384);
  }

  @Test
  void optionsHaveTheirDefaults() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    long defaults = SSL_OP_NO_COMPRESSION | SSL_OP_ENABLE_MIDDLEBOX_COMPAT;
    assertThat(SSL_CTX_get_options(context)).isEqualTo(defaults);
    assertThat(SSL_CTX_set_options(context, SSL_OP_NO_TICKET))
        .isEqualTo(defaults | SSL_OP_NO_TICKET);
    assertThat(SSL_CTX_clear_options(context, SSL_OP_NO_TICKET)).isEqualTo(defaults);
  }

  @Test
  void withoutTls13And12NoProtocolIsLeft() {
    Endpoints ends = Endpoints.overPair().make();
    SSL_set_options(ends.client, SSL_OP_NO_TLSv1_3 | SSL_OP_NO_TLSv1_2);
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo("no protocols available");
    SSL_clear_options(ends.client, SSL_OP_NO_TLSv1_3 | SSL_OP_NO_TLSv1_2);
    assertThat(SSL_get_options(ends.client) & SSL_OP_NO_TLSv1_3).isZero();
    ends.shakeOnly();
  }

  @EveryVersion
  void recordSizesHaveTheirBounds(Version version) {
    Endpoints ends = version.overPair().make();
    SSL ssl = ends.client;
    assertThat(SSL_set_max_send_fragment(ssl, 511)).isZero();
    assertThat(SSL_set_max_send_fragment(ssl, 512)).isEqualTo(1);
    assertThat(SSL_set_max_send_fragment(ssl, 16_384)).isEqualTo(1);
    assertThat(SSL_set_max_send_fragment(ssl, 16_385)).isZero();
    assertThat(SSL_set_split_send_fragment(ssl, 0)).isZero();
    assertThat(SSL_set_split_send_fragment(ssl, 16_385)).isZero();
    assertThat(SSL_set_max_pipelines(ssl, 0)).isZero();
    assertThat(SSL_set_max_pipelines(ssl, 32)).isEqualTo(1);
    assertThat(SSL_set_max_pipelines(ssl, 33)).isZero();
    assertThat(SSL_CTX_set_tlsext_max_fragment_length(ends.clientContext, 5)).isZero();
    ERR_clear_error();
  }

  @Test
  void paddingMakesRecordsLonger() {
    Endpoints ends = Endpoints.overMemory().version(TLS1_3_VERSION).shake();
    assertThat(SSL_set_block_padding(ends.client, 1024)).isEqualTo(1);
    SSL_write(ends.client, DATA, 1);
    assertThat(BIO_ctrl_pending(ends.clientBio)).isGreaterThan(1024);
    assertThat(drain(ends.server)).isEqualTo(1);
    assertThat(SSL_set_block_padding(ends.client, 20_000)).isZero();
  }

  @Test
  void versionsThatLeaveNothingAreRefused() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    assertThat(SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION)).isEqualTo(1);
    assertThat(SSL_CTX_get_min_proto_version(context)).isEqualTo(TLS1_2_VERSION);
    assertThat(SSL_CTX_set_max_proto_version(context, TLS1_1_VERSION)).isZero();
    assertThat(SSL_CTX_set_max_proto_version(context, TLS1_2_VERSION)).isEqualTo(1);
    assertThat(SSL_CTX_set_max_proto_version(context, TLS1_3_VERSION)).isEqualTo(1);
    assertThat(SSL_CTX_set_max_proto_version(context, 0)).isEqualTo(1);
  }

  @EveryVersion
  void io33DataOfAnySizeGoesThroughFragmentsOfAnySize(Version version) {
    int[] sizes = {511, 512, 513, 4097, 32 * 1024 + 7, 128 * 1024 - 3, 1024 * 1024};
    for (int fragment : new int[] {512, 5115, 16_384}) {
      for (int size : sizes) {
        assertThat(roundTrip(version, fragment, 0, size)).as(fragment + " " + size).isEqualTo(size);
      }
    }
  }

  @EveryVersion
  void io33APeersMaximumFragmentLengthIsKept(Version version) {
    for (int code = 1; code <= 4; code++) {
      assertThat(roundTrip(version, 16_384, code, 32 * 1024 + 7)).isEqualTo(32 * 1024 + 7);
      assertThat(roundTrip(version, 512, code, 4097)).isEqualTo(4097);
    }
  }

  @EveryVersion
  void io33AMaximumFragmentLengthShortensRecords(Version version) {
    Endpoints ends = version.overMemory();
    SSL_CTX_set_tlsext_max_fragment_length(ends.clientContext, TLSEXT_max_fragment_length_512);
    ends.shake();
    SSL_set_mode(ends.server, SSL_MODE_ENABLE_PARTIAL_WRITE);
    int shortened = version.hasExtensions() ? 512 : 2000;
    assertThat(SSL_write(ends.server, DATA, 2000)).isEqualTo(shortened);
    assertThat(SSL_read(ends.client, new byte[2000], 2000)).isEqualTo(shortened);
  }

  /** Writes in chunks of 64 KiB; returns what arrived unchanged. */
  private static int roundTrip(Version version, int fragment, int maxFragmentCode, int size) {
    Endpoints ends = version.overMemory();
    SSL_CTX_set_max_send_fragment(ends.clientContext, fragment);
    SSL_CTX_set_tlsext_max_fragment_length(ends.clientContext, maxFragmentCode);
    ends.shake();
    byte[] got = new byte[64 * 1024];
    int total = 0;
    while (total < size) {
      int chunk = Math.min(64 * 1024, size - total);
      assertThat(SSL_write(ends.client, DATA, total % 1000, chunk)).isEqualTo(chunk);
      int read = 0;
      while (read < chunk) {
        int n = SSL_read(ends.server, got, read, chunk - read);
        assertThat(n).isPositive();
        read += n;
      }
      for (int i = 0; i < chunk; i++) {
        if (got[i] != DATA[total % 1000 + i]) {
          return total + i;
        }
      }
      total += chunk;
    }
    return total;
  }
}
