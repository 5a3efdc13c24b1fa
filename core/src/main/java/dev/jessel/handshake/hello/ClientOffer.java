// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.hello;

import dev.jessel.session.Session;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.extension.Cookie;
import dev.jessel.wire.extension.Extensions;
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
 */
public record ClientOffer(
    ClientHello hello, KeyShares shares, Optional<Session> session, Optional<Ssl2Message> ssl2) {
  /**
   * The answer to a HelloRetryRequest: the same ClientHello but for key share and cookie (RFC 9846
   * 4.2.2).
   */
  public ClientOffer retry(KeyShares newShares, Optional<Cookie> cookie) {
    Extensions changed = hello.extensions().with(newShares.extension());
    Extensions all = cookie.map(changed::with).orElse(changed);
    return new ClientOffer(hello.withExtensions(all), newShares, session, ssl2);
  }

  /** True when the group was among the supported ones. */
  public boolean offers(NamedGroup group) {
    return groups().contains(group);
  }

  /** The supported groups; empty when none were named. */
  public List<NamedGroup> groups() {
    return hello
        .extensions()
        .find(SupportedGroups.class)
        .map(SupportedGroups::groups)
        .orElse(List.of());
  }
}
