// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.DATA;
import static dev.jessel.openssl.LibBio.BIO_write;
import static dev.jessel.openssl.LibBioKinds.BIO_get_mem_data;
import static dev.jessel.openssl.LibBioKinds.BIO_set_mem_eof_return;
import static dev.jessel.openssl.LibErr.ERR_peek_error;
import static dev.jessel.openssl.LibSsl.SSL_get_error;
import static dev.jessel.openssl.LibSsl.SSL_read;
import static dev.jessel.openssl.LibSsl.SSL_shutdown;
import static dev.jessel.openssl.LibSsl.SSL_version;
import static dev.jessel.openssl.LibSsl.SSL_write;
import static dev.jessel.openssl.LibSslCiphers.SSL_CTX_set_cipher_list;
import static dev.jessel.openssl.LibSslExtensions.SSL_client_hello_isv2;
import static dev.jessel.openssl.LibSslTypes.SSL2_VERSION;
import static dev.jessel.openssl.LibSslTypes.SSL_ERROR_SSL;
import static dev.jessel.openssl.LibSslTypes.SSL_ERROR_ZERO_RETURN;
import static dev.jessel.openssl.LibSslTypes.SSL_VERIFY_PEER;
import static dev.jessel.openssl.LibSslVerify.SSL_CTX_set_verify;
import static dev.jessel.openssl.LibSslVerify.SSL_get0_peer_certificate;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** SSLv2 has no goodbye: that the transport ended is all that one sees. */
class Ssl2EndTest {
  private final byte[] buffer = new byte[100];

  @Test
  void anEndOfTheTransportIsTheEndOfTheStream() {
    Endpoints ends = connected();
    SSL_write(ends.client, DATA, 5);
    BIO_set_mem_eof_return(ends.clientBio, 0);

    assertThat(SSL_read(ends.server, buffer, 10)).isEqualTo(5);
    for (int i = 0; i < 3; i++) {
      assertThat(SSL_read(ends.server, buffer, 10)).isZero();
      assertThat(SSL_get_error(ends.server, 0)).isEqualTo(SSL_ERROR_ZERO_RETURN);
      assertThat(ERR_peek_error()).isZero();
    }
    assertThat(SSL_write(ends.server, DATA, 10)).isEqualTo(10);
  }

  @Test
  void aGoodbyeLooksLikeNothingToThePeer() {
    Endpoints ends = connected();

    assertThat(SSL_shutdown(ends.client)).isEqualTo(1);

    assertThat(BIO_get_mem_data(ends.clientBio)).isEmpty();
    assertThat(SSL_read(ends.server, buffer, 10)).isEqualTo(-1);
    assertThat(SSL_write(ends.client, DATA, 1)).isEqualTo(-1);
  }

  @Test
  void aWriteToATransportThatIsGoneReturnsZeroAndNobodyCanTellWhy() {
    Endpoints ends = connected();
    GateBio gate = GateBio.before(ends.client);
    gate.open(0);
    gate.failing(new IOException("broken pipe"));

    for (int i = 0; i < 3; i++) {
      assertThat(SSL_write(ends.client, DATA, 10)).isZero();
      assertThat(SSL_get_error(ends.client, 0)).isEqualTo(SSL_ERROR_ZERO_RETURN);
      assertThat(ERR_peek_error()).isZero();
    }
    assertThat(SSL_read(ends.client, buffer, 10)).isZero();
    assertThat(SSL_get_error(ends.client, 0)).isEqualTo(SSL_ERROR_ZERO_RETURN);
  }

  @Test
  void aClientThatHasNoCertificateSaysSo() {
    Endpoints ends = Endpoints.overMemory().version(SSL2_VERSION);
    named(ends);
    SSL_CTX_set_verify(ends.serverContext, SSL_VERIFY_PEER, null);

    ends.shake();

    assertThat(SSL_get0_peer_certificate(ends.server)).isNull();
    assertThat(SSL_client_hello_isv2(ends.server)).isEqualTo(1);
  }

  @Test
  void anEndWithinARecordIsAFailure() {
    Endpoints ends = connected();
    SSL_write(ends.client, DATA, 6);
    byte[] record = BIO_get_mem_data(ends.clientBio);
    Endpoints.swallow(ends.clientBio);
    BIO_write(ends.clientBio, record, record.length - 3);
    BIO_set_mem_eof_return(ends.clientBio, 0);

    assertThat(SSL_read(ends.server, buffer, 10)).isZero();
    assertThat(SSL_get_error(ends.server, 0)).isEqualTo(SSL_ERROR_SSL);
    assertThat(Endpoints.reason()).isEqualTo("unexpected eof while reading");
  }

  @Test
  void anEndInTheHandshakeIsAFailure() {
    Endpoints ends = Endpoints.overMemory().version(SSL2_VERSION);
    named(ends);
    ends.make();
    BIO_set_mem_eof_return(ends.clientBio, 0);

    assertThat(SSL_read(ends.server, buffer, 10)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.server, -1)).isEqualTo(SSL_ERROR_SSL);
  }

  private static Endpoints connected() {
    Endpoints ends = Endpoints.overMemory().version(SSL2_VERSION);
    named(ends);
    ends.shake();
    assertThat(SSL_version(ends.client)).isEqualTo(SSL2_VERSION);
    return ends;
  }

  private static void named(Endpoints ends) {
    SSL_CTX_set_cipher_list(ends.clientContext, "SSLv2");
    SSL_CTX_set_cipher_list(ends.serverContext, "SSLv2");
  }
}
