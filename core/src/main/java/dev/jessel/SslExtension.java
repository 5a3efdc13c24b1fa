// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionPlace;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.extension.MessageContext;
import java.util.Optional;
import java.util.Set;

/**
 * An extension of the hellos and other messages that the application speaks by itself: {@code
 * SSL_CTX_add_custom_ext(3)}.
 *
 * <p>A message that answers (ServerHello, EncryptedExtensions, HelloRetryRequest, Certificate) has
 * it when the peer's message had it; the writer is not asked otherwise. An answer that was not
 * asked for ends the handshake with unsupported_extension, one in a message that is not named here
 * with illegal_parameter.
 *
 * @param type its number, 0 to 65535; none that the library speaks
 * @param places the messages in which it may stand
 * @param writer says what this side sends
 * @param reader takes what the peer sends
 */
public record SslExtension(int type, Set<ExtensionPlace> places, Writer writer, Reader reader) {
  /** Says what this side sends. */
  @FunctionalInterface
  public interface Writer {
    /**
     * Says it; an {@link SslRefusal} ends the handshake.
     *
     * @param ssl the connection, to look at and not to call
     * @param place the message
     * @param certificate which certificate of the chain it stands beside, the first one being 0
     * @return the content, 0 to 65535 bytes; empty to leave the extension out
     */
    Optional<Bytes> write(Ssl ssl, ExtensionPlace place, int certificate);
  }

  /** Takes what the peer sends. */
  @FunctionalInterface
  public interface Reader {
    /**
     * Takes it; an {@link SslRefusal} ends the handshake.
     *
     * @param ssl the connection, to look at and not to call
     * @param place the message
     * @param content what came
     * @param certificate which certificate of the chain it stands beside, the first one being 0
     */
    void read(Ssl ssl, ExtensionPlace place, Bytes content, int certificate);
  }

  /**
   * Keeps a copy.
   *
   * @throws IllegalArgumentException for a type that is none, or the library's
   */
  public SslExtension {
    places = Set.copyOf(places);
    if (isSupported(type)) {
      throw new IllegalArgumentException(new ExtensionType(type) + " is the library's business");
    }
  }

  /**
   * Whether the library speaks an extension by itself.
   *
   * @throws IllegalArgumentException for a number that is none
   */
  public static boolean isSupported(int type) {
    return MessageContext.anyKnows(new ExtensionType(type));
  }
}
