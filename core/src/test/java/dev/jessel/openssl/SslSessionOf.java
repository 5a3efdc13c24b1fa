// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.SslSession;
import dev.jessel.openssl.LibSslTypes.SSL;
import java.util.Optional;

/** A session that a client got. */
record SslSessionOf(Optional<SslSession> session) {
  SslSessionOf(SSL client) {
    this(client.ssl().session());
  }

  void set(SSL client) {
    client.change(builder -> builder.session(session));
  }
}
