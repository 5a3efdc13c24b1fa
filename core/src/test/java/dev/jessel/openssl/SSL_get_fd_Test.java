// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.Pipe;
import org.junit.jupiter.api.Test;

/** SSL_get_fd(3): what was set is what comes back, each way of its own. */
class SSL_get_fd_Test {
  @Test
  void eachWayHasItsOwnDescriptor() throws Exception {
    Pipe pipe = Pipe.open();
    SSL ssl = SSL_new(SSL_CTX_new(TLS_method()));
    assertThat(SSL_get_fd(ssl)).isNull();
    assertThat(SSL_set_rfd(ssl, pipe.source())).isEqualTo(1);
    assertThat(SSL_get_wfd(ssl)).isNull();
    assertThat(SSL_set_wfd(ssl, pipe.sink())).isEqualTo(1);
    assertThat(SSL_get_fd(ssl)).isSameAs(pipe.source());
    assertThat(SSL_get_rfd(ssl)).isSameAs(pipe.source());
    assertThat(SSL_get_wfd(ssl)).isSameAs(pipe.sink());
    SSL_free(ssl);
    assertThat(pipe.source().isOpen()).isTrue();
    pipe.source().close();
    pipe.sink().close();
  }
}
