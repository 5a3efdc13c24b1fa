// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a server before TLS 1.3 asks for, and the point formats that hellos name. */
class SSL_set1_client_certificate_types_Test {
  private static final byte RSA_SIGN = 1;
  private static final byte ECDSA_SIGN = 64;

  @Test
  void theClientLearnsWhatWasAskedFor() {
    Endpoints ends = asking();
    byte[] types = {RSA_SIGN, 77};
    assertThat(SSL_CTX_set1_client_certificate_types(ends.serverContext, types, 2)).isOne();
    ends.shake();
    byte[][] told = new byte[1][];
    assertThat(SSL_get0_certificate_types(ends.client, told)).isEqualTo(2);
    assertThat(told[0]).isEqualTo(types);
    assertThat(SSL_get0_peer_certificate(ends.server)).as("its key is ECDSA's").isNull();
    assertThat(SSL_get0_certificate_types(ends.server, told)).isZero();
  }

  @Test
  void byDefaultTheyFollowFromTheSignatureAlgorithms() {
    Endpoints ends = asking().make();
    assertThat(SSL_set1_client_certificate_types(ends.server, new byte[] {77}, 1)).isOne();
    assertThat(SSL_set1_client_certificate_types(ends.server, null, 0)).isOne();
    assertThat(SSL_set1_client_certificate_types(ends.server, new byte[256], 256)).isZero();
    ERR_clear_error();
    ends.shakeOnly();
    byte[][] told = new byte[1][];
    assertThat(SSL_get0_certificate_types(ends.client, told)).isEqualTo(2);
    assertThat(told[0]).containsExactly(RSA_SIGN, ECDSA_SIGN);
    assertThat(SSL_get0_peer_certificate(ends.server)).isNotNull();
  }

  @Test
  void pointFormatsAreTold() {
    Endpoints ends = Version.TLS_1_2.overPair().shake();
    byte[][] told = new byte[1][];
    assertThat(SSL_get0_ec_point_formats(ends.server, told)).isOne();
    assertThat(told[0]).containsExactly(0);
    assertThat(SSL_get0_ec_point_formats(ends.client, told)).isOne();
    Endpoints newer = Version.TLS_1_3.overPair().shake();
    assertThat(SSL_get0_ec_point_formats(newer.client, told)).isZero();
  }

  private static Endpoints asking() {
    Endpoints ends = Version.TLS_1_2.overPair();
    SSL_CTX_set_verify(ends.serverContext, SSL_VERIFY_PEER, (ok, store) -> 1);
    SSL_CTX_use_certificate_file(
        ends.clientContext, Endpoints.fixture("client.pem"), SSL_FILETYPE_PEM);
    SSL_CTX_use_PrivateKey_file(
        ends.clientContext, Endpoints.fixture("client.key"), SSL_FILETYPE_PEM);
    return ends;
  }
}
