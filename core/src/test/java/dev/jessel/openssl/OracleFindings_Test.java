// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.DATA;
import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a comparison with libssl, call by call, has found and nobody had thought of. */
class OracleFindings_Test {
  private static final int KEY_UPDATE_RECORD = 27;
  private final byte[] buffer = new byte[100];

  @EveryVersion
  void aHandshakeThatIsOverLeavesWhatWasWaitedFor(Version version) {
    Endpoints ends = version.overPair().shake();
    assertThat(SSL_read(ends.client, buffer, 10)).isEqualTo(-1);
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(1);
    assertThat(SSL_want(ends.client)).isEqualTo(SSL_READING);
    assertThat(SSL_connect(ends.client)).isEqualTo(1);
    assertThat(SSL_want(ends.client)).isEqualTo(SSL_READING);
  }

  @Test
  void onesOwnKeyUpdateAnswersThePeersRequest() {
    Endpoints ends = Endpoints.overPair().version(TLS1_3_VERSION).shake();
    SSL_key_update(ends.client, SSL_KEY_UPDATE_REQUESTED);
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(1);
    assertThat(SSL_read(ends.server, buffer, 10)).isEqualTo(-1);
    assertThat(SSL_get_key_update_type(ends.server)).isEqualTo(SSL_KEY_UPDATE_NOT_REQUESTED);
    SSL_key_update(ends.server, SSL_KEY_UPDATE_NOT_REQUESTED);
    assertThat(SSL_do_handshake(ends.server)).isEqualTo(1);
    assertThat(SSL_get_key_update_type(ends.server)).isEqualTo(SSL_KEY_UPDATE_NONE);
    assertThat(SSL_write_ex(ends.server, DATA, 0, new int[1])).isEqualTo(1);
    assertThat(BIO_ctrl_pending(ends.clientBio)).isEqualTo(KEY_UPDATE_RECORD);
  }

  @Test
  void onesOwnRequestAnswersNothing() {
    Endpoints ends = Endpoints.overPair().version(TLS1_3_VERSION).shake();
    SSL_key_update(ends.client, SSL_KEY_UPDATE_REQUESTED);
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(1);
    assertThat(SSL_read(ends.server, buffer, 10)).isEqualTo(-1);
    SSL_key_update(ends.server, SSL_KEY_UPDATE_REQUESTED);
    assertThat(SSL_do_handshake(ends.server)).isEqualTo(1);
    assertThat(SSL_get_key_update_type(ends.server)).isEqualTo(SSL_KEY_UPDATE_NOT_REQUESTED);
  }

  @Test
  void aKeyUpdateBehindTheGoodbyeIsRefusedWhateverTheBitsSay() {
    Endpoints ends = Endpoints.overPair().version(TLS1_3_VERSION).shake();
    assertThat(SSL_shutdown(ends.client)).isZero();
    SSL_set_shutdown(ends.client, 0);
    assertThat(SSL_key_update(ends.client, SSL_KEY_UPDATE_NOT_REQUESTED)).isZero();
    assertThat(reason()).isEqualTo("protocol is shutdown");
  }

  @EveryVersion
  void thePeerLearnsThatThereIsNoReader(Version version) {
    Endpoints ends = version.overPair().shake();
    ends.client.ssl().bio(null, SSL_get_wbio(ends.client));
    assertThat(SSL_read(ends.client, buffer, 10)).isEqualTo(-1);
    assertThat(reason()).isEqualTo("read bio not set");
    assertThat(SSL_read(ends.server, buffer, 10)).isZero();
    assertThat(ERR_GET_REASON(ERR_peek_error())).isEqualTo(version.alertNamed(80));
  }

  @EveryVersion
  void whatATransportGivesBehindItsEndIsNotRead(Version version) {
    Endpoints ends = version.overMemory().make();
    SSL_set_options(ends.client, SSL_OP_IGNORE_UNEXPECTED_EOF);
    BIO_set_mem_eof_return(SSL_get_rbio(ends.client), 0);
    for (int i = 0; i < 3; i++) {
      assertThat(SSL_do_handshake(ends.client)).isEqualTo(-1);
      assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_ZERO_RETURN);
      SSL_do_handshake(ends.server);
    }
  }
}
