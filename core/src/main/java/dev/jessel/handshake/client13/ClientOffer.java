// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client13;

import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.extension.Cookie;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.SupportedGroups;
import dev.jessel.wire.message.ClientHello;
import java.util.Optional;

/**
 * What a client has put on the table.
 *
 * @param hello the ClientHello sent last
 * @param shares the key pairs behind its key shares
 */
public record ClientOffer(ClientHello hello, KeyShares shares) {
  /**
   * The answer to a HelloRetryRequest: the same ClientHello but for key share and cookie (RFC 9846
   * 4.2.2).
   */
  ClientOffer retry(KeyShares newShares, Optional<Cookie> cookie) {
    Extensions changed = hello.extensions().with(newShares.extension());
    Extensions all = cookie.map(changed::with).orElse(changed);
    return new ClientOffer(hello.withExtensions(all), newShares);
  }

  /** True when the group was among the supported ones. */
  boolean offers(NamedGroup group) {
    return hello
        .extensions()
        .find(SupportedGroups.class)
        .map(supported -> supported.groups().contains(group))
        .orElse(false);
  }
}
