// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz;

import dev.jessel.SslException;
import dev.jessel.SslSession;
import dev.jessel.crypto.Secret;
import dev.jessel.fuzz.open.OpenCrypto;
import dev.jessel.session.Session;
import dev.jessel.session.TicketKey;
import dev.jessel.session.TicketKeySet;
import dev.jessel.session.TicketProtector;
import dev.jessel.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Sessions from files, and tickets that a server is shown: what can be read is written to the same
 * session. An input is a form and the rest.
 */
public final class SessionTarget {
  /** The form of a session in DER. */
  static final int DER = 0;

  /** The form of a session in PEM. */
  static final int PEM = 1;

  /** The form of what is sealed in a ticket. */
  static final int TICKET = 2;

  private static final int FORMS = 3;
  private static final int KEY_LENGTH = 32;
  private static final int NONCE_LENGTH = 12;
  private static final int TAG_LENGTH = 16;
  private static final OpenCrypto CRYPTO = new OpenCrypto();
  private static final Bytes KEY_NAME = Bytes.of(new byte[TicketKey.NAME_LENGTH]);
  private static final TicketProtector TICKETS =
      new TicketProtector(
          CRYPTO,
          now ->
              new TicketKeySet(
                  new TicketKey(KEY_NAME, Secret.zeros(KEY_LENGTH)),
                  Optional.empty(),
                  Optional.empty()));

  private SessionTarget() {}

  /** One session. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length > 0) {
      Bounds.hold(input, () -> run(input[0] & 0xFF, Arrays.copyOfRange(input, 1, input.length)));
    }
  }

  private static void run(int form, byte[] content) {
    try {
      switch (form % FORMS) {
        case DER -> rewrite(SslSession.fromDer(content));
        case PEM -> rewrite(SslSession.fromPem(new String(content, StandardCharsets.ISO_8859_1)));
        default -> openTicket(Bytes.of(content));
      }
    } catch (SslException e) {
      Promises.check(e.reason().isPresent(), "a transport failed");
    }
  }

  private static void rewrite(SslSession session) throws SslException {
    byte[] der = session.toDer();
    checkSame(der, SslSession.fromDer(der).toDer());
    checkSame(der, SslSession.fromPem(session.toPem()).toDer());
    checkSame(der, session.toBuilder().build().toDer());
    Promises.check(!session.toString().isEmpty(), "says nothing");
  }

  private static void openTicket(Bytes sealed) {
    Instant now = Identities.now();
    Bytes head = KEY_NAME.plus(Bytes.of(new byte[NONCE_LENGTH]));
    Bytes ticket = head.plus(sealed).plus(Bytes.of(new byte[TAG_LENGTH]));
    Optional<TicketProtector.Opened> opened = TICKETS.open(ticket, now);
    if (opened.isPresent()) {
      Bytes written = ticketOf(opened.get().session(), now);
      Session again = TICKETS.open(written, now).orElseThrow().session();
      checkSame(written.toArray(), ticketOf(again, now).toArray());
    }
  }

  private static Bytes ticketOf(Session session, Instant now) {
    CRYPTO.begin();
    return TICKETS.seal(session, now).orElseThrow();
  }

  private static void checkSame(byte[] one, byte[] other) {
    Promises.check(Arrays.equals(one, other), "the session that was written is another one");
  }
}
