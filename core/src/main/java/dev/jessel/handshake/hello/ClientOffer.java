// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.hello;

import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.session.Session;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.extension.Cookie;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.PskKeyExchangeModes;
import dev.jessel.wire.extension.SupportedGroups;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.Ssl2Message;
import java.util.List;
import java.util.Optional;

/**
 * What a client has put on the table.
 *
 * @param hello the ClientHello sent last
 * @param shares the key pairs behind its key shares
 * @param session the session of TLS 1.2 or older that it would like to resume
 * @param ssl2 the ClientHello as it was sent, if that was in the format of SSLv2
 * @param psks the pre-shared keys of TLS 1.3 that it offers
 */
public record ClientOffer(
    ClientHello hello,
    KeyShares shares,
    Optional<Session> session,
    Optional<Ssl2Message> ssl2,
    PskOffers psks) {
  /**
   * The answer to a HelloRetryRequest, which the transcript has: the same ClientHello but for key
   * share, cookie, early data and pre-shared keys (RFC 9846 4.2.2).
   *
   * @param hash of the suite that the server chose
   */
  public ClientOffer retry(
      KeyShares newShares, Optional<Cookie> cookie, HashAlgorithm hash, HandshakeIo io) {
    Extensions changed =
        hello
            .extensions()
            .with(newShares.extension())
            .without(ExtensionType.EARLY_DATA)
            .without(ExtensionType.PRE_SHARED_KEY);
    Extensions all = cookie.map(changed::with).orElse(changed);
    PskOffers left = psks.with(hash);
    return new ClientOffer(
        left.complete(hello.withExtensions(all), io), newShares, session, ssl2, left);
  }

  /** True when early data was sent behind the ClientHello. */
  public boolean isEarly() {
    return hello.extensions().contains(ExtensionType.EARLY_DATA);
  }

  /** True when the server may do without a key exchange. */
  public boolean allowsPskAlone() {
    return hello
        .extensions()
        .find(PskKeyExchangeModes.class)
        .filter(modes -> modes.modes().contains(PskKeyExchangeModes.PSK_KE))
        .isPresent();
  }

  /** True when the group was among the supported ones. */
  public boolean offers(NamedGroup group) {
    return groups().contains(group);
  }

  /** The supported groups; empty when none were named. */
  public List<NamedGroup> groups() {
    return hello.extensions().find(SupportedGroups.class).stream()
        .flatMap(named -> named.groups().stream())
        // RFC 8701 3.1: what means nothing must not come back.
        .filter(group -> !group.isGrease())
        .toList();
  }
}
