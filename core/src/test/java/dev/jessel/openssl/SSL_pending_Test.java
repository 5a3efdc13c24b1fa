// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.DATA;
import static dev.jessel.openssl.Endpoints.drain;
import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_pending(3): what is held, decrypted or not. */
class SSL_pending_Test {
  private final byte[] buffer = new byte[100];

  @EveryVersion
  void io11WhatIsLeftOfARecordIsPending(Version version) {
    Endpoints ends = version.overPair().shake();
    assertThat(SSL_pending(ends.server)).isZero();
    assertThat(SSL_has_pending(ends.server)).isZero();
    SSL_write(ends.client, DATA, 15);
    assertThat(SSL_pending(ends.server)).isZero();
    assertThat(SSL_read(ends.server, buffer, 5)).isEqualTo(5);
    assertThat(SSL_pending(ends.server)).isEqualTo(10);
    assertThat(SSL_has_pending(ends.server)).isEqualTo(1);
    assertThat(SSL_read(ends.server, buffer, 100)).isEqualTo(10);
    assertThat(SSL_pending(ends.server)).isZero();
    assertThat(SSL_has_pending(ends.server)).isZero();
  }

  @EveryVersion
  void whatWasReadAheadIsHeldAndNotPending(Version version) {
    Endpoints ends = version.overMemory().make();
    SSL_set_read_ahead(ends.server, 1);
    ends.shakeOnly();
    SSL_write(ends.client, DATA, 3);
    SSL_write(ends.client, DATA, 3);
    assertThat(SSL_read(ends.server, buffer, 100)).isEqualTo(3);
    assertThat(BIO_ctrl_pending(ends.clientBio)).isZero();
    assertThat(SSL_pending(ends.server)).isZero();
    assertThat(SSL_has_pending(ends.server)).isEqualTo(1);
    assertThat(SSL_free_buffers(ends.server)).isZero();
    assertThat(SSL_read(ends.server, buffer, 100)).isEqualTo(3);
    assertThat(SSL_free_buffers(ends.server)).isEqualTo(1);
    assertThat(SSL_alloc_buffers(ends.server)).isEqualTo(1);
  }

  @EveryVersion
  void withoutReadAheadTheTransportIsNeverReadTooFar(Version version) {
    Endpoints ends = version.overMemory().shake();
    SSL_write(ends.client, DATA, 3);
    BIO_write(ends.clientBio, DATA, 7);
    assertThat(SSL_read(ends.server, buffer, 100)).isEqualTo(3);
    assertThat(BIO_ctrl_pending(ends.clientBio)).isEqualTo(7);
  }

  @Test
  void aKeyUpdateThatWaitsToGoOutHidesNothing() {
    Endpoints ends = Endpoints.overPair().version(TLS1_3_VERSION).shake();
    SSL_write(ends.client, DATA, 15);
    assertThat(SSL_read(ends.server, buffer, 5)).isEqualTo(5);
    SSL_key_update(ends.server, SSL_KEY_UPDATE_NOT_REQUESTED);
    assertThat(SSL_in_init(ends.server)).isEqualTo(1);
    assertThat(SSL_pending(ends.server)).isEqualTo(10);
  }

  @EveryVersion
  void halfARecordIsHeld(Version version) {
    Endpoints ends = version.overMemory().shake();
    SSL_write(ends.client, DATA, 3);
    byte[] record = BIO_get_mem_data(ends.clientBio);
    Endpoints.swallow(ends.clientBio);
    BIO_write(ends.clientBio, record, 4);
    assertThat(drain(ends.server)).isZero();
    assertThat(SSL_has_pending(ends.server)).isEqualTo(1);
    assertThat(SSL_free_buffers(ends.server)).isZero();
    assertThat(reason()).isEqualTo("-");
  }

  @EveryVersion
  void aBlockedWriteKeepsItsBuffers(Version version) {
    Endpoints ends = version.overPair(600, 0).shake();
    SSL_write(ends.client, DATA, 5000);
    assertThat(SSL_free_buffers(ends.client)).isZero();
  }
}
