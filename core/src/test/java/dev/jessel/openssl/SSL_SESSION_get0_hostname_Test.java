// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** SSL_SESSION_get0_hostname(3): the name and the protocol of a session. */
class SSL_SESSION_get0_hostname_Test {
  @Test
  void bothCanBeSet() {
    SSL_SESSION session = SSL_SESSION_new();
    byte[][] protocol = {{1}};
    int[] length = {9};
    assertThat(SSL_SESSION_get0_hostname(session)).isNull();
    SSL_SESSION_get0_alpn_selected(session, protocol, length);
    assertThat(protocol[0]).isNull();
    assertThat(length[0]).isZero();
    assertThat(SSL_SESSION_set1_hostname(session, "one.example")).isEqualTo(1);
    assertThat(SSL_SESSION_get0_hostname(session)).isEqualTo("one.example");
    assertThat(SSL_SESSION_set1_hostname(session, null)).isEqualTo(1);
    assertThat(SSL_SESSION_get0_hostname(session)).isNull();
    byte[] h2 = "h2-and-more".getBytes(StandardCharsets.US_ASCII);
    assertThat(SSL_SESSION_set1_alpn_selected(session, h2, 2)).isEqualTo(1);
    SSL_SESSION_get0_alpn_selected(session, protocol, length);
    assertThat(protocol[0]).asString().isEqualTo("h2");
    assertThat(length[0]).isEqualTo(2);
    assertThat(SSL_SESSION_set1_alpn_selected(session, new byte[256], 256)).isZero();
    assertThat(SSL_SESSION_set1_alpn_selected(session, null, 0)).isEqualTo(1);
    SSL_SESSION_get0_alpn_selected(session, protocol, length);
    assertThat(protocol[0]).isNull();
  }

  @Test
  void aConnectionsSessionHasThem() {
    Returns ends = new Returns(TLS1_3_VERSION);
    byte[] offered = {2, 'h', '2'};
    SSL_CTX_set_alpn_protos(ends.clientContext, offered, offered.length);
    SSL_CTX_set_alpn_select_cb(
        ends.serverContext,
        (ssl, out, in, arg) -> {
          out[0] = new byte[] {'h', '2'};
          return SSL_TLSEXT_ERR_OK;
        },
        null);
    ends.make(null);
    SSL_set_tlsext_host_name(ends.client, "localhost");
    assertThat(ends.shake()).isTrue();
    SSL_SESSION session = SSL_get_session(ends.client);
    byte[][] protocol = new byte[1][];
    SSL_SESSION_get0_alpn_selected(session, protocol, new int[1]);
    assertThat(protocol[0]).asString().isEqualTo("h2");
    assertThat(SSL_SESSION_get0_hostname(session)).isEqualTo("localhost");
  }
}
