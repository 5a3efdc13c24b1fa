// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionPlace;
import dev.jessel.wire.extension.Extension;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.UnknownExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the application's own extensions are written and read. */
public final class CustomExtensions {
  private CustomExtensions() {}

  /** Those of a message that asks. */
  public static List<Extension> write(ExtensionPlace place, HandshakeIo io) throws TlsException {
    return write(place, Extensions.EMPTY, 0, io);
  }

  /**
   * Those of a message that answers.
   *
   * @param asked the extensions of the message that it answers: of others nothing is said
   */
  public static List<Extension> answer(ExtensionPlace place, Extensions asked, HandshakeIo io)
      throws TlsException {
    return write(place, asked, 0, io);
  }

  /** Those beside a certificate of the chain. */
  public static List<Extension> beside(int certificate, Extensions asked, HandshakeIo io)
      throws TlsException {
    return write(ExtensionPlace.CERTIFICATE, asked, certificate, io);
  }

  private static List<Extension> write(
      ExtensionPlace place, Extensions asked, int certificate, HandshakeIo io) throws TlsException {
    List<Extension> written = new ArrayList<>();
    for (CustomExtension custom : io.decisions().extensions()) {
      boolean fits = !place.isAnswer() || asked.contains(custom.type());
      if (fits && custom.places().contains(place)) {
        Optional<Bytes> content = custom.write(place, certificate);
        content.ifPresent(bytes -> written.add(new UnknownExtension(custom.type(), bytes)));
      }
    }
    return written;
  }

  /**
   * Hands what came to the application.
   *
   * @throws TlsException illegal_parameter for one that may not stand there, or what the
   *     application says
   */
  public static void read(Extensions came, ExtensionPlace place, HandshakeIo io)
      throws TlsException {
    read(came, place, 0, io);
  }

  /** As above, of those beside a certificate of the chain. */
  public static void readBeside(Extensions came, int certificate, HandshakeIo io)
      throws TlsException {
    read(came, ExtensionPlace.CERTIFICATE, certificate, io);
  }

  private static void read(Extensions came, ExtensionPlace place, int certificate, HandshakeIo io)
      throws TlsException {
    for (CustomExtension custom : io.decisions().extensions()) {
      Optional<Extension> found = came.find(custom.type());
      if (found.isPresent() && !custom.places().contains(place)) {
        throw new TlsException(SslReason.BAD_EXTENSION, "extension " + custom.type());
      }
      if (found.isPresent() && found.get() instanceof UnknownExtension unknown) {
        custom.read(place, unknown.body(), certificate);
      }
    }
  }
}
