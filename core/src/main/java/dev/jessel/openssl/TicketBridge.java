// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.SslCallbacks;
import dev.jessel.SslCallbacks.OpenedTicket;
import dev.jessel.SslException;
import dev.jessel.SslRefusal;
import dev.jessel.SslSession;
import dev.jessel.SslTicket;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.openssl.LibSslTickets.SSL_CTX_tlsext_ticket_key_evp_cb;
import dev.jessel.openssl.LibSslTypes.SSL;
import dev.jessel.openssl.LibSslTypes.SSL_SESSION;
import dev.jessel.session.SessionLimits;
import dev.jessel.wire.Bytes;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;

/** Makes a connection's tickets as libssl does, with C's callbacks. */
final class TicketBridge implements SslCallbacks.TicketProtection, SslCallbacks.TicketPolicy {
  /** What the callback that knows the keys returns for a ticket that is to be renewed. */
  private static final int RENEW = 2;

  private final SSL handle;
  private Optional<SSL_SESSION> sealing = Optional.empty();

  TicketBridge(SSL handle) {
    this.handle = handle;
  }

  /** The session that a ticket is being made for. */
  Optional<SSL_SESSION> sealing() {
    return sealing;
  }

  // ---- Making one

  @Override
  public Optional<Bytes> seal(SslSession session) {
    byte[] name = new byte[TicketKeys.NAME_LENGTH];
    byte[] iv = new byte[TicketFormat.IV_LENGTH];
    TicketFormat format = TicketFormat.unknown();
    if (!initialise(name, iv, format)) {
      return Optional.empty();
    }
    byte[] plain = session.toBuilder().id(Bytes.EMPTY).build().toDer();
    try {
      return Optional.of(format.seal(name, plain))
          .filter(ticket -> ticket.length() <= SessionLimits.MAX_TICKET);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a ticket could not be sealed", e);
    } finally {
      Arrays.fill(plain, (byte) 0);
      format.destroy();
    }
  }

  /** False for no ticket. */
  private boolean initialise(byte[] name, byte[] iv, TicketFormat format) {
    if (tickets().keyCallback.isPresent()) {
      return asked(tickets().keyCallback.get(), name, iv, format, 1) > 0;
    }
    TicketKeys keys = tickets().keys();
    keys.name().copyTo(name, 0);
    CallbackBridge.CRYPTO.randomBytes(iv);
    use(keys, iv, format);
    return true;
  }

  /** What the callback says that knows the keys. */
  private int asked(
      SSL_CTX_tlsext_ticket_key_evp_cb callback,
      byte[] name,
      byte[] iv,
      TicketFormat format,
      int seals) {
    int answer = callback.key(handle, name, iv, format.cipher(), format.mac(), seals);
    if (answer < 0 || answer > 0 && !format.isKnown()) {
      throw refusal();
    }
    return answer;
  }

  private static void use(TicketKeys keys, byte[] iv, TicketFormat format) {
    format.cipher().cipher = Optional.of(LibSslCrypto.EVP_CIPHER.AES_256_CBC);
    format.cipher().key = Optional.of(keys.cipher().copy());
    format.cipher().iv = iv;
    format.mac().digest = Optional.of(LibSslCrypto.EVP_sha256());
    format.mac().key = Optional.of(keys.mac().copy());
  }

  // ---- Opening one

  @Override
  public Optional<OpenedTicket> open(Bytes ticket) {
    if (!TicketFormat.isLongEnough(ticket)) {
      return Optional.empty();
    }
    TicketFormat format = TicketFormat.unknown();
    try {
      int answer = initialise(ticket, format);
      return answer == 0
          ? Optional.empty()
          : format
              .open(ticket)
              .flatMap(TicketBridge::session)
              .map(session -> new OpenedTicket(session, answer == RENEW));
    } catch (GeneralSecurityException e) {
      return Optional.empty(); // forged, or damaged
    } finally {
      format.destroy();
    }
  }

  private int initialise(Bytes ticket, TicketFormat format) {
    byte[] name = TicketFormat.keyName(ticket);
    byte[] iv = TicketFormat.iv(ticket);
    if (tickets().keyCallback.isPresent()) {
      return asked(tickets().keyCallback.get(), name, iv, format, 0);
    }
    TicketKeys keys = tickets().keys();
    use(keys, iv, format);
    return Bytes.of(name).equals(keys.name()) ? 1 : 0;
  }

  private static Optional<SslSession> session(byte[] der) {
    try {
      return Optional.of(SslSession.fromDer(der));
    } catch (SslException e) {
      return Optional.empty(); // of another release, or of another program
    } finally {
      Arrays.fill(der, (byte) 0);
    }
  }

  // ---- What the application says

  @Override
  public Bytes applicationData(SslSession session) {
    if (tickets().generate.isEmpty()) {
      return session.applicationData();
    }
    SSL_SESSION made = new SSL_SESSION(session);
    sealing = Optional.of(made);
    try {
      if (tickets().generate.get().generate(handle, tickets().argument) == 0) {
        throw refusal();
      }
      return made.applicationData;
    } finally {
      sealing = Optional.empty();
    }
  }

  @Override
  public SslTicket.Use judge(SslTicket ticket) {
    if (tickets().decrypt.isEmpty()) {
      return ticket.usualUse();
    }
    byte[] name = ticket.keyName().toArray();
    SSL_SESSION session = ticket.session().map(SSL_SESSION::new).orElse(null);
    int status = status(ticket.state());
    int answer =
        tickets()
            .decrypt
            .get()
            .decrypt(handle, session, name, name.length, status, tickets().argument);
    return use(answer, session != null);
  }

  private static int status(SslTicket.State state) {
    return switch (state) {
      case EMPTY -> LibSslTickets.SSL_TICKET_EMPTY;
      case UNKNOWN -> LibSslTickets.SSL_TICKET_NO_DECRYPT;
      case GOOD -> LibSslTickets.SSL_TICKET_SUCCESS;
      case GOOD_TO_RENEW -> LibSslTickets.SSL_TICKET_SUCCESS_RENEW;
    };
  }

  private static SslTicket.Use use(int answer, boolean opened) {
    return switch (answer) {
      case LibSslTickets.SSL_TICKET_RETURN_IGNORE -> SslTicket.Use.IGNORE;
      case LibSslTickets.SSL_TICKET_RETURN_IGNORE_RENEW -> SslTicket.Use.IGNORE_AND_RENEW;
      case LibSslTickets.SSL_TICKET_RETURN_USE -> used(SslTicket.Use.USE, opened);
      case LibSslTickets.SSL_TICKET_RETURN_USE_RENEW -> used(SslTicket.Use.USE_AND_RENEW, opened);
      default -> throw refusal();
    };
  }

  private static SslTicket.Use used(SslTicket.Use use, boolean opened) {
    if (!opened) {
      throw refusal();
    }
    return use;
  }

  private TicketSettings tickets() {
    return handle.context().tickets;
  }

  private static SslRefusal refusal() {
    return new SslRefusal(SslReason.CALLBACK_FAILED, AlertDescription.INTERNAL_ERROR);
  }
}
