// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.openssl.LibSslTickets.SSL_CTX_decrypt_session_ticket_fn;
import dev.jessel.openssl.LibSslTickets.SSL_CTX_generate_session_ticket_fn;
import dev.jessel.openssl.LibSslTickets.SSL_CTX_tlsext_ticket_key_evp_cb;
import java.util.Optional;

/**
 * What a context does with tickets. As long as C has neither set nor seen keys, the library makes
 * them in its own form.
 */
final class TicketSettings {
  private volatile Optional<TicketKeys> keys = Optional.empty();
  volatile Optional<SSL_CTX_tlsext_ticket_key_evp_cb> keyCallback = Optional.empty();
  volatile Optional<SSL_CTX_generate_session_ticket_fn> generate = Optional.empty();
  volatile Optional<SSL_CTX_decrypt_session_ticket_fn> decrypt = Optional.empty();
  volatile Object argument;

  /** Whether tickets are made in libssl's form. */
  boolean isAsked() {
    return keys.isPresent() || keyCallback.isPresent();
  }

  /** The keys, which are made when they are asked for. */
  synchronized TicketKeys keys() {
    if (keys.isEmpty()) {
      keys = Optional.of(TicketKeys.random());
    }
    return keys.get();
  }

  synchronized void keys(TicketKeys others) {
    keys = Optional.of(others);
  }
}
