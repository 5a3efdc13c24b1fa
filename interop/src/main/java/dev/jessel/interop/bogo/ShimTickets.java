// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.bogo;

import dev.jessel.SslCallbacks;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslReply;
import dev.jessel.SslSession;
import dev.jessel.SslTicket;
import dev.jessel.wire.Bytes;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Tickets that the application makes and opens by itself, all of them with the same key. */
final class ShimTickets {
  private static final byte[] KEY = new byte[16];
  private static final byte[] NONCE = new byte[12];
  private static final int TAG_BITS = 128;

  private final ShimFlags flags;
  private boolean asked;
  private boolean answered;

  private ShimTickets(ShimFlags flags) {
    this.flags = flags;
  }

  static void install(ShimFlags flags, SslContext.Builder builder) {
    if (flags.has("use-ticket-callback") || flags.has("use-ticket-aead-callback")) {
      ShimTickets tickets = new ShimTickets(flags);
      SslContext.Builder ignored =
          builder
              .ticketIssuer(tickets::issue)
              .sessionFinder(tickets::find)
              .ticketPolicy(tickets.policy());
    }
  }

  private SslCallbacks.TicketPolicy policy() {
    return new SslCallbacks.TicketPolicy() {
      @Override
      public SslTicket.Use judge(SslTicket ticket) {
        boolean renews = flags.has("renew-ticket") && ticket.session().isPresent();
        return renews ? SslTicket.Use.USE_AND_RENEW : ticket.usualUse();
      }
    };
  }

  private SslReply<Optional<Bytes>> issue(SslSession session) {
    return SslReply.now(
        flags.has("skip-ticket")
            ? Optional.empty()
            : Optional.of(Bytes.of(through(Cipher.ENCRYPT_MODE, session.toDer()))));
  }

  /** The runner has an answer given once; the one of its two callbacks that can wait does so. */
  private SslReply<Optional<SslSession>> find(Bytes ticket) {
    boolean later = flags.has("async") && flags.has("use-ticket-aead-callback") && !asked;
    asked = true;
    if (later) {
      return SslReply.later();
    }
    if (answered) {
      throw new IllegalStateException("asked for a session again that was found already");
    }
    answered = true;
    return SslReply.now(opened(ticket));
  }

  private static Optional<SslSession> opened(Bytes ticket) {
    try {
      return Optional.of(SslSession.fromDer(through(Cipher.DECRYPT_MODE, ticket.toArray())));
    } catch (SslException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  private static byte[] through(int mode, byte[] bytes) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(KEY, "AES"), new GCMParameterSpec(TAG_BITS, NONCE));
      return cipher.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
