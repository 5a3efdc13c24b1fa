// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_SESSION_get0_peer(3): whom a session was made with. */
class SSL_SESSION_get0_peer_Test {
  @EveryVersion
  void aClientsSessionHasTheServersCertificate(Version version) {
    Returns ends = Returns.byName(version);
    ends.connect(null);
    SSL_SESSION session = SSL_get_session(ends.client);
    assertThat(SSL_SESSION_get0_peer(session))
        .isNotNull()
        .isEqualTo(SSL_get0_peer_certificate(ends.client));
    assertThat(SSL_SESSION_get0_peer_rpk(session)).isNull();
    assertThat(SSL_SESSION_get0_peer(SSL_get_session(ends.server))).isNull();
  }

  @Test
  void aKeyIsNoCertificate() {
    Returns ends = new Returns(TLS1_3_VERSION);
    byte[] raw = {TLSEXT_cert_type_rpk};
    SSL_CTX_set1_server_cert_type(ends.clientContext, raw, 1);
    SSL_CTX_set1_server_cert_type(ends.serverContext, raw, 1);
    ends.make(null);
    SSL_add_expected_rpk(ends.client, Fixtures.publicKey("localhost.pem"));
    assertThat(ends.shake()).isTrue();
    SSL_SESSION session = SSL_get_session(ends.client);
    assertThat(SSL_SESSION_get0_peer(session)).isNull();
    assertThat(SSL_SESSION_get0_peer_rpk(session)).isEqualTo(Fixtures.publicKey("localhost.pem"));
  }
}
