// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SSL_CTX_set_msg_callback(3): who sees the messages, and what it is told. */
class SSL_CTX_set_msg_callback_Test {
  @Test
  void theArgumentComesBackWithEachMessage() {
    Endpoints ends = Endpoints.overPair();
    List<Object> arguments = new ArrayList<>();
    SSL_CTX_set_msg_callback(
        ends.serverContext, (sent, version, type, bytes, ssl, arg) -> arguments.add(arg));
    SSL_CTX_set_msg_callback_arg(ends.serverContext, "server's");
    ends.make();
    SSL_set_msg_callback(ends.client, (sent, version, type, bytes, ssl, arg) -> arguments.add(arg));
    SSL_set_msg_callback_arg(ends.client, "client's");
    ends.shakeOnly();
    assertThat(arguments).contains("server's", "client's").doesNotContainNull();
  }
}
