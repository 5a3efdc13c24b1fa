// SPDX-License-Identifier: Apache-2.0
package dev.jessel.session;

import dev.jessel.crypto.Aead;
import dev.jessel.crypto.AeadAlgorithm;
import dev.jessel.crypto.CryptoProvider;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Tickets that hold all of a session, so that a server need not remember it (RFC 5077 4, RFC 9846
 * 4.7.1): nobody but the holders of the keys can read or make one. Thread-safe, without a lock.
 *
 * <pre>
 *   struct { opaque key_name[16]; opaque nonce[12]; opaque sealed_session&lt;..&gt;; } Ticket;
 * </pre>
 */
public final class TicketProtector {
  private static final AeadAlgorithm ALGORITHM = AeadAlgorithm.AES_256_GCM;
  private static final int HEAD = TicketKey.NAME_LENGTH + ALGORITHM.nonceLength();

  /** The largest ticket that a message can carry. */
  private static final byte[] NOTHING = {};

  private final CryptoProvider crypto;
  private final TicketKeySource keys;

  /**
   * What was in a ticket.
   *
   * @param session the session
   * @param isCurrent whether its key is the one that makes tickets now
   */
  public record Opened(Session session, boolean isCurrent) {}

  /** A protector with keys from somewhere. */
  public TicketProtector(CryptoProvider crypto, TicketKeySource keys) {
    this.crypto = crypto;
    this.keys = keys;
  }

  /**
   * Puts a session into a ticket.
   *
   * @return empty for a session that does not fit into any, since its certificates are too large
   */
  public Optional<Bytes> seal(Session session, Instant now) {
    byte[] plain = SessionFormat.encode(session);
    try {
      return HEAD + plain.length + ALGORITHM.tagLength() > SessionLimits.MAX_TICKET
          ? Optional.empty()
          : Optional.of(sealed(plain, keys.keys(now).current()));
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /**
   * Takes the session out of a ticket. Whether it is still good is another question.
   *
   * @return empty for what is none of our tickets, or one of a key that is gone
   */
  public Optional<Opened> open(Bytes ticket, Instant now) {
    if (ticket.length() <= HEAD + ALGORITHM.tagLength()) {
      return Optional.empty();
    }
    TicketKeySet set = keys.keys(now);
    Bytes name = ticket.slice(0, TicketKey.NAME_LENGTH);
    boolean current = set.current().name().equals(name);
    return set.named(name)
        .flatMap(key -> opened(ticket.toArray(), key))
        .map(session -> new Opened(session, current));
  }

  private Bytes sealed(byte[] plain, TicketKey key) {
    byte[] nonce = new byte[ALGORITHM.nonceLength()];
    crypto.randomBytes(nonce);
    byte[] ticket = new byte[HEAD + plain.length + ALGORITHM.tagLength()];
    key.name().copyTo(ticket, 0);
    System.arraycopy(nonce, 0, ticket, TicketKey.NAME_LENGTH, nonce.length);
    try {
      int length =
          aead(key)
              .seal(
                  nonce,
                  ticket,
                  0,
                  TicketKey.NAME_LENGTH,
                  plain,
                  0,
                  plain.length,
                  NOTHING,
                  0,
                  0,
                  ticket,
                  HEAD);
      return Bytes.copyOf(ticket, 0, HEAD + length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM does not seal", e);
    }
  }

  private Optional<Session> opened(byte[] ticket, TicketKey key) {
    byte[] nonce = Arrays.copyOfRange(ticket, TicketKey.NAME_LENGTH, HEAD);
    byte[] plain = new byte[ticket.length - HEAD];
    try {
      int length =
          aead(key)
              .open(
                  nonce,
                  ticket,
                  0,
                  TicketKey.NAME_LENGTH,
                  ticket,
                  HEAD,
                  ticket.length - HEAD,
                  plain,
                  0);
      return decoded(plain, length);
    } catch (GeneralSecurityException | TlsException e) {
      // Forged, damaged, or of another release of this library: as good as no ticket.
      return Optional.empty();
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private static Optional<Session> decoded(byte[] plain, int length) throws TlsException {
    byte[] exact = Arrays.copyOf(plain, length);
    try {
      return Optional.of(SessionFormat.decode(exact));
    } finally {
      Arrays.fill(exact, (byte) 0);
    }
  }

  private Aead aead(TicketKey key) {
    return crypto.aead(ALGORITHM, key.key());
  }
}
