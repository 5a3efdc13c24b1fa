// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server13;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.CustomExtensions;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.Received;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionPlace;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.extension.Cookie;
import dev.jessel.wire.extension.Extension;
import dev.jessel.wire.extension.KeyShareClient;
import dev.jessel.wire.extension.KeyShareEntry;
import dev.jessel.wire.message.ClientHello;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The client was asked to come again: the same ClientHello, with what was missing. */
public record ExpectSecondClientHello(RetrySent retry) implements MessageState {
  /** RFC 9846 4.2.2: what a client may change. */
  private static final Set<ExtensionType> MAY_CHANGE =
      Set.of(
          ExtensionType.KEY_SHARE,
          ExtensionType.COOKIE,
          ExtensionType.EARLY_DATA,
          ExtensionType.PRE_SHARED_KEY,
          ExtensionType.PADDING);

  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    ClientHello hello = received.expect(ClientHello.class);
    io.recordAligned();
    ClientHelloRules.check(hello);
    checkUnchanged(hello);
    if (hello.extensions().contains(ExtensionType.EARLY_DATA)) {
      // RFC 9846 4.3.10: there is no early data behind a retry.
      throw new TlsException(SslReason.BAD_EXTENSION, "early_data in the second ClientHello");
    }
    checkCookie(hello);
    checkShare(hello);
    Optional<PskOffer> psks = PskOffer.of(hello, received, io);
    CustomExtensions.read(hello.extensions(), ExtensionPlace.CLIENT_HELLO, io);
    io.transcript().add(received.bytes());
    return new NegotiateTerms(hello, psks, Optional.of(retry));
  }

  private void checkUnchanged(ClientHello second) throws TlsException {
    ClientHello first = retry.first();
    boolean same =
        first.legacyVersion().equals(second.legacyVersion())
            && first.random().equals(second.random())
            && first.sessionId().equals(second.sessionId())
            && first.cipherSuites().equals(second.cipherSuites())
            && fixed(first).equals(fixed(second));
    if (!same) {
      throw new TlsException(SslReason.BAD_EXTENSION, "the second ClientHello is another one");
    }
  }

  private static List<Extension> fixed(ClientHello hello) {
    return hello.extensions().all().stream()
        .filter(extension -> !MAY_CHANGE.contains(extension.type()))
        .toList();
  }

  private void checkCookie(ClientHello hello) throws TlsException {
    Optional<Bytes> came = hello.extensions().find(Cookie.class).map(Cookie::cookie);
    boolean fits =
        retry.cookie().isPresent() == came.isPresent()
            && MessageDigest.isEqual(
                came.orElse(Bytes.EMPTY).toArray(), retry.cookie().orElse(Bytes.EMPTY).toArray());
    if (!fits) {
      throw new TlsException(SslReason.COOKIE_MISMATCH);
    }
  }

  /** RFC 9846 4.3.8: exactly the share that was asked for. */
  private void checkShare(ClientHello hello) throws TlsException {
    Optional<NamedGroup> asked = retry.group();
    Optional<KeyShareClient> first = retry.first().extensions().find(KeyShareClient.class);
    if (asked.isEmpty()) {
      if (!hello.extensions().find(KeyShareClient.class).equals(first)) {
        throw new TlsException(SslReason.BAD_KEY_SHARE, "other shares, though none were asked for");
      }
      return;
    }
    List<NamedGroup> groups =
        hello.extensions().find(KeyShareClient.class).stream()
            .flatMap(shares -> shares.shares().stream())
            .map(KeyShareEntry::group)
            .toList();
    if (!groups.equals(List.of(asked.get()))) {
      throw new TlsException(SslReason.BAD_KEY_SHARE, "not the share that was asked for");
    }
  }
}
