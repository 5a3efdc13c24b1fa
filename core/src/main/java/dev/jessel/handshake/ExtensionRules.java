// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import static dev.jessel.wire.extension.MessageContext.CERTIFICATE;
import static dev.jessel.wire.extension.MessageContext.CERTIFICATE_REQUEST;
import static dev.jessel.wire.extension.MessageContext.CLIENT_HELLO;
import static dev.jessel.wire.extension.MessageContext.ENCRYPTED_EXTENSIONS;
import static dev.jessel.wire.extension.MessageContext.HELLO_RETRY_REQUEST;
import static dev.jessel.wire.extension.MessageContext.NEW_SESSION_TICKET;
import static dev.jessel.wire.extension.MessageContext.SERVER_HELLO;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.extension.Extension;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.MessageContext;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Which extension may stand in which message: the table of RFC 9846 4.3, and no other place. */
public final class ExtensionRules {
  private static final Map<ExtensionType, Set<MessageContext>> PLACES =
      Map.ofEntries(
          Map.entry(
              ExtensionType.SERVER_NAME,
              Set.of(CLIENT_HELLO, ENCRYPTED_EXTENSIONS, CERTIFICATE_REQUEST)),
          Map.entry(ExtensionType.MAX_FRAGMENT_LENGTH, Set.of(CLIENT_HELLO, ENCRYPTED_EXTENSIONS)),
          Map.entry(
              ExtensionType.STATUS_REQUEST, Set.of(CLIENT_HELLO, CERTIFICATE_REQUEST, CERTIFICATE)),
          Map.entry(ExtensionType.SUPPORTED_GROUPS, Set.of(CLIENT_HELLO, ENCRYPTED_EXTENSIONS)),
          Map.entry(ExtensionType.SIGNATURE_ALGORITHMS, Set.of(CLIENT_HELLO, CERTIFICATE_REQUEST)),
          Map.entry(
              ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION,
              Set.of(CLIENT_HELLO, ENCRYPTED_EXTENSIONS)),
          Map.entry(
              ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP,
              Set.of(CLIENT_HELLO, CERTIFICATE_REQUEST, CERTIFICATE)),
          Map.entry(
              ExtensionType.DELEGATED_CREDENTIAL,
              Set.of(CLIENT_HELLO, CERTIFICATE_REQUEST, CERTIFICATE)),
          Map.entry(
              ExtensionType.CLIENT_CERTIFICATE_TYPE, Set.of(CLIENT_HELLO, ENCRYPTED_EXTENSIONS)),
          Map.entry(
              ExtensionType.SERVER_CERTIFICATE_TYPE, Set.of(CLIENT_HELLO, ENCRYPTED_EXTENSIONS)),
          Map.entry(ExtensionType.COMPRESS_CERTIFICATE, Set.of(CLIENT_HELLO, CERTIFICATE_REQUEST)),
          Map.entry(ExtensionType.RECORD_SIZE_LIMIT, Set.of(CLIENT_HELLO, ENCRYPTED_EXTENSIONS)),
          Map.entry(
              ExtensionType.KEY_SHARE, Set.of(CLIENT_HELLO, SERVER_HELLO, HELLO_RETRY_REQUEST)),
          Map.entry(ExtensionType.PRE_SHARED_KEY, Set.of(CLIENT_HELLO, SERVER_HELLO)),
          Map.entry(ExtensionType.PSK_KEY_EXCHANGE_MODES, Set.of(CLIENT_HELLO)),
          Map.entry(
              ExtensionType.EARLY_DATA,
              Set.of(CLIENT_HELLO, ENCRYPTED_EXTENSIONS, NEW_SESSION_TICKET)),
          Map.entry(ExtensionType.COOKIE, Set.of(CLIENT_HELLO, HELLO_RETRY_REQUEST)),
          Map.entry(
              ExtensionType.SUPPORTED_VERSIONS,
              Set.of(CLIENT_HELLO, SERVER_HELLO, HELLO_RETRY_REQUEST)),
          Map.entry(
              ExtensionType.CERTIFICATE_AUTHORITIES, Set.of(CLIENT_HELLO, CERTIFICATE_REQUEST)),
          Map.entry(ExtensionType.POST_HANDSHAKE_AUTH, Set.of(CLIENT_HELLO)),
          Map.entry(
              ExtensionType.SIGNATURE_ALGORITHMS_CERT, Set.of(CLIENT_HELLO, CERTIFICATE_REQUEST)),
          Map.entry(ExtensionType.PADDING, Set.of(CLIENT_HELLO)),
          // RFC 9149 3: this one is not in the table of RFC 9846.
          Map.entry(ExtensionType.TICKET_REQUEST, Set.of(CLIENT_HELLO, ENCRYPTED_EXTENSIONS)),
          // Those of TLS 1.2 that mean nothing in TLS 1.3: a client that offers both sends them.
          Map.entry(ExtensionType.EC_POINT_FORMATS, Set.of(CLIENT_HELLO)),
          Map.entry(ExtensionType.ENCRYPT_THEN_MAC, Set.of(CLIENT_HELLO)),
          Map.entry(ExtensionType.EXTENDED_MASTER_SECRET, Set.of(CLIENT_HELLO)),
          Map.entry(ExtensionType.SESSION_TICKET, Set.of(CLIENT_HELLO)),
          Map.entry(ExtensionType.RENEGOTIATION_INFO, Set.of(CLIENT_HELLO)));

  /** What a ServerHello of TLS 1.2 may answer; supported_groups is let pass, as everybody does. */
  private static final Set<ExtensionType> ANSWERS_12 =
      Set.of(
          ExtensionType.SERVER_NAME,
          ExtensionType.MAX_FRAGMENT_LENGTH,
          ExtensionType.STATUS_REQUEST,
          ExtensionType.SUPPORTED_GROUPS,
          ExtensionType.EC_POINT_FORMATS,
          ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION,
          ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP,
          ExtensionType.CLIENT_CERTIFICATE_TYPE,
          ExtensionType.SERVER_CERTIFICATE_TYPE,
          ExtensionType.RECORD_SIZE_LIMIT,
          ExtensionType.ENCRYPT_THEN_MAC,
          ExtensionType.EXTENDED_MASTER_SECRET,
          ExtensionType.SESSION_TICKET,
          ExtensionType.RENEGOTIATION_INFO);

  private ExtensionRules() {}

  /**
   * Checks the extensions of a message that asks for something: what we know must be allowed here,
   * what we do not know is let pass.
   *
   * @throws TlsException illegal_parameter
   */
  public static void checkRequest(Extensions extensions, MessageContext context)
      throws TlsException {
    for (Extension each : extensions.all()) {
      checkPlace(each.type(), context);
    }
  }

  /**
   * Checks the extensions of a message that answers another: each must have been asked for.
   *
   * @param extensions what came
   * @param context where it came
   * @param asked what the answered message held
   * @throws TlsException unsupported_extension for what was not asked for, illegal_parameter for
   *     what may not stand in this message
   */
  public static void checkResponse(
      Extensions extensions, MessageContext context, Collection<ExtensionType> asked)
      throws TlsException {
    for (Extension each : extensions.all()) {
      ExtensionType type = each.type();
      // RFC 9846 4.3: the cookie is the one extension that a server may send unasked.
      boolean unasked = context == HELLO_RETRY_REQUEST && type.equals(ExtensionType.COOKIE);
      if (!unasked && !isAsked(type, asked)) {
        throw new TlsException(SslReason.UNSOLICITED_EXTENSION, "extension " + type);
      }
      checkPlace(type, context);
    }
  }

  /** RFC 8701 3.1: what means nothing must not come back. */
  private static boolean isAsked(ExtensionType type, Collection<ExtensionType> asked) {
    return asked.contains(type) && !type.isGrease();
  }

  /**
   * Checks the extensions of a ServerHello of TLS 1.2: each must have been asked for.
   *
   * @throws TlsException unsupported_extension for what was not asked for, illegal_parameter for
   *     what TLS 1.3 alone has
   */
  public static void checkResponse12(Extensions extensions, Collection<ExtensionType> asked)
      throws TlsException {
    for (Extension each : extensions.all()) {
      ExtensionType type = each.type();
      if (!isAsked(type, asked)) {
        throw new TlsException(SslReason.UNSOLICITED_EXTENSION, "extension " + type);
      }
      if (PLACES.containsKey(type) && !ANSWERS_12.contains(type)) {
        throw new TlsException(SslReason.BAD_EXTENSION, "extension " + type + " in TLS 1.2");
      }
    }
  }

  private static void checkPlace(ExtensionType type, MessageContext context) throws TlsException {
    Set<MessageContext> places = PLACES.get(type);
    if (places != null && !places.contains(context)) {
      throw new TlsException(SslReason.BAD_EXTENSION, "extension " + type + " in " + context);
    }
  }
}
