// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.DATA;
import static dev.jessel.openssl.Endpoints.drain;
import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.bio.Bio;
import org.junit.jupiter.api.Test;

/** SSL_key_update(3): when the message goes out, and what may stand between. */
class SSL_key_update_Test {
  private final byte[] buffer = new byte[8000];

  @Test
  void itGoesOutWithTheNextCallEvenARead() {
    Endpoints ends = Endpoints.overPair().shake();
    assertThat(SSL_key_update(ends.client, SSL_KEY_UPDATE_REQUESTED)).isEqualTo(1);
    assertThat(SSL_get_key_update_type(ends.client)).isEqualTo(SSL_KEY_UPDATE_REQUESTED);
    assertThat(SSL_in_init(ends.client)).isEqualTo(1);
    assertThat(BIO_ctrl_pending(ends.serverBio)).isZero();
    assertThat(SSL_read(ends.client, buffer, 10)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_WANT_READ);
    assertThat(SSL_get_key_update_type(ends.client)).isEqualTo(SSL_KEY_UPDATE_NONE);
    assertThat(SSL_in_init(ends.client)).isZero();
    assertThat(BIO_ctrl_pending(ends.serverBio)).isEqualTo(27);
  }

  @Test
  void theAnswerGoesOutWithTheNextWriteAndNothingElse() {
    Endpoints ends = Endpoints.overPair().shake();
    SSL_key_update(ends.client, SSL_KEY_UPDATE_REQUESTED);
    SSL_do_handshake(ends.client);
    assertThat(SSL_read(ends.server, buffer, 10)).isEqualTo(-1);
    assertThat(SSL_get_key_update_type(ends.server)).isEqualTo(SSL_KEY_UPDATE_NOT_REQUESTED);
    assertThat(BIO_ctrl_pending(ends.clientBio)).isZero();
    assertThat(SSL_do_handshake(ends.server)).isEqualTo(1);
    assertThat(BIO_ctrl_pending(ends.clientBio)).isZero();
    assertThat(SSL_write(ends.server, DATA, 0)).isZero();
    assertThat(SSL_get_key_update_type(ends.server)).isEqualTo(SSL_KEY_UPDATE_NONE);
    assertThat(BIO_ctrl_pending(ends.clientBio)).isEqualTo(27);
    assertThat(SSL_write(ends.server, DATA, 1)).isEqualTo(1);
    assertThat(BIO_ctrl_pending(ends.clientBio)).isEqualTo(50);
    assertThat(SSL_read(ends.client, buffer, 10)).isEqualTo(1);
  }

  @Test
  void severalRequestsAreAnsweredByOne() {
    Endpoints ends = Endpoints.overPair().shake();
    for (int i = 0; i < 3; i++) {
      SSL_key_update(ends.client, SSL_KEY_UPDATE_REQUESTED);
      SSL_do_handshake(ends.client);
    }
    drain(ends.server);
    SSL_write(ends.server, DATA, 0);
    assertThat(BIO_ctrl_pending(ends.clientBio)).isEqualTo(27);
  }

  @Test
  void io05ARequestThatComesWhileAWriteIsBlockedIsAnsweredBehindThatWrite() {
    Endpoints ends = Endpoints.overMemory().shake();
    GateBio gate = gate(ends.client);
    gate.open(0);
    assertThat(SSL_write(ends.client, DATA, 100)).isEqualTo(-1);
    assertThat(SSL_net_write_desired(ends.client)).isEqualTo(1);
    SSL_key_update(ends.server, SSL_KEY_UPDATE_REQUESTED);
    SSL_do_handshake(ends.server);
    assertThat(SSL_read(ends.client, buffer, 10)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_WANT_READ);
    assertThat(SSL_net_read_desired(ends.client)).isEqualTo(1);
    gate.open(9);
    assertThat(SSL_write(ends.client, DATA, 100)).isEqualTo(100);
    assertThat(SSL_get_key_update_type(ends.client)).isEqualTo(SSL_KEY_UPDATE_NOT_REQUESTED);
    assertThat(SSL_write(ends.client, DATA, 100)).isEqualTo(100);
    assertThat(SSL_get_key_update_type(ends.client)).isEqualTo(SSL_KEY_UPDATE_NONE);
    assertThat(drain(ends.server)).isEqualTo(200);
  }

  @Test
  void io06WhileAWriteIsBlockedItIsRefused() {
    Endpoints ends = Endpoints.overMemory().shake();
    GateBio gate = gate(ends.client);
    gate.open(0);
    assertThat(SSL_write(ends.client, DATA, 100)).isEqualTo(-1);
    assertThat(SSL_key_update(ends.client, SSL_KEY_UPDATE_REQUESTED)).isZero();
    assertThat(reason()).isEqualTo("bad write retry");
    gate.open(9);
    assertThat(SSL_write(ends.client, DATA, 100)).isEqualTo(100);
    assertThat(SSL_key_update(ends.client, SSL_KEY_UPDATE_REQUESTED)).isEqualTo(1);
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(1);
    assertThat(drain(ends.server)).isEqualTo(100);
  }

  @Test
  void io07KeysMayChangeAroundAHalfReceivedRecord() {
    for (boolean peerUpdates : new boolean[] {true, false}) {
      Endpoints ends = Endpoints.overPair(512, 512).shake();
      assertThat(SSL_write(ends.server, DATA, 1000)).isEqualTo(-1);
      assertThat(SSL_read(ends.client, buffer, 1000)).isEqualTo(-1);
      SSL updating = peerUpdates ? ends.server : ends.client;
      if (peerUpdates) {
        assertThat(SSL_key_update(updating, SSL_KEY_UPDATE_REQUESTED)).isZero();
        ERR_clear_error();
      } else {
        assertThat(SSL_key_update(updating, SSL_KEY_UPDATE_REQUESTED)).isEqualTo(1);
        assertThat(SSL_do_handshake(updating)).isEqualTo(1);
      }
      assertThat(SSL_read(ends.server, buffer, 10)).isEqualTo(-1);
      int written = SSL_write(ends.server, DATA, 1000);
      int read = SSL_read(ends.client, buffer, 1000);
      while (written < 0 || read < 0) {
        written = written < 0 ? SSL_write(ends.server, DATA, 1000) : written;
        read = read < 0 ? SSL_read(ends.client, buffer, 1000) : read;
      }
      assertThat(written).isEqualTo(1000);
      assertThat(read).isEqualTo(1000);
      if (peerUpdates) {
        assertThat(SSL_key_update(updating, SSL_KEY_UPDATE_REQUESTED)).isEqualTo(1);
      }
      exchange(ends);
    }
  }

  @Test
  void io08ManyInARowAreTaken() {
    Endpoints ends = Endpoints.overMemory().shake();
    for (int type : new int[] {SSL_KEY_UPDATE_NOT_REQUESTED, SSL_KEY_UPDATE_REQUESTED}) {
      for (int i = 0; i < 40; i++) {
        assertThat(SSL_key_update(ends.client, type)).isEqualTo(1);
        assertThat(SSL_do_handshake(ends.client)).isEqualTo(1);
      }
      exchange(ends);
    }
  }

  @Test
  void misuseIsRefusedAndHarmsNothing() {
    Endpoints ends = Endpoints.overPair().make();
    for (int type : new int[] {SSL_KEY_UPDATE_REQUESTED, 7}) {
      assertThat(SSL_key_update(ends.client, type)).isZero();
      assertThat(SSL_get_error(ends.client, 0)).isEqualTo(SSL_ERROR_SSL);
      assertThat(reason()).as("no version is chosen yet").isEqualTo("wrong ssl version");
    }
    SSL_do_handshake(ends.client);
    SSL_do_handshake(ends.server);
    assertThat(SSL_key_update(ends.server, SSL_KEY_UPDATE_REQUESTED)).isZero();
    assertThat(reason()).isEqualTo("still in init");
    ends.shakeOnly();
    assertThat(SSL_key_update(ends.client, 7)).isZero();
    assertThat(reason()).isEqualTo("invalid key update type");
    assertThat(SSL_key_update(ends.client, SSL_KEY_UPDATE_REQUESTED)).isEqualTo(1);
    assertThat(SSL_key_update(ends.client, SSL_KEY_UPDATE_REQUESTED)).isZero();
    assertThat(reason()).isEqualTo("still in init");
    assertThat(SSL_renegotiate(ends.client)).isZero();
    assertThat(reason()).isEqualTo("wrong ssl version");
    assertThat(SSL_renegotiate_pending(ends.client)).isZero();
    exchange(ends);
  }

  @Test
  void aBlockedKeyUpdateIsFinishedByAnyCall() {
    Endpoints ends = Endpoints.overMemory().shake();
    GateBio gate = gate(ends.client);
    gate.open(0);
    SSL_key_update(ends.client, SSL_KEY_UPDATE_NOT_REQUESTED);
    assertThat(SSL_read(ends.client, buffer, 10)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_WANT_WRITE);
    assertThat(SSL_in_init(ends.client)).isEqualTo(1);
    gate.open(9);
    assertThat(SSL_read(ends.client, buffer, 10)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_WANT_READ);
    assertThat(SSL_in_init(ends.client)).isZero();
    exchange(ends);
  }

  private void exchange(Endpoints ends) {
    assertThat(SSL_write(ends.client, DATA, 20)).isEqualTo(20);
    assertThat(SSL_read(ends.server, buffer, 8000)).isEqualTo(20);
    assertThat(SSL_write(ends.server, DATA, 30)).isEqualTo(30);
    assertThat(SSL_read(ends.client, buffer, 8000)).isEqualTo(30);
  }

  private static GateBio gate(SSL ssl) {
    Bio writer = SSL_get_wbio(ssl);
    GateBio gate = new GateBio(writer);
    ssl.ssl().bio(SSL_get_rbio(ssl), gate);
    return gate;
  }
}
